// One job that this screen ordered, asked again every second until it has ended.
import { useEffect } from 'react';
import * as api from '../../api/endpoints';
import type { JobDetail } from '../../api/types';
import { useQuery } from '../../state/query';
import { is_live } from '../../state/use_jobs';

const kAskMs = 1000;

export function useOneJob(id: string | null): JobDetail | null {
  const { data, reload } = useQuery(id ? `job ${id}` : null, (signal) =>
    api.job(id ?? '', signal),
  );
  const live = data !== null && is_live(data);
  useEffect(() => {
    if (!live) return;
    const timer = window.setInterval(reload, kAskMs);
    return () => window.clearInterval(timer);
  }, [live, reload]);
  return data;
}
