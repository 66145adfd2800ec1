// A rule's formula, in words and with its inputs put in: "{value_yen|価格} × {ratio|特例率}" reads
// "価格 × 特例率" and, with {value_yen: 13688599, ratio: "1/6"}, "13,688,599 × 1/6". Inputs that
// the formula does not name are listed, never dropped.
import type { ExplanationStep, Value } from '../api/types';
import { grouped } from './number_format';

export function input_text(value: Value): string {
  if (value === null) return '—';
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? grouped(text) : text;
}

export interface Arithmetic {
  words: string;
  equation: string;
  others: { name: string; text: string }[];
}

const kPlaceholder = /\{(\w+)\|([^}]*)\}/g;

/** `shown` puts a value into words of the language where it is one ("unknown", "new_house"). */
export function arithmetic(
  formula: string,
  inputs: ExplanationStep['inputs'],
  shown: (text: string) => string = (text) => text,
): Arithmetic {
  const used = new Set<string>();
  const words = formula.replace(kPlaceholder, (_whole, _name, word: string) => word);
  const equation = formula.replace(kPlaceholder, (_whole, name: string, word: string) => {
    if (!(name in inputs)) return word;
    used.add(name);
    return shown(input_text(inputs[name] ?? null));
  });
  const others = Object.entries(inputs)
    .filter(([name]) => !used.has(name))
    .map(([name, value]) => ({ name, text: shown(input_text(value)) }));
  return { words, equation, others };
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
