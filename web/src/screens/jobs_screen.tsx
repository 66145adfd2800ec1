// What runs and what has run: progress, rate, time left, result.
import type { Job } from '../api/types';
import { moment } from '../lib/era_date';
import { grouped } from '../lib/number_format';
import { Await } from '../parts/await';
import { Mark, type Tone } from '../parts/mark';
import { PageHead } from '../parts/page_head';
import { Empty, Panel } from '../parts/panel';
import { JobLine } from '../parts/progress';
import { useWords } from '../state/language';
import { useToday } from '../state/server_state';
import { is_live, useJobs } from '../state/use_jobs';

export function JobsScreen() {
  const { t } = useWords();
  const query = useJobs();
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('jobs.title') }]}
        title={t('jobs.title')}
      />
      <div className="stack">
        <Panel title={t('jobs.running')} count={query.data?.jobs.filter(is_live).length}>
          <Await query={query} rows={3}>
            {({ jobs }) =>
              jobs.some(is_live) ? (
                <>
                  {jobs.filter(is_live).map((job) => (
                    <JobLine key={job.id} job={job} />
                  ))}
                </>
              ) : (
                <Empty why={t('jobs.running_none')} next={t('jobs.next')} />
              )
            }
          </Await>
        </Panel>
        <Panel title={t('jobs.ended')}>
          <Await query={query} rows={4}>
            {({ jobs }) => <Ended jobs={jobs.filter((job) => !is_live(job))} />}
          </Await>
        </Panel>
      </div>
    </main>
  );
}

const kTone: Record<Job['state'], Tone> = {
  queued: 'none',
  running: 'inf',
  done: 'ok',
  failed: 'bad',
  stopped: 'warn',
};

export function Ended({ jobs }: { jobs: readonly Job[] }) {
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
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">{d(job.label)}</th>
            <td>
              <Mark tone={kTone[job.state]}>{t(`job.${job.state}`)}</Mark>
            </td>
            <td className="num">
              {job.total > 0 ? `${grouped(job.done)} / ${grouped(job.total)}` : '—'}
            </td>
            <td className="nw">{moment(job.started_at, lang, today)}</td>
            <td className="nw">{moment(job.ended_at, lang, today)}</td>
            <td>{d(job.result) || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
