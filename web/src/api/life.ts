// docs/api.md: continuity, procurement and the life of systems, the digital plan.
import type { Coded } from './audit';
import { call } from './client';

const part = encodeURIComponent;

export interface ContinuityPlace {
  label: string;
  kind: 'system' | 'network' | 'power' | 'identity' | 'vendor' | 'site';
  system: string | null;
  hours: number | null;
  back: number | null;
}
export interface ContinuityRow {
  system: string;
  label: string;
  plan: string;
  no: string;
  section: string;
  needed: boolean;
  state: Coded;
  hours: number | null;
  back: number | null;
  contradicted: boolean;
  open: boolean;
  data_hours: number | null;
  substitute: string | null;
  missing: boolean;
  no_paper: boolean;
  review_due: string | null;
  late: boolean;
  drilled_on: string | null;
}
export interface ContinuityDrawing {
  nodes: ContinuityPlace[];
  edges: {
    from: number;
    to: number;
    hours: number | null;
    replaceable: boolean;
    dependency: string | null;
  }[];
  left_out: number;
}
export interface Drill {
  id: string;
  no: string;
  plan: string;
  scenario: string;
  planned_on: string;
  held_on: string | null;
  participants: number | null;
  result: string | null;
  measured: number | null;
  promised: number | null;
  too_slow: boolean;
  late: boolean;
  improvement: string | null;
  improvement_due: string | null;
  improved_on: string | null;
}
export interface Continuity {
  today: string;
  needed_hours: number;
  review_months: number;
  plans: number;
  dependencies: number;
  needed: number;
  missing: number;
  no_paper: number;
  late: number;
  rows: ContinuityRow[];
  rows_all: number;
  contradictions: { at: ContinuityPlace; promised: number; real: number; way: ContinuityPlace[] }[];
  contradictions_all: number;
  cycles: ContinuityPlace[][];
  single_points: { at: ContinuityPlace; count: number; dependents: ContinuityPlace[] }[];
  drawing: ContinuityDrawing;
  drills: Drill[];
  papers: {
    id: string;
    no: string;
    plan: string;
    printed_on: string;
    place: string;
    holder: string;
    leaves_on: string | null;
    not_handed_over: boolean;
    old: boolean;
  }[];
}
export interface ContinuityEdge {
  label: string;
  kind: ContinuityPlace['kind'];
  system: string | null;
  dependency: string | null;
  promised: number | null;
  hours: number | null;
  back: number | null;
  replaceable: boolean;
}
export interface ContinuitySystem {
  today: string;
  system: string;
  label: string;
  needed_hours: number;
  back: number | null;
  open: boolean;
  plan: {
    id: string;
    no: string;
    section: string;
    needed: boolean;
    state: Coded;
    hours: number | null;
    data_hours: number | null;
    substitute: string | null;
    first_actions: string | null;
    made_on: string | null;
    reviewed_on: string | null;
    review_due: string | null;
    paper_at: string | null;
  } | null;
  way: { label: string; kind: ContinuityPlace['kind']; hours: number | null }[];
  depends_on: ContinuityEdge[];
  needed_by: ContinuityEdge[];
  contacts: {
    id: string;
    turn: number;
    part: Coded;
    post: string;
    day_phone: string;
    night_phone: string | null;
    confirmed_on: string | null;
  }[];
  papers: {
    id: string;
    no: string;
    printed_on: string;
    place: string;
    holder: string;
    leaves_on: string | null;
    taken_over: string | null;
    taken_over_on: string | null;
    withdrawn_on: string | null;
    old: boolean;
  }[];
  drills: {
    id: string;
    no: string;
    scenario: string;
    planned_on: string;
    held_on: string | null;
    measured: number | null;
    result: string | null;
    improvement: string | null;
    improvement_due: string | null;
    improved_on: string | null;
  }[];
  levels: {
    id: string;
    item: string;
    unit: string;
    promised: string;
    month: string;
    measured: string | null;
    met: boolean | null;
  }[];
}

