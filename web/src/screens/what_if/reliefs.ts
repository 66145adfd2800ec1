// Reliefs of a house in a trial (減額): plain functions from one house to the next.
import type { CaseObject, ReliefTerms } from '../../api/types';

export interface Relief {
  kind: string;
  completed?: string;
}

/** As many as the engine takes for one house. */
export const kMaxReliefs = 6;

export const reliefs_of = (house: CaseObject): Relief[] =>
  (house.reliefs ?? []) as unknown as Relief[];

export function with_reliefs(house: CaseObject, reliefs: readonly Relief[]): CaseObject {
  const { reliefs: _, ...others } = house;
  return reliefs.length === 0
    ? others
    : { ...others, reliefs: reliefs.map((relief) => ({ ...relief })) };
}

/** A day on which the work can have been completed so that it counts in this year: the end of the
 *  last window, or the December before. */
function likely_day(terms: ReliefTerms, year: number): string {
  const last = terms.windows.at(-1)?.to ?? '';
  const december = `${String(year - 1)}-12-01`;
  return last !== '' && last < december ? last : december;
}

export const relief_of = (terms: ReliefTerms, year: number): Relief =>
  terms.counts_from === 'built'
    ? { kind: terms.kind }
    : { kind: terms.kind, completed: likely_day(terms, year) };

/** Kinds that this house has not got yet. */
export const free_kinds = (house: CaseObject, all: readonly ReliefTerms[]): ReliefTerms[] =>
  all.filter(({ kind }) => reliefs_of(house).every((relief) => relief.kind !== kind));
