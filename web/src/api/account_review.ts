// docs/api.md: reviews of the accounts of other systems.
import { call, with_query } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export type Side = 'manager' | 'owner';
export type Decision = 'keep' | 'remove' | 'change';
export interface ReviewSource {
  id: string;
  no: string;
  name: string;
  in_use: boolean;
  period_days: number;
  unused_days: number;
  last_list: string | null;
  next_list: string | null;
  late: boolean;
}
export interface ReviewSum {
  accounts: number;
  manager_waits: number;
  owner_waits: number;
  agreed: { waiting: number; agreed: number; differs: number };
  compared: { first: number; new: number; changed: number; same: number };
  carried_out: { nothing: number; waiting: number; done: number; not_done: number };
}
export interface ReviewRound {
  id: string;
  no: string;
  title: string;
  sources: string;
  state: 'open' | 'closed';
  opened_on: string | null;
  due: string | null;
  closed_on: string | null;
  evidence_sha256: string | null;
  constructed: boolean;
}
export interface ReviewMay {
  see_all: boolean;
  govern: boolean;
  manager: boolean;
  owner: boolean;
}
export interface Reviews {
  today: string;
  sources: ReviewSource[];
  rounds: (ReviewRound & { sum: ReviewSum })[];
  may: ReviewMay;
}
export interface ReviewClass {
  id: string;
  label: Text;
  asks: Text;
  cite: string;
  accounts: number;
  manager_waits: number;
  owner_waits: number;
  remove: number;
}
export interface ReviewSection {
  id: string;
  name: string;
  accounts: number;
  decided: number;
  owned: number;
  owner_decided: number;
}
export interface ReviewSheet {
  round: ReviewRound;
  may: ReviewMay;
  sum: ReviewSum;
  classes: ReviewClass[];
  sections: ReviewSection[];
  catalog: string;
}
export interface SideSaid {
  department: string;
  decision: Decision | null;
  reason: string | null;
  on: string | null;
  by: string | null;
  may: boolean;
}
export interface ReviewAccount {
  id: string;
  source: string;
  account_id: string;
  name_written: string;
  department_written: string;
  state: 'open' | 'locked';
  privileged: boolean;
  last_used: string | null;
  match: { key: string; label: Text };
  person: { no: string; name: string; department: string; left_on: string | null } | null;
  candidates: string[];
  classes: string[];
  reasons: Text[];
  compared: 'first' | 'new' | 'changed' | 'same';
  manager: SideSaid;
  owner: SideSaid;
  agreed: 'waiting' | 'agreed' | 'differs';
  carried_out: 'nothing' | 'waiting' | 'done' | 'not_done';
}
export interface ReviewPage {
  total: number;
  offset: number;
  limit: number;
  rows: ReviewAccount[];
}
export interface GoneAccount {
  id: string;
  source_no: string;
  account_id: string;
  name_written: string;
  gone_on: string | null;
  decision: Decision | null;
  agreed: string;
}
export interface ListReport {
  landed: boolean;
  list: string;
  accounts: number;
  before: number;
  added: number;
  gone: number;
  changed: number;
  same: number;
  matches: Record<string, number>;
  classes: Record<string, number>;
  not_carried_out: number;
}
export interface Asked {
  class: string | null;
  side: Side | null;
  department: string | null;
  waiting: boolean;
  offset: number;
}

export const reviews = (signal?: AbortSignal) =>
  call<Reviews>('/api/account-reviews', { signal });
export const review = (id: string, signal?: AbortSignal) =>
  call<ReviewSheet>(`/api/account-reviews/${part(id)}`, { signal });
export const accounts = (id: string, asked: Asked, signal?: AbortSignal) =>
  call<ReviewPage>(
    with_query(`/api/account-reviews/${part(id)}/accounts`, {
      class: asked.class,
      side: asked.side,
      department: asked.department,
      waiting: asked.waiting ? 'true' : null,
      offset: asked.offset,
    }),
    { signal },
  );
export const gone = (id: string, signal?: AbortSignal) =>
  call<{ rows: GoneAccount[] }>(`/api/account-reviews/${part(id)}/gone`, { signal });
export const report_of = (id: string) => `/api/account-reviews/${part(id)}/report`;
export const decide = (id: string, side: Side, decision: Decision, reason: string, rows: string[]) =>
  call<{ decided: number }>(`/api/account-reviews/${part(id)}/decisions`, {
    method: 'POST',
    body: { side, decision, reason, rows },
  });
export const open_round = (no: string, title: string, due: string, sources: string[]) =>
  call<{ id: string; accounts: number }>('/api/account-reviews', {
    method: 'POST',
    body: { no, title, due, sources },
  });
export const close_round = (id: string) =>
  call<{ sha256: string }>(`/api/account-reviews/${part(id)}/close`, { method: 'POST', body: {} });
export const bring_list = (
  source: string,
  as_of: string,
  file: File,
  preview: boolean,
  why_fewer: string,
) =>
  call<ListReport>(
    with_query('/api/account-lists', {
      source,
      as_of,
      name: file.name,
      preview: preview ? 'true' : null,
      why_fewer: why_fewer || null,
    }),
    { method: 'POST', bytes: file },
  );