interface Of {
  id: string;
  name: string;
}
export interface PlanRow {
  id: string;
  no: string;
  title: string;
  system: Of | null;
  department: string;
  year: number;
  kind: Coded | null;
  law_change: boolean;
  estimated: number | null;
  saves_yen: number | null;
  saves_hours: number | null;
  months: number | null;
  due: string | null;
  submitted_on: string | null;
  checked_on: string | null;
  result: Coded | null;
  rfi: Coded | null;
  rfi_answers: number | null;
  bidders: number | null;
  single: boolean;
  unchecked_late: boolean;
  state: Coded;
}
export interface Delivery {
  id: string;
  no: string;
  system: Of | null;
  title: string;
  delivered_on: string;
  defects: number | null;
  state: Coded;
  accepted_on: string | null;
  accepted_by: string | null;
  missing: ('plan' | 'requirements' | 'test_report')[];
}
export interface SystemChange {
  id: string;
  no: string;
  system: Of | null;
  title: string;
  cause: Coded;
  requested_on: string;
  approved_on: string | null;
  tested_on: string | null;
  test_result: string | null;
  done_on: string | null;
  history: string | null;
  emergency: boolean;
  state: Coded;
}
interface Part<Row> {
  all: number;
  rows: Row[];
}
export interface Procurement {
  today: string;
  may_check: boolean;
  may_request: boolean;
  may_accept: boolean;
  may_close: boolean;
  states: { key: string; label: Coded['label']; count: number }[];
  plans: Part<PlanRow>;
  deliveries: Part<Delivery>;
  changes: Part<SystemChange>;
  works: Part<{
    id: string;
    no: string;
    system: Of | null;
    worked_on: string;
    company: string;
    people: number;
    content: string;
    data_touched: boolean;
    seen_by: string | null;
    checked_on: string | null;
    alone: boolean;
  }>;
  levels: Part<{
    id: string;
    system: Of | null;
    item: string;
    unit: string;
    promised: string;
    month: string;
    measured: string | null;
    met: boolean | null;
    measure: string | null;
  }>;
  faults: Part<{
    id: string;
    no: string;
    system: Of | null;
    occurred_on: string;
    minutes: number | null;
    effect: string;
    restored_on: string | null;
    cause: string | null;
    prevention: string | null;
    incident: boolean;
    incident_reason: string | null;
    state: Coded;
  }>;
  backups: Part<{
    id: string;
    no: string;
    system: Of | null;
    month: string;
    expected: number;
    made: number | null;
    lost: number;
    tried_on: string | null;
    tried: boolean;
    apart: boolean;
    cost: number | null;
    checked_on: string | null;
  }>;
}
export interface PlanSheet {
  today: string;
  id: string;
  plan_no: string;
  title: string;
  system: Of | null;
  department: string;
  fiscal_year: number | null;
  kind: Coded | null;
  law_change: boolean | null;
  estimated_yen: number | null;
  cost_before_yen: number | null;
  cost_after_yen: number | null;
  hours_before: number | null;
  hours_after: number | null;
  benefit: string | null;
  measured_on: string | null;
  measured: string | null;
  in_service_on: string | null;
  budget_request_due: string | null;
  submitted_on: string | null;
  checked_on: string | null;
  checked_by: string | null;
  check_result: Coded | null;
  conditions: string | null;
  functions_written: boolean | null;
  rfi: Coded | null;
  rfi_answers: number | null;
  rfi_reason: string | null;
  bidders: number | null;
  single_reason: string | null;
  state: Coded;
  saves_yen: number | null;
  saves_hours: number | null;
  months: number | null;
  may_check: boolean;
  may_request: boolean;
  papers: { id: string; kind: Coded | null; title: string; dated: string | null }[];
  others: {
    register: string;
    label: Coded['label'];
    id: string;
    no: string;
    title: string;
    on: string | null;
  }[];
}
export interface LockIn {
  today: string;
  threshold: number;
  cite: string;
  systems: number;
  long: number;
  rows: {
    system: string;
    name: string;
    section: string;
    vendor: string;
    since: string | null;
    years_by_contracts: number | null;
    years_recorded: number | null;
    years: number;
    long: boolean;
    contracts: number;
    single_tenders: number;
    single_bidders: number;
    bidders_known: number;
    law_changes: number;
    ends: string | null;
  }[];
  sections: { section: string; contracts: number; single: number; yen: number; single_yen: number }[];
  bids: {
    id: string;
    no: string;
    subject: string;
    method: Coded | null;
    asked: number | null;
    bidders: number;
    single: boolean;
  }[];
  law_changes: {
    id: string;
    no: string;
    system: string;
    subject: string;
    on: string;
    yen: number;
    law: string;
    vendor: string;
  }[];
}

