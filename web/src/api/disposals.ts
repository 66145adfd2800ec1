// docs/api.md: disposals of media.
import { call, with_query } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export interface Coded {
  key: string;
  label: Text;
}
export interface Progress {
  needed: number;
  done: number;
}
export interface DisposalRow {
  id: string;
  disposal_no: string;
  title: string;
  section: string;
  state: Coded;
  certificate_due: string | null;
  erase_by: string | null;
  hand_over_by: string | null;
  consent_missing: boolean;
  origin: string;
  media: number;
  erased: Progress;
  handed_over: Progress;
  destroyed: Progress;
  certified: Progress;
  next: string;
}
export interface Disposals {
  total: number;
  offset: number;
  today: string;
  rows: DisposalRow[];
}
export interface ErasureRun {
  id: string;
  run_no: string;
  serial_read: string | null;
  tool: Coded;
  edition: string | null;
  ended_on: string | null;
  result: Coded;
  verification: Coded;
  verdict: Coded;
  why: string | null;
  reader_proved: Coded | null;
}
export interface DisposalItem {
  id: string;
  item_no: string;
  serial: string;
  disposal_class: Coded;
  method: Coded;
  way: Coded;
  confirmed_on: string | null;
  medium: {
    id: string;
    medium_no: string;
    kind: Coded;
    serial: string | null;
    equipment: { id: string; equipment_no: string; name: string } | null;
  } | null;
  derived: { class: string; text: Text };
  runs: ErasureRun[];
  hand_overs: { id: string; serial: string; slip_no: string; handed_on: string; signed: Coded }[];
  destructions: {
    id: string;
    serial_read: string | null;
    way: Coded;
    done_on: string;
    result: Coded;
  }[];
  certified: {
    id: string;
    line_no: string;
    serial: string;
    photo: Coded;
    read_by: string | null;
    brought_by: string | null;
    photos: { document: string; name: string; inline: boolean }[];
  }[];
  judgement: { verdict: string; label: Text; reasons: { code: string; text: Text }[] };
  differences: string[];
  next: string;
}
export interface DisposalSheet {
  id: string;
  disposal_no: string;
  title: string;
  state: Coded;
  section: string;
  planned_on: string;
  erase_by: string | null;
  hand_over_by: string | null;
  certificate_due: string | null;
  approved_by: string | null;
  approved_on: string | null;
  contractor: string | null;
  contract_no: string | null;
  third_party: Coded;
  third_party_name: string | null;
  consent_no: string | null;
  consent_on: string | null;
  consent_requested_on: string | null;
  consent_by: string | null;
  consent_until: string | null;
  version: number;
  person: string;
  closed_on: string | null;
  origin: Coded;
  items: DisposalItem[];
  witnesses: {
    id: string;
    step: Coded;
    witnessed_on: string;
    witness: string;
    completion: Coded;
  }[];
  certificates: {
    id: string;
    certificate_no: string;
    kind: Coded;
    issuer: string;
    due: string | null;
    received_on: string | null;
    verdict: Coded;
  }[];
  next: string;
  may_close: boolean;
  readings: { question: Text; readings: { text: Text; chosen: boolean }[] }[];
  catalog: string;
  may_add: boolean;
}
export interface AddedReport {
  report: { tool: string; edition: string | null; proved: string; runs: ReportRun[] };
  added: { id: string; run_no: string; serial: string; accepted: boolean }[];
  foreign: string[];
}
export interface ReportRun {
  serial: string | null;
  accepted: boolean;
  reasons: { code: string; ja: string; en: string }[];
}

export const disposals = (offset: number, ended: boolean, signal?: AbortSignal) =>
  call<Disposals>(with_query('/api/disposals', { offset, ended: String(ended) }), { signal });
export const disposal = (id: string, signal?: AbortSignal) =>
  call<DisposalSheet>(`/api/disposals/${part(id)}`, { signal });
export const add_report = (id: string, file: File) =>
  call<AddedReport>(with_query(`/api/disposals/${part(id)}/reports`, { name: file.name }), {
    method: 'POST',
    bytes: file,
  });

export interface BroughtCertificate {
  certificate_no: string;
  kind: 'destruction' | 'erasure';
  issuer: string;
  issued_on: string | null;
  serials: string[];
  file: string;
}
export interface AddedCertificate {
  id: string;
  certificate_no: string;
  lines: number;
  elsewhere: { serial: string; certificate_no: string }[];
}
export const add_certificate = (id: string, body: BroughtCertificate, once: string) =>
  call<AddedCertificate>(`/api/disposals/${part(id)}/certificates`, { method: 'POST', body, once });
export const add_photo = (id: string, body: { serials: string[]; file: string }, once: string) =>
  call<{ lines: number }>(`/api/disposals/${part(id)}/photos`, { method: 'POST', body, once });
export const read_photo = (id: string, line: string, readable: boolean) =>
  call<void>(`/api/disposals/${part(id)}/photos/${part(line)}`, {
    method: 'POST',
    body: { readable },
  });

export interface ExitStep {
  key: string;
  label: Text;
  state: 'unneeded' | 'done' | 'open' | 'late';
  due: string | null;
  reason: { code: string; text: Text } | null;
}
export interface CloudExit {
  id: string;
  exit_no: string;
  service: string;
  provider: string;
  system: string;
  disposal_class: Coded;
  ends_on: string;
  data_back_on: string | null;
  state: Coded;
  key_holder: Coded;
  encrypted_from_start: Coded;
  key_destroyed_on: string | null;
  key_destroyed_by: string | null;
  key_proved: Coded;
  proof_no: string | null;
  proof_received_on: string | null;
  equipment_identified: Coded;
  destroyed_on: string | null;
  review_no: string | null;
  review_on: string | null;
  audit_report_no: string | null;
  audit_report_on: string | null;
  audit_report_by: string | null;
  closed_on: string | null;
  closed_by: string | null;
  origin: Coded;
  version: number;
  steps: ExitStep[];
  next: string | null;
  may_close: boolean;
  catalog: string;
  may_change: boolean;
}
export const cloud_exits = (signal?: AbortSignal) =>
  call<{ total: number; rows: CloudExit[] }>('/api/cloud-exits', { signal });
export const cloud_exit = (id: string, signal?: AbortSignal) =>
  call<CloudExit>(`/api/cloud-exits/${part(id)}`, { signal });
