// A number of a trial: grouped while it is read, as it stands while it is typed. Grouping between
// two keys would make another text of the next one.
import { useState } from 'react';
import { grouped } from '../../lib/number_format';
import type { CaseValue } from '../../api/types';
import { typed_value, type Input } from './case_edit';

interface Props {
  id: string;
  kind: Input['kind'];
  placeholder?: string | undefined;
  value: CaseValue;
  set: (value: CaseValue) => void;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

export function NumberInput({ kind, value, set, ...rest }: Props) {
  const [typed, set_typed] = useState<string | null>(null);
  const read = typeof value === 'number' && kind === 'yen' ? grouped(value) : String(value ?? '');
  return (
    <input
      {...rest}
      className="in"
      inputMode={kind === 'text' ? 'decimal' : 'numeric'}
      maxLength={30}
      value={typed ?? read}
      onChange={(event) => {
        set_typed(event.target.value);
        set(typed_value(kind, event.target.value));
      }}
      onBlur={() => set_typed(null)}
    />
  );
}
