// docs/api.md: drafts of forms. They live on the server alone, sealed: never in the browser's storage.
import { call, with_query } from './client';
import { chosen_purpose } from './purposes';
import type { Text } from './types';

export interface DraftBody {
  /** By field, as typed; only what was touched, and never a personal number. */
  values: Record<string, string>;
  about: Record<string, string>;
  /** Of the record when the form was opened; absent for a new one. */
  base_version?: number;
}
/** The open form that writes: another one's draft is not overwritten, unless this one takes over. */
export interface DraftForm {
  form: string;
  take_over: boolean;
}
export interface Draft {
  values: Record<string, string>;
  about: Record<string, string>;
  base_version: number | null;
  saved_at: string;
  until: string;
}
export interface DraftLine {
  register: string;
  label: Text;
  record: string | null;
  saved_at: string;
  until: string;
}

const path = (register: string, record: string | null) =>
  `/api/drafts/${encodeURIComponent(register)}/${encodeURIComponent(record ?? 'new')}`;

export const my_drafts = (signal?: AbortSignal) =>
  call<{ drafts: DraftLine[] }>('/api/drafts', { signal });
export const draft_of = (register: string, record: string | null, signal?: AbortSignal) =>
  call<{ draft: Draft | null }>(
    with_query(path(register, record), { purpose: chosen_purpose(register) }),
    { signal },
  );
export const keep_draft = (
  register: string,
  record: string | null,
  body: DraftBody,
  form: DraftForm,
  keepalive = false,
) =>
  call<{ saved_at: string; until: string }>(path(register, record), {
    method: 'PUT',
    body: { ...body, form: form.form, ...(form.take_over ? { take_over: true } : {}) },
    keepalive,
  });
/** Without a form's name whoever wrote it; else only what that form wrote. */
export const drop_draft = (register: string, record: string | null, form: string | null = null) =>
  call<void>(with_query(path(register, record), { form }), { method: 'DELETE' });
