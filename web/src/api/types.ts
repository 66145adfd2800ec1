// The answers of docs/api.md, one type each and in its order. Amounts are whole yen, areas and
// ratios exact decimal texts, dates ISO texts, instants ISO with zone. `null` where something may
// not be shown.
import type { RunState } from './types_tax';

export interface Text {
  ja: string;
  en: string;
}
export type Verdict = 'fit' | 'caution' | 'unfit';

export interface JournalGlance {
  entries: number;
  checkpoint_size: number;
  checkpoint_at: string | null;
  verified_at: string | null;
  ok: boolean | null;
}
export interface Place {
  municipality: { id: string; name: Text };
  demonstration: boolean;
  contact: Text;
  /** Failed sign-ins after which a number is locked. */
  lock_after: number;
  journal: JournalGlance;
  today: string;
  notices?: { on: string; title: Text }[];
}
export interface Account {
  id: string;
  number: string;
  name: string;
  department: Text;
  roles: string[];
}
export interface PreviousSession {
  at: string;
  ended: string | null;
  failures: number;
}
export interface Session {
  csrf: string;
  account: Account;
  previous: PreviousSession | null;
  /** Days until the password must be changed, once it is time to warn. */
  password_days_left: number | null;
  password_rule: PasswordRule;
  /** How this account likes the screens, by name. */
  preferences: Record<string, string>;
  /** Codes made while signing in: shown once. */
  recovery?: string[];
}
export interface PasswordRule {
  shortest: number;
  history: number;
  longest_days: number;
  cite: string;
}
/** A half-done sign-in and what it needs next. */
export interface SignInStep {
  step: 'second_factor' | 'enrol' | 'password';
  because: string;
  name: string;
  factors: { totp: boolean; passkey: boolean } | null;
  password_rule: PasswordRule;
  recovery?: string[];
}
export interface TotpOffer {
  secret: string;
  uri: string;
  qr: { size: number; path: string };
}
export interface PasskeyRequest {
  challenge: string;
  rp_id: string;
  rp_name: string;
  user: { id: string; name: string; display: string };
  known: string[];
}
export interface PasskeyAnswer {
  credential: string;
  client_data: string;
  attestation?: string;
  authenticator_data?: string;
  signature?: string;
  name?: string;
}
export interface Factors {
  totp: boolean;
  passkeys: { id: string; name: string; made: string; used: string | null }[];
  recovery_left: number;
  needed: '' | 'role' | 'personal_number';
  required: boolean;
  reason: Text;
  cite: string;
}
export interface Emergencies {
  openable: { kind: string; label: Text; minutes: number; cite: string }[];
  waiting: {
    id: string;
    kind: string;
    number: string;
    name: string;
    opened: string;
    until: string;
    reason: string;
    may_review: boolean;
  }[];
}

export interface LockedAccount {
  id: string;
  number: string;
  name: string;
  department: Text;
  failures: number;
  since: string;
}
export interface Accounts {
  may_unlock: boolean;
  may_reset: boolean;
  administrators: { count: number; most: number; cite: string };
  lock: { failures: number; cite: string };
  locked: LockedAccount[];
}

/** What still names a department that is no more. */
export interface OldDepartments {
  as_of: string;
  departments: {
    id: string;
    number: string;
    name: string;
    ended: string;
    successor: { number: string; name: string } | null;
  }[];
  references: {
    register: string;
    label: Text;
    id: string;
    key: string;
    field: Text;
    department: string;
  }[];
  settings: { department: string; role: string; task: string }[];
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'cancelled';
export interface Job {
  id: string;
  kind: string;
  label: Text;
  state: JobState;
  done: number;
  total: number;
  rate: number | null;
  seconds_left: number | null;
  queued_at: string | null;
  due_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  cancelling: boolean;
  mine: boolean;
  result: Text | string | null;
}
export interface JobPlan {
  id: string;
  kind: string;
  label: Text;
  rhythm: string;
  mine: boolean;
  next_at: string;
}
export interface Jobs {
  jobs: Job[];
  plans: JobPlan[];
  kinds: { name: string; label: Text; takes_file: boolean; may_order: boolean }[];
  keeps_the_machine: boolean;
}
export interface JobDetail extends Job {
  by: { number: string; name: string } | null;
  log: { at: string; text: Text }[];
  files: { id: string; name: string; size: number }[];
}
export interface JobOrder {
  kind: string;
  parameters?: Record<string, unknown>;
  at?: string;
  every?: string;
  file?: string;
}
export interface JobOrdered {
  job?: Job;
  plan?: string;
}
export interface ImportFault {
  line: number;
  field: string;
  id: string;
  text: Text;
}
export interface ImportReport {
  rows: number;
  landed: number;
  new: number;
  changed: number;
  unchanged: number;
  ended: number;
  bad_rows: number;
  warnings: number;
  errors: ImportFault[];
  first_warnings: ImportFault[];
  differences: {
    kind: 'new' | 'changed' | 'ended';
    key: string;
    line: number;
    withheld: boolean;
    fields: { field: string; before: string; after: string }[];
  }[];
}
export interface Home {
  fiscal_year: number;
  counts: {
    taxpayers: number;
    parcels: number;
    houses: number;
    declarers: number;
    systems: number;
    findings: { fit: number; caution: number; unfit: number };
  };
  levy: {
    run_no: string;
    state: RunState;
    tax_yen: number;
    previous_tax_yen: number | null;
  } | null;
  waiting: { kind: string; title: Text; route: string; by: string; at: string }[];
  alarms: { severity: 'caution' | 'bad'; title: Text; detail: Text | null; route: string | null }[];
  /** What must be done until when, most urgent first. */
  deadlines: Deadline[];
  /** Changes that wait for this person's decision, or came back refused. */
  changes: number;
  jobs: Job[];
  journal: JournalGlance;
}
export interface Deadline {
  due: string;
  /** Left; negative: so many days late. */
  days: number;
  title: Text;
  cite: string | null;
  route: string;
}

export type HitKind = 'taxpayer' | 'parcel' | 'house' | 'system' | 'contract' | 'register';
export interface Hit {
  kind: HitKind;
  id: string;
  title: string | null;
  subtitle: string | null;
  route: string;
  protected: boolean;
  /** What it was found by, where that is no longer so. */
  past?: { field: string; value: string };
}
export interface SearchAnswer {
  hits: Hit[];
  took_ms: number;
}

export interface RegisterGlance {
  name: string;
  label: Text;
  records: number;
  may_view: boolean;
  may_change: boolean;
  may_import: boolean;
  may_export: boolean;
  /** Decides on what others enter there; older servers do not say. */
  may_approve?: boolean;
  map?: boolean;
}
export interface RegisterArea {
  id: string;
  label: Text;
  registers: RegisterGlance[];
}
export interface Overview {
  areas: RegisterArea[];
  /** Kinds of jobs that this person may order. */
  orders: string[];
}

export interface ApiFault {
  path: string;
  id: string;
  message_ja: string;
  message_en: string;
}

export type * from './types_checks';
export type * from './types_govern';
export type * from './types_register';
export type * from './types_tax';
