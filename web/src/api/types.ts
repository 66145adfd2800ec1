// The answers of docs/api.md, one type each and in its order. Amounts are whole yen, areas and
// ratios exact decimal texts, dates ISO texts, instants ISO with zone. `null` where something may
// not be shown.
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
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'stopped';
export interface Job {
  id: string;
  kind: string;
  label: Text;
  state: JobState;
  done: number;
  total: number;
  rate: number | null;
  seconds_left: number | null;
  started_at: string | null;
  ended_at: string | null;
  result: Text | string | null;
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
  jobs: Job[];
  journal: JournalGlance;
}

export type HitKind = 'taxpayer' | 'parcel' | 'house' | 'system' | 'contract' | 'register';
export interface Hit {
  kind: HitKind;
  id: string;
  title: string | null;
  subtitle: string | null;
  route: string;
  protected: boolean;
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
}
export interface RegisterArea {
  id: string;
  label: Text;
  registers: RegisterGlance[];
}

export type FieldType =
  | 'text'
  | 'int'
  | 'yen'
  | 'area'
  | 'ratio'
  | 'points'
  | 'date'
  | 'year_month'
  | 'fiscal_year'
  | 'bool'
  | 'code'
  | 'ref'
  | 'document'
  | 'geometry'
  | 'personal_number';
export interface Field {
  id: number;
  name: string;
  type: FieldType;
  label: Text;
  group: string;
  classification: 'public' | 'internal' | 'personal' | 'personal_number';
  required: boolean;
  codes?: { key: string; label: Text }[] | null;
  target?: string | null;
  item?: string | null;
  list?: number | null;
  sort?: boolean;
  unit?: Text | null;
  note?: Text | null;
}
export interface Definition {
  name: string;
  label: Text;
  area: string;
  task: { id: string; label: Text };
  legal_basis: string;
  temporal: 'valid_time' | 'event';
  key: string[];
  retention: { years?: number; from?: string; basis?: string } | null;
  groups: { id: string; label: Text }[];
  fields: Field[];
  permissions: { view: boolean; change: boolean; import: boolean; export: boolean };
  version: number;
}
export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;
export type Display = Record<string, string | Text | null>;
export interface Row {
  id: string;
  key: string;
  values: Values;
  display: Display;
  protected: boolean;
}
export interface RecordPage {
  total: number;
  offset: number;
  rows: Row[];
  took_ms: number;
}

export interface Version {
  version: number;
  commit: number;
  at: string;
  by: string;
  reason: string | null;
  valid_from: string | null;
  valid_to: string | null;
  values: Values;
  display: Display;
}
export interface Viewer {
  at: string;
  by: string;
  department: string | Text | null;
  purpose: string | Text | null;
}
export interface RegisterRecord {
  register?: string;
  id: string;
  key: string;
  title: string | null;
  version: number;
  valid_from: string | null;
  valid_to: string | null;
  commit: number;
  values: Values;
  display: Display;
  protected: boolean;
  history: Version[];
  related: {
    register: string;
    label: Text;
    count: number;
    rows: { id: string; title: string | null }[];
  }[];
  viewers: Viewer[];
}

