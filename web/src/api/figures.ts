// GET /api/figures: numbers of the city, added up by the server.
import { call } from './client';
import type { Text } from './types';

export interface FigureSeries {
  id: string;
  label: Text;
  values: number[];
}
export interface Figure {
  id: string;
  title: Text;
  axis: 'fiscal_year' | 'day' | 'name';
  unit: 'yen' | 'count' | 'rows';
  route: string;
  categories: { key: string; label: Text | null; open: boolean }[];
  series: FigureSeries[];
}
export interface Figures {
  as_of: string;
  figures: Figure[];
}
export const figures = (signal?: AbortSignal) => call<Figures>('/api/figures', { signal });
