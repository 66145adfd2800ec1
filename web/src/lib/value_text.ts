// One field's value as text, by the type its definition names. What the server wrote for display
// (code names, names of what a reference points to) comes first.
import type { Display, Field, Text, Value, Values } from '../api/types';
import { date_short, fiscal_year, year_month, type Language } from './era_date';
import { area, grouped } from './number_format';

export interface FieldWords {
  yes: string;
  no: string;
  registered: string;
}

const pick = (text: string | Text | null | undefined, lang: Language) =>
  text === null || text === undefined ? null : typeof text === 'object' ? text[lang] : text;

/** Text of a value; null when there is none. */
export function value_text(
  field: Field,
  value: Value | undefined,
  display: string | Text | null | undefined,
  lang: Language,
  words: FieldWords,
): string | null {
  if (field.type === 'personal_number')
    return value === null || value === undefined || value === false ? null : words.registered;
  if (value === null || value === undefined || value === '') return null;
  switch (field.type) {
    case 'yen':
    case 'int':
      return grouped(String(value));
    case 'area':
      return area(String(value));
    case 'points':
      return grouped(String(value));
    case 'date':
      return date_short(String(value), lang);
    case 'year_month':
      return year_month(String(value), lang);
    case 'fiscal_year':
      return fiscal_year(Number(value), lang);
    case 'bool':
      return value === true || value === 1 || value === 'true' ? words.yes : words.no;
    case 'code':
      return (
        field.codes?.find((code) => code.key === String(value))?.label[lang] ??
        pick(display, lang) ??
        String(value)
      );
    case 'ref':
      return pick(display, lang);
    default:
      return pick(display, lang) ?? String(value);
  }
}

/** A reference whose target the server named no name for: a protected person stands behind it. */
export function hidden_reference(field: Field, values: Values, display: Display): boolean {
  const value = values[field.name];
  return (
    field.type === 'ref' &&
    value !== null &&
    value !== undefined &&
    (display[field.name] ?? null) === null
  );
}

export const kNumeric: ReadonlySet<Field['type']> = new Set([
  'yen',
  'int',
  'area',
  'points',
  'ratio',
]);

const kWidths: Partial<Record<Field['type'], number>> = {
  yen: 118,
  area: 96,
  points: 96,
  int: 84,
  ratio: 76,
  date: 92,
  year_month: 76,
  fiscal_year: 100,
  bool: 76,
  code: 116,
  ref: 168,
  personal_number: 96,
};

/** Width of a list column: fixed by type, so that columns stand still while rows come and go. */
export function column_width(field: Field, label: string, is_key: boolean): number {
  const wide = [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 0xff ? 13.5 : 7.5), 0) + 34;
  const type = is_key ? 150 : (kWidths[field.type] ?? 176);
  return Math.round(Math.max(type, Math.min(wide, 210)));
}
