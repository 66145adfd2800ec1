// docs/api.md: privacy assessments (特定個人情報保護評価).
import { call, with_query } from './client';
import type { Text } from './types';

export interface Version {
  id: string;
  number: string;
  form: string;
  sequence: number;
  base: string | null;
  cause: string;
  state: string;
  changed_on: string | null;
  requested_by: string;
  approved_by: string;
  submitted_on: string | null;
  published_on: string | null;
  origin: string;
  note: string;
}
export interface Task {
  id: string;
  task_no: string;
  number: number;
  name: string;
  body: string;
  holder: 'own' | 'reference';
  exempt: string;
  subjects: number;
  subjects_on: string | null;
  handlers: number;
  handlers_on: string | null;
  due_kind: string;
  made: string;
  voluntary: boolean;
  standing: string;
  decided_on: string | null;
  falls_back_on: string | null;
  assessed_on: string | null;
  published_on: string | null;
  review_by: string | null;
  reassess_by: string | null;
  public_until: string | null;
  origin: string;
  department: string;
}
export interface ListedTask extends Task {
  version: Version | null;
}
export interface Cascade {
  task: string;
  name: string;
  without: Text;
  obligatory: Text;
  due: string;
  made: string;
  rises: boolean;
  missing: boolean;
  falls_back_on: string | null;
  noted: boolean;
}
export interface Incident {
  id: string;
  number: string;
  title: string;
  known_on: string;
  specific: boolean;
  serious: boolean;
  not_ours: boolean;
  decided: boolean;
  told: boolean;
  likely: boolean;
}
export interface Overview {
  today: string;
  may_change: boolean;
  tasks: ListedTask[];
  cascade: Cascade[];
  incidents: Incident[];
}
export interface Field {
  path: string;
  section: string;
  label: Text;
  type: 'text' | 'legal_ref' | 'choice' | 'check' | 'date' | 'date_or_month' | 'bool' | 'item_list';
  options: string[];
  group: string | null;
  important: boolean;
  voluntary: boolean;
}
export interface Group {
  id: string;
  label: Text;
  limit: number;
  inside: string | null;
}
export interface Form {
  id: string;
  number: string;
  title: Text;
  verified: boolean;
  source: string;
  source_note: Text;
  sections: { id: string; label: Text }[];
  groups: Group[];
  fields: Field[];
}
export interface Change {
  date: string;
  item: string;
  before: string;
  after: string;
  in_advance: boolean;
  by_rule: boolean;
  explanation: string;
  important: boolean;
  needs_ground: boolean;
  addresses: string[];
}
export interface Finding {
  code: string;
  bad: boolean;
  address: string;
  item: string;
  text: Text;
  more: Text | null;
}
export interface Block {
  key: string;
  number: string;
  edition: number;
  title: string;
  body: string;
  current: boolean;
}
export type Values = Record<string, string>;
export interface Assessment {
  today: string;
  task: Task;
  may: { change: boolean; approve: boolean };
  versions: Version[];
  version?: Version;
  form?: Form;
  values?: Values;
  before?: Values;
  used_blocks?: Values;
  blocks?: Block[];
  changes?: Change[];
  findings?: Finding[];
  hearings?: Values[];
  checks?: Values[];
  submissions?: Values[];
}
export interface Items {
  tasks: { id: string; label: Text; registers: number; items: number }[];
  chosen: string | null;
  text: string;
  count: number;
  band: number;
}
export interface Note {
  item: string;
  time?: string;
  explanation?: string;
  ground?: string;
}

const kRoot = '/api/privacy-assessments';
const of = (task: string) => `${kRoot}/${encodeURIComponent(task)}`;

export const overview = (signal?: AbortSignal) => call<Overview>(kRoot, { signal });
export const assessment = (task: string, version: string | null, signal?: AbortSignal) =>
  call<Assessment>(version ? with_query(of(task), { version }) : of(task), { signal });
export const items = (task: string, chosen: string) =>
  call<Items>(with_query(`${of(task)}/items`, { of: chosen }));
export const decide = (incidents: { id: string; serious: boolean; not_ours: boolean }[]) =>
  call<{ decided: number; missing: number }>(`${kRoot}/threshold`, {
    method: 'POST',
    body: { incidents },
  });
export const begin = (task: string, form: string, cause: string, changed_on: string) =>
  call<{ id: string; number: string }>(`${of(task)}/versions`, {
    method: 'POST',
    body: { form, cause, changed_on },
  });
export const save = (
  task: string,
  version: string,
  values: Values,
  blocks: { address: string; block: string }[],
  notes: Note[],
  cause?: string,
) =>
  call<{ saved: number }>(`${of(task)}/entries`, {
    method: 'PUT',
    body: { version, values, blocks, notes, ...(cause ? { cause } : {}) },
  });
export const move_on = (task: string, version: string, to: string, place?: string) =>
  call<void>(`${of(task)}/course`, {
    method: 'POST',
    body: { version, to, ...(place ? { place } : {}) },
  });
export const file_of = (task: string, version: string, format: 'pdf' | 'xlsx') =>
  with_query(`${of(task)}/file`, { version, format });
export const plan_of = (format: 'pdf' | 'xlsx') => with_query(`${kRoot}/plan`, { format });
