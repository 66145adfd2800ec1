// One more condition of a list: a field, a comparison that its type knows, and values as that field
// is typed. The server filters.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Field } from '../../api/types';
import { DateInput } from '../../parts/date_input';
import { Icon } from '../../parts/icon';
import { Shape } from '../../parts/mark';
import { useWords } from '../../state/language';
import type { TextKey } from '../../texts';
import { comparisons, spell, typed_parts, typed_value, type Comparison } from './conditions';
import type { ListState } from './list_state';

interface Props {
  fields: readonly Field[];
  state: ListState;
  done: () => void;
}

const kWords: Record<Comparison, TextKey> = {
  is: 'list.is',
  any: 'list.any',
  not: 'list.not',
  has: 'list.has',
  has_not: 'list.has_not',
  from: 'list.from',
  to: 'list.to',
  between: 'list.between',
  empty: 'list.empty_value',
  filled: 'list.filled_value',
};
const several = (comparison: Comparison) => comparison === 'any' || comparison === 'not';
const asks_nothing = (comparison: Comparison) => comparison === 'empty' || comparison === 'filled';

/** What the server is asked; a text of the catalogue when it cannot be. */
function spelled(
  field: Field,
  comparison: Comparison,
  typed: readonly string[],
): { text: string } | { fault: TextKey } {
  if (asks_nothing(comparison)) return { text: spell({ comparison, values: [] }) };
  const [first = '', second = ''] = typed;
  const options = field.codes || field.type === 'bool';
  const given =
    comparison === 'between'
      ? [first, second]
      : several(comparison) && !options
        ? typed_parts(first)
        : several(comparison)
          ? typed
          : [first];
  const values = given.map((one) => typed_value(field, one));
  if (values.length === 0 || values.includes('')) return { fault: 'list.value_missing' };
  if (values.includes(null)) return { fault: 'date.bad' };
  return { text: spell({ comparison, values: values as string[] }) };
}

export function NewCondition({ fields, state, done }: Props) {
  const { t } = useWords();
  const id = useId();
  const [name, set_name] = useState('');
  const [comparison, set_comparison] = useState<Comparison>('is');
  const [typed, set_typed] = useState<string[]>(['']);
  const [fault, set_fault] = useState<TextKey | null>(null);
  const field = fields.find((item) => item.name === name);
  const add = () => {
    if (!field) return;
    const asked = spelled(field, comparison, typed);
    if ('fault' in asked) {
      set_fault(asked.fault);
      return;
    }
    state.filter(field.name, asked.text);
    done();
  };
  const change = (next: string[]) => {
    set_typed(next);
    set_fault(null);
  };
  const choose = (next: string) => {
    set_name(next);
    const known = fields.find((item) => item.name === next);
    set_comparison(known ? (comparisons(known)[0] ?? 'is') : 'is');
    change(['']);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    done();
  };
  return (
    <form
      className="row flex-wrap"
      onKeyDown={escape}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <FieldChoice fields={fields} name={name} choose={choose} />
      {field ? (
        <select
          className="sel s"
          aria-label={t('list.condition_sign')}
          value={comparison}
          onChange={(event) => {
            set_comparison(event.target.value as Comparison);
            change(['']);
          }}
        >
          {comparisons(field).map((one) => (
            <option key={one} value={one}>
              {t(kWords[one])}
            </option>
          ))}
        </select>
      ) : null}
      {field && !asks_nothing(comparison) ? (
        <Values
          field={field}
          comparison={comparison}
          typed={typed}
          change={change}
          fault={fault ? `${id}-e` : null}
        />
      ) : null}
      <button type="submit" className="btn s">
        {t('list.condition_add')}
      </button>
      <button type="button" className="btn s quiet" aria-label={t('action.close')} onClick={done}>
        <Icon name="x" small />
      </button>
      {fault ? (
        <span className="err" id={`${id}-e`} role="alert">
          <Shape tone="bad" />
          {t(fault)}
        </span>
      ) : null}
    </form>
  );
}

