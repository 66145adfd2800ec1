// Administration: /api/health, /api/keys, /api/retention, /api/copies, /api/settings.
import { call } from './client';
import type { Text } from './types';

const get = <A>(path: string, signal?: AbortSignal) => call<A>(path, { signal });

export type Level = 'good' | 'attention' | 'bad';
export interface DoctorFinding {
  check: string;
  name: Text;
  level: Level;
  text: Text;
}
export interface Backup {
  name: string;
  folder: string;
  made_at: string;
  entries: number;
  bytes: number;
  /** Still in its place, with its keys. */
  there: boolean;
  keys: boolean;
  tried: { at: string; passed: boolean } | null;
}
export interface Health {
  may_order: boolean;
  doctor: { at: string; job: string; findings: DoctorFinding[] } | null;
  witness_fault: Text | null;
  backups: {
    folder: string;
    may_try: boolean;
    list: Backup[];
    too_old: { name: string; whole: boolean }[];
    rule: { keep_days: number; keep_keys_days: number; at_least: number; cite: string };
  };
}
export const health = (signal?: AbortSignal) => get<Health>('/api/health', signal);

export interface Keys {
  may_rotate: boolean;
  place: { kind: 'file' | 'token'; token: string | null; fault: Text | null };
  since: string | null;
  copies: { at: string; file: string; of_this_key: boolean }[];
  backups_of_older_keys: number;
  periods: {
    number: number;
    began: string;
    first_entry: number;
    entries: number;
    kept: boolean;
    current: boolean;
  }[];
  journal_years: number;
  cite: string;
}
export const keys = (signal?: AbortSignal) => get<Keys>('/api/keys', signal);
export const rotate_key = (keep_old: boolean) =>
  call<{ entry: number; kept_in: string | null }>('/api/keys/rotate', {
    method: 'POST',
    body: { keep_old },
  });

export interface Erasable {
  register: string;
  label: Text;
  ended_before: string | null;
  records: number;
  versions: number;
  held_referenced: number;
  held_legal: number;
  basis: string;
  state: string;
  digest: string;
  entry: number | null;
}
export interface Proposal {
  number: string;
  fiscal_year: number;
  state: 'proposed' | 'approved' | 'refused' | 'erased';
  proposed_by: string;
  decided_by: string;
  reason: string;
  erased_by: string;
  targets: Erasable[];
}
export interface Retention {
  /** False: only what waits for a decision, and what one decided. */
  sees_all: boolean;
  may_propose: boolean;
  may_decide: boolean;
  fiscal_year: number;
  proposals: Proposal[];
  holds:
    | {
        id: string;
        number: string;
        register: string;
        label: Text;
        key: string;
        kind: Text;
        basis: string;
        starts: string | null;
        ends: string | null;
      }[]
    | null;
  rules: { register: string; label: Text; years: number; from: string; basis: string }[];
  first_day: string;
  cite: string;
}
const part = encodeURIComponent;
const post = <A>(path: string, body: unknown) => call<A>(path, { method: 'POST', body });

export const retention = (signal?: AbortSignal) => get<Retention>('/api/retention', signal);
export const due = (year: number, signal?: AbortSignal) =>
  get<{ fiscal_year: number; targets: Erasable[] }>(`/api/retention/due?year=${year}`, signal);
export const propose_erasure = (year: number) =>
  post<{ number: string }>('/api/retention', { year });
export type Decision = 'approve' | 'refuse';
export const decide_erasure = (number: string, what: Decision, reason: string) =>
  post<void>(`/api/retention/${part(number)}/${what}`, { reason });
export const certificate_address = (number: string) =>
  `/api/retention/${part(number)}/certificate.pdf`;

export interface MaskedCopy {
  number: string;
  state: 'proposed' | 'approved' | 'refused' | 'made' | 'this';
  purpose: string;
  recipient: string;
  owners_asked: number | null;
  until: string | null;
  proposed_by: string;
  decided_by: string;
  reason: string;
  made_by: string;
  made_on: string | null;
  owners: number | null;
  rows: number | null;
  source_entry: number | null;
  medium: string;
}
export interface Copies {
  /** False: only what waits for a decision, and what one decided. */
  sees_all: boolean;
  may_propose: boolean;
  may_decide: boolean;
  copies: MaskedCopy[];
}
export const copies = (signal?: AbortSignal) => get<Copies>('/api/copies', signal);
export const propose_copy = (wanted: {
  owners?: number;
  purpose: string;
  recipient: string;
  until: string;
}) => post<MaskedCopy>('/api/copies', wanted);
export const decide_copy = (number: string, what: Decision, reason: string) =>
  post<void>(`/api/copies/${part(number)}/${what}`, { reason });

export interface Setting {
  path: string;
  group: Text;
  name: Text;
  value: Text;
  unit: Text | null;
  default: string | null;
  cite: string | null;
  since_year: string | null;
  line: number;
}
export interface Settings {
  file: string;
  written_at: string;
  read_at: string;
  newer_than_server: boolean;
  settings: Setting[];
}
export interface Role {
  role: string;
  label: Text;
  reach: { register: string; label: Text; task: Text; law: string; rights: string[] }[];
}
export interface Roles {
  as_of: string;
  roles: Role[];
  holders:
    | {
        role: string;
        number: string;
        name: string;
        department: string;
        task: Text;
        from: string;
        to: string | null;
      }[]
    | null;
}
export interface Department {
  id: string;
  number: string;
  name: string;
  parent: string | null;
  kind: Text;
  duties: string;
  starts: string;
}
const on_day = (path: string, day: string) => (day ? `${path}?as_of=${part(day)}` : path);
export const settings = (signal?: AbortSignal) => get<Settings>('/api/settings', signal);
export const roles = (day: string, signal?: AbortSignal) =>
  get<Roles>(on_day('/api/settings/roles', day), signal);
export const departments = (day: string, signal?: AbortSignal) =>
  get<{ as_of: string; departments: Department[] }>(
    on_day('/api/settings/departments', day),
    signal,
  );
