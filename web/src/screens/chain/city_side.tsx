// What the city does about a chain: certificates and accidents that came in, places of work, the
// contractor's accounts, the yearly confirmation, a party found outside of the tree.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { Chain } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Mark, Note, type Tone } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { letter } from './decisions';
import { Area, Tick } from '../../parts/form_area';

interface Props {
  chain: Chain;
  done: () => void;
}
const kVerdicts: Record<string, Tone> = { accepted: 'ok', doubtful: 'warn', forged: 'bad' };

export function Certificates({ chain, done }: Props) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('chain.certificates')} count={chain.certificates.length}>
      {chain.certificates.length === 0 ? (
        <Empty why={t('chain.no_certificates')} />
      ) : (
        <ul className="chain-lines" data-certificates>
          {chain.certificates.map((one) => (
            <li key={one.id} data-certificate={one.no}>
              <div className="titles">
                <Link to={to_record('contract_certificate', one.id)}>{one.paper_no}</Link>
                <span className="sub">
                  {d(one.kind.label)}・{one.party}・{date_short(one.received_on, lang)}
                </span>
                <Mark tone={kVerdicts[one.verdict.key] ?? 'none'}>{d(one.verdict.label)}</Mark>
              </div>
              {one.faults ? <p className="sub">{one.faults}</p> : null}
              {one.followed_up_on ? (
                <p className="sub">
                  {t('chain.followed', { on: date_short(one.followed_up_on, lang) })}
                </p>
              ) : chain.may.follow ? (
                <Follow id={one.id} done={done} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Follow({ id, done }: { id: string; done: () => void }) {
  const { t } = useWords();
  const [outcome, set_outcome] = useState('');
  const action = useAction();
  const send = async () => {
    if (await action.run(() => api.follow_up(id, outcome))) done();
  };
  return (
    <>
      <Line label={t('chain.outcome')} value={outcome} set={set_outcome} max_length={500} />
      <ActionTrouble fault={action.fault} />
      <button
        type="button"
        className="btn s"
        disabled={action.busy || !outcome}
        onClick={() => void send()}
      >
        {t('chain.follow_do')}
      </button>
    </>
  );
}

export function Accidents({ chain, done }: Props) {
  const { t, lang } = useWords();
  const action = useAction();
  const take = async (id: string) => {
    if (await action.run(() => api.take_up(id))) done();
  };
  if (chain.accidents.length === 0) return null;
  return (
    <Panel title={t('chain.accidents')} count={chain.accidents.length}>
      <ActionTrouble fault={action.fault} />
      <ul className="chain-lines" data-accidents>
        {chain.accidents.map((one) => (
          <li key={one.id}>
            <div className="titles">
              <Link to={to_record('contract_accident', one.id)}>{one.no}</Link>
              <b>{one.what}</b>
              {one.late ? <Mark tone="warn">{t('chain.reported_late')}</Mark> : null}
              {one.taken_up_on ? (
                <Mark tone="ok">{t('chain.taken_up')}</Mark>
              ) : (
                <Mark tone="bad">{t('chain.not_taken_up')}</Mark>
              )}
            </div>
            <p className="sub">
              {t('chain.accident_line', {
                found: date_short(one.found_on, lang),
                reported: date_short(one.reported_on, lang),
              })}
            </p>
            {!one.taken_up_on && chain.may.find ? (
              <button
                type="button"
                className="btn s"
                disabled={action.busy}
                onClick={() => void take(one.id)}
              >
                {t('chain.take_up')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Checks({ chain }: { chain: Chain }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('chain.checks')} count={chain.checks.length}>
      {chain.checks.length === 0 ? (
        <Empty why={t('chain.no_checks')} />
      ) : (
        <ul className="chain-lines" data-checks>
          {chain.checks.map((one) => (
            <li key={one.id} data-check={one.no}>
              <div className="titles">
                <Link to={to_record('contract_check', one.id)}>{one.no}</Link>
                <span className="sub">
                  {d(one.kind.label)}・{t('chain.due', { on: date_short(one.due, lang) })}
                </span>
                {one.done_on ? (
                  <Mark tone={one.late ? 'warn' : 'ok'}>
                    {t('chain.done', { on: date_short(one.done_on, lang) })}
                  </Mark>
                ) : one.late ? (
                  <Mark tone="bad">{t('chain.late')}</Mark>
                ) : null}
                {one.answers_late ? <Mark tone="warn">{t('chain.answers_late')}</Mark> : null}
              </div>
              <p className="sub">
                {t('chain.answers', { n: one.answers, open: one.answers_open })}{' '}
                {one.done_on ? null : (
                  <a className="link" href={letter('entrust_chain_reminder', 'contract_check', one.id)}>
                    {t('chain.letter_reminder')}
                  </a>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function Places({ chain }: { chain: Chain }) {
  const { t, d, lang } = useWords();
  if (chain.places.length === 0) return null;
  return (
    <Panel title={t('chain.places')} count={chain.places.length}>
      <ul className="chain-lines" data-places>
        {chain.places.map((one) => (
          <li key={one.id}>
            <Link to={to_record('contract_place', one.id)}>{one.address}</Link>{' '}
            <span className="sub">
              {d(one.kind.label)}・{one.party}
              {one.approved_on
                ? `・${t('chain.approved_on', { on: date_short(one.approved_on, lang) })}`
                : ''}
            </span>{' '}
            {one.open ? <Mark tone="bad">{t('chain.home_open')}</Mark> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Accounts({ chain }: { chain: Chain }) {
  const { t, d, lang } = useWords();
  if (chain.accounts === null) return null;
  return (
    <Panel title={t('chain.accounts')} count={chain.accounts.length}>
      <p className="pad sub">{t('chain.accounts_why')}</p>
      <ul className="chain-lines" data-accounts>
        {chain.accounts.map((one) => (
          <li key={one.id}>
            <Link to={to_record('account', one.id)}>{one.number}</Link> {one.name}{' '}
            <span className="sub">
              {d(one.state.label)}・
              {one.ends ? t('chain.ends', { on: date_short(one.ends, lang) }) : t('chain.no_end')}
            </span>{' '}
            {one.too_long ? <Mark tone="warn">{t('chain.too_long')}</Mark> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Confirm({ chain, done }: Props) {
  const { t, lang } = useWords();
  const [how, set_how] = useState('');
  const [due, set_due] = useState<string | null>(null);
  const action = useAction();
  const send = async () => {
    const sent = await action.run(async () => set_due((await api.confirm(chain.id, how)).next_due));
    if (!sent) return;
    set_how('');
    done();
  };
  return (
    <Panel title={t('chain.confirm')}>
      <div className="pad stack" data-confirm>
        <p className="sub">{t('chain.confirm_why')}</p>
        <Area label={t('chain.how')} value={how} set={set_how} />
        <ActionTrouble fault={action.fault} />
        <div role="status">
          {due ? <Note tone="ok">{t('chain.confirmed', { on: date_short(due, lang) })}</Note> : null}
        </div>
        <div>
          <button
            type="button"
            className="btn"
            disabled={action.busy || !how}
            onClick={() => void send()}
          >
            {t('chain.confirm_do')}
          </button>
        </div>
      </div>
    </Panel>
  );
}

export function FoundForm({ chain, done }: Props) {
  const { t } = useWords();
  const [under, set_under] = useState(chain.tree[0]?.id ?? '');
  const [name, set_name] = useState('');
  const [work, set_work] = useState('');
  const [information, set_information] = useState('');
  const [since, set_since] = useState('');
  const [numbers, set_numbers] = useState(false);
  const [made, set_made] = useState<string | null>(null);
  const action = useAction();
  const send = async () => {
    const sent = await action.run(async () =>
      set_made(
        (
          await api.found(chain.id, {
            under,
            name,
            work,
            information,
            number_handled: numbers,
            ...(since ? { working_since: since } : {}),
          })
        ).incident,
      ),
    );
    if (!sent) return;
    set_name('');
    done();
  };
  return (
    <Panel title={t('chain.found')}>
      <div className="pad stack" data-found>
        <p className="sub">{t('chain.found_why')}</p>
        <div className="chain-form">
          <Choice
            label={t('chain.found_under')}
            value={under}
            set={set_under}
            options={chain.tree.map((party) => [party.id, party.name] as const)}
          />
          <Line label={t('chain.f.name')} value={name} set={set_name} max_length={120} />
          <Line label={t('chain.f.work')} value={work} set={set_work} max_length={300} />
          <Line
            label={t('chain.f.information')}
            value={information}
            set={set_information}
            max_length={300}
          />
          <DateLine label={t('chain.f.working_since')} value={since} set={set_since} />
        </div>
        <Tick label={t('chain.f.number_handled')} value={numbers} set={set_numbers} />
        <ActionTrouble fault={action.fault} />
        <div role="status">
          {made ? <Note tone="warn">{t('chain.found_done', { no: made })}</Note> : null}
        </div>
        <div>
          <button
            type="button"
            className="btn"
            disabled={action.busy || !name || !work || !information}
            onClick={() => void send()}
          >
            {t('chain.found_do')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
