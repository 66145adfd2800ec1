// /api/findings, /api/measures: findings of audits and protective measures, with what covers them.
import { call } from './client';
import type { Text } from './types';
import type { Tone } from '../parts/mark';

export interface Coded {
  key: string;
  label: Text;
}
export interface Proof {
  kind: 'query' | 'test';
  name: string;
  label: Text | null;
  tone: Tone;
  expect: string;
  count: number | null;
  route: string | null;
}
export type ControlKind = 'prevents' | 'detects' | 'tracks';
export interface Control {
  kind: ControlKind;
  how: Text;
  place: { label: Text; route: string } | null;
  proofs: Proof[];
}
export interface Plan {
  id: string;
  no: string;
  measure: string;
  person: string;
  due: string;
  done_on: string | null;
  evidence: string;
  result: Text | null;
}
export interface Finding {
  id: string;
  no: string;
  kind: Coded;
  class: Coded;
  summary: Text;
  system: { id: string; name: string } | null;
  departments: string[];
  clauses: string;
  page: number | null;
  section: string;
  state: Coded;
  owner: string;
  due: string | null;
  from_plan: boolean;
  late: boolean;
  evidence: string;
  plans: Plan[];
  control: Control | null;
  tone: Tone;
}
interface Asked {
  as_of: string;
  asked_at: string;
  title: Text;
  source: string;
  source_note: Text;
  built: string;
}
export interface Findings extends Asked {
  findings: Finding[];
  classes: { key: string; label: Text; findings: number; departments: string[] }[];
}
export type CoverKind = 'none' | 'evidenced' | 'simulated' | 'built';
export interface Measure {
  id: string | null;
  no: string;
  place: string;
  text: Text;
  cover: CoverKind;
  how: Text | null;
  owner: string;
  proofs: Proof[];
  documents: {
    id: string;
    no: string;
    title: string;
    dated_on: string;
    post: string;
    person: string;
    constructed: boolean;
  }[];
  tone: Tone;
}
export interface Measures extends Asked {
  sections: { id: string; label: Text; measures: Measure[] }[];
}

export const findings = (signal?: AbortSignal) => call<Findings>('/api/findings', { signal });
export const measures = (signal?: AbortSignal) => call<Measures>('/api/measures', { signal });