export interface Addressee {
  id: string;
  number: string;
  name: string | null;
  kana: string | null;
  kind: 'individual' | 'corporation' | 'co_owner_group';
  address: string | null;
  send_to: string | null;
  in_city: boolean | null;
  protected: boolean;
  personal_number: 'registered' | 'none';
}
export interface LandComponent {
  kind: string;
  label: Text;
  area_m2: string;
  value_yen: number;
  fixed_base_yen: number | null;
  city_planning_base_yen: number | null;
}
export interface LandLine {
  id: string;
  parcel_no: string;
  title: string | null;
  land_use: Text;
  area_m2: string;
  value_yen: number;
  components: LandComponent[];
  fixed_base_yen: number | null;
  city_planning_base_yen: number | null;
}
export interface HouseLine {
  id: string;
  house_no: string;
  title: string | null;
  use: Text;
  area_m2: string;
  value_yen: number;
  fixed_base_yen: number | null;
  city_planning_base_yen: number | null;
  relief_yen: number | null;
}
export interface AssetLine {
  id: string;
  asset_no: string;
  title: string | null;
  class: Text;
  value_yen: number | null;
  base_yen: number | null;
}
export interface TaxpayerLevy {
  annual_tax_yen: number;
  fixed_tax_yen: number;
  city_planning_tax_yen: number;
  previous_annual_tax_yen: number | null;
  instalments: { no: number; due: string; yen: number }[];
  below_threshold: { land: boolean; house: boolean; depreciable: boolean };
  fixed: {
    base_yen: number;
    tax_yen: number;
    relief_yen: number;
    land_base_yen: number;
    house_base_yen: number;
    depreciable_base_yen: number;
  };
  city_planning: {
    base_yen: number;
    tax_yen: number;
    land_base_yen: number;
    house_base_yen: number;
  };
}
export interface Taxpayer {
  addressee: Addressee;
  members: {
    number: string;
    name: string | null;
    share: string;
    representative: boolean;
    in_city: boolean | null;
  }[];
  groups: { number: string; name: string | null; share: string }[];
  year: number;
  run: { no: string; state: RunState; at: string } | null;
  levy: TaxpayerLevy | null;
  land: LandLine[];
  houses: HouseLine[];
  depreciable: AssetLine[];
  years: { year: number; annual_tax_yen: number; state: RunState }[];
  viewers: Viewer[];
  protected: boolean;
}

export interface Citation {
  row: string;
  law: string;
  source: string | null;
  checked_on: string | null;
  status: 'enacted' | 'announced' | 'assumed';
  verified: boolean;
}
export interface ExplanationStep {
  rule: string;
  text: Text;
  law: string;
  formula: string;
  inputs: Record<string, Value>;
  result: Value;
  unit: string;
  rounding: string;
  citations: Citation[];
  because: ExplanationStep[];
}
export interface Explanation {
  path: Text[];
  amount_yen: number;
  stored_yen: number | null;
  agrees: boolean;
  commit: number | null;
  run_no: string | null;
  steps: ExplanationStep[];
}

export type RunState = 'provisional' | 'confirmed' | 'withdrawn';
export interface LevyRun {
  run_no: string;
  fiscal_year: number;
  state: RunState;
  law_status: string;
  as_of: string;
  as_known: number | string | null;
  counts: Record<string, number>;
  totals: {
    fixed_tax_yen: number;
    city_planning_tax_yen: number;
    annual_tax_yen: number;
    taxpayers: number;
    taxed: number;
  };
  started_by: string;
  started_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
  result_digest: string;
}
export interface LevyTotal {
  class: string;
  label: Text;
  objects: number;
  value_yen: number;
  fixed_base_yen: number;
  city_planning_base_yen: number | null;
}

export interface SystemSheet {
  record: RegisterRecord;
  contracts: {
    register?: string;
    id: string;
    title: string;
    vendor: string | null;
    from: string | null;
    to: string | null;
    amount_yen: number | null;
  }[];
  costs: { fiscal_year: number; kind: string; label: Text; yen: number; budget: boolean }[];
  findings: {
    register?: string;
    id: string;
    no: string;
    title: string;
    state: Verdict;
    label?: Text;
  }[];
  judgement: {
    verdict: string;
    label: Text;
    items: {
      no: string;
      label: Text;
      cell: string | Text;
      answer: string | Text | null;
      satisfied: boolean | null;
    }[];
    reasons: { code: string; text: Text }[];
  } | null;
}

export interface JournalStatus {
  entries: number;
  rows: number;
  checkpoint: { size: number; at: string; root: string; key: string } | null;
  last_verification: { at: string; ok: boolean; fault: Text | string | null } | null;
}

export interface ApiFault {
  path: string;
  id: string;
  message_ja: string;
  message_en: string;
}
