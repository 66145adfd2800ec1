// docs/api.md: letters.
import { call, with_query } from './client';
import type { Coded } from './disposals';
import type { Text } from './types';

export interface Ref {
  id: string;
  name: string;
}
export interface LetterRow {
  id: string;
  letter_no: string;
  number: string | null;
  fiscal_year: number | null;
  state: Coded;
  title: string;
  to: string | null;
  department: Ref | null;
  about_key: string | null;
  drafted_by: string;
  drafted_on: string;
  approved_on: string | null;
  sent_on: string | null;
  returned_done_on: string | null;
}
export interface Template {
  id: string;
  edition: string;
  title: Text;
  register: string;
  register_label: Text;
  symbol: string;
  approval: boolean;
  explanation: Text;
}
export type LetterState = 'draft' | 'approved' | 'sent' | 'returned' | 'void';
export interface Letters {
  total: number;
  offset: number;
  rows: LetterRow[];
  counts: Record<LetterState, number>;
  templates: Template[];
  may_draft: boolean;
  today: string;
}
export interface LetterText {
  title: string;
  to: string;
  honorific: string;
  issuer: string;
  contact: string;
  ground: string;
  body: string[];
  points: string[];
}
export interface NewLetter extends LetterText {
  template: string;
  template_title: Text;
  explanation: Text;
  edition: string;
  register: string;
  record: string;
  about_key: string;
  symbol: string;
  approval: boolean;
  gaps: string[];
  department: string | null;
  departments: Ref[];
}
export interface Letter extends LetterRow {
  protected: boolean;
  honorific: Coded;
  issuer: string;
  template: string;
  template_edition: string;
  symbol: string;
  contact: string | null;
  ground: string | null;
  approved_by: string | null;
  returned_why: string | null;
  void_why: string | null;
  note: string | null;
  sha256: string | null;
  body: string[];
  points: string[];
  gaps: string[];
  approval: boolean;
  means: Coded | null;
  returned_on: string | null;
  corrects: Ref | null;
  about: { register: string; label: Text | null; record: string; key: string | null };
  intact: boolean;
  version: string;
  may: Record<
    'edit' | 'approve' | 'own' | 'send' | 'return' | 'settle' | 'void' | 'correct',
    boolean
  >;
}

const kLetters = '/api/letters';
const at = (id: string, step = '') => `${kLetters}/${encodeURIComponent(id)}${step}`;
const post = <T>(path: string, body: unknown) => call<T>(path, { method: 'POST', body });

export const letters = (question: { state: string; q: string; offset: number }) => (signal: AbortSignal) =>
  call<Letters>(with_query(kLetters, question), { signal });
export const fresh = (template: string, register: string, record: string) => (signal: AbortSignal) =>
  call<NewLetter>(with_query(`${kLetters}/new`, { template, register, record }), { signal });
export const letter = (id: string) => (signal: AbortSignal) => call<Letter>(at(id), { signal });
export const page_pdf = (id: string) => at(id, '/page.pdf');
export const draft = (
  text: LetterText & { template: string; record: string; department: string; corrects?: string },
) => post<{ id: string; letter_no: string }>(kLetters, text);
export const rewrite = (id: string, text: LetterText & { version: string }) =>
  post<void>(at(id, '/text'), text);
export const approve = (id: string, version: string) =>
  post<{ number: string }>(at(id, '/approval'), { version });
export const send = (id: string, sent_on: string, means: string) =>
  post<void>(at(id, '/dispatch'), { sent_on, means });
export const came_back = (id: string, returned_on: string, why: string) =>
  post<void>(at(id, '/return'), { returned_on, why });
export const settle = (id: string, why: string) => post<void>(at(id, '/settlement'), { why });
export const withdraw = (id: string, why: string) => post<void>(at(id, '/void'), { why });
