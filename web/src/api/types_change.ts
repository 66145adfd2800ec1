// docs/api.md: changes that await approval, the inbox.
import type { Text } from './types';
import type { Value } from './types_register';

export interface Purpose {
  number: number;
  label: Text;
}
export interface Purposes {
  list: Purpose[];
  to_view: boolean;
  to_change: boolean;
}
export interface Side {
  value: Value;
  display: string | Text | null;
}
export interface Difference {
  field: string;
  label: Text;
  hidden: boolean;
  before: Side;
  after: Side;
}
export interface Step {
  to: string;
  label: Text;
  reason: boolean;
}
export interface Waiting {
  kind: 'decide' | 'refused' | 'own';
  register: string;
  label: Text;
  record: string;
  new_record: boolean;
  title: string | null;
  version: number;
  digest: string;
  state: { id: string; label: Text } | null;
  ends: boolean;
  valid_from: string;
  valid_to: string | null;
  entered: {
    by: string;
    for: string | null;
    at: string;
    reason: string;
    article: string | null;
  };
  refusal: { by: string; at: string; reason: string } | null;
  due: string | null;
  overdue: boolean;
  differences: Difference[];
  may: {
    steps: Step[];
    refuse: boolean;
    withdraw: boolean;
  };
}
export interface Scheduled {
  version: number;
  commit: number;
  valid_from: string;
  valid_to: string | null;
  ends: boolean;
}
export interface ChangeBody {
  values: Record<string, string>;
  /** Absent for events. */
  valid_from?: string;
  valid_to?: string;
  /** The version that was looked at; absent for a new record. */
  base_version?: number;
  /** The record is no more from `valid_from` on. */
  ended?: boolean;
  /** Start from the values of that day: cancels what was scheduled. */
  like?: string;
  reason: string;
  article?: string;
  purpose?: number;
  /** What is sent is what the draft of this form held. */
  ends_draft?: boolean;
}
export interface ChangeResult {
  record: string;
  version: number;
  commit: number;
  provisional: boolean;
}
