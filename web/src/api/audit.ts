// docs/api.md: the audit year.
import { call, with_query } from './client';
import type { Text } from './types';

export interface Coded {
  key: string;
  label: Text;
}
export interface PaperFile {
  id: string;
  document: string;
  title: string;
  name: string;
  dated: string | null;
}
export interface AuditStep {
  id: string;
  step: Coded;
  due: string;
  responsible: string;
  done_on: string | null;
  subjects: number | null;
  answered: number | null;
  summary: string | null;
  state: 'done' | 'late' | 'due' | 'planned';
  left: { label: Text; count: number; route: string }[];
  documents: PaperFile[];
}
export interface Inspection {
  id: string;
  department: string;
  due: string;
  answered_on: string | null;
  items: number | null;
  met: number | null;
  unmet: number | null;
  unknown: number | null;
  confirmed_by: string | null;
  late: boolean;
}
export interface FindingClass {
  class: Coded;
  findings: number;
  open: number;
  sections: string[];
  route: string;
}
export interface ImprovementPlan {
  id: string;
  plan_no: string;
  finding: { id: string; no: string; title: Text } | null;
  measure: string;
  person: string;
  due: string;
  done_on: string | null;
  evidence: string | null;
  followed_up_on: string | null;
  result: Coded | null;
  late: boolean;
}
export interface AuditYear {
  year: number;
  years: number[];
  today: string;
  as_of: string;
  may_make: boolean;
  selections: number;
  steps: AuditStep[];
  inspections: {
    asked: number;
    answered: number;
    items: number;
    met: number;
    rows: Inspection[];
  };
  classes: FindingClass[];
  plans: ImprovementPlan[];
}
export const kPapers = ['report', 'manual', 'plan'] as const;
export type PaperKind = (typeof kPapers)[number];
export interface MadePaper {
  name: string;
  entry: number;
  digest: string;
  pages: number;
  record: string;
}

export const audit_year = (year: number | null, signal?: AbortSignal) =>
  call<AuditYear>(with_query('/api/audit', { year }), { signal });
export const make_paper = (kind: PaperKind, year: number, lang: string) =>
  call<MadePaper>('/api/audit/papers', { method: 'POST', body: { kind, year, lang } });
export const document_address = (document: string) =>
  with_query(`/api/documents/${encodeURIComponent(document)}`, { inline: 1 });
