// docs/api.md: what a list offers beside its rows – counts of its tabs, views of one's own.
import { call, with_query } from './client';
import type { PointInTime } from './endpoints';
import { chosen_purpose } from './purposes';
import type * as T from './types';
import type { BulkBody, BulkPreview, BulkReport } from './types_bulk';

const part = encodeURIComponent;
const register = (name: string) => `/api/registers/${part(name)}`;

/** How many rows each view of a register has. */
export const view_counts = (name: string, at: PointInTime, signal?: AbortSignal) =>
  call<T.ViewCounts>(
    with_query(`${register(name)}/counts`, { ...at, purpose: chosen_purpose(name) }),
    { signal },
  );

export const saved_views = (name: string, signal?: AbortSignal) =>
  call<T.SavedViews>(`${register(name)}/views`, { signal });
export const keep_view = (name: string, view: T.SaveView) =>
  call<T.SavedView>(`${register(name)}/views`, { method: 'POST', body: view });
export const change_view = (name: string, id: string, view: T.SaveView) =>
  call<T.SavedView>(`${register(name)}/views/${part(id)}`, { method: 'PUT', body: view });
export const drop_view = (name: string, id: string) =>
  call<void>(`${register(name)}/views/${part(id)}`, { method: 'DELETE' });

/** What is selected, kept for a job: its file and how many rows these are. */
export const keep_selection = (name: string, selection: unknown) =>
  call<{ file: string; rows: number }>(
    with_query(`${register(name)}/selections`, { purpose: chosen_purpose(name) }),
    { method: 'POST', body: selection },
  );
export const preview_bulk = (name: string, body: BulkBody) =>
  call<BulkPreview>(
    with_query(`${register(name)}/bulk-changes`, { purpose: chosen_purpose(name) }),
    { method: 'POST', body },
  );
export const bulk_report = (job: string, file: string, signal?: AbortSignal) =>
  call<BulkReport>(`/api/jobs/${part(job)}/files/${part(file)}`, { signal });
