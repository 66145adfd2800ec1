// Applications with everything that was filed, and the two hands through which they go: the head of
// the section, then the digital section where individual numbers are handled.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { StaffApplication } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { DateLine, Line } from '../../parts/form_line';
import { Mark, type Tone } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';

const kTones: Record<string, Tone> = {
  applied: 'warn',
  section_ok: 'warn',
  approved: 'ok',
  refused: 'bad',
  withdrawn: 'none',
};
const kDetails = [
  'address',
  'reason_text',
  'information',
  'measures',
  'supervision',
  'conditions',
  'number_term',
  'number_control',
] as const;

interface Props {
  applications: readonly StaffApplication[];
  may: boolean;
  done: () => void;
}

export function Applications({ applications, may, done }: Props) {
  const { t } = useWords();
  return (
    <Panel title={t('chain.applications')} count={applications.length}>
      {applications.length === 0 ? (
        <Empty why={t('chain.no_applications')} />
      ) : (
        <ul className="chain-lines" data-applications>
          {applications.map((one) => (
            <One key={one.id} one={one} may={may} done={done} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function One({ one, may, done }: { one: StaffApplication; may: boolean; done: () => void }) {
  const { t, d, lang } = useWords();
  const open = one.state.key === 'applied' || one.state.key === 'section_ok';
  return (
    <li data-application={one.no}>
      <div className="titles">
        <Link to={to_record('reentrust_application', one.id)}>{one.no}</Link>
        <b>{one.name}</b>
        <Mark tone={kTones[one.state.key] ?? 'none'}>{d(one.state.label)}</Mark>
        {one.after_the_fact ? <Mark tone="bad">{t('chain.filed_late')}</Mark> : null}
      </div>
      <p className="sub">
        {t('chain.application_line', {
          on: date_short(one.applied_on, lang),
          who: d(one.filed_by.label),
          under: one.under,
          level: one.level,
        })}
        {one.working_since
          ? ` ${t('chain.working_line', { on: date_short(one.working_since, lang) })}`
          : ''}
      </p>
      <details>
        <summary>{t('chain.application_all')}</summary>
        <dl className="kv">
          <dt>{t('chain.f.work')}</dt>
          <dd>{one.work}</dd>
          {kDetails.map((field) =>
            one[field] ? (
              <div key={field} className="chain-pair">
                <dt>{t(`chain.f.${field}`)}</dt>
                <dd>{one[field]}</dd>
              </div>
            ) : null,
          )}
          <dt>{t('chain.f.responsibility')}</dt>
          <dd>{t(one.responsibility ? 'chain.yes' : 'chain.no')}</dd>
          <dt>{t('chain.f.clauses_carried')}</dt>
          <dd>{t(one.clauses_carried ? 'chain.yes' : 'chain.no')}</dd>
          <dt>{t('chain.f.number_handled')}</dt>
          <dd>{t(one.number_handled ? 'chain.yes' : 'chain.no')}</dd>
        </dl>
      </details>
      {one.section_by || one.digital_by ? (
        <p className="sub">
          {[one.section_by, one.digital_by].filter(Boolean).join(' → ')}
          {one.approval_no ? `（${one.approval_no}）` : ''}
        </p>
      ) : null}
      {one.decision_reason ? <p className="sub">{one.decision_reason}</p> : null}
      {open && may ? <Decide one={one} done={done} /> : null}
      {open ? null : (
        <p>
          <a className="link" href={letter('entrust_reentrust_decision', 'reentrust_application', one.id)}>
            {t('chain.letter_decision')}
          </a>
        </p>
      )}
    </li>
  );
}

export const letter = (template: string, register: string, record: string) =>
  `/letters/new?template=${template}&register=${register}&record=${record}`;

function Decide({ one, done }: { one: StaffApplication; done: () => void }) {
  const { t } = useWords();
  const [number, set_number] = useState(one.approval_no ?? '');
  const [until, set_until] = useState('');
  const [reason, set_reason] = useState('');
  const action = useAction();
  const send = async (decision: 'approve' | 'refuse') => {
    const sent = await action.run(() =>
      api.decide(one.id, {
        decision,
        ...(number ? { approval_no: number } : {}),
        ...(until ? { until } : {}),
        ...(reason ? { reason } : {}),
      }),
    );
    if (sent) done();
  };
  return (
    <div className="stack" data-decide>
      <div className="chain-form">
        <Line label={t('chain.approval_no')} value={number} set={set_number} max_length={40} />
        <DateLine label={t('chain.approved_until')} value={until} set={set_until} />
        <Line label={t('chain.reason')} value={reason} set={set_reason} max_length={500} />
      </div>
      <ActionTrouble fault={action.fault} />
      <div className="row gap-2">
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void send('approve')}
        >
          {t('chain.approve')}
        </button>
        <button
          type="button"
          className="btn"
          disabled={action.busy}
          onClick={() => void send('refuse')}
        >
          {t('chain.refuse')}
        </button>
      </div>
    </div>
  );
}
