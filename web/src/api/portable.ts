// docs/api.md: portable media.
import { call, with_query } from './client';
import type { Coded } from './disposals';

export interface Named {
  id: string;
  number: string | null;
  word: string | null;
}
export interface Loan {
  id: string;
  loan_no: string;
  state: Coded;
  purpose: string;
  data_kind: Coded;
  why_not_transfer: string;
  section: string;
  requested_by: string;
  requested_on: string;
  approved_by: string | null;
  carry_out: boolean;
  due: string;
  lent_on: string | null;
  lent_at: string | null;
  key_no: string | null;
  origin: Coded;
  medium: Named | null;
  terminal: Named | null;
  own: boolean;
  overdue: boolean;
}
export interface DeviceLine {
  id: string;
  line_no: string;
  terminal_no: string;
  serial: string;
  device: string | null;
  plugged_on: string;
  plugged_at: string;
  judged: Coded;
  medium: Named | null;
}
export interface MediaCount {
  id: string;
  count_no: string;
  span: Coded;
  counted_on: string;
  expected: number;
  out: number;
  first_found: number | null;
  second_found: number | null;
  first_by: string;
  second_by: string | null;
  state: Coded;
  own: boolean;
}
export interface Some<T> {
  total: number;
  rows: T[];
}
export interface Portable {
  out: Some<Loan>;
  approved: Some<Loan>;
  waiting: Some<Loan>;
  devices: Some<DeviceLine>;
  counts: MediaCount[];
  media: { all: number; lent: number; lost: number };
  today: string;
  may: { ask: boolean; lend: boolean; count: boolean; bring: boolean };
}
export interface Asked {
  medium: string;
  purpose: string;
  data_kind: string;
  why_not_transfer: string;
  section: string;
  terminal: string;
  due: string;
  carry_out: boolean;
}
export interface Scanned {
  out: boolean;
  medium_no: string;
  serial: string;
  loan_no: string;
  person: string;
}
export interface Connections {
  lent: number;
  unknown: number;
  no_loan: number;
  other_terminal: number;
}

const send = <T>(path: string, body: unknown) =>
  call<T>(`/api/portable-media/${path}`, { method: 'POST', body });

export const portable = (signal?: AbortSignal) => call<Portable>('/api/portable-media', { signal });
export const ask = (asked: Asked) => send<{ number: string }>('loans', asked);
export const decide = (loan: string, approve: boolean, reason: string) =>
  send<void>(`loans/${encodeURIComponent(loan)}`, { approve, reason });
export const scan = (typed: string, key_no: string, erased: string) =>
  send<Scanned>('scans', { typed, key_no, erased });
export const count = (span: string, found: number, why: string) =>
  send<{ number: string; state: string; expected: number; out: number }>('counts', {
    span,
    found,
    why,
  });
export const bring = (file: File) =>
  call<Connections>(with_query('/api/portable-media/device-logs', { name: file.name }), {
    method: 'POST',
    bytes: file,
  });
