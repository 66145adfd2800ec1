// What is typed into a field, read as the server will read it, and what is wrong with it already.
// The definition says what is checked; whatever needs other fields or records only the server knows.
import type { Field, Text } from '../api/types';
import { is_date_or_empty, parse_date } from './era_date';
import { narrow_digits } from './narrow';
import { plain_code, plain_digits, plain_number } from './typed_value';

export type FieldFault =
  | { kind: 'required' | 'not_a_number' | 'not_a_date' | 'not_a_month' | 'not_a_year' }
  | { kind: 'negative' | 'not_a_ratio' | 'personal_number' | 'unknown_code' }
  | { kind: 'too_long'; limit: number; length: number }
  | { kind: 'decimals'; limit: number }
  | { kind: 'range'; min: string | null; max: string | null }
  | { kind: 'shape'; shape: string }
  | { kind: 'between'; message: Text }
  | { kind: 'compare'; field: Text; op: string; other: Text }
  | { kind: 'then_required'; field: Text; value: Text }
  | { kind: 'sum'; total: Text };

const kEraYears: Record<string, number> = { R: 2018, H: 1988, S: 1925, T: 1911, M: 1867 };
const kEraNames: Record<string, string> = { 令和: 'R', 平成: 'H', 昭和: 'S', 大正: 'T', 明治: 'M' };

/** R8, 令和8年度, 2026, 2026年度 → 2026. */
function plain_year(typed: string): string {
  const text = narrow_digits(typed).trim().toUpperCase().replace(/年度?$/, '');
  const m = /^([RHSTM]|令和|平成|昭和|大正|明治)(\d{1,2}|元)$/.exec(text);
  const base = m ? kEraYears[kEraNames[m[1] ?? ''] ?? m[1] ?? ''] : undefined;
  if (!m || base === undefined) return text;
  return String(base + (m[2] === '元' ? 1 : Number(m[2])));
}

/** R5.5, 令和5年5月, 2023-05, 202305 → 2023-05. */
function plain_month(typed: string): string {
  const text = narrow_digits(typed).trim().toUpperCase().replace(/\s+/g, '').replace(/月$/, '');
  const solid = /^(\d{4})(\d{2})$/.exec(text);
  if (solid) return `${solid[1]}-${solid[2]}`;
  const m = /^(.+?)[-/.年](\d{1,2})$/.exec(text);
  if (!m) return text;
  const year = plain_year(m[1] ?? '');
  return /^\d{4}$/.test(year) ? `${year}-${(m[2] ?? '').padStart(2, '0')}` : text;
}

/** The text form that is sent; what cannot be read stays as typed. */
export function sent_text(field: Field, typed: string, is_key = false): string {
  switch (field.type) {
    case 'int':
    case 'yen':
    case 'area':
    case 'points':
      return plain_number(typed);
    case 'ratio':
    case 'personal_number':
      return narrow_digits(typed).trim();
    case 'fiscal_year':
      return plain_year(typed);
    case 'year_month':
      return plain_month(typed);
    case 'date':
      return parse_date(typed) ?? typed.trim();
    case 'ref':
      return plain_code(typed);
    case 'text':
      if (field.limits?.shape || is_key) return plain_code(typed);
      return field.classification === 'personal' ? typed : plain_digits(typed);
    default:
      return typed;
  }
}

const digits_before = (text: string) => (text.split('.')[0] ?? '').replace(/^-?0*(?=\d)/, '');

/** Compares decimals of any length without losing a digit. */
export function compare_decimals(a: string, b: string): number {
  const negative = a.startsWith('-');
  if (negative !== b.startsWith('-')) return negative ? -1 : 1;
  const [x, y] = [digits_before(a).replace('-', ''), digits_before(b).replace('-', '')];
  const fraction = (text: string) => (text.split('.')[1] ?? '').padEnd(12, '0');
  const left = x.padStart(20, '0') + fraction(a);
  const right = y.padStart(20, '0') + fraction(b);
  const sign = left < right ? -1 : left > right ? 1 : 0;
  return negative ? -sign : sign;
}

