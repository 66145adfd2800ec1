// /api/criteria: catalogs of criteria, and the verdict on answers that are not saved yet.
import { call } from './client';
import type { Text } from './types';

export interface CatalogHead {
  name: string;
  edition: string;
  title: Text;
  source: string;
  source_note: Text;
  checked_on: string;
  by_party: boolean;
  items: number;
}
export interface FactRule {
  key: string;
  type: 'boolean' | 'choice' | 'choices' | 'names' | 'flags' | 'review' | 'dated';
  values: string[];
  label: Text;
}
export interface Evidence {
  name: string;
  state: 'fit' | 'unfit' | 'unknown';
  count: number | null;
  route: string | null;
  label: Text;
  asked_at: string;
}
export interface CatalogRow {
  no: string;
  source_no: string;
  category: Text;
  label: Text;
  requirement: Text;
  risk: Text;
  cells: Record<string, Text>;
  when: string[];
  footnotes: { id: string; text: Text }[];
  facts: FactRule[];
  evidence: Evidence | null;
}
export interface Catalog extends CatalogHead {
  classes: { key: string; label: Text; definition: Text; in_table: boolean }[];
  conditions: { key: string; label: Text }[];
  rows: CatalogRow[];
  readings: { id: string; question: Text; readings: { text: Text; chosen: boolean }[] }[];
  references: { id: string; values: string[]; used_by: string[]; as_of: string | null; drift: Text }[];
}
export type Given = 'yes' | 'no' | 'unknown';
export interface Dated {
  name: string;
  first_day?: string;
  last_day?: string;
  seen_on?: string;
}
export type FactValue = boolean | string | string[] | Dated[] | Record<string, unknown> | null;
export interface Subject {
  name?: string;
  under?: string;
  data_classes: string[];
  answers: Record<string, Given>;
  facts: Record<string, FactValue>;
  profile?: Record<string, boolean>;
}
export interface Verdict {
  key: string;
  label: Text;
  tone: 'good' | 'caution' | 'bad' | 'none';
}
export interface Judged {
  verdict: Verdict;
  class: string;
  reasons: { code: string; text: Text }[];
  rows: { no: string; cell: Text; asked: boolean; satisfied: boolean }[];
}
export interface JudgedParty extends Judged {
  name: string;
  under: string | null;
  tier: number;
}
export interface Judgement extends Judged {
  edition: string;
  parties: JudgedParty[];
}

export const catalogs = (signal?: AbortSignal) =>
  call<{ catalogs: CatalogHead[] }>('/api/criteria', { signal });
export const catalog = (name: string, signal?: AbortSignal) =>
  call<Catalog>(`/api/criteria/${encodeURIComponent(name)}`, { signal });
export const judge = (name: string, record: unknown, signal?: AbortSignal) =>
  call<Judgement>(`/api/criteria/${encodeURIComponent(name)}/judge`, {
    method: 'POST',
    body: record,
    signal,
  });
