// docs/api.md: daily controls.
import { call } from './client';
import type { Coded } from './disposals';
import type { Text } from './types';

export interface Figure {
  id: string;
  label: Text;
  count: number;
  tone: 'ok' | 'bad' | 'warn' | 'inf';
  to: string;
}
export interface Visit {
  id: string;
  visit_no: string;
  area: string;
  area_id: string;
  kind: Coded;
  person: string;
  company: string;
  purpose: string;
  host: string;
  badge_no: string;
  entered_on: string;
  entered_at: string;
}
export interface Training {
  id: string;
  title: string;
  audience: Text;
  held_on: string | null;
  due: string | null;
  invited: number | null;
  attended: number | null;
}
export interface Absent {
  id: string;
  person: string;
  department: string;
  training: string;
  due: string | null;
}
export interface OpenBreach {
  id: string;
  breach_no: string;
  summary: string;
  department: string;
  state: Text;
  guidance: string;
  due: string | null;
}
export interface Daily {
  sections: { id: string; figures: Figure[] }[];
  inside: Visit[] | null;
  recent: Visit[] | null;
  areas: { id: string; area_no: string; name: string }[] | null;
  training: Training[] | null;
  absent: Absent[] | null;
  breaches: OpenBreach[] | null;
  today: string;
  may_enter: boolean;
}
export interface Entering {
  area: string;
  kind: string;
  person: string;
  company: string;
  purpose: string;
  badge_no: string;
  brings: boolean;
  brought: string;
  permitted_by: string;
}
export const daily = (signal?: AbortSignal) => call<Daily>('/api/daily', { signal });
export const enter = (visit: Entering) =>
  call<{ visit_no: string }>('/api/daily/visits', { method: 'POST', body: visit });
export const leave = (id: string, badge_back: boolean) =>
  call<void>(`/api/daily/visits/${encodeURIComponent(id)}/end`, {
    method: 'POST',
    body: { badge_back },
  });
