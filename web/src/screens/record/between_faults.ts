// Faults between fields of a form, placed at the field that the server would name. Asked of what
// would be saved: what was typed over what the record holds. A check is silent as long as nothing of
// it was typed, and where a field of it cannot be seen or read.
import type { Definition, Field, FieldCheck, Text } from '../../api/types';
import { sent_text, type FieldFault } from '../../lib/field_check';
import { fields_of, record_faults } from '../../lib/record_check';
import { first_text, type Base, type Typed } from './form_state';

const kNone: Text = { ja: '', en: '' };

function words(definition: Definition, check: FieldCheck, value: string): FieldFault {
  const label = (name: string | null) =>
    definition.fields.find((field) => field.name === name)?.label ?? kNone;
  if (check.message) return { kind: 'between', message: check.message };
  if (check.kind === 'compare')
    return {
      kind: 'compare',
      field: label(check.field),
      op: check.op ?? '',
      other: label(check.other),
    };
  if (check.kind === 'sum_equals') return { kind: 'sum', total: label(check.field) };
  const codes = definition.fields.find((field) => field.name === check.field)?.codes;
  const shown = codes?.find((code) => code.key === value)?.label ?? { ja: value, en: value };
  return { kind: 'then_required', field: label(check.field), value: shown };
}

/** What a field would hold once saved, as text; a ref that was not typed stays what it was. */
function saved_text(definition: Definition, field: Field, base: Base | null, typed: Typed): string {
  const text = typed[field.name];
  const kept = base?.values[field.name] ?? null;
  const before = kept === null ? '' : String(kept);
  if (text === undefined || (field.type === 'ref' && text === '')) return before;
  return sent_text(field, text, definition.key.includes(field.name));
}

export function between_faults(
  definition: Definition,
  base: Base | null,
  typed: Typed,
  unreadable: (field: Field) => boolean,
): Map<string, FieldFault> {
  const fields = new Map(definition.fields.map((field) => [field.name, field]));
  const changed = (name: string) => {
    const field = fields.get(name);
    const text = typed[name];
    return field !== undefined && text !== undefined && text !== first_text(field, base);
  };
  const asked = (definition.checks ?? []).filter((check) => {
    const names = fields_of(check);
    const readable = names.every((name) => {
      const field = fields.get(name);
      return field !== undefined && !unreadable(field);
    });
    return readable && names.some(changed);
  });
  const value = (name: string) => {
    const field = fields.get(name);
    return field ? saved_text(definition, field, base, typed) : '';
  };
  const faults = new Map<string, FieldFault>();
  for (const { at, check } of record_faults(definition.fields, asked, value))
    if (!faults.has(at)) faults.set(at, words(definition, check, value(check.field)));
  return faults;
}
