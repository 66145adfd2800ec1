// /api/logs: what is to be analysed and until when, what was and with which proof, cases, rules.
import { call } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export interface Coded {
  key: string;
  label: Text;
}
export interface LogSource {
  id: string;
  source_no: string;
  name: string;
  mapping: string;
  journal: boolean;
  state: Coded;
  rhythm: Coded;
  rules: string;
  thresholds: string;
  owner: string;
  reviewer: string;
  procedure_no: string;
  last_run: { id: string; run_no: string; period_to: string; ran_on: string } | null;
  due: string | null;
  late: boolean;
}
export interface LogFile {
  name: string;
  sha256: string;
  bytes: number;
  lines: number;
  events: number;
  outside: number;
  rejected: number;
}
export interface LogRun {
  id: string;
  run_no: string;
  source: string;
  period_from: string;
  period_to: string;
  ran_on: string;
  ran_by: string;
  own: boolean;
  files: LogFile[] | null;
  faults: Record<string, number> | null;
  lines: number;
  events: number;
  outside: number;
  rejected: number;
  hits: number;
  mapping: string;
  mapping_digest: string;
  edition: string;
  rules: string;
  rules_digest: string;
  thresholds: string;
  entry: number;
  review: { verdict: Coded; reviewed_by: string; reviewed_on: string; remark: string } | null;
}
export interface LogRunDetail extends LogRun {
  may_review: boolean;
  by_rule: { rule: string; title: Text; hits: number; open: number }[];
}
export interface LogCase {
  id: string;
  case_no: string;
  rule: string;
  title: Text;
  level: Coded;
  account: string;
  first_on: string;
  last_on: string;
  hits: number;
  assigned: string | null;
  due: string;
  late: boolean;
  state: Coded;
}
export interface Logs {
  today: string;
  may_run: boolean;
  may_review: boolean;
  sources: LogSource[];
  total: number;
  runs: LogRun[];
  cases: { counts: Record<string, number>; rows: LogCase[] } | null;
}
export interface LogRules {
  edition: string;
  source: string;
  source_note: Text;
  rules: { name: string; title: Text; reason: Text; question: Text; level: string }[];
  thresholds: {
    name: string;
    label: Text;
    value: string;
    cite: string;
    set_by: { source: string; id: string; value: string; procedure_no: string }[];
  }[];
}
export const logs = (signal?: AbortSignal) => call<Logs>('/api/logs', { signal });
export const log_rules = (signal?: AbortSignal) => call<LogRules>('/api/logs/rules', { signal });
export const log_run = (id: string, signal?: AbortSignal) =>
  call<LogRunDetail>(`/api/logs/runs/${part(id)}`, { signal });
export const review_run = (id: string, verdict: string, remark: string) =>
  call<{ review: string }>(`/api/logs/runs/${part(id)}/review`, {
    method: 'POST',
    body: { verdict, remark },
  });
