// What of an explanation is not as it was: steps whose result or inputs differ, and the steps that
// lead from them to the annual tax. A step is the same when it stands at the same place: under the
// same steps, by rule and subject, so that an added object moves nothing.
import type { ExplanationStep } from '../../api/types';

export interface TrialStep extends ExplanationStep {
  subject?: string;
  because: TrialStep[];
  /** What it gave before, where that differs; null: there was no such step. */
  was?: TrialStep['result'] | null;
}

type Places = Map<string, TrialStep>;

/** Each step with its place. */
function places(steps: readonly TrialStep[], above: string): [string, TrialStep][] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const name = `${above}/${step.rule}:${step.subject ?? ''}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return [`${name}#${String(nth)}`, step];
  });
}

function collect(steps: readonly TrialStep[], above: string, into: Places): Places {
  for (const [place, step] of places(steps, above)) {
    into.set(place, step);
    collect(step.because, place, into);
  }
  return into;
}

const same = (before: TrialStep, after: TrialStep) =>
  before.result === after.result && JSON.stringify(before.inputs) === JSON.stringify(after.inputs);

function changed_below(steps: readonly TrialStep[], above: string, before: Places): TrialStep[] {
  return places(steps, above).flatMap(([place, step]) => {
    const old = before.get(place);
    const because = changed_below(step.because, place, before);
    if (old && same(old, step) && because.length === 0) return [];
    const was = old ? old.result : null;
    return [was === step.result ? { ...step, because } : { ...step, because, was }];
  });
}

export const changed_steps = (
  before: readonly TrialStep[],
  after: readonly TrialStep[],
): TrialStep[] => changed_below(after, '', collect(before, '', new Map()));

/** Steps that are no more: objects left out, uses that a parcel has no longer. */
export function gone_steps(before: readonly TrialStep[], after: readonly TrialStep[]): number {
  const now = collect(after, '', new Map());
  return [...collect(before, '', new Map()).keys()].filter((place) => !now.has(place)).length;
}
