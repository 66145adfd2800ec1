// What is selected in a list: rows one by one, or all that meet the conditions but some. Pure: no
// screen and no server.
import type { Row } from '../../api/types';

export type Selection =
  | { kind: 'some'; rows: ReadonlyMap<string, Row> }
  | { kind: 'all'; total: number; except: ReadonlySet<string> };

export const kNothing: Selection = { kind: 'some', rows: new Map() };

export const is_selected = (selection: Selection, id: string) =>
  selection.kind === 'some' ? selection.rows.has(id) : !selection.except.has(id);

export const count_of = (selection: Selection) =>
  selection.kind === 'some' ? selection.rows.size : selection.total - selection.except.size;

/** One row more or less. */
export function turned(selection: Selection, row: Row): Selection {
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    if (!except.delete(row.id)) except.add(row.id);
    return { ...selection, except };
  }
  const rows = new Map(selection.rows);
  if (!rows.delete(row.id)) rows.set(row.id, row);
  return { kind: 'some', rows };
}

/** These rows selected as well: a range adds, it never takes away. */
export function with_rows(selection: Selection, more: readonly Row[]): Selection {
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    for (const row of more) except.delete(row.id);
    return { ...selection, except };
  }
  const rows = new Map(selection.rows);
  for (const row of more) rows.set(row.id, row);
  return { kind: 'some', rows };
}

/** As the server is told: docs/api.md. */
export interface SelectionBody {
  ids?: string[];
  all?: boolean;
  filters?: Record<string, string>;
  q?: string;
  except?: string[];
}

export function body_of(
  selection: Selection,
  question: { filters: Record<string, string>; q: string },
): SelectionBody {
  if (selection.kind === 'some') return { ids: [...selection.rows.keys()] };
  return {
    all: true,
    filters: question.filters,
    ...(question.q ? { q: question.q } : {}),
    except: [...selection.except],
  };
}

/** Sum of exact decimal texts with up to two places; null when a value is no number. */
export function exact_sum(values: readonly (string | number | boolean | null | undefined)[]): string | null {
  let hundredths = 0n;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(value));
    if (!match) return null;
    const amount = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
    hundredths += match[1] === '-' ? -amount : amount;
  }
  const sign = hundredths < 0n ? '-' : '';
  const size = hundredths < 0n ? -hundredths : hundredths;
  const rest = size % 100n;
  const whole = `${sign}${size / 100n}`;
  return rest === 0n ? whole : `${whole}.${String(rest).padStart(2, '0')}`;
}
