// docs/api.md: registers, records, history.
import type { Text } from './types';
import type { Purposes, Scheduled } from './types_change';

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
  /** Of its column in a list, in characters of half width. */
  width?: number;
  align?: 'left' | 'right';
  /** A ref into another task: the law that allows it, and whether the reader may go there. */
  link?: { basis: string; may_follow: boolean } | null;
  sort?: boolean;
  unit?: Text | null;
  note?: Text | null;
  /** What is checked while typing too: characters of a text, bounds in text form, the shape. */
  limits?: { length: number | null; min: string | null; max: string | null; shape: string | null };
}
/** A check between fields, as the definition says it. */
export interface FieldCheck {
  id: string;
  kind: 'compare' | 'when_then' | 'sum_equals';
  /** compare: the left one; when_then: the one that is looked at; sum_equals: the total. */
  field: string;
  op: string | null;
  other: string | null;
  is: string[];
  parts: string[];
  message: Text | null;
}
export interface ListSort {
  field: string;
  direction: 'asc' | 'desc';
}
export interface ListView {
  id: string;
  label: Text;
  filters: Record<string, string>;
  sort: ListSort | null;
  columns: string[] | null;
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
  /** Older servers do not say. */
  checks?: FieldCheck[];
  list: { sort: ListSort | null; filters: Record<string, string>; views: ListView[] };
  permissions: { view: boolean; change: boolean; import: boolean; export: boolean };
  /** The register of the documents of its records; null where none are kept. */
  documents?: string | null;
  approval?: boolean;
  article_asked?: boolean;
  purposes?: Purposes;
  map?: boolean;
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
  approved_by?: string | null;
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
  waiting?: boolean;
  scheduled?: Scheduled[];
  history: Version[];
  related: {
    register: string;
    label: Text;
    count: number;
    rows: { id: string; title: string | null }[];
  }[];
  viewers: Viewer[];
}

export interface ViewCounts {
  views: { id: string; total: number | null }[];
  took_ms: number;
}

/** A view of one's own: kept with the account. */
export interface SavedView {
  id: string;
  name: string;
  filters: Record<string, string>;
  sort: ListSort | null;
  columns: string[] | null;
  lines: number;
  standard: boolean;
}
export interface SavedViews {
  views: SavedView[];
  most: number;
}
export type SaveView = Omit<SavedView, 'id' | 'columns'> & { columns: string[] };
