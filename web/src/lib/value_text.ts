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

/** A reference into another task, in which the reader has no right: the server names nothing. */
export function withheld_link(field: Field): boolean {
  return field.link?.may_follow === false;
}

export const aligned_right = (field: Field) => field.align === 'right';

const kCharacter = 7;
const kPadding = 18;
const kWidestHead = 210;

/** Width of a list column: from the definition, so that columns stand still while rows come and go;
 *  never narrower than its own head. */
export function column_width(field: Field, label: string): number {
  const head = [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 0xff ? 13.5 : 7.5), 0) + 34;
  const own = (field.width ?? 20) * kCharacter + kPadding;
  return Math.round(Math.max(own, Math.min(head, kWidestHead)));
}
