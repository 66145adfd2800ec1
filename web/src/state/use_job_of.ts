// Jobs of some kinds beside what they change: ordering one, seeing it run, and reading anew what
// the screen shows when one has ended.
import { useEffect, useRef } from 'react';
import * as api from '../api/endpoints';
import type { Job, JobOrder } from '../api/types';
import type { Action } from './use_action';
import { useAction } from './use_action';
import { is_live, useJobs } from './use_jobs';

export interface JobsOf extends Action {
  live: readonly Job[];
  ended: readonly Job[];
  order: (order: JobOrder) => Promise<boolean>;
  reload: () => void;
}

export function useJobOf(kinds: readonly string[], changed: () => void): JobsOf {
  const jobs = useJobs();
  const action = useAction();
  const ours = jobs.data?.jobs.filter((job) => kinds.includes(job.kind)) ?? [];
  const ended = ours.filter((job) => !is_live(job));
  const newest = jobs.data ? ended.map((job) => job.id).join() : null;
  const seen = useRef<string | null>(null);
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    if (newest === null) return;
    if (seen.current !== null && seen.current !== newest) latest.current();
    seen.current = newest;
  }, [newest]);
  const order = async (wanted: JobOrder) => {
    const done = await action.run(() => api.order_job(wanted));
    if (done) jobs.reload();
    return done;
  };
  return { ...action, live: ours.filter(is_live), ended, order, reload: jobs.reload };
}
