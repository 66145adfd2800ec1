// docs/api.md: incidents.
import type { DeskRows } from '../parts/desk_table';
import type { Sent } from '../parts/quick_form';
import { call, fresh_key } from './client';
import type { Coded } from './disposals';
import type { Text } from './types';

export type Tone = 'ok' | 'warn' | 'bad';
export interface Timer {
  to: Coded;
  stage: Coded;
  due: string;
  minutes: number;
  tone: Tone;
}
export interface IncidentRow {
  id: string;
  incident_no: string;
  title: string;
  kind: Coded;
  state: Coded;
  known_on: string;
  known_at: string | null;
  department: string;
  system: string;
  duty: Coded;
  serious: boolean;
  over: boolean;
  timer: Timer | null;
}
export interface Incidents {
  today: string;
  rows: IncidentRow[];
  review: { id: string; review_no: string; due: string; late: boolean } | null;
  edition: string;
  may_change: boolean;
}
export interface Situation {
  id: string;
  label: Text;
  cite: string;
  checked: boolean;
}
export interface Step {
  id: string;
  label: Text;
  who: Text;
  state: 'open' | 'late' | 'done' | 'left_out';
  minutes: number | null;
  waits: Text[];
}
export interface Report {
  id: string;
  report_no: string;
  ground: string;
  sent_on: string | null;
  late: boolean;
  why_late: string | null;
  timer: Timer | null;
  to: Coded;
  stage: Coded;
  due: string;
}
export interface Facts {
  personal_information: boolean;
  individual_number: boolean;
  wrongful_aim: boolean;
  public_reach: boolean;
  sensitive: boolean;
  financial_harm: boolean;
  number_system: boolean;
  protected_well: boolean;
  at_fault: boolean | null;
  persons: number | null;
  effect: string;
  items: string;
  cause: string;
  secondary: string;
  prevention: string;
  public_text: string;
}
export interface Incident {
  id: string;
  incident_no: string;
  title: string;
  kind: Coded;
  state: Coded;
  known_on: string;
  known_at: string | null;
  found_by: string | null;
  contractor: string | null;
  opened_from: string | null;
  recorded_duty: Coded;
  recorded_state_ahead: boolean;
  edition: string;
  names: { system: { id: string; name: string } | null; department: string };
  facts: Facts;
  duty: {
    answer: 'due' | 'not_due' | 'undecided';
    met: Situation[];
    open: Situation[];
    first_from: string;
    first_due: string;
    first_cite: string;
    final_due: string;
    final_days: number;
    final_cite: string;
    put_off: boolean;
    calendar_known: boolean;
  };
  phases: { key: string; label: Text; settled: number; steps: Step[] }[];
  reports: Report[];
  contacts: DeskRows;
  contractors: { id: string; name: string; contact: string | null; contract: string }[];
  threshold: {
    serious: boolean | null;
    concerned: boolean;
    counted: boolean;
    cite: string;
    checked: boolean;
    told: boolean;
    raised: {
      id: string;
      name: string;
      subjects: number;
      before: Text;
      after: Text;
      from: string;
      back: string | null;
    }[];
  };
  timeline: DeskRows;
  evidence: DeskRows;
  custody: DeskRows;
  lessons: DeskRows;
  papers: DeskRows;
  may: { step: boolean; report: boolean; evidence: boolean; lesson: boolean };
}
export interface Kept {
  name: string;
  entry: number;
  digest: string;
  pages: number;
  record: string;
}

const at = (id: string, part: string) => `/api/incidents/${encodeURIComponent(id)}/${part}`;
const send = <T>(path: string, body: unknown) =>
  call<T>(path, { method: 'POST', body, once: fresh_key() });

export const incidents = (signal?: AbortSignal) => call<Incidents>('/api/incidents', { signal });
export const incident = (id: string, signal?: AbortSignal) =>
  call<Incident>(`/api/incidents/${encodeURIComponent(id)}`, { signal });
export const open_incident = (values: Sent) =>
  send<{ number: string; id: string | null }>('/api/incidents', values);
export const say_facts = (id: string, values: Sent) =>
  send<{ duty: string; serious: string }>(at(id, 'facts'), values);
export const record_step = (id: string, values: Sent) => send<void>(at(id, 'steps'), values);
export const report_sent = (id: string, report: string, values: Sent) =>
  send<{ late: boolean }>(at(id, `reports/${encodeURIComponent(report)}`), values);
export const add_evidence = (id: string, values: Sent) =>
  send<{ number: string; sha256: string }>(at(id, 'evidence'), values);
export const hand_on = (id: string, values: Sent) =>
  send<{ agrees: boolean | null }>(at(id, 'custody'), values);
export const add_lesson = (id: string, values: Sent) =>
  send<{ number: string }>(at(id, 'lessons'), values);
export const make_paper = (id: string, kind: string, lang: string) =>
  send<Kept>(at(id, 'papers'), { kind, lang });
