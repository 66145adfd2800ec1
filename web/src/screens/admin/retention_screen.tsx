// The end of personal data: what is due and why, who proposed and who decided, what is held all the
// same, the erasure as a job, and its certificate.
import * as admin from '../../api/admin';
import type { Proposal, Retention } from '../../api/admin';
import { date_long, fiscal_year } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Note, StateTag, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useJobOf, type JobsOf } from '../../state/use_job_of';
import { Decide } from './decide';
import { DuePanel } from './due_panel';
import { ErasableTable } from './erasable_table';
import { Sure } from './sure';

const kTones: Record<Proposal['state'], Tone> = {
  proposed: 'warn',
  approved: 'inf',
  refused: 'none',
  erased: 'ok',
};

export function RetentionScreen() {
  const { t } = useWords();
  const query = useQuery('retention', admin.retention);
  const jobs = useJobOf(['erasure'], query.reload);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('erase.title') }]}
        title={t('erase.title')}
      />
      <div className="stack">
        <Await query={query} rows={10}>
          {(data) => (
            <>
              <div role="status" className="empty:hidden">
                {jobs.live.map((job) => (
                  <JobLine key={job.id} job={job} />
                ))}
                {jobs.live.length === 0 && jobs.ended[0] ? <JobLine job={jobs.ended[0]} /> : null}
              </div>
              <ActionTrouble fault={jobs.fault} />
              {data.sees_all ? null : <Note tone="inf">{t('admin.decides_only')}</Note>}
              <Proposals data={data} jobs={jobs} changed={query.reload} />
              {data.sees_all ? <DuePanel data={data} changed={query.reload} /> : null}
              <Holds data={data} />
              {data.sees_all ? <Rules data={data} /> : null}
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

interface Props {
  data: Retention;
  jobs: JobsOf;
  changed: () => void;
}

function Proposals({ data, jobs, changed }: Props) {
  const { t } = useWords();
  if (data.proposals.length === 0) {
    return (
      <Panel title={t('erase.proposals')} count={0}>
        <Empty why={t('erase.none')} next={data.may_propose ? t('erase.none_next') : null} />
      </Panel>
    );
  }
  return (
    <>
      {data.proposals.map((one) => (
        <One key={one.number} one={one} data={data} jobs={jobs} changed={changed} />
      ))}
    </>
  );
}

function One({ one, data, jobs, changed }: Props & { one: Proposal }) {
  const { t, lang } = useWords();
  const people = [
    t('erase.by_proposer', { by: one.proposed_by }),
    one.decided_by ? t('erase.by_decider', { by: one.decided_by, reason: one.reason }) : '',
    one.erased_by ? t('erase.by_eraser', { by: one.erased_by }) : '',
  ].filter(Boolean);
  return (
    <div data-proposal={one.number} className="min-w-0">
      <Panel
        title={t('erase.proposal', { number: one.number, year: fiscal_year(one.fiscal_year, lang) })}
        aside={<StateTag tone={kTones[one.state]}>{t(`erase.state.${one.state}`)}</StateTag>}
        end={
          one.state === 'erased' && data.sees_all ? (
            <a href={admin.certificate_address(one.number)} target="_blank" rel="noreferrer">
              {t('erase.certificate')}
            </a>
          ) : null
        }
      >
        <ErasableTable
          targets={one.targets}
          label={t('erase.proposal', {
            number: one.number,
            year: fiscal_year(one.fiscal_year, lang),
          })}
        />
        <p className="pad sub">{people.join(t('app.comma'))}</p>
        {one.state === 'proposed' && data.may_decide ? (
          <Decide
            number={one.number}
            proposed_by={one.proposed_by}
            decide={(what, reason) => admin.decide_erasure(one.number, what, reason)}
            done={changed}
          />
        ) : null}
        {one.state === 'approved' && data.may_propose ? (
          <div className="pad hair-top">
            <Sure
              label={t('erase.run')}
              question={t('erase.sure')}
              busy={jobs.busy || jobs.live.length > 0}
              go={() =>
                void jobs.order({ kind: 'erasure', parameters: { proposal: one.number } })
              }
            />
          </div>
        ) : null}
      </Panel>
    </div>
  );
}

function Holds({ data }: { data: Retention }) {
  const { t, d, lang } = useWords();
  if (data.holds === null) return null;
  return (
    <Panel
      title={t('erase.holds')}
      count={data.holds.length}
      end={<Link to="/registers/legal_hold">{t('erase.holds_open')}</Link>}
    >
      {data.holds.length === 0 ? (
        <Empty why={t('erase.holds_none')} next={t('erase.holds_next')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('erase.holds')}>
          <table className="words">
            <thead>
              <tr>
                <th scope="col">{t('erase.hold')}</th>
                <th scope="col">{t('erase.register')}</th>
                <th scope="col">{t('erase.hold_key')}</th>
                <th scope="col">{t('erase.hold_kind')}</th>
                <th scope="col">{t('erase.hold_time')}</th>
                <th scope="col">{t('erase.basis')}</th>
              </tr>
            </thead>
            <tbody>
              {data.holds.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={to_record('legal_hold', one.id)}>{one.number}</Link>
                  </th>
                  <td>{d(one.label)}</td>
                  <td>{one.key || t('erase.hold_all')}</td>
                  <td>{d(one.kind)}</td>
                  <td className="nw">
                    {one.starts ? date_long(one.starts, lang) : '—'} –{' '}
                    {one.ends ? date_long(one.ends, lang) : ''}
                  </td>
                  <td>{one.basis}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Rules({ data }: { data: Retention }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('erase.rules')} count={data.rules.length}>
      <p className="pad sub">{data.first_day}</p>
      <div className="wide" tabIndex={0} role="group" aria-label={t('erase.rules')}>
        <table className="words" data-rules>
          <thead>
            <tr>
              <th scope="col">{t('erase.register')}</th>
              <th scope="col" className="num">
                {t('erase.years')}
              </th>
              <th scope="col">{t('erase.from')}</th>
              <th scope="col">{t('erase.basis')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rules.map((one) => (
              <tr key={one.register}>
                <th scope="row">
                  <Link to={`/registers/${one.register}`}>{d(one.label)}</Link>
                </th>
                <td className="num">{one.years}</td>
                <td>{t(one.from === 'recorded' ? 'erase.from_recorded' : 'erase.from_end')}</td>
                <td>{one.basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
