// Where a version stands and what comes next: hearing, third-party check, decision by a second
// person, submission, publication; all versions; what was heard, checked and submitted.
import { useState } from 'react';
import * as api from '../../api/privacy';
import type { Values } from '../../api/privacy';
import { date_short } from '../../lib/era_date';
import { Choice, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_new_record, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import type { Shown } from './assessment_screen';
import { BeginPanel } from './begin_panel';
import { kOpen, kWrap, stage_tone } from './words';

type Step = 'hearing' | 'checking' | 'requested' | 'submitted' | 'draft' | 'published' | 'thrown_away';

function steps_of(shown: Shown): Step[] {
  const { data, version } = shown;
  if (kOpen.includes(version.state) && data.may.change) {
    const others = (['hearing', 'checking'] as const).filter((one) => one !== version.state);
    return ['requested', ...others, 'thrown_away'];
  }
  if (version.state === 'requested') {
    const list: Step[] = data.may.approve ? ['submitted'] : [];
    return data.may.change ? [...list, 'draft'] : list;
  }
  return version.state === 'submitted' && data.may.change ? ['published'] : [];
}

export function CoursePanel(shown: Shown) {
  const { t } = useWords();
  const { data, version, done } = shown;
  const open = data.versions.some(
    (one) => kOpen.includes(one.state) || one.state === 'requested' || one.state === 'submitted',
  );
  return (
    <>
      <Panel title={t('privacy.tab_course')}>
        <Steps key={version.state} {...shown} />
      </Panel>
      <Versions {...shown} />
      {(['hearings', 'checks', 'submissions'] as const).map((one) => (
        <Beside key={one} which={one} shown={shown} />
      ))}
      {data.may.change && !open ? <BeginPanel data={data} done={done} /> : null}
    </>
  );
}

function Steps(shown: Shown) {
  const { t } = useWords();
  const { data, version, done } = shown;
  const [place, set_place] = useState('');
  const action = useAction();
  const steps = steps_of(shown);
  const go = async (to: Step) => {
    const work = () => api.move_on(data.task.id, version.id, to, to === 'published' ? place : '');
    if (await action.run(work)) done();
  };
  const change_cause = async (cause: string) => {
    if (await action.run(() => api.save(data.task.id, version.id, {}, [], [], cause))) done();
  };
  return (
    <div className="pad stack" data-steps>
      <p className="row" style={kWrap}>
        <Mark tone={stage_tone(version.state)}>
          {t(`privacy.state_${version.state}` as 'privacy.due')}
        </Mark>
        {version.requested_by ? (
          <span>
            {t('privacy.requested_by')}: {version.requested_by}
          </span>
        ) : null}
        {version.approved_by ? (
          <span>
            {t('privacy.approved_by')}: {version.approved_by}
          </span>
        ) : null}
      </p>
      {kOpen.includes(version.state) && data.may.change ? (
        <Choice
          label={t('privacy.cause')}
          value={version.cause}
          set={(cause) => void change_cause(cause)}
          options={(['initial', 'correction', 'reassessment', 'end'] as const).map(
            (one) => [one, t(`privacy.cause_${one}`)] as const,
          )}
        />
      ) : null}
      {steps.includes('published') ? (
        <Line label={t('privacy.place')} value={place} set={set_place} />
      ) : null}
      <ActionTrouble fault={action.fault} />
      {steps.length > 0 ? (
        <p className="row" style={kWrap}>
          {steps.map((one, number) => (
            <button
              key={one}
              type="button"
              className={number === 0 ? 'btn fill' : 'btn'}
              data-step={one}
              disabled={action.busy}
              onClick={() => void go(one)}
            >
              {t(`privacy.go_${one}`)}
            </button>
          ))}
        </p>
      ) : null}
    </div>
  );
}

function Versions({ data }: Shown) {
  const { t, lang } = useWords();
  const day = (value: string | null) => (value === null ? '' : date_short(value, lang));
  return (
    <Panel title={t('privacy.versions')} count={data.versions.length}>
      <div className="wide" tabIndex={0} role="group" aria-label={t('privacy.versions')}>
        <table className="tight" data-versions>
          <thead>
            <tr>
              {(
                ['version', 'cause', 'stage', 'changed_on', 'submitted_on', 'published_on'] as const
              ).map((one) => (
                <th scope="col" key={one}>
                  {t(`privacy.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...data.versions].reverse().map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link to={`/privacy/${data.task.id}?version=${one.id}`}>{one.number}</Link>
                </th>
                <td>{t(`privacy.cause_${one.cause}` as 'privacy.due')}</td>
                <td className="nw">
                  <Mark tone={stage_tone(one.state)}>
                    {t(`privacy.state_${one.state}` as 'privacy.due')}
                  </Mark>
                </td>
                <td className="nw">{day(one.changed_on)}</td>
                <td className="nw">{day(one.submitted_on)}</td>
                <td className="nw">{day(one.published_on)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface BesideProps {
  which: 'hearings' | 'checks' | 'submissions';
  shown: Shown;
}
const kRegister = {
  hearings: 'privacy_hearing',
  checks: 'privacy_check',
  submissions: 'privacy_submission',
};
const kLetter = {
  hearings: 'privacy_hearing_notice',
  checks: null,
  submissions: 'privacy_submission',
};

function Beside({ which, shown }: BesideProps) {
  const { t } = useWords();
  const rows = shown.data[which] ?? [];
  const register = kRegister[which];
  return (
    <Panel
      title={t(`privacy.${which}`)}
      count={rows.length}
      end={
        which !== 'submissions' && shown.data.may.change ? (
          <Link to={to_new_record(register)}>{t('privacy.register')}</Link>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <Empty why={t('privacy.none')} />
      ) : (
        <ul className="pad stack">
          {rows.map((row) => (
            <BesideRow key={row['id']} row={row} register={register} letter={kLetter[which]} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function BesideRow(props: { row: Values; register: string; letter: string | null }) {
  const { t, lang } = useWords();
  const { row, register, letter } = props;
  const id = row['id'] ?? '';
  const days = [
    row['from_on'],
    row['until_on'],
    row['asked_on'],
    row['held_on'],
    row['submitted_on'],
    row['published_on'],
  ].flatMap((one) => (one ? [date_short(one, lang)] : []));
  const words = [row['how'], row['short_reason'], row['result'], row['place']].filter(Boolean);
  return (
    <li>
      <Link to={to_record(register, id)}>{days.join(' ～ ')}</Link>{' '}
      {row['days'] ? t('privacy.days', { days: row['days'] }) : ''} {words.join('　')}{' '}
      {letter ? (
        <Link to={`/letters/new?template=${letter}&register=${register}&record=${id}`}>
          {t('privacy.letter')}
        </Link>
      ) : null}
    </li>
  );
}
