// docs/api.md: taxpayers, explanations, levy runs.
import type { Text } from './types';
import type { Value, Viewer } from './types_register';

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
  run: { no: string; state: RunState; law_status?: string; at: string } | null;
  levy: TaxpayerLevy | null;
  land: LandLine[];
  houses: HouseLine[];
  depreciable: AssetLine[];
  years: { year: number; annual_tax_yen: number; state: RunState; law_status?: string }[];
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
  /** `{value_yen|価格}` stands for an input and its word in this formula. */
  formula: Text;
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
  id?: string;
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

export interface LevyName {
  run_no: string;
  fiscal_year: number;
  state: string;
  law_status?: string;
}
/** What is out of the ordinary: at least so many times as much, and by so many yen. */
export interface Attention {
  times: string;
  least_yen: number;
}
export interface LevyYears {
  may_order: boolean;
  years: { fiscal_year: number; law_status: string; doubts: number; due_dates: boolean }[];
}
export interface LevyMovement {
  id: string;
  taxpayers: number;
  before_yen: number;
  after_yen: number;
}
export interface LevyStep {
  from_percent: number | null;
  to_percent: number | null;
  taxpayers: number;
  difference_yen: number;
}
export interface LevyComparison {
  run: LevyName;
  with: LevyName;
  before_yen: number;
  after_yen: number;
  movements: LevyMovement[];
  steps: LevyStep[];
  outlier: Attention;
  usual: Attention;
}
export interface LevyComparisonRow {
  id: string;
  number: string | null;
  name: string | null;
  protected: boolean;
  before_yen: number;
  after_yen: number;
  difference_yen: number;
}
export interface LevyComparisonList {
  run: LevyName;
  with: LevyName;
  total: number;
  offset: number;
  rows: LevyComparisonRow[];
}

export type CaseValue = string | number | boolean | null | readonly unknown[] | CaseObject;
export interface CaseObject {
  [key: string]: CaseValue;
}
/** The question of `daicho tax case`. */
export interface TaxCase {
  fiscal_year: number;
  municipality: CaseObject;
  parcels: CaseObject[];
  houses: CaseObject[];
  depreciable: CaseObject[];
}
export interface TaxpayerCase {
  run_no: string;
  provisional: boolean;
  names: Record<'parcels' | 'houses' | 'depreciable', Record<string, string | null>>;
  question: TaxCase;
}
export interface CaseAnswer {
  totals: {
    fixed: { tax_yen: number };
    city_planning: { tax_yen: number };
    annual_tax_yen: number;
    instalments_yen: number[];
  };
  houses: { id: string; reliefs?: { kind: string; state: string; relief_yen: number }[] }[];
  provisional?: boolean;
  explanation?: unknown[];
}
/** What the law of a year knows of one relief on houses. */
export interface ReliefTerms {
  kind: string;
  counts_from: 'built' | 'completed';
  windows: {
    from: string;
    to: string;
    fraction: string;
    fraction_later: string;
    years: number;
    years_mid_high: number;
    cap_m2: string;
    min_m2: string;
    min_let_m2: string;
    max_m2: string | null;
    law: string;
    status: string;
  }[];
  combines_with: string[];
  min_dwellings: number | null;
  min_age_years: number | null;
  built_by: string | null;
  fireproof: boolean;
  not_let: boolean;
  city_planning: boolean;
}
export interface YearReliefs {
  fiscal_year: number;
  provisional: boolean;
  reliefs: ReliefTerms[];
}
