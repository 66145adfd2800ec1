// What runs, waits and has run: progress, rate, time left, result, log; ordering and cancelling.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { Job } from '../../api/types';
import { moment } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { JobLine, kJobTone } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { is_live, useJobs } from '../../state/use_jobs';
import { JobLog } from './job_log';
import { OrderPanel } from './order_panel';
import { PlansPanel } from './plans_panel';

export function JobsScreen() {
  const { t } = useWords();
  const query = useJobs();
  const [shown, set_shown] = useState<string | null>(null);
  const live = query.data?.jobs.filter(is_live) ?? [];
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('jobs.title') }]}
        title={t('jobs.title')}
      />
      <div className="stack">
        <Panel title={t('jobs.running')} count={query.data ? live.length : undefined}>
          <Await query={query} rows={3}>
            {() =>
              live.length > 0 ? (
                <>
                  {live.map((job) => (
                    <LiveJob key={job.id} job={job} changed={query.reload} show={set_shown} />
                  ))}
                </>
              ) : (
                <Empty why={t('jobs.running_none')} next={t('jobs.next')} />
              )
            }
          </Await>
        </Panel>
        {query.data ? <OrderPanel jobs={query.data} changed={query.reload} /> : null}
        {query.data ? <PlansPanel jobs={query.data} changed={query.reload} /> : null}
        <Panel title={t('jobs.ended')}>
          <Await query={query} rows={4}>
            {({ jobs }) => <Ended jobs={jobs.filter((job) => !is_live(job))} show={set_shown} />}
          </Await>
        </Panel>
      </div>
      {shown ? <JobLog id={shown} close={() => set_shown(null)} /> : null}
    </main>
  );
}

interface LiveProps {
  job: Job;
  changed: () => void;
  show: (id: string) => void;
}

function LiveJob({ job, changed, show }: LiveProps) {
  const { t, lang } = useWords();
  const today = useToday();
  const { busy, fault, run } = useAction();
  const cancel = async () => {
    await run(() => api.cancel_job(job.id));
    changed();
  };
  return (
    <div data-job={job.id}>
      <JobLine job={job} />
      <div className="pad row">
        <span className="sub grow">
          {job.state === 'queued' ? moment(job.due_at, lang, today) : null}
        </span>
        <button type="button" className="link" onClick={() => show(job.id)}>
          {t('jobs.log')}
        </button>
        {job.cancelling ? (
          <span className="sub">{t('jobs.cancelling')}</span>
        ) : (
          <button type="button" className="btn" disabled={busy} onClick={() => void cancel()}>
            {t('jobs.cancel')}
          </button>
        )}
      </div>
      <ActionTrouble fault={fault} />
    </div>
  );
}

interface EndedProps {
  jobs: readonly Job[];
  show?: (id: string) => void;
}

export function Ended({ jobs, show }: EndedProps) {
  const { t, d, lang } = useWords();
  const today = useToday();
  if (jobs.length === 0) return <Empty why={t('jobs.ended_none')} next={t('jobs.next')} />;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('jobs.kind')}</th>
          <th scope="col">{t('jobs.state')}</th>
          <th scope="col" className="num">
            {t('jobs.count')}
          </th>
          <th scope="col">{t('jobs.started')}</th>
          <th scope="col">{t('jobs.ended_at')}</th>
          <th scope="col">{t('jobs.result')}</th>
          {show ? <th scope="col">{t('jobs.log')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">{d(job.label)}</th>
            <td>
              <Mark tone={kJobTone[job.state]}>{t(`job.${job.state}`)}</Mark>
            </td>
            <td className="num">
              {job.total > 0 ? `${grouped(job.done)} / ${grouped(job.total)}` : '—'}
            </td>
            <td className="nw">{moment(job.started_at, lang, today)}</td>
            <td className="nw">{moment(job.ended_at, lang, today)}</td>
            <td>{d(job.result) || '—'}</td>
            {show ? (
              <td>
                {job.queued_at ? (
                  <button type="button" className="link" onClick={() => show(job.id)}>
                    {t('jobs.log')}
                  </button>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
