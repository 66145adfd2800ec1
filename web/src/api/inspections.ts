// /api/inspections: the self-inspection of the year, section by section.
import { call, with_query } from './client';
import type { Evidence, Verdict } from './criteria';
import type { Text } from './types';

const part = encodeURIComponent;

export interface InspectionHead {
  id: string;
  year: number;
  department: string;
  due: string;
  overdue: boolean;
  answered_on: string | null;
  items: number | null;
  met: number;
  unmet: number;
  unknown: number;
  plans: number;
  confirmed_by: string;
  reminded_on: string | null;
  reminders: number;
  constructed: boolean;
}
export interface Inspections {
  year: number;
  years: number[];
  edition: string;
  sections: number;
  answered: number;
  may: { see_all: boolean; govern: boolean };
  rows: InspectionHead[];
  items: {
    no: string;
    label: Text;
    category: Text;
    met: number;
    weak: number;
    unknown: number;
    excused: number;
  }[];
}
export type Told = 'yes' | 'no' | 'unknown';
export interface ItemAnswer {
  measure: Told;
  practice: Told;
  evidence: string;
  remark: string;
}
export interface InspectionItem {
  no: string;
  source_no: string;
  category: Text;
  label: Text;
  requirement: Text;
  risk: Text;
  when: string[];
  asked: Evidence | null;
  answer: (ItemAnswer & { result: string; plan: string; id: string }) | null;
}
export interface InspectionForm {
  class: string;
  profile: Record<string, boolean>;
  answers: Record<string, ItemAnswer>;
}
export interface Inspection extends InspectionHead {
  version: number;
  edition: string;
  answered_edition: string;
  verdict: Verdict | null;
  may_answer: boolean;
  classes: { key: string; label: Text }[];
  conditions: { key: string; label: Text }[];
  about: { data_classes?: string[]; profile?: Record<string, boolean> };
  item_rows: InspectionItem[];
  draft: { form: InspectionForm; saved_at: string } | null;
}
export interface Plan {
  item: string;
  measure: string;
  person: string;
  due: string;
}

export const inspections = (year: string | null, signal?: AbortSignal) =>
  call<Inspections>(with_query('/api/inspections', { year }), { signal });
export const inspection = (id: string, signal?: AbortSignal) =>
  call<Inspection>(`/api/inspections/${part(id)}`, { signal });
export const remind = (year: number) =>
  call<{ reminded: number }>('/api/inspections/reminders', { method: 'POST', body: { year } });
export const submit = (id: string, version: number, form: InspectionForm) =>
  call<{ answers: number; met: number; weak: number; unknown: number; verdict: Verdict }>(
    `/api/inspections/${part(id)}`,
    {
      method: 'POST',
      body: {
        version,
        class: form.class,
        profile: form.profile,
        answers: Object.entries(form.answers).map(([item, one]) => ({ item, ...one })),
      },
    },
  );
export const keep = (id: string, form: InspectionForm) =>
  call<{ saved_at: string }>(`/api/inspections/${part(id)}/draft`, {
    method: 'PUT',
    body: { form },
  });
export const plan = (id: string, what: Plan) =>
  call<{ finding: string; plan: string }>(`/api/inspections/${part(id)}/plans`, {
    method: 'POST',
    body: what,
  });
