// One catalogue, both languages side by side: an entry cannot exist in one language only (the type
// forbids it, texts.test.ts checks it again). `{name}` is filled in from the arguments.
import type { Language } from '../lib/era_date';
import { admin_texts } from './admin';
import { account_texts } from './accounts';
import { chain_texts } from './chain';
import { change_texts } from './change';
import { check_texts } from './checks';
import { account_review_texts } from './account_review';
import { command_texts } from './commands';
import { contractor_texts } from './contractor';
import { criteria_texts } from './criteria';
import { daily_texts } from './daily';
import { disposal_texts } from './disposal';
import { document_texts } from './documents';
import { entrust_texts } from './entrust';
import { entry_texts } from './entry';
import { explain_texts } from './explain';
import { factor_texts } from './factor';
import { figure_texts } from './figures';
import { finding_texts } from './findings';
import { govern_texts } from './govern';
import { help_texts } from './help';
import { home_texts } from './home';
import { incident_texts } from './incidents';
import { job_texts } from './jobs';
import { letter_texts } from './letters';
import { levy_texts } from './levy';
import { list_texts } from './list';
import { life_shell_texts } from './life_shell';
import { logs_texts } from './logs';
import { map_texts } from './map';
import { audit_texts } from './audit';
import { mayor_texts } from './mayor';
import { migration_texts } from './migrations';
import { policy_texts } from './policies';
import { portable_texts } from './portable';
import { privacy_texts } from './privacy';
import { protection_texts } from './protection';
import { register_texts } from './register';
import { request_texts } from './requests';
import { rule_inputs, rule_values } from './rule_inputs';
import { shell_texts } from './shell';
import { sign_in_texts } from './sign_in';
import { survey_texts } from './survey';
import { taxpayer_texts } from './taxpayer';
import { what_if_texts } from './what_if';

export const texts = {
  ...shell_texts,
  ...command_texts,
  ...sign_in_texts,
  ...survey_texts,
  ...factor_texts,
  ...help_texts,
  ...figure_texts,
  ...finding_texts,
  ...criteria_texts,
  ...life_shell_texts,
  ...logs_texts,
  ...map_texts,
  ...audit_texts,
  ...mayor_texts,
  ...policy_texts,
  ...home_texts,
  ...incident_texts,
  ...migration_texts,
  ...taxpayer_texts,
  ...explain_texts,
  ...account_texts,
  ...admin_texts,
  ...check_texts,
  ...account_review_texts,
  ...daily_texts,
  ...disposal_texts,
  ...portable_texts,
  ...privacy_texts,
  ...document_texts,
  ...change_texts,
  ...entrust_texts,
  ...entry_texts,
  ...protection_texts,
  ...register_texts,
  ...list_texts,
  ...letter_texts,
  ...request_texts,
  ...levy_texts,
  ...govern_texts,
  ...job_texts,
  ...what_if_texts,
  ...chain_texts,
  ...contractor_texts,
} as const satisfies Record<string, { ja: string; en: string }>;

export type TextKey = keyof typeof texts;
export type TextArgs = Record<string, string | number>;

function fill(text: string, args: TextArgs | undefined): string {
  return args
    ? text.replace(/\{(\w+)\}/g, (whole, name: string) =>
        name in args ? String(args[name]) : whole,
      )
    : text;
}

export function translate(lang: Language, key: TextKey, args?: TextArgs): string {
  return fill(texts[key][lang], args);
}

/** For keys built from data ("run.confirmed"): the given text when the catalogue has no such
 *  key. */
export function translate_or(lang: Language, key: string, otherwise: string): string {
  return key in texts ? texts[key as TextKey][lang] : otherwise;
}

/** The name of a rule's input; the engine's own name when it is new to us. */
export function input_name(lang: Language, name: string): string {
  return rule_inputs[name]?.[lang] ?? name.replace(/_(yen|m2)$/, '').replaceAll('_', ' ');
}

/** A value that is a word of the engine ("unknown", "new_house"); what is no such word stays. */
export function input_value(lang: Language, text: string): string {
  return rule_values[text]?.[lang] ?? text;
}
