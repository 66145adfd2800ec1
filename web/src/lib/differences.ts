// What differs between two versions of a record, field by field, in the definition's order.
import type { Field, Version } from '../api/types';

export function differences(fields: readonly Field[], before: Version, after: Version): Field[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  // The display decides too: a sealed number or a renamed reference may differ where the value does
  // not.
  return fields.filter(
    (field) =>
      !same(before.values[field.name], after.values[field.name]) ||
      (field.type === 'ref' && !same(before.display[field.name], after.display[field.name])),
  );
}