function out_of(field: Field, text: string, low: string | null, high: string | null) {
  const min = field.limits?.min ?? low;
  const max = field.limits?.max ?? high;
  const below = min !== null && compare_decimals(text, min) < 0;
  const above = max !== null && compare_decimals(text, max) > 0;
  return below || above ? ({ kind: 'range', min, max } as const) : null;
}

function number_fault(field: Field, text: string, decimals: number): FieldFault | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { kind: 'not_a_number' };
  const places = text.split('.')[1]?.length ?? 0;
  if (places > decimals) return { kind: 'decimals', limit: decimals };
  if (field.type === 'yen' && text.startsWith('-')) return { kind: 'negative' };
  return out_of(field, text, null, field.type === 'yen' ? '1000000000000000' : null);
}

/** Twelve digits with the check digit of a 個人番号. */
export function is_personal_number(text: string): boolean {
  if (!/^\d{12}$/.test(text) || /^0+$/.test(text)) return false;
  const digits = [...text].map(Number);
  let sum = 0;
  for (let n = 1; n <= 11; ++n) sum += (digits[11 - n] ?? 0) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return digits[11] === (rest <= 1 ? 0 : 11 - rest);
}

function is_addressee_number(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false;
  const digits = [...text].map(Number);
  let sum = 0;
  for (let n = 0; n < 9; ++n) sum += (digits[8 - n] ?? 0) * ((n % 6) + 2);
  const rest = sum % 11;
  return rest !== 1 && digits[9] === (rest === 0 ? 0 : 11 - rest);
}

function is_corporate_number(text: string): boolean {
  if (!/^\d{13}$/.test(text) || /^\d0{12}$/.test(text)) return false;
  const digits = [...text].map(Number);
  let sum = 0;
  for (let n = 1; n <= 12; ++n) sum += (digits[13 - n] ?? 0) * (n % 2 === 1 ? 1 : 2);
  return digits[0] === 9 - (sum % 9);
}

const kShapes: Record<string, (text: string) => boolean> = {
  digits: (text) => /^\d+$/.test(text),
  upper_alnum: (text) => /^[-0-9A-Z]+$/.test(text),
  postal_code: (text) => /^\d{3}-\d{4}$/.test(text),
  phone: (text) => /^[-+0-9]+$/.test(text),
  check_digit_addressee: is_addressee_number,
  check_digit_corporate: is_corporate_number,
};

function text_fault(field: Field, text: string): FieldFault | null {
  const limit = field.limits?.length ?? null;
  const length = [...text].length;
  if (limit !== null && length > limit) return { kind: 'too_long', limit, length };
  const shape = field.limits?.shape ?? null;
  const fits = shape === null || (kShapes[shape]?.(text) ?? true);
  return fits ? null : { kind: 'shape', shape };
}

/** Null when nothing is wrong with it by itself. */
export function field_fault(field: Field, typed: string, is_key = false): FieldFault | null {
  const text = sent_text(field, typed, is_key);
  if (text === '') return field.required ? { kind: 'required' } : null;
  switch (field.type) {
    case 'int':
    case 'yen':
      return number_fault(field, text, 0);
    case 'area':
    case 'points':
      return number_fault(field, text, 2);
    case 'ratio':
      return /^\d+(\.\d+)?$|^\d+\/[1-9]\d*$/.test(text) ? null : { kind: 'not_a_ratio' };
    case 'date':
      return is_date_or_empty(text) ? null : { kind: 'not_a_date' };
    case 'year_month':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? null : { kind: 'not_a_month' };
    case 'fiscal_year':
      if (!/^\d{4}$/.test(text)) return { kind: 'not_a_year' };
      return out_of(field, text, '1868', '2999');
    case 'code':
      return field.codes?.some((code) => code.key === text) ? null : { kind: 'unknown_code' };
    case 'personal_number':
      return is_personal_number(text) ? null : { kind: 'personal_number' };
    case 'text':
      return text_fault(field, text);
    default:
      return null;
  }
}
