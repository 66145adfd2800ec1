// docs/api.md: migration orders.
import type { DeskRows } from '../parts/desk_table';
import type { Sent } from '../parts/quick_form';
import { call, fresh_key } from './client';
import type { Coded } from './disposals';
import type { Kept } from './incidents';
import type { Text } from './types';

export interface OrderRow {
  id: string;
  order_no: string;
  title: string;
  state: Coded;
  department: string;
  transfer: Coded;
  starts_on: string;
  ends_on: string;
  overrun: boolean;
  rights: number;
  unconfirmed: number;
  left: number;
}
export interface Orders {
  today: string;
  rows: OrderRow[];
  may_propose: boolean;
}
export interface Worker {
  id: string;
  worker_no: string;
  account: string;
  second: boolean;
  work: Coded;
  role: Coded;
  from: string;
  to: string;
  state: Coded;
  in_force: boolean;
  missing: boolean;
  alarm: boolean;
}
export interface Extraction {
  id: string;
  extraction_no: string;
  what: string;
  taken_on: string;
  taken_at: string;
  first_person: string;
  second_person: string | null;
  row_count: number;
  sha256: string;
  encryption: Coded;
  way: Coded;
  medium_no: string | null;
  seal_no: string | null;
  state: Coded;
  own: boolean;
}
export interface Look {
  id: string;
  look_no: string;
  due: string;
  looked_on: string | null;
  looked_by: string | null;
  result: Coded | null;
  late: boolean;
  incident: boolean;
}
export interface Clearing {
  id: string;
  clearing_no: string;
  kind: Coded;
  what: string;
  medium_no: string | null;
  state: Coded;
  erased_on: string | null;
  method: Coded | null;
  certificate: string | null;
  erased_by: string | null;
  methods: string[];
}
export interface Hindrance {
  code: string;
  text: Text;
}
export interface Order {
  id: string;
  order_no: string;
  title: string;
  purpose: string;
  data_scope: string;
  individual_number: boolean;
  minimal: boolean;
  log_days: number;
  state: Coded;
  transfer: Coded;
  line: string | null;
  starts_on: string;
  ends_on: string;
  proposed_by: string;
  proposed_on: string;
  approved_by: string | null;
  approved_on: string | null;
  refused_for: string | null;
  closed_on: string | null;
  closed_by: string | null;
  closing_entry: number | null;
  from_system: { id: string; name: string } | null;
  to_system: { id: string; name: string } | null;
  workers: Worker[];
  extractions: Extraction[];
  test_data: DeskRows;
  looks: Look[];
  clearings: Clearing[];
  papers: DeskRows;
  before_approval: Hindrance[];
  before_closing: Hindrance[];
  roles: { key: string; label: Text }[];
  works: boolean;
  may_change: boolean;
}

const part = encodeURIComponent;
const at = (id: string, rest: string) => `/api/migration-orders/${part(id)}/${rest}`;
const send = <T>(path: string, body: unknown) =>
  call<T>(path, { method: 'POST', body, once: fresh_key() });

export const orders = (signal?: AbortSignal) => call<Orders>('/api/migration-orders', { signal });
export const order = (id: string, signal?: AbortSignal) =>
  call<Order>(`/api/migration-orders/${part(id)}`, { signal });
export const propose = (values: Sent) =>
  send<{ number: string; id: string }>('/api/migration-orders', values);
export const add_worker = (id: string, values: Sent) =>
  send<{ number: string }>(at(id, 'workers'), values);
export const decide = (id: string, approve: boolean, reason: string) =>
  send<void>(at(id, 'decision'), { approve, reason });
export const extract = (id: string, values: Sent) =>
  send<{ number: string }>(at(id, 'extractions'), values);
export const confirm = (id: string, extraction: string, yes: boolean, reason: string) =>
  send<void>(at(id, `extractions/${part(extraction)}`), { confirm: yes, reason });
export const test_data = (id: string, values: Sent) =>
  send<{ number: string }>(at(id, 'test-data'), values);
export const look = (id: string, one: string, values: Sent) =>
  send<void>(at(id, `looks/${part(one)}`), values);
export const to_clear = (id: string, values: Sent) =>
  send<{ number: string }>(at(id, 'clearings'), values);
export const clear = (id: string, one: string, values: Sent) =>
  send<void>(at(id, `clearings/${part(one)}`), values);
export const close = (id: string, lang: string) => send<Kept>(at(id, 'closing'), { lang });
