// /api/assessments: assessments by criteria that are on record.
import { call, with_query } from './client';
import type { Verdict } from './criteria';
import type { Text } from './types';

const part = encodeURIComponent;

export type GroundKind = 'document' | 'query' | 'statement';
export interface AssessmentHead {
  id: string;
  number: string;
  subject_kind: 'system' | 'contract' | 'section';
  subject: string;
  section: string;
  asked_on: string;
  due: string;
  state: 'asked' | 'answered' | 'judged' | 'withdrawn';
  catalog: string;
  edition: string;
  judged_on: string | null;
  constructed: boolean;
}
export interface StoredAnswer {
  record: string;
  number: string;
  item: string;
  party: number;
  answer: string;
  ground: GroundKind;
  evidence: string;
  query: string;
  settle_by: string | null;
  proof_until: string | null;
}
/** What an answer rests on, as it is typed. */
export interface Ground {
  item: string;
  party: number;
  ground: GroundKind;
  evidence: string;
  query: string;
  settle_by: string | null;
  proof_until: string | null;
}
export interface Reason {
  code: string;
  text: Text;
}
export interface Assessment extends AssessmentHead {
  version: number;
  edition_in_use: string;
  may_change: boolean;
  record: unknown;
  items: StoredAnswer[];
  stored: {
    verdict: Verdict;
    reasons: Reason[];
    edition: string;
    edition_kept: boolean;
    judged_on: string | null;
  } | null;
  today: Verdict;
  others: { id: string; number: string; judged_on: string | null }[];
  draft: { record: unknown; items: Ground[]; saved_at: string } | null;
}
export interface Change {
  path: string;
  item: string;
  label: Text;
  before: string;
  after: string;
  without: Verdict | null;
  decides: boolean;
}
interface Side {
  id: string;
  number: string;
  edition: string;
  judged_on: string | null;
}
export interface Comparison {
  before: Side;
  after: Side;
  editions_kept: boolean;
  verdict_before: Verdict;
  verdict_after: Verdict;
  reasons_gone: Reason[];
  reasons_new: Reason[];
  changes: Change[];
}
export interface Redo {
  judged: number;
  assessments: {
    id: string;
    number: string;
    subject: string;
    catalog: string;
    title: Text;
    edition: string;
    edition_in_use: string;
    then: Verdict;
    now: Verdict;
    reasons: Reason[];
    changes: Change[];
  }[];
}
export interface Begun {
  catalog: string;
  subject_kind: AssessmentHead['subject_kind'];
  subject: string;
  section: string;
  due: string;
}

export const assessments = (catalog: string, signal?: AbortSignal) =>
  call<{ assessments: (AssessmentHead & { verdict: string | null })[]; may_begin: boolean }>(
    with_query('/api/assessments', { catalog }),
    { signal },
  );
export const assessment = (id: string, signal?: AbortSignal) =>
  call<Assessment>(`/api/assessments/${part(id)}`, { signal });
export const redo = (signal?: AbortSignal) => call<Redo>('/api/assessments/redo', { signal });
export const comparison = (id: string, other: string | null, signal?: AbortSignal) =>
  call<Comparison>(with_query(`/api/assessments/${part(id)}/comparison`, { with: other }), {
    signal,
  });
export const begin = (what: Begun) =>
  call<{ id: string; number: string; provisional: boolean }>('/api/assessments', {
    method: 'POST',
    body: what,
  });
export const save = (
  id: string,
  what: { record: unknown; items: Ground[]; version: number; judge: boolean; reason: string },
) =>
  call<{ version: number; answers: number; provisional: boolean; verdict: Verdict }>(
    `/api/assessments/${part(id)}`,
    { method: 'POST', body: what },
  );
export const keep = (id: string, what: { record: unknown; items: Ground[] }) =>
  call<{ saved_at: string }>(`/api/assessments/${part(id)}/draft`, { method: 'PUT', body: what });
export const file_of = (id: string, format: 'pdf' | 'xlsx', lang: string) =>
  with_query(`/api/assessments/${part(id)}/file`, { format, lang });
