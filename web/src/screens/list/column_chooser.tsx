// Which columns stand in the list, in which order and how wide: docked beside it, so that rows and
// choice are seen together. Alt and the arrows move a column and change its width.
import { useState, type KeyboardEvent } from 'react';
import type { Definition, Field } from '../../api/types';
import { column_width } from '../../lib/value_text';
import { useWords } from '../../state/language';
import { listable, type ListState } from './list_state';

const kStep = 16;

export function ColumnChooser({ definition, state }: { definition: Definition; state: ListState }) {
  const { t, d } = useWords();
  const [typed, set_typed] = useState('');
  const all = listable(definition);
  // Those that stand in the list come first, in their order.
  const ordered = [
    ...state.fields,
    ...all.filter((field) => !state.columns.includes(field.name)),
  ];
  const shown = ordered.filter((field) =>
    d(field.label).toLowerCase().includes(typed.trim().toLowerCase()),
  );
  return (
    <aside className="pn cols" aria-label={t('list.columns_title')}>
      <header>
        <h2 className="text-[14px]">{t('list.columns_title')}</h2>
        <button type="button" className="link end" onClick={() => state.choose_columns(null)}>
          {t('list.columns_default')}
        </button>
      </header>
      <div className="px-2.5 pb-1 pt-2">
        <input
          className="in s w-full"
          type="search"
          aria-label={t('list.columns_find', { n: all.length })}
          placeholder={t('list.columns_find', { n: all.length })}
          value={typed}
          onChange={(event) => set_typed(event.target.value)}
        />
        <p className="sub mt-1">{t('list.columns_keys')}</p>
      </div>
      <ul tabIndex={-1}>
        {shown.map((field) => (
          <Column key={field.name} field={field} state={state} />
        ))}
      </ul>
    </aside>
  );
}

function Column({ field, state }: { field: Field; state: ListState }) {
  const { t, d } = useWords();
  const { columns } = state;
  const at = columns.indexOf(field.name);
  const on = at >= 0;
  const label = d(field.label);
  const width = state.widths[field.name] ?? column_width(field, label);
  const move = (step: number) => {
    const next = [...columns];
    const place = at + step;
    const other = next[place];
    if (!on || other === undefined) return;
    next[place] = field.name;
    next[at] = other;
    state.choose_columns(next);
  };
  const widen = (step: number) => state.choose_width(field.name, width + step);
  const keys = (event: KeyboardEvent) => {
    const act = {
      ArrowUp: () => move(-1),
      ArrowDown: () => move(1),
      ArrowLeft: () => widen(-kStep),
      ArrowRight: () => widen(kStep),
    }[event.key];
    if (!event.altKey || !act || !on) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <li onKeyDown={keys} data-column={field.name}>
      <input
        type="checkbox"
        className="cb"
        id={`col-${field.name}`}
        checked={on}
        disabled={on && columns.length === 1}
        onChange={(event) =>
          state.choose_columns(
            event.target.checked
              ? [...columns, field.name]
              : columns.filter((column) => column !== field.name),
          )
        }
      />
      <label htmlFor={`col-${field.name}`}>{label}</label>
      {on ? (
        <span className="moves">
          <Step name={t('list.column_up', { label })} sign="↑" off={at === 0} run={() => move(-1)} />
          <Step
            name={t('list.column_down', { label })}
            sign="↓"
            off={at === columns.length - 1}
            run={() => move(1)}
          />
          <Step name={t('list.column_narrow', { label })} sign="−" run={() => widen(-kStep)} />
          <Step name={t('list.column_wide', { label })} sign="+" run={() => widen(kStep)} />
        </span>
      ) : null}
    </li>
  );
}

interface StepProps {
  name: string;
  sign: string;
  off?: boolean;
  run: () => void;
}

function Step({ name, sign, off, run }: StepProps) {
  return (
    <button type="button" aria-label={name} title={name} disabled={off ?? false} onClick={run} tabIndex={-1}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
