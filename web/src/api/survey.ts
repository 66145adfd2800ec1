// docs/api.md: the ledger of systems as a whole, the survey, the selection for audits.
import { call, with_query } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export interface Ledger {
  as_of: string;
  bureaus: {
    name: string;
    in_ledger: number;
    in_service: number;
    planned: number;
    retired: number;
    /** As the published table counts. */
    printed: number;
    systems: {
      id: string;
      no: string;
      name: string;
      section: string;
      state: string;
      constructed: boolean;
    }[];
  }[];
  budget: {
    fiscal_year: number;
    items: { item: string; label: Text; thousand_yen: number }[];
    sum: number;
    printed: number | null;
    difference: number | null;
    note: string;
  }[];
  costs: {
    fiscal_year: number;
    systems: number;
    development_yen: number;
    operation_yen: number;
    combined: number;
    combined_yen: number;
  }[];
  contracts: {
    published: number;
    published_yen: number;
    constructed: number;
    constructed_yen: number;
  };
}
export interface SystemPart {
  register: string;
  by: string;
  label: Text;
  columns: { label: Text; right: boolean }[];
  rows: { id: string; constructed: boolean; cells: (string | Text | null)[] }[];
}
export interface Returned {
  parts: number;
  submitted: number;
  sent_back: number;
  overdue: number;
  reminded: number;
  percent: number | null;
}
export interface Round {
  id: string;
  no: string;
  name: string;
  edition: string;
  opened_on: string;
  due: string;
  state: 'planned' | 'open' | 'closed';
  constructed: boolean;
}
export interface SurveyRights {
  see_all: boolean;
  answer: boolean;
  govern: boolean;
}
export type PartName = 'contract' | 'operation';
export type PartState = 'waiting' | 'submitted' | 'sent_back';
export interface SurveyPart {
  id: string;
  system: string;
  system_no: string;
  system_id: string;
  part: PartName;
  state: PartState;
  due: string;
  answered_on: string | null;
  reminded_on: string | null;
  reminders: number;
  constructed: boolean;
  own: boolean;
}
export interface RoundSheet {
  survey: Round;
  may: SurveyRights;
  returned: Returned;
  departments: (Returned & { id: string; name: string })[];
  own: SurveyPart[];
}
export interface Answers {
  values: Record<string, string>;
  marks: Record<string, string>;
}
export interface Question {
  id: string;
  label: Text;
  type: 'text' | 'choice' | 'integer' | 'date' | 'money_by_year';
  choices: { key: string; label: Text }[];
}
export interface SurveyForm {
  id: string;
  survey: { id: string; name: string; state: string };
  system: { id: string; no: string; name: string };
  part: PartName;
  department: string;
  state: PartState;
  due: string;
  constructed: boolean;
  may: { answer: boolean; send_back: boolean };
  groups: { id: string; label: Text; questions: Question[] }[];
  answers: Answers;
  draft: { answers: Answers; saved_at: string } | null;
}
export interface Counted {
  base: number;
  label: Text;
  base_before: number | null;
  figures: {
    key: string;
    label: Text;
    count: number;
    percent: number | null;
    before: { count: number; percent: number | null } | null;
  }[];
}
export interface QuestionCount {
  id: string;
  label: Text;
  type: string;
  part: PartName;
  result: string;
  answered: number;
  unknown: number;
  not_applicable: number;
  unanswered: number;
  all: Counted;
  other: Counted | null;
}
export interface Tabulation {
  survey: { id: string; no: string; name: string; edition: string; constructed: boolean };
  with: { id: string; no: string; name: string; constructed: boolean } | null;
  systems: number;
  source: string;
  groups: { id: string; label: Text; questions: QuestionCount[] }[];
}
export interface Selection {
  title: Text;
  source: string;
  survey: string | null;
  surveys: { id: string; name: string }[];
  may_keep: boolean;
  criteria: { id: string; label: Text; cite: string; usual: number; weight: number }[];
  total: number;
  systems: {
    id: string;
    no: string;
    name: string;
    bureau: string;
    section: string;
    constructed: boolean;
    points: number;
    not_known: number;
    hits: {
      criterion: string;
      because: {
        label: Text;
        fact: string;
        value: string;
        sources: { register: string; id: string; title: string }[];
      }[];
    }[];
  }[];
  kept: { id: string; no: string; title: string; decided_on: string; systems: number }[];
}
export interface Chosen {
  title: string;
  considerations: string;
  survey: string | null;
  audit_by: string | null;
  weights: Record<string, number>;
  systems: { id: string; because: string }[];
}

interface When {
  as_of: string | null;
  as_known: string | null;
}
export const ledger = (at: When, signal?: AbortSignal) =>
  call<Ledger>(with_query('/api/systems', { ...at }), { signal });
export const system_parts = (id: string, at: When, signal?: AbortSignal) =>
  call<{ parts: SystemPart[] }>(with_query(`/api/systems/${part(id)}/parts`, { ...at }), {
    signal,
  });
export const rounds = (signal?: AbortSignal) =>
  call<{ surveys: (Round & { returned: Returned })[]; may: SurveyRights }>('/api/surveys', {
    signal,
  });
export const round = (id: string, signal?: AbortSignal) =>
  call<RoundSheet>(`/api/surveys/${part(id)}`, { signal });
export const parts = (id: string, department: string, signal?: AbortSignal) =>
  call<{ parts: SurveyPart[] }>(with_query(`/api/surveys/${part(id)}/parts`, { department }), {
    signal,
  });
export const tabulation = (id: string, with_id: string | null, signal?: AbortSignal) =>
  call<Tabulation>(with_query(`/api/surveys/${part(id)}/tabulation`, { with: with_id }), {
    signal,
  });
export const file_of = (id: string, format: 'csv' | 'xlsx', lang: string) =>
  with_query(`/api/surveys/${part(id)}/file`, { format, lang });
export const remind = (id: string) =>
  call<{ reminded: number }>(`/api/surveys/${part(id)}/reminders`, { method: 'POST', body: {} });
export const request_answers = (id: string) =>
  call<{ requested: number }>(`/api/surveys/${part(id)}/requests`, { method: 'POST', body: {} });
export const form = (id: string, signal?: AbortSignal) =>
  call<SurveyForm>(`/api/survey-answers/${part(id)}`, { signal });
export const submit = (id: string, answers: Answers) =>
  call<void>(`/api/survey-answers/${part(id)}`, { method: 'POST', body: answers });
export const keep_draft = (id: string, answers: Answers) =>
  call<{ saved_at: string }>(`/api/survey-answers/${part(id)}/draft`, {
    method: 'PUT',
    body: answers,
  });
export const send_back = (id: string, reason: string) =>
  call<void>(`/api/survey-answers/${part(id)}/return`, { method: 'POST', body: { reason } });
export const selection = (
  survey: string | null,
  weights: string,
  limit: number | null,
  signal?: AbortSignal,
) =>
  call<Selection>(with_query('/api/selection', { survey, weights: weights || null, limit }), {
    signal,
  });
export const keep_selection = (chosen: Chosen) =>
  call<{ number: string }>('/api/selection', { method: 'POST', body: chosen });
