// Checks between the fields of a record (compare, when_then, sum_equals), asked while somebody
// types. They mean what register/checks.cpp means: tests/checks/between_fields.json holds both to
// the same answers. Values are the texts that are sent; an empty text is no value.
import type { Field, FieldCheck } from '../api/types_register';
import { compare_decimals } from './field_check';

export interface RecordFault {
  /** The field that it stands at. */
  at: string;
  check: FieldCheck;
}

const kNumbers: ReadonlySet<Field['type']> = new Set([
  'int',
  'yen',
  'area',
  'points',
  'fiscal_year',
]);

/** Dates and months stand in the order of their texts; so do bytes of other texts. */
function order(type: Field['type'], left: string, right: string): number {
  if (kNumbers.has(type)) return compare_decimals(left, right);
  const [a, b] = [new TextEncoder().encode(left), new TextEncoder().encode(right)];
  for (let i = 0; i < Math.min(a.length, b.length); ++i)
    if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}

const kHolds: Record<string, (order: number) => boolean> = {
  '<': (n) => n < 0,
  '<=': (n) => n <= 0,
  '==': (n) => n === 0,
  '!=': (n) => n !== 0,
  '>=': (n) => n >= 0,
  '>': (n) => n > 0,
};

/** Decimals with at most two places as whole hundredths. */
function hundredths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2));
  return text.startsWith('-') ? -size : size;
}

function fault_at(
  check: FieldCheck,
  type: Field['type'],
  value: (name: string) => string,
): string | null {
  const own = value(check.field);
  if (check.kind === 'compare') {
    const other = value(check.other ?? '');
    if (own === '' || other === '') return null;
    return (kHolds[check.op ?? ''] ?? (() => true))(order(type, own, other)) ? null : check.field;
  }
  if (check.kind === 'when_then')
    return check.is.includes(own) ? (check.parts.find((name) => value(name) === '') ?? null) : null;
  if (own === '') return null;
  const sum = check.parts
    .map(value)
    .reduce((all, text) => (text === '' ? all : all + hundredths(text)), 0n);
  return sum === hundredths(own) ? null : check.field;
}

/** Everything that a check says of these values, in the order of the definition. */
export function record_faults(
  fields: readonly Pick<Field, 'name' | 'type'>[],
  checks: readonly FieldCheck[],
  value: (name: string) => string,
): RecordFault[] {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  return checks.flatMap((check) => {
    const at = fault_at(check, types.get(check.field) ?? 'text', value);
    return at === null ? [] : [{ at, check }];
  });
}

/** Fields that a check looks at. */
export const fields_of = ({ field, other, parts }: FieldCheck): string[] =>
  [field, ...(other === null ? [] : [other]), ...parts];
