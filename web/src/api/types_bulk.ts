// docs/api.md: changing many records at once.
import type { Text } from './types';
import type { Difference } from './types_change';

export interface BulkBody {
  selection: unknown;
  values: Record<string, string>;
  valid_from: string;
  valid_to?: string;
  reason: string;
  article?: string;
  purpose?: number;
}
export type BulkState = 'ready' | 'same' | 'refused';
export interface BulkRow {
  id: string;
  key: string;
  protected: boolean;
  state: BulkState;
  differences: Difference[];
  reasons: Text[];
  warnings: Text[];
}
export interface BulkPreview {
  /** Names what was looked at, for the job that carries it out. */
  file: string;
  approval: boolean;
  total: number;
  ready: number;
  same: number;
  refused: number;
  rows: BulkRow[];
  took_ms: number;
}
export type BulkOutcome = 'changed' | 'proposed' | 'refused' | 'conflict' | 'not_done';
export interface BulkReport {
  done: number;
  refused: number;
  not_done: number;
  approval: boolean;
  text: Text;
  rows: { id: string; key: string; outcome: BulkOutcome; reasons: Text[] }[];
}
