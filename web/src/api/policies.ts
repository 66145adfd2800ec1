// docs/api.md: policies and the security organisation.
import type { Coded } from './audit';
import { call } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export interface PolicyDocument {
  id: string;
  no: string;
  title: string;
  level: Coded;
  system: { id: string; name: string } | null;
  department: string;
  edition: string;
  state: Coded;
  since: string | null;
  review_due: string | null;
  late: boolean;
  stale: { because: string; text: Text }[];
  delivered: number;
  received: number;
}
export interface RoleHolder {
  id: string;
  department: string;
  post: string;
  person: string | null;
  deputy_post: string | null;
  deputy: string | null;
  state: 'filled' | 'no_deputy' | 'acting' | 'vacant';
}
export interface Meeting {
  id: string;
  no: string;
  planned_on: string;
  held_on: string | null;
  agenda: string;
  decision: string | null;
  task: string | null;
  task_owner: string | null;
  task_due: string | null;
  late: boolean;
}
export interface Policies {
  today: string;
  may_deliver: boolean;
  may_decide: boolean;
  documents: PolicyDocument[];
  coverage: {
    id: string;
    department: string;
    delivered: number;
    received: number;
    late: number;
  }[];
  systems: number;
  missing: number;
  missing_shown: { id: string; no: string; name: string; section: string }[];
  roles: { role: Coded; rows: RoleHolder[] }[];
  agenda: { id: string; label: Text; count: number; route: string; titles: string[] }[];
  meetings: Meeting[];
  findings: { id: string; no: string; title: Text }[];
  departments: { id: string; name: string }[];
}
export interface MyDelivery {
  id: string;
  title: string;
  edition: string;
  delivered_on: string;
  received_on: string | null;
}
export interface NewPlan {
  finding: string;
  measure: string;
  person: string;
  due: string;
}

export const policies = (signal?: AbortSignal) => call<Policies>('/api/policies', { signal });
export const deliver = (body: {
  document: string;
  departments: string[];
  method: string;
  delivered_on: string;
}) => call<{ made: number; already: number }>('/api/policies/deliveries', { method: 'POST', body });
export const my_deliveries = (signal?: AbortSignal) =>
  call<{ deliveries: MyDelivery[] }>('/api/policies/mine', { signal });
export const receive = (id: string) =>
  call<void>(`/api/policies/mine/${part(id)}`, { method: 'POST' });
export const call_meeting = (planned_on: string) =>
  call<{ number: string; record: string }>('/api/policies/meetings', {
    method: 'POST',
    body: { planned_on },
  });
export const decide = (
  meeting: string,
  body: { decision: string; held_on: string; plans: NewPlan[] },
) =>
  call<{ plans: string[] }>(`/api/policies/meetings/${part(meeting)}/decisions`, {
    method: 'POST',
    body,
  });