export interface Measure {
  id: string;
  no: string;
  title: string;
  department: string;
  progress: Coded;
  started_on: string;
  target_on: string | null;
  moved_on: string | null;
  result: string | null;
  next_step: string | null;
  still: boolean;
  late: boolean;
  no_next: boolean;
}
export interface YearFigure {
  what: string;
  measure: string;
  unit: string;
  values: {
    id: string;
    year: number;
    as_of: string | null;
    tenths: number;
    goal_tenths: number | null;
    reached: boolean | null;
    source: string;
  }[];
}
export interface DigitalPlan {
  today: string;
  still_days: number;
  year: number;
  measures: number;
  still: number;
  late: number;
  pillars: { key: string; label: Coded['label']; rows: Measure[] }[];
  groups: {
    id: string;
    no: string;
    name: string;
    theme: string;
    lead: string;
    members: number | null;
    met_on: string | null;
    state: Coded;
    asleep: boolean;
  }[];
  overlaps: {
    first: Of;
    second: Of;
    members: number;
    theme_percent: number;
    same_members: boolean;
    same_theme: boolean;
    decision: string | null;
  }[];
  procedures: {
    all: number;
    late: number;
    no_target: number;
    phases: { key: string; label: Coded['label'] }[];
    grounds: {
      key: string;
      label: Coded['label'];
      cells: { procedures: number; cases: number; high: number }[];
    }[];
  };
  moves: {
    phases: { key: string; label: Coded['label']; count: number }[];
    rows: {
      id: string;
      no: string;
      task: string;
      department: string;
      phase: Coded;
      target_on: string;
      moved_on: string | null;
      done_on: string | null;
      cloud: Coded;
      risk: Coded;
      obstacle: string | null;
      late: boolean;
      still: boolean;
    }[];
  };
  figures: YearFigure[];
}

export const continuity = (signal?: AbortSignal) => call<Continuity>('/api/continuity', { signal });
export const continuity_system = (id: string, signal?: AbortSignal) =>
  call<ContinuitySystem>(`/api/continuity/${part(id)}`, { signal });
export const continuity_sheets = (lang: string, system?: string) =>
  system === undefined
    ? `/api/continuity/sheets.pdf?lang=${lang}`
    : `/api/continuity/${part(system)}/sheet.pdf?lang=${lang}`;

export const procurement = (signal?: AbortSignal) =>
  call<Procurement>('/api/procurement', { signal });
export const plan_sheet = (id: string, signal?: AbortSignal) =>
  call<PlanSheet>(`/api/procurement/${part(id)}`, { signal });
export const plan_pdf = (id: string, lang: string) =>
  `/api/procurement/${part(id)}/sheet.pdf?lang=${lang}`;
export const check_plan = (
  id: string,
  body: { result: string; conditions?: string; functions_written: boolean },
) => call<void>(`/api/procurement/${part(id)}/check`, { method: 'POST', body });
export const request_budget = (id: string) =>
  call<void>(`/api/procurement/${part(id)}/request`, { method: 'POST' });
export const accept_delivery = (id: string) =>
  call<void>(`/api/procurement/deliveries/${part(id)}/accept`, { method: 'POST' });
export const close_change = (
  id: string,
  body: { history?: string; tested_on?: string; test_result?: string },
) => call<void>(`/api/procurement/changes/${part(id)}/close`, { method: 'POST', body });
export const lock_in = (signal?: AbortSignal) => call<LockIn>('/api/lock-in', { signal });

export const digital_plan = (signal?: AbortSignal) =>
  call<DigitalPlan>('/api/digital-plan', { signal });
export const digital_report = (year: number, lang: string) =>
  `/api/digital-plan/report.pdf?year=${year}&lang=${lang}`;
