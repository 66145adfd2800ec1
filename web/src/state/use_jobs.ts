// Jobs, asked again every second while one of them runs.
import { useEffect } from 'react';
import * as api from '../api/endpoints';
import type { Job, Jobs } from '../api/types';
import { useQuery, type QueryResult } from './query';

const kAskMs = 1000;

export const is_live = (job: Job) => job.state === 'running' || job.state === 'queued';

export function useJobs(): QueryResult<Jobs> {
  const query = useQuery('jobs', api.jobs);
  const { reload, data } = query;
  const live = data?.jobs.some(is_live) ?? false;
  useEffect(() => {
    if (!live) return;
    const timer = window.setInterval(reload, kAskMs);
    return () => window.clearInterval(timer);
  }, [live, reload]);
  return query;
}
