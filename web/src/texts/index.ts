// One catalogue, both languages side by side: an entry cannot exist in one language only (the type
// forbids it, texts.test.ts checks it again). `{name}` is filled in from the arguments.
import type { Language } from '../lib/era_date';
import { admin_texts } from './admin';
import { account_texts } from './accounts';
import { change_texts } from './change';
import { check_texts } from './checks';
import { command_texts } from './commands';
import { document_texts } from './documents';
import { entry_texts } from './entry';
import { explain_texts } from './explain';
import { factor_texts } from './factor';
import { figure_texts } from './figures';
import { govern_texts } from './govern';
import { help_texts } from './help';
import { home_texts } from './home';
import { job_texts } from './jobs';
import { levy_texts } from './levy';
import { list_texts } from './list';
import { life_shell_texts } from './life_shell';
import { map_texts } from './map';
import { protection_texts } from './protection';
import { register_texts } from './register';
import { room_entry_texts } from './room_entries';
import type { room_texts } from './rooms';
import { rule_inputs, rule_values } from './rule_inputs';
import { shell_texts } from './shell';
import { sign_in_texts } from './sign_in';
import { taxpayer_texts } from './taxpayer';
import { what_if_texts } from './what_if';

export const first_texts = {
  ...room_entry_texts,
  ...shell_texts,
  ...command_texts,
  ...sign_in_texts,
  ...factor_texts,
  ...help_texts,
  ...figure_texts,
  ...life_shell_texts,
  ...map_texts,
  ...home_texts,
  ...taxpayer_texts,
  ...explain_texts,
  ...account_texts,
  ...admin_texts,
  ...check_texts,
  ...document_texts,
  ...change_texts,
  ...entry_texts,
  ...protection_texts,
  ...register_texts,
  ...list_texts,
  ...levy_texts,
  ...govern_texts,
  ...job_texts,
  ...what_if_texts,
} as const satisfies Record<string, { ja: string; en: string }>;

export type TextKey = keyof typeof first_texts | keyof typeof room_texts;
export type Text = { ja: string; en: string };

/** All that was loaded; the rooms of governance add theirs. */
const known = new Map<string, Text>(Object.entries(first_texts));
export function add_texts(more: Readonly<Record<string, Text>>): void {
  for (const [key, text] of Object.entries(more)) known.set(key, text);
}
export const text_of = (key: string): Text | undefined => known.get(key);
export type TextArgs = Record<string, string | number>;

function fill(text: string, args: TextArgs | undefined): string {
  return args
    ? text.replace(/\{(\w+)\}/g, (whole, name: string) =>
        name in args ? String(args[name]) : whole,
      )
    : text;
}

export function translate(lang: Language, key: TextKey, args?: TextArgs): string {
  return fill(known.get(key)?.[lang] ?? key, args);
}

/** For keys built from data ("run.confirmed"): the given text when the catalogue has no such
 *  key. */
export function translate_or(lang: Language, key: string, otherwise: string): string {
  return known.get(key)?.[lang] ?? otherwise;
}

/** The name of a rule's input; the engine's own name when it is new to us. */
export function input_name(lang: Language, name: string): string {
  return rule_inputs[name]?.[lang] ?? name.replace(/_(yen|m2)$/, '').replaceAll('_', ' ');
}

/** A value that is a word of the engine ("unknown", "new_house"); what is no such word stays. */
export function input_value(lang: Language, text: string): string {
  return rule_values[text]?.[lang] ?? text;
}