interface ChoiceProps {
  fields: readonly Field[];
  name: string;
  choose: (name: string) => void;
}

function FieldChoice({ fields, name, choose }: ChoiceProps) {
  const { t, d } = useWords();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <select
      ref={first}
      className="sel s"
      aria-label={t('list.condition_field')}
      value={name}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('list.condition_choose')}</option>
      {fields.map((item) => (
        <option key={item.name} value={item.name}>
          {d(item.label)}
        </option>
      ))}
    </select>
  );
}

interface ValuesProps {
  field: Field;
  comparison: Comparison;
  typed: readonly string[];
  change: (typed: string[]) => void;
  fault: string | null;
}

function Values(props: ValuesProps) {
  const { field, comparison, typed, change } = props;
  const { t, d } = useWords();
  const yes_no = [
    { key: 'true', text: t('state.yes') },
    { key: 'false', text: t('state.no') },
  ];
  const codes = field.codes?.map((code) => ({ key: code.key, text: d(code.label) }));
  const options = codes ?? (field.type === 'bool' ? yes_no : null);
  if (!options)
    return (
      <>
        <TypedValue {...props} at={0} label={t('list.condition_value')} />
        {comparison === 'between' ? (
          <>
            <span aria-hidden="true">〜</span>
            <TypedValue {...props} at={1} label={t('list.value_to')} />
          </>
        ) : null}
      </>
    );
  if (several(comparison))
    return <SeveralCodes options={options} chosen={typed} change={change} />;
  return (
    <select
      className="sel s"
      aria-label={t('list.condition_value')}
      value={typed[0] ?? ''}
      onChange={(event) => change([event.target.value])}
    >
      <option value="">{t('list.condition_choose')}</option>
      {options.map((option) => (
        <option key={option.key} value={option.key}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

function TypedValue({
  field,
  comparison,
  typed,
  change,
  fault,
  at,
  label,
}: ValuesProps & { at: number; label: string }) {
  const { t } = useWords();
  const hint = several(comparison)
    ? t('list.values_hint')
    : field.type === 'ref'
      ? t('list.key_hint')
      : undefined;
  const put = (value: string) => {
    const next = [typed[0] ?? '', typed[1] ?? ''];
    next[at] = value;
    change(next);
  };
  if (field.type === 'date' && !several(comparison))
    return (
      <DateInput
        label={label}
        value={typed[at] ?? ''}
        set={put}
        width={150}
        small
        invalid={fault !== null}
        described={fault ?? undefined}
      />
    );
  return (
    <input
      className="in s"
      style={{ width: several(comparison) ? 200 : 130 }}
      aria-label={label}
      placeholder={hint}
      aria-invalid={fault !== null}
      aria-describedby={fault ?? undefined}
      value={typed[at] ?? ''}
      onChange={(event) => put(event.target.value)}
    />
  );
}

interface CodesProps {
  options: readonly { key: string; text: string }[];
  chosen: readonly string[];
  change: (keys: string[]) => void;
}

/** Ticks for a list of codes: a choice of several in one field is nothing for a keyboard. */
function SeveralCodes({ options, chosen, change }: CodesProps) {
  const { t } = useWords();
  const id = useId();
  const turn = (key: string, on: boolean) =>
    change(options.map((option) => option.key).filter((one) => (one === key ? on : chosen.includes(one))));
  return (
    <fieldset className="ticks" aria-label={t('list.condition_value')}>
      {options.map((option) => (
        <span key={option.key}>
          <input
            type="checkbox"
            className="cb"
            id={`${id}-${option.key}`}
            checked={chosen.includes(option.key)}
            onChange={(event) => turn(option.key, event.target.checked)}
          />
          <label htmlFor={`${id}-${option.key}`}>{option.text}</label>
        </span>
      ))}
    </fieldset>
  );
}
