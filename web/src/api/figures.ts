// GET /api/figures: numbers of the city, added up by the server.
import { call } from './client';
import type { Text } from './types';

export interface FigureSeries {
  id: string;
  label: Text;
  /** Null: fewer persons than are told. */
  values: (number | null)[];
}
export interface Figure {
  id: string;
  title: Text;
  axis: 'fiscal_year' | 'day' | 'name';
  unit: 'yen' | 'count' | 'rows';
  /** Values are ten times what they mean, told with one decimal. */
  tenths?: boolean;
  route: string;
  /** Persons, or looks at them, from which on a number is told; null where nobody is counted. */
  least: number | null;
  categories: { key: string; label: Text | null; open: boolean }[];
  series: FigureSeries[];
}
export interface Figures {
  as_of: string;
  figures: Figure[];
}
export const figures = (signal?: AbortSignal) => call<Figures>('/api/figures', { signal });
