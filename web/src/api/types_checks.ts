// Data checks: docs/api.md, /api/checks.
import type { Text } from './types';

export interface Check {
  id: string;
  name: Text;
  compares: Text;
  severity: 'bad' | 'caution';
  source: string;
  register: { name: string; label: Text };
  may_view: boolean;
  count: number | null;
}
export interface Checks {
  run: { at: string; as_of: string } | null;
  checks: Check[];
}
export interface CheckRow {
  id: string;
  key: string;
  title: string | null;
  protected: boolean;
  said: Text;
}
export interface CheckFindings extends Omit<Check, 'count'> {
  total: number;
  offset: number;
  rows: CheckRow[];
}
