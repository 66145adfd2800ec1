// The end of one cloud contract: what its class asks, what is on record, what is missing and why.
import * as api from '../../api/disposals';
import type { CloudExit, ExitStep } from '../../api/disposals';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark, StateTag, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

const kTones: Record<ExitStep['state'], Tone> = {
  done: 'ok',
  open: 'warn',
  late: 'bad',
  unneeded: 'none',
};

export function CloudExitScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`cloud-exit:${id}`, (signal) => api.cloud_exit(id, signal));
  const exit = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.disposal'), to: '/disposal' },
          { label: exit?.exit_no ?? id },
        ]}
        title={exit ? exit.service : '…'}
        tags={
          exit ? (
            <>
              <span className="tag">{d(exit.state.label)}</span>
              {exit.may_close ? (
                <StateTag tone="ok">{t('disposal.exit_complete')}</StateTag>
              ) : null}
              {exit.origin.key === 'constructed' ? (
                <span className="tag">{d(exit.origin.label)}</span>
              ) : null}
            </>
          ) : null
        }
        actions={
          <>
            <button type="button" className="btn s" onClick={() => window.print()}>
              <Icon name="print" small />
              {t('action.print')}
            </button>
            <Link className="btn s" to={to_record('cloud_exit', id)}>
              {t('disposal.exit_record')}
            </Link>
          </>
        }
      />
      <div className="stack">
        <Await query={query} rows={12}>
          {(data) => (
            <>
              <Steps exit={data} />
              <Facts exit={data} />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Steps({ exit }: { exit: CloudExit }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('disposal.exit_steps', { edition: exit.catalog })}>
      <div className="wide" tabIndex={0} role="group" aria-label={t('disposal.exit_step')}>
        <table className="tight" data-exit-steps>
          <thead>
            <tr>
              <th scope="col">{t('disposal.exit_step')}</th>
              <th scope="col">{t('disposal.exit_state')}</th>
              <th scope="col">{t('disposal.exit_due')}</th>
              <th scope="col">{t('disposal.exit_reason')}</th>
            </tr>
          </thead>
          <tbody>
            {exit.steps.map((step) => (
              <tr key={step.key} data-step={step.key}>
                <th scope="row">{d(step.label)}</th>
                <td className="nw">
                  <Mark tone={kTones[step.state]}>{t(`disposal.exit_${step.state}`)}</Mark>
                </td>
                <td className="nw">{step.due ? date_short(step.due, lang) : '—'}</td>
                <td>{step.reason ? d(step.reason.text) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Facts({ exit }: { exit: CloudExit }) {
  const { t, d, lang } = useWords();
  const date = (day: string | null) => (day ? date_short(day, lang) : null);
  const words = (...parts: (string | null)[]) => parts.filter(Boolean).join('　') || '—';
  return (
    <Panel title={t('disposal.exit_facts')} aside={<span className="sub">{exit.exit_no}</span>}>
      <div className="pad">
        <dl className="kv">
          <dt>{t('disposal.exit_service')}</dt>
          <dd>{words(exit.service, exit.system)}</dd>
          <dt>{t('disposal.exit_provider')}</dt>
          <dd>{exit.provider}</dd>
          <dt>{t('disposal.exit_class')}</dt>
          <dd>{d(exit.disposal_class.label)}</dd>
          <dt>{t('disposal.exit_ends')}</dt>
          <dd>{date(exit.ends_on)}</dd>
          <dt>{t('disposal.exit_data')}</dt>
          <dd>{words(date(exit.data_back_on))}</dd>
          <dt>{t('disposal.exit_keys')}</dt>
          <dd>
            {words(
              d(exit.key_holder.label),
              d(exit.encrypted_from_start.label),
              date(exit.key_destroyed_on),
              exit.key_destroyed_by,
            )}
          </dd>
          <dt>{t('disposal.exit_proof')}</dt>
          <dd>{words(exit.proof_no, date(exit.proof_received_on))}</dd>
          <dt>{t('disposal.exit_audit')}</dt>
          <dd>{words(exit.audit_report_no, date(exit.audit_report_on), exit.audit_report_by)}</dd>
          <dt>{t('disposal.exit_equipment')}</dt>
          <dd>
            {words(
              d(exit.equipment_identified.label),
              date(exit.destroyed_on),
              exit.review_no,
              date(exit.review_on),
            )}
          </dd>
          <dt>{t('disposal.exit_closed')}</dt>
          <dd>{words(date(exit.closed_on), exit.closed_by)}</dd>
        </dl>
      </div>
    </Panel>
  );
}
