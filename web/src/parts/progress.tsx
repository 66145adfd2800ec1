// A job: progress with rate and time left while it runs, a mark and the result when it has ended.
import type { Job } from '../api/types';
import { moment, type Language } from '../lib/era_date';
import { grouped, time_left } from '../lib/number_format';
import { useWords } from '../state/language';
import { useToday } from '../state/server_state';
import { Mark, type Tone } from './mark';

export const kJobTone: Record<Job['state'], Tone> = {
  queued: 'none',
  running: 'inf',
  done: 'ok',
  failed: 'bad',
  stopped: 'warn',
  cancelled: 'warn',
};

function percent(job: Job): number {
  return job.total > 0 ? Math.min(100, Math.floor((job.done * 100) / job.total)) : 0;
}

export function JobLine({ job }: { job: Job }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  if (job.state === 'running' || job.state === 'queued')
    return <RunningJob job={job} lang={lang} />;
  return (
    <div className="job row">
      <Mark tone={kJobTone[job.state]}>{d(job.label)}</Mark>
      <span className="sub grow">
        {moment(job.ended_at, lang, today)} {t(`job.${job.state}`)} {d(job.result)}
      </span>
    </div>
  );
}

function RunningJob({ job, lang }: { job: Job; lang: Language }) {
  const { t, d } = useWords();
  const now = percent(job);
  const facts = [
    job.total > 0 ? `${grouped(job.done)} / ${grouped(job.total)}` : '',
    job.total === 0 && job.state === 'running' ? t('job.preparing') : '',
    job.rate ? t('job.rate', { rate: grouped(Math.round(job.rate)) }) : '',
    job.seconds_left !== null && job.state === 'running'
      ? t('job.left', { time: time_left(job.seconds_left, lang) })
      : '',
    job.state === 'queued' ? t('job.queued') : '',
  ].filter(Boolean);
  return (
    <div className="job">
      <div className="row">
        <b className="grow">{d(job.label)}</b>
        <b>{now}%</b>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-valuenow={now}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={d(job.label)}
      >
        <i style={{ width: `${now}%` }} />
      </div>
      <div className="sub mt-1">{facts.join(t('app.comma'))}</div>
    </div>
  );
}
