// docs/api.md: requests about personal information, inquiries, the register of files.
import { call, with_query } from './client';
import type { Coded } from './disposals';
import type { Ref } from './letters';
import type { Text } from './types';

export interface RequestRow {
  id: string;
  request_no: string;
  kind: Coded;
  state: Coded;
  received_on: string;
  due: string;
  days_left: number | null;
  department: Ref | null;
  requester: string | null;
  identity_on: string | null;
  result: Coded | null;
  decided_on: string | null;
  days_late: number | null;
}
export type Which = 'open' | 'due_soon' | 'overdue' | 'no_identity' | 'late' | 'all';
export interface Requests {
  total: number;
  offset: number;
  rows: RequestRow[];
  counts: Record<Which, number>;
  departments: Ref[];
  may_receive: boolean;
  today: string;
}
export interface Step {
  id: string;
  kind: Coded;
  on: string;
  by: string;
  text: string | null;
}
export interface Decision {
  id: string;
  decision_no: string;
  state: Coded;
  result: Coded;
  grounds: string | null;
  withheld: string | null;
  why: string | null;
  manner: Coded | null;
  fee_yen: number | null;
  proposed_by: string;
  proposed_on: string;
  decided_by: string | null;
  decided_on: string | null;
  due: string;
  days_late: number | null;
  note: string | null;
  own: boolean;
  may_decide: boolean;
}
export interface Appeal {
  id: string;
  appeal_no: string;
  state: Coded;
  received_on: string;
  in_time: boolean;
  statement: string | null;
  consult_due: string;
  consulted_on: string | null;
  reported_on: string | null;
  report: string | null;
  rule_due: string | null;
  ruled_on: string | null;
  ruling: Coded | null;
  late: boolean;
}
export interface Deadline {
  due: string;
  part_due: string | null;
  stopped: boolean;
  days_left: number;
  days_late: number;
  steps: { id: string; label: Text; article: string; days: number; on: string; due: string }[];
  faults: Text[];
  extension_most: number;
  verified: boolean;
  source: string;
  holiday_moves: boolean;
  holiday_article: string;
  holiday_verified: boolean;
  edition: string;
}
export interface OneRequest {
  id: string;
  request_no: string;
  kind: Coded;
  state: Coded;
  channel: Coded;
  relation: Coded;
  identity_kind: Coded | null;
  result: Coded | null;
  asked: string | null;
  requester_name: string | null;
  requester_address: string | null;
  requester_phone: string | null;
  subject_name: string | null;
  identity_by: string | null;
  identity_note: string | null;
  agent_proof: string | null;
  transferred_to: string | null;
  inquiry: string | null;
  note: string | null;
  received_on: string | null;
  identity_on: string | null;
  due: string | null;
  decided_on: string | null;
  carried_out_on: string | null;
  department: Ref | null;
  file: Ref | null;
  prior: Ref | null;
  subject: Ref | null;
  has_subject: boolean;
  days_late: number | null;
  fee_yen: number | null;
  protected: boolean;
  deadline: Deadline;
  steps: Step[];
  decisions: Decision[];
  appeals: Appeal[];
  grounds: { key: string; article: string; label: Text }[];
  templates: { id: string; register: string; title: Text }[];
  may: Record<'step' | 'propose' | 'carry_out' | 'appeal' | 'letter' | 'viewings', boolean>;
  today: string;
}
export interface InquiryRow {
  id: string;
  inquiry_no: string;
  state: Coded;
  category: Coded;
  subject: string;
  received_on: string;
  due: string;
  late: boolean;
  department: Ref | null;
  answered_on: string | null;
  escalated_to: string | null;
}
export interface Inquiries {
  total: number;
  offset: number;
  rows: InquiryRow[];
  counts: Record<'open' | 'overdue' | 'answered' | 'all', number>;
  repeats: { subject: string; count: number }[];
  departments: Ref[];
  may_receive: boolean;
  today: string;
}
export interface Inquiry extends InquiryRow {
  content: string | null;
  asker: string | null;
  contact: string | null;
  answer: string | null;
  answered_by: string | null;
  channel: Coded;
  request: Ref | null;
  same: { id: string; inquiry_no: string; received_on: string; state: Coded }[];
  same_count: number;
  steps: Step[];
  may_step: boolean;
}
export interface FileRegister {
  columns: { id: string; label: Text; item: string; required: boolean }[];
  files: {
    id: string;
    file_no: string;
    persons: number;
    values: string[];
    generated: boolean;
    missing: Text[];
    change: 'added' | 'changed' | 'same';
    changed: Text[];
  }[];
  left_out: { id: string; file_no: string; name: string; persons: number; why: string }[];
  gone: string[];
  editions: {
    id: string;
    edition_no: string;
    published_on: string;
    published_by: string;
    files: number;
    review_due: string;
    current: boolean;
    sha256: string;
  }[];
  least_persons: number;
  article: string;
  verified: boolean;
  today: string;
  may_publish: boolean;
}

const kRequests = '/api/requests';
const kInquiries = '/api/inquiries';
const kFiles = '/api/file-register';
const at = (base: string, id: string, step = '') => `${base}/${encodeURIComponent(id)}${step}`;
const post = <T>(path: string, body: unknown) => call<T>(path, { method: 'POST', body });
interface Question {
  which: string;
  q: string;
  offset: number;
}

export const requests = (question: Question) => (signal: AbortSignal) =>
  call<Requests>(with_query(kRequests, { ...question }), { signal });
export const receive = (body: Record<string, string>) =>
  post<{ id: string; request_no: string; due: string }>(kRequests, body);
export const request = (id: string) => (signal: AbortSignal) =>
  call<OneRequest>(at(kRequests, id), { signal });
export const viewings_pdf = (id: string) => at(kRequests, id, '/viewings.pdf');
export const step = (id: string, body: Record<string, unknown>) =>
  post<void>(at(kRequests, id, '/steps'), body);
export const propose = (id: string, body: Record<string, unknown>) =>
  post<{ decision_no: string }>(at(kRequests, id, '/proposal'), body);
export const decide = (id: string, decision: string, approve: boolean, reason: string) =>
  post<{ decided: boolean; days_late: number }>(at(kRequests, id, '/decision'), {
    decision,
    approve,
    reason,
  });
export const appeal = (id: string, body: Record<string, string>) =>
  post<{ appeal_no: string }>(at(kRequests, id, '/appeal'), body);
export const appeal_step = (id: string, body: Record<string, string>) =>
  post<void>(at('/api/request-appeals', id, '/steps'), body);
export const inquiries = (question: Question) => (signal: AbortSignal) =>
  call<Inquiries>(with_query(kInquiries, { ...question }), { signal });
export const inquiry = (id: string) => (signal: AbortSignal) =>
  call<Inquiry>(at(kInquiries, id), { signal });
export const ask = (body: Record<string, string>) =>
  post<{ id: string; inquiry_no: string }>(kInquiries, body);
export const inquiry_step = (id: string, body: Record<string, string>) =>
  post<void>(at(kInquiries, id, '/steps'), body);
export const file_register = (signal: AbortSignal) => call<FileRegister>(kFiles, { signal });
export const file_register_pdf = `${kFiles}/print.pdf`;
export const file_register_xlsx = `${kFiles}/sheet.xlsx`;
export const publish = () => call<{ edition_no: string; files: number }>(`${kFiles}/editions`, { method: 'POST' });
