// docs/api.md: the state of the city on one page.
import { with_query, call } from './client';
import type { PointInTime } from './endpoints';
import type { Home, Text } from './types';

export type FigureTone = 'none' | 'ok' | 'warn' | 'bad';
export interface CityFigure {
  id: string;
  label: Text;
  kind: 'count' | 'sum' | 'share' | 'fact';
  register: string;
  /** The list of exactly the rows that the figure counts or adds up. */
  route: string;
  rows: number | null;
  /** Of a share in tenths of a percent; null where there is nothing to say. */
  value: number | null;
  text: Text | null;
  unit: Text | null;
  tone: FigureTone;
  cite: string;
  compare: 'day' | 'fiscal_year';
  before: { as_of: string; value: number | null } | null;
}
export interface CityState {
  title: Text;
  as_of: string;
  today: string;
  journal: Home['journal'];
  left_out: number;
  blocks: { id: string; label: Text; figures: CityFigure[] }[];
}

export const city_state = (at: PointInTime, signal?: AbortSignal) =>
  call<CityState>(with_query('/api/mayor', { ...at }), { signal });
export const sheet_pdf = (at: PointInTime, lang: string) =>
  with_query('/api/mayor/sheet.pdf', { ...at, lang });
