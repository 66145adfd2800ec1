// One more condition of a list: a field, and a value as that field is typed. The server filters.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Field } from '../../api/types';
import { parse_date } from '../../lib/era_date';
import { narrow_digits } from '../../lib/narrow';
import { Icon } from '../../parts/icon';
import { Shape } from '../../parts/mark';
import { useWords } from '../../state/language';
import type { ListState } from './list_state';

interface Props {
  fields: readonly Field[];
  state: ListState;
  done: () => void;
}

// Values that stand in an order may be bounded from below or above.
const kOrdered: ReadonlySet<Field['type']> = new Set([
  'yen',
  'int',
  'area',
  'points',
  'date',
  'fiscal_year',
]);
type Sign = '' | '>=' | '<=';

/** What the server is asked for; null when a date cannot be read. */
function typed_value(field: Field, typed: string): string | null {
  if (field.type === 'date') return parse_date(typed);
  return field.type === 'text' ? typed.trim() : narrow_digits(typed).replaceAll(',', '').trim();
}

export function NewCondition({ fields, state, done }: Props) {
  const { t } = useWords();
  const id = useId();
  const [name, set_name] = useState('');
  const [sign, set_sign] = useState<Sign>('');
  const [value, set_value] = useState('');
  const [bad, set_bad] = useState(false);
  const field = fields.find((item) => item.name === name);
  const add = () => {
    if (!field || value.trim() === '') return;
    const typed = typed_value(field, value);
    if (typed === null) {
      set_bad(true);
      return;
    }
    state.filter(field.name, (kOrdered.has(field.type) ? sign : '') + typed);
    done();
  };
  const change = (next: string) => {
    set_value(next);
    set_bad(false);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    done();
  };
  return (
    <form
      className="row"
      onKeyDown={escape}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <FieldChoice
        fields={fields}
        name={name}
        choose={(next) => {
          set_name(next);
          change('');
        }}
      />
      {field && kOrdered.has(field.type) ? <SignChoice sign={sign} choose={set_sign} /> : null}
      {field ? (
        <ValueField field={field} value={value} change={change} fault={bad ? `${id}-e` : null} />
      ) : null}
      <button type="submit" className="btn s">
        {t('list.condition_add')}
      </button>
      <button type="button" className="btn s quiet" aria-label={t('action.close')} onClick={done}>
        <Icon name="x" small />
      </button>
      {bad ? (
        <span className="err" id={`${id}-e`} role="alert">
          <Shape tone="bad" />
          {t('list.date_bad')}
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

function SignChoice({ sign, choose }: { sign: Sign; choose: (sign: Sign) => void }) {
  const { t } = useWords();
  return (
    <select
      className="sel s"
      aria-label={t('list.condition_sign')}
      value={sign}
      onChange={(event) => choose(event.target.value as Sign)}
    >
      <option value="">{t('list.sign_equal')}</option>
      <option value=">=">{t('list.sign_from')}</option>
      <option value="<=">{t('list.sign_to')}</option>
    </select>
  );
}

interface ValueProps {
  field: Field;
  value: string;
  change: (value: string) => void;
  fault: string | null;
}

function ValueField({ field, value, change, fault }: ValueProps) {
  const { t, d } = useWords();
  const yes_no = [
    { key: 'true', text: t('state.yes') },
    { key: 'false', text: t('state.no') },
  ];
  const codes = field.codes?.map((code) => ({ key: code.key, text: d(code.label) }));
  const options = codes ?? (field.type === 'bool' ? yes_no : null);
  if (!options)
    return (
      <input
        className="in s"
        style={{ width: 130 }}
        aria-label={t('list.condition_value')}
        aria-invalid={fault !== null}
        aria-describedby={fault ?? undefined}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    );
  return (
    <select
      className="sel s"
      aria-label={t('list.condition_value')}
      value={value}
      onChange={(event) => change(event.target.value)}
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
