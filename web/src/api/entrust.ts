// docs/api.md: entrusted work by processes A and B.
import { call } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export interface Coded {
  key: string;
  label: Text;
}
export interface ContractLine {
  id: string;
  no: string;
  subject: string;
  kind: Text;
  department: string;
  vendor: string;
  process: 'A' | 'B';
  state: Coded;
  first_day: string;
  last_day: string;
  next: { check: string; kind: Text; due: string; late: boolean } | null;
  late: number;
  gaps: number;
  alarms: string[];
}
export interface Contracts {
  today: string;
  tab: string;
  tabs: { id: string; count: number }[];
  total: number;
  offset: number;
  limit: number;
  rows: ContractLine[];
  alarms: { label: Text; bad: boolean; count: number; cite: string; route: string }[];
  may_change: boolean;
  settings: { process: 'A' | 'B'; quarters: 'contract' | 'fiscal'; cite: string };
}
interface Asked {
  no: string;
  asks: Text;
  risk: Text;
  source: string;
}
export interface GuideClause {
  id: string;
  title: Text;
  when: Text[];
  text: Text;
  why: Text;
  measure: Asked | null;
  practice: Asked | null;
}
export interface Guide {
  edition: string;
  title: Text;
  source: string;
  source_note: Text;
  clauses: GuideClause[];
}
export interface Editions {
  today: string;
  editions: {
    id: string | null;
    edition: string;
    in_use: boolean;
    clauses: number;
    note: Text;
    in_use_from: string | null;
    review_due: string | null;
    reviewed_on: string | null;
    decision: string | null;
    contracts: number;
  }[];
  compared: {
    from: string;
    to: string;
    changes: {
      clause: string;
      change: string;
      label: Text;
      title: Text;
      before: Text | null;
      after: Text | null;
    }[];
  }[];
  touched: number;
  contracts: {
    id: string;
    no: string;
    subject: string;
    edition: string;
    last_day: string;
    clauses: string[];
  }[];
}
export interface Article {
  clause: string;
  title: Text;
  text: string;
  text_en: string;
  why: Text;
  when: string[];
  changed: boolean;
  reason: string;
  measure: Text;
  practice: Text;
}
export interface CheckItem {
  id: string;
  clause: string;
  measure: Coded | null;
  practice: Coded | null;
  result: Coded | null;
  evidence: string | null;
  seen_by: string | null;
  seen_at: string | null;
  seen_on: string | null;
  why: string | null;
}
export interface Check {
  id: string;
  check_no: string;
  kind: Coded | null;
  due: string;
  done_on: string | null;
  place: string | null;
  done_by: string | null;
  on_site: boolean | null;
  why_not_on_site: string | null;
  gaps: number | null;
  result: Coded | null;
  note: string | null;
  late: boolean;
  entered_late: string | null;
  closed: boolean;
  unanswered: number;
  open: string[];
  not_kept: string[];
  items: CheckItem[];
}
export interface Gap {
  id: string;
  gap_no: string;
  clause: string | null;
  seen_on: string | null;
  seen_by: string | null;
  says: string | null;
  does: string | null;
  risk: string | null;
  answer: Coded | null;
  answer_reason: string | null;
  contract_change: string | null;
  owner: string | null;
  due: string | null;
  rechecked_on: string | null;
  recheck: string | null;
}
export interface Weighing {
  id: string;
  weighing_no: string;
  clause: string | null;
  option: string | null;
  taken: boolean | null;
  hours: number | null;
  cost_yen: number | null;
  service_effect: string | null;
  risk_left: string | null;
  harm: string | null;
  decided_by: string | null;
  decided_on: string | null;
  advice: string | null;
  told_to_residents: string | null;
  line: string | null;
  review_on: string | null;
}
export interface Consultation {
  id: string;
  consult_no: string;
  question: string | null;
  clause: string | null;
  asked_on: string | null;
  asked_by: string | null;
  due: string | null;
  answer: string | null;
  answered_on: string | null;
  answered_by: string | null;
}
export interface BoardDecision {
  id: string;
  decision_no: string;
  held_on: string | null;
  members: string | null;
  decision: Coded | null;
  moved_by: string | null;
  grounds: string | null;
  conditions_set: string | null;
  conditions_due: string | null;
  conditions_met_on: string | null;
}
export interface Preparation {
  id: string;
  clause: string | null;
  survey: Coded | null;
  surveyed_on: string | null;
  says: string | null;
  agreed: string | null;
  agreed_on: string | null;
  plan: string | null;
  planned_on: string | null;
}
export interface DataItem {
  id: string;
  item_no: string;
  kind: Coded | null;
  what: string | null;
  count: number | null;
  serial: string | null;
  out_on: string | null;
  handed_by: string | null;
  received_by: string | null;
  means: Coded | null;
  back_due: string | null;
  back_on: string | null;
  back_how: Coded | null;
  back_count: number | null;
  certificate_on: string | null;
  complete: boolean | null;
}
export interface Step {
  key: string;
  label: Text | null;
  done: boolean;
  current: boolean;
  blocked: Text | null;
}
export interface Contract {
  today: string;
  contract: {
    id: string;
    contract_no: string;
    subject: string;
    kind: Coded | null;
    first_day: string;
    last_day: string;
    persons: number | null;
    level_count: number | null;
    state: Coded | null;
    announced_on: string | null;
    consulted_on: string | null;
    board_on: string | null;
    signed_on: string | null;
    policy_received_on: string | null;
    annual_visit_on: string | null;
    data_back_on: string | null;
    closed_on: string | null;
    note: string | null;
    process: 'A' | 'B';
    edition: string;
    department: string | null;
    vendor: string | null;
  };
  may: {
    change: boolean;
    check: boolean;
    gap: boolean;
    board: boolean;
    consult: boolean;
    data: boolean;
  };
  steps: Step[];
  next: string | null;
  conditions: { key: string; label: Text; holds: boolean }[];
  contradictions: { clause: string; why: Text }[];
  articles: Article[];
  left_out: Article[];
  quarters: 'contract' | 'fiscal';
  settings_cite: string;
  planned: {
    kind: string;
    number: number;
    due: string;
    ambiguous: boolean;
    why: Text;
    check: string | null;
  }[];
  duties: { id: string; label: Text; met_on: string | null; next: string | null; late: boolean }[];
  people: { workers: number; ready: number; parties: number; unapproved: number };
  checks: Check[];
  gaps: Gap[];
  weighings: Weighing[];
  consultations: Consultation[];
  board: BoardDecision[];
  preparations: Preparation[];
  data: DataItem[];
}

