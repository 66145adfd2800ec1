// A condition as the address and the server spell it (docs/api.md), and the words of it: which
// comparison, which values. Pure, so that it can be tested without a browser.
import type { Field } from '../../api/types';
import { parse_date } from '../../lib/era_date';
import { narrow_digits } from '../../lib/narrow';

export type Comparison =
  | 'is'
  | 'any'
  | 'not'
  | 'has'
  | 'has_not'
  | 'from'
  | 'to'
  | 'between'
  | 'empty'
  | 'filled';

export interface Condition {
  comparison: Comparison;
  values: string[];
}

const kOrdered: ReadonlySet<Field['type']> = new Set([
  'yen',
  'int',
  'area',
  'points',
  'date',
  'year_month',
  'fiscal_year',
]);

/** What a field of this type can be asked, the most usual first. */
export function comparisons(field: Field): Comparison[] {
  if (kOrdered.has(field.type))
    return ['is', 'from', 'to', 'between', 'any', 'not', 'empty', 'filled'];
  if (field.type === 'bool') return ['is', 'empty', 'filled'];
  if (field.type === 'text') return ['has', 'has_not', 'is', 'any', 'not', 'empty', 'filled'];
  if (field.type === 'geometry' || field.type === 'document') return ['empty', 'filled'];
  return ['is', 'any', 'not', 'empty', 'filled'];
}

/** Whether a list can be asked for it at all: the server keeps these fields ready. */
export function can_ask(field: Field): boolean {
  if (field.type === 'personal_number') return false;
  if (field.type === 'ref') return field.link?.may_follow !== false;
  return field.sort === true || (field.list ?? 0) > 0;
}

const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('|', '\\|');

function split(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < text.length; i += 1) {
    const next = text.charAt(i + 1);
    if (text[i] === '\\' && (next === '|' || next === '\\')) {
      part += next;
      i += 1;
    } else if (text[i] === '|') {
      parts.push(part);
      part = '';
    } else part += text.charAt(i);
  }
  return [...parts, part];
}

export function spell({ comparison, values }: Condition): string {
  const [first = '', second = ''] = values;
  switch (comparison) {
    case 'is':
    case 'any':
      return `=${values.map(escaped).join('|')}`;
    case 'not':
      return `!=${values.map(escaped).join('|')}`;
    case 'has':
      return `~${first}`;
    case 'has_not':
      return `!~${first}`;
    case 'from':
      return `>=${first}`;
    case 'to':
      return `<=${first}`;
    case 'between':
      return `${first}..${second}`;
    case 'empty':
      return '=';
    case 'filled':
      return '!=';
  }
}

export function read(field: Field | undefined, text: string): Condition {
  if (text === '=') return { comparison: 'empty', values: [] };
  if (text === '!=') return { comparison: 'filled', values: [] };
  if (text.startsWith('!=')) return { comparison: 'not', values: split(text.slice(2)) };
  if (text.startsWith('!~')) return { comparison: 'has_not', values: [text.slice(2)] };
  if (text.startsWith('>=')) return { comparison: 'from', values: [text.slice(2)] };
  if (text.startsWith('<=')) return { comparison: 'to', values: [text.slice(2)] };
  if (text.startsWith('~')) return { comparison: 'has', values: [text.slice(1)] };
  if (text.startsWith('=')) {
    const values = split(text.slice(1));
    return { comparison: values.length > 1 ? 'any' : 'is', values };
  }
  const dots = field && kOrdered.has(field.type) ? text.indexOf('..') : -1;
  if (dots >= 0)
    return { comparison: 'between', values: [text.slice(0, dots), text.slice(dots + 2)] };
  return { comparison: field?.type === 'text' ? 'has' : 'is', values: [text] };
}

/** One value as the server reads it; null when a date cannot be read, '' when nothing was typed. A
 *  ref is named by the key of what it leads to. */
export function typed_value(field: Field, typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  if (field.type === 'date') return parse_date(text);
  if (field.type === 'text') return text;
  const plain = narrow_digits(text).replace(/[,，]/g, '').trim();
  return field.type === 'ref' ? `@${plain}` : plain;
}

/** Several values typed into one field, between commas. */
export const typed_parts = (typed: string) =>
  typed
    .split(/[,、，]/)
    .map((part) => part.trim())
    .filter(Boolean);
