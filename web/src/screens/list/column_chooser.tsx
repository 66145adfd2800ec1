// Which columns stand in the list: docked beside it, so that rows and choice are seen together.
import { useState } from 'react';
import type { Definition } from '../../api/types';
import { useWords } from '../../state/language';
import { default_columns, listable, type ListState } from './list_state';

export function ColumnChooser({ definition, state }: { definition: Definition; state: ListState }) {
  const { t, d } = useWords();
  const [typed, set_typed] = useState('');
  const all = listable(definition);
  const shown = all.filter((field) =>
    d(field.label).toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const turn = (name: string, on: boolean) => {
    const next = on ? [...state.columns, name] : state.columns.filter((column) => column !== name);
    // Columns keep the order of the definition's list, new ones come at the end.
    const order = default_columns(definition);
    const place = (column: string) =>
      order.includes(column)
        ? order.indexOf(column)
        : order.length + all.findIndex((field) => field.name === column);
    state.choose_columns(next.sort((a, b) => place(a) - place(b)));
  };
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
      </div>
      <ul tabIndex={-1}>
        {shown.map((field) => {
          const on = state.columns.includes(field.name);
          return (
            <li key={field.name}>
              <input
                type="checkbox"
                className="cb"
                id={`col-${field.name}`}
                checked={on}
                disabled={on && state.columns.length === 1}
                onChange={(event) => turn(field.name, event.target.checked)}
              />
              <label htmlFor={`col-${field.name}`}>{d(field.label)}</label>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
