// Asks for what a register is looked at before anything of it is shown, where its definition says so.
import { useId, useState, type ReactNode } from 'react';
import { choose_purpose, chosen_purpose } from '../api/purposes';
import type { Definition } from '../api/types';
import { useWords } from '../state/language';
import { Panel } from './panel';

/** True as long as a purpose must be chosen first. */
export const purpose_is_missing = (definition: Definition | null) =>
  definition?.purposes?.to_view === true && chosen_purpose(definition.name) === null;

interface Props {
  definition: Definition;
  chosen: () => void;
  children: ReactNode;
}

export function PurposeGate({ definition, chosen, children }: Props) {
  const { t, d } = useWords();
  const id = useId();
  const [number, set_number] = useState('');
  if (!purpose_is_missing(definition)) return <>{children}</>;
  return (
    <Panel title={t('purpose.title')}>
      <form
        className="pad"
        onSubmit={(event) => {
          event.preventDefault();
          if (number === '') return;
          choose_purpose(definition.name, Number(number));
          chosen();
        }}
      >
        <p className="mb-2">{t('purpose.note')}</p>
        <label className="f" htmlFor={id}>
          {t('edit.purpose')}
        </label>
        <p className="row mt-1">
          <select
            id={id}
            className="sel"
            value={number}
            onChange={(event) => set_number(event.target.value)}
          >
            <option value="" />
            {(definition.purposes?.list ?? []).map((one) => (
              <option key={one.number} value={one.number}>
                {d(one.label)}
              </option>
            ))}
          </select>
          <button type="submit" className="btn fill" disabled={number === ''}>
            {t('purpose.go')}
          </button>
        </p>
      </form>
    </Panel>
  );
}
