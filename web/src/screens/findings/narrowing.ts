// Narrowing of findings by the address: every condition must hold.
import type { Finding } from '../../api/findings';

export const kConditions = ['tone', 'kind', 'class', 'department', 'clause', 'state'] as const;
export type Condition = (typeof kConditions)[number];

/** "対策基準 6.3(4)ア; 対策基準 6.3(4)イ" names two clauses. */
export const clauses_of = (finding: Finding): string[] =>
  finding.clauses
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);

/** What a finding is asked for under each condition; a finding may have several values. */
export function values_of(finding: Finding, condition: Condition): string[] {
  switch (condition) {
    case 'tone':
      return [finding.tone];
    case 'kind':
      return [finding.control?.kind ?? 'none'];
    case 'class':
      return [finding.class.key];
    case 'department':
      return finding.departments;
    case 'clause':
      return clauses_of(finding);
    case 'state':
      return [finding.state.key];
  }
}

export function narrowed(
  findings: readonly Finding[],
  search: URLSearchParams,
  without?: Condition,
): Finding[] {
  return findings.filter((finding) =>
    kConditions.every((condition) => {
      const wanted = search.get(condition);
      if (!wanted || condition === without) return true;
      return values_of(finding, condition).includes(wanted);
    }),
  );
}

/** How many there are of each value, in the order in which they first stand. */
export function counted(findings: readonly Finding[], condition: Condition): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings)
    for (const value of values_of(finding, condition))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
