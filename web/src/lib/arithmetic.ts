// A rule's formula with its inputs put in: "value_yen × ratio" and {value_yen: 13688599, ratio:
// "1/6"} become "13,688,599 × 1/6". Inputs that the formula does not name are listed, never
// dropped.
import type { ExplanationStep, Value } from '../api/types';
import { grouped } from './number_format';

export function input_text(value: Value): string {
  if (value === null) return '—';
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? grouped(text) : text;
}

export interface Arithmetic {
  equation: string;
  others: { name: string; text: string }[];
}

/** `label` names a word of the formula for which no value was recorded ("rate", "previous_yen"). */
export function arithmetic(
  step: Pick<ExplanationStep, 'formula' | 'inputs'>,
  label: (word: string) => string = (word) => word,
): Arithmetic {
  const used = new Set<string>();
  const equation = step.formula.replace(/[A-Za-z_][A-Za-z0-9_]*/g, (word) => {
    if (!(word in step.inputs)) return label(word);
    used.add(word);
    return input_text(step.inputs[word] ?? null);
  });
  const others = Object.entries(step.inputs)
    .filter(([name]) => !used.has(name))
    .map(([name, value]) => ({ name, text: input_text(value) }));
  return { equation, others };
}

export interface FlatStep {
  step: ExplanationStep;
  depth: number;
}

/** Reading order: what a step rests on comes before it, so that the last step is the amount
 *  itself. */
export function flatten(steps: readonly ExplanationStep[], depth = 0): FlatStep[] {
  return steps.flatMap((step) => [...flatten(step.because, depth + 1), { step, depth }]);
}
