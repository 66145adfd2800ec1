// What a form of a record holds: what it began with, what was typed, and what is sent of it.
import type { Draft, DraftBody } from '../../api/drafts';
import type { Definition, Display, Field, RegisterRecord, Values } from '../../api/types';
import type { ChangeBody } from '../../api/types_change';
import { field_fault, sent_text, type FieldFault } from '../../lib/field_check';
import { is_date_or_empty } from '../../lib/era_date';
import { between_faults } from './between_faults';

/** The version that the form began with; `known` is false when the history no longer shows it. */
export interface Base {
  version: number;
  values: Values;
  display: Display;
  known: boolean;
}
export interface About {
  valid_from: string;
  reason: string;
  article: string;
  purpose: string;
}
export type Typed = Record<string, string>;

/** What stands in an input at first; refs and sealed values are typed anew. */
export function first_text(field: Field, base: Base | null): string {
  const value = base?.values[field.name] ?? null;
  const anew = field.type === 'ref' || field.type === 'personal_number' || field.type === 'document';
  if (anew || value === null) return '';
  return String(value);
}

export const is_hidden = (field: Field, record: RegisterRecord | null) =>
  record !== null &&
  record.protected &&
  (field.classification === 'personal' || field.classification === 'personal_number');

export const base_of = (record: RegisterRecord): Base => ({
  version: record.version,
  values: record.values,
  display: record.display,
  known: true,
});

/** Where a draft began: the record as it is, or the version of its history. */
export function base_of_draft(record: RegisterRecord, draft: Draft): Base {
  if (draft.base_version === null || draft.base_version === record.version) return base_of(record);
  const then = record.history.find((version) => version.version === draft.base_version);
  return then
    ? { version: then.version, values: then.values, display: then.display, known: true }
    : { version: draft.base_version, values: {}, display: {}, known: false };
}

/** Only what differs from the beginning, as it is sent. */
export function changed_values(definition: Definition, base: Base | null, typed: Typed): Typed {
  const changed: Typed = {};
  for (const field of definition.fields) {
    const text = typed[field.name];
    if (text === undefined) continue;
    const sent = sent_text(field, text, definition.key.includes(field.name));
    if (sent !== first_text(field, base)) changed[field.name] = sent;
  }
  return changed;
}

export function draft_body(
  definition: Definition,
  base: Base | null,
  typed: Typed,
  about: About,
): DraftBody {
  const values: Typed = {};
  for (const field of definition.fields) {
    const text = typed[field.name];
    // A personal number is typed again: it is kept nowhere but in its register.
    if (text !== undefined && field.type !== 'personal_number') values[field.name] = text;
  }
  return { values, about: { ...about }, ...(base ? { base_version: base.version } : {}) };
}

export function change_body(
  definition: Definition,
  base: Base | null,
  typed: Typed,
  about: About,
): ChangeBody {
  return {
    values: changed_values(definition, base, typed),
    // An event has no stretch of time of its own.
    ...(definition.temporal === 'event' ? {} : { valid_from: about.valid_from }),
    ...(base ? { base_version: base.version } : {}),
    reason: about.reason.trim(),
    ...(about.article.trim() ? { article: about.article.trim() } : {}),
    ...(about.purpose ? { purpose: Number(about.purpose) } : {}),
    ends_draft: true,
  };
}

/** Faults that are seen without asking the server, by field. Of a record that stands already only
 *  what was typed is looked at: an old value that no longer fits is not this form's affair. */
export function typed_faults(
  definition: Definition,
  base: Base | null,
  typed: Typed,
  about: About,
  hidden: (field: Field) => boolean,
): Map<string, FieldFault> {
  const faults = new Map<string, FieldFault>();
  for (const field of definition.fields) {
    const is_key = definition.key.includes(field.name);
    if (hidden(field) || (base !== null && is_key)) continue;
    const text = typed[field.name] ?? first_text(field, base);
    if (base !== null && (typed[field.name] === undefined || text === first_text(field, base)))
      continue;
    // Of a ref an empty text means: as it was.
    if (base !== null && text === '' && field.type === 'ref') continue;
    const fault = field_fault(field, text, is_key);
    if (fault) faults.set(field.name, fault);
  }
  // What cannot be read by itself, is hidden or sealed is compared with nothing.
  const unreadable = (field: Field) =>
    faults.has(field.name) || hidden(field) || (base !== null && field.type === 'personal_number');
  for (const [name, fault] of between_faults(definition, base, typed, unreadable))
    faults.set(name, fault);
  if (definition.temporal !== 'event') {
    if (about.valid_from === '') faults.set('valid_from', { kind: 'required' });
    else if (!is_date_or_empty(about.valid_from)) faults.set('valid_from', { kind: 'not_a_date' });
  }
  return faults;
}
