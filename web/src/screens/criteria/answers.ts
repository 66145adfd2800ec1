// What has been answered so far, as the record that the server judges.
import type { Ground, StoredAnswer } from '../../api/assessments';
import type { Catalog, Subject } from '../../api/criteria';

export interface Answers {
  as_of: string;
  subjects: Subject[];
}

export function begun(catalog: Catalog, today: string): Answers {
  return { as_of: today, subjects: [subject(catalog, catalog.by_party ? '1' : undefined)] };
}

export function subject(catalog: Catalog, name?: string): Subject {
  const first = catalog.classes.find((row) => row.in_table)?.key ?? '';
  return {
    ...(name === undefined ? {} : { name }),
    data_classes: [first],
    answers: {},
    facts: {},
    profile: {},
  };
}

/** Empty parts are left out: what is not told is not known. */
function told(one: Subject, conditions: boolean) {
  const { profile, ...rest } = one;
  return conditions ? { ...rest, profile: profile ?? {} } : rest;
}

export function record_of(catalog: Catalog, { as_of, subjects }: Answers): unknown {
  const list = subjects.map((one) => told(one, catalog.conditions.length > 0));
  const day = as_of ? { as_of } : {};
  return catalog.by_party ? { ...day, parties: list } : { ...day, ...list[0] };
}

/** A stored record, or nothing when it is not one. */
export function answers_of(catalog: Catalog, text: string): Answers | null {
  try {
    const record = JSON.parse(text) as { as_of?: string; parties?: Partial<Subject>[] } & Partial<Subject>;
    const list = catalog.by_party ? (record.parties ?? []) : [record];
    if (list.length === 0) return null;
    return {
      as_of: record.as_of ?? '',
      subjects: list.map((one) => ({
        ...(catalog.by_party ? { name: one.name ?? '' } : {}),
        ...(one.under ? { under: one.under } : {}),
        data_classes: one.data_classes ?? [],
        answers: one.answers ?? {},
        facts: one.facts ?? {},
        profile: one.profile ?? {},
      })),
    };
  } catch {
    return null;
  }
}

export const ground_of = (one: StoredAnswer): Ground => ({
  item: one.item,
  party: one.party,
  ground: one.ground,
  evidence: one.evidence,
  query: one.query,
  settle_by: one.settle_by,
  proof_until: one.proof_until,
});

export const no_ground = (item: string, party: number): Ground => ({
  item,
  party,
  ground: 'statement',
  evidence: '',
  query: '',
  settle_by: null,
  proof_until: null,
});
