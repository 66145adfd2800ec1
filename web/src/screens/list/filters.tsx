// Conditions of a list as chips; a new one is chosen by field and value. The server filters.
import { useEffect, useId, useRef, useState } from 'react';
import type { Definition, Field } from '../../api/types';
import { date_short, parse_date } from '../../lib/era_date';
import { narrow_digits } from '../../lib/narrow';
import { Icon } from '../../parts/icon';
import { Shape } from '../../parts/mark';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import type { ListState } from './list_state';

const kRestMs = 250;

export function Filters({ definition, state }: { definition: Definition; state: ListState }) {
  const { t } = useWords();
  const [adding, set_adding] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const fields = definition.fields.filter((field) => field.sort && field.type !== 'ref');
  useKeys(fields.length > 0 ? [{ on: 'f', cap: 'F', label: t('keys.filter'), run: () => set_adding(true) }] : []);
  const done = () => { set_adding(false); button.current?.focus(); };
  return (
    <>
      <Quick state={state} />
      {Object.entries(state.query.filters).map(([name, value]) => <Chip key={name} definition={definition} name={name} value={value} state={state} />)}
      {fields.length === 0 ? null : adding ? <NewCondition fields={fields} state={state} done={done} /> : (
        <button type="button" className="chip add" ref={button} onClick={() => set_adding(true)}><Icon name="plus" />{t('list.condition')} <kbd>F</kbd></button>
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
    const timer = window.setTimeout(() => { if (typed.trim() !== state.query.q) find(typed.trim()); }, kRestMs);
    return () => window.clearTimeout(timer);
  }, [typed, state.query.q, find]);
  return (
    <span className="relative inline-flex items-center">
      <span className="pointer-events-none absolute left-2"><Icon name="search" small /></span>
      <input className="in s" style={{ width: 216, paddingLeft: 30 }} type="search" aria-label={t('list.quick')} placeholder={t('list.quick')} value={typed}
        onChange={(event) => set_typed(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') find(typed.trim()); }} />
    </span>
  );
}

function Chip({ definition, name, value, state }: { definition: Definition; name: string; value: string; state: ListState }) {
  const { t, d, lang } = useWords();
  const field = definition.fields.find((item) => item.name === name);
  const label = field ? d(field.label) : name;
  const shown = field?.codes?.find((code) => code.key === value)?.label
    ?? (field?.type === 'bool' ? t(value === 'true' ? 'state.yes' : 'state.no') : field?.type === 'date' ? date_short(value, lang) : value);
  return (
    <button type="button" className="chip" onClick={() => state.filter(name, null)} aria-label={t('list.condition_remove', { field: label, value: d(shown) })}>
      {label} <b>{d(shown)}</b><Icon name="x" />
    </button>
  );
}

function NewCondition({ fields, state, done }: { fields: readonly Field[]; state: ListState; done: () => void }) {
  const { t, d } = useWords();
  const id = useId();
  const [name, set_name] = useState('');
  const [value, set_value] = useState('');
  const [bad, set_bad] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const field = fields.find((item) => item.name === name);
  const options = field?.codes ? field.codes.map((code) => ({ key: code.key, label: d(code.label) }))
    : field?.type === 'bool' ? [{ key: 'true', label: t('state.yes') }, { key: 'false', label: t('state.no') }] : null;
  const add = () => {
    if (!field || value.trim() === '') return;
    const typed = field.type === 'date' ? parse_date(value) : field.type === 'text' ? value.trim() : narrow_digits(value).replaceAll(',', '').trim();
    if (typed === null) { set_bad(true); return; }
    state.filter(field.name, typed);
    done();
  };
  return (
    <form className="row" onSubmit={(event) => { event.preventDefault(); add(); }}
      onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); done(); } }}>
      <select ref={first} className="sel s" aria-label={t('list.condition_field')} value={name} onChange={(event) => { set_name(event.target.value); set_value(''); set_bad(false); }}>
        <option value="">{t('list.condition_choose')}</option>
        {fields.map((item) => <option key={item.name} value={item.name}>{d(item.label)}</option>)}
      </select>
      {!field ? null : options ? (
        <select className="sel s" aria-label={t('list.condition_value')} value={value} onChange={(event) => set_value(event.target.value)}>
          <option value="">{t('list.condition_choose')}</option>
          {options.map((option) => <option key={option.key} value={option.key}>{option.label}</option>)}
        </select>
      ) : (
        <input className="in s" style={{ width: 130 }} aria-label={t('list.condition_value')} aria-invalid={bad} aria-describedby={bad ? `${id}-e` : undefined}
          value={value} onChange={(event) => { set_value(event.target.value); set_bad(false); }} />
      )}
      <button type="submit" className="btn s">{t('list.condition_add')}</button>
      <button type="button" className="btn s quiet" aria-label={t('action.close')} onClick={done}><Icon name="x" small /></button>
      {bad ? <span className="err" id={`${id}-e`} role="alert"><Shape tone="bad" />{t('list.date_bad')}</span> : null}
    </form>
  );
}
