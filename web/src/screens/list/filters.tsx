// Conditions of a list as chips; a new one is chosen by field and value. The server filters.
import { useEffect, useRef, useState } from 'react';
import type { Definition } from '../../api/types';
import { Icon } from '../../parts/icon';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useConditionWords } from './condition_words';
import { can_ask } from './conditions';
import type { ListState } from './list_state';
import { NewCondition } from './new_condition';

const kRestMs = 250;
const kWatch = 'watch';

export function Filters({ definition, state }: { definition: Definition; state: ListState }) {
  const { t } = useWords();
  const [adding, set_adding] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const fields = definition.fields.filter(can_ask);
  useKeys(
    fields.length > 0
      ? [{ on: 'f', cap: 'F', label: t('keys.filter'), run: () => set_adding(true) }]
      : [],
  );
  const done = () => {
    set_adding(false);
    button.current?.focus();
  };
  return (
    <>
      <Quick state={state} />
      {Object.entries(state.query.filters).map(([name, value]) => (
        <Chip key={name} definition={definition} name={name} value={value} state={state} />
      ))}
      {fields.length === 0 ? null : adding ? (
        <NewCondition fields={fields} state={state} done={done} />
      ) : (
        <button type="button" className="chip add" ref={button} onClick={() => set_adding(true)}>
          <Icon name="plus" />
          {t('list.condition')} <kbd>F</kbd>
        </button>
      )}
    </>
  );
}

function Quick({ state }: { state: ListState }) {
  const { t } = useWords();
  const [typed, set_typed] = useState(state.query.q);
  const { find } = state;
  useEffect(() => set_typed(state.query.q), [state.query.q]);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (typed.trim() !== state.query.q) find(typed.trim());
    }, kRestMs);
    return () => window.clearTimeout(timer);
  }, [typed, state.query.q, find]);
  return (
    <span className="relative inline-flex items-center">
      <span className="pointer-events-none absolute left-2">
        <Icon name="search" small />
      </span>
      <input
        className="in s"
        style={{ width: 216, paddingLeft: 30 }}
        type="search"
        aria-label={t('list.quick')}
        placeholder={t('list.quick')}
        value={typed}
        onChange={(event) => set_typed(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') find(typed.trim());
        }}
      />
    </span>
  );
}

interface ChipProps {
  definition: Definition;
  name: string;
  value: string;
  state: ListState;
}

function Chip({ definition, name, value, state }: ChipProps) {
  const { t, d } = useWords();
  const words = useConditionWords();
  const field = definition.fields.find((item) => item.name === name);
  // What a register watches for is a condition as a whole, named by its tab.
  const watch =
    name === kWatch ? definition.list.views.find((view) => view.filters[kWatch] === value) : null;
  const label = watch ? t('list.watch') : field ? d(field.label) : name;
  const shown = watch ? d(watch.label) : words(field, value);
  return (
    <button
      type="button"
      className="chip"
      onClick={() => state.filter(name, null)}
      aria-label={t('list.condition_remove', { field: label, value: shown })}
    >
      {label} <b>{shown}</b>
      <Icon name="x" />
    </button>
  );
}