const at = (id: string, ...rest: string[]) =>
  ['/api/entrust', ...[id, ...rest].map((one) => part(one))].join('/');
const post = <T>(path: string, body?: object) =>
  call<T>(path, body ? { method: 'POST', body } : { method: 'POST' });

export const contracts = (tab: string, offset: number, q: string, signal?: AbortSignal) =>
  call<Contracts>(
    `/api/entrust?tab=${part(tab)}&offset=${offset}${q ? `&q=${encodeURIComponent(q)}` : ''}`,
    { signal },
  );
export const contract = (id: string, signal?: AbortSignal) => call<Contract>(at(id), { signal });
export const guide = (signal?: AbortSignal) => call<Guide>('/api/entrust/guide', { signal });
export const editions = (signal?: AbortSignal) =>
  call<Editions>('/api/entrust/editions', { signal });
export const paper = (id: string, name: string, query = '') =>
  `${at(id)}/${name}${query ? `?${query}` : ''}`;
export const step = (
  id: string,
  body: { to: string; on?: string; policy_received_on?: string; data_back_on?: string },
) => post<unknown>(at(id, 'step'), body);
export const schedule = (id: string) =>
  post<{ made: number; moved: number; ended: number }>(at(id, 'schedule'));
export interface PreparedItem {
  clause: string;
  survey: string;
  says: string;
  agreed: string;
  plan: string;
}
export const prepare = (id: string, on: string, items: PreparedItem[]) =>
  post<{ rows: number }>(at(id, 'preparation'), { on, items });
export const decide = (id: string, body: object) =>
  post<{ number: string }>(at(id, 'board'), body);
export const ask = (id: string, body: { question: string; clause: string; by: string }) =>
  post<{ number: string }>(at(id, 'consultations'), body);
export const answer = (id: string, question: string, body: { answer: string; by: string }) =>
  post<unknown>(at(id, 'consultations', question), body);
export interface AnsweredItem {
  clause: string;
  measure: string;
  practice: string;
  evidence: string;
  why: string;
}
export const check = (
  id: string,
  which: string,
  body: {
    done_on: string;
    place: string;
    done_by: string;
    on_site: boolean;
    why_not_on_site: string;
    close: boolean;
    items: AnsweredItem[];
  },
) => post<{ items: number; gaps: number; closed: boolean }>(at(id, 'checks', which), body);
export const settle = (id: string, gap: string, body: object) =>
  post<void>(at(id, 'gaps', gap), body);
export const bring_back = (id: string, item: string, body: object) =>
  post<{ complete: boolean }>(at(id, 'data', item), body);
