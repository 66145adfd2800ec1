// One more condition of a list: a field, and a value as that field is typed. The server filters.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Field } from '../../api/types';
import { is_date_or_empty } from '../../lib/era_date';
import { plain_code, plain_number } from '../../lib/typed_value';
import { DateInput } from '../../parts/date_input';
import { Icon } from '../../parts/icon';
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

/** What the server is asked for; null when a date cannot be read: its field says so. */
function typed_value(field: Field, typed: string): string | null {
  if (field.type === 'date') return is_date_or_empty(typed) ? typed : null;
  return field.type === 'text' ? plain_code(typed).trim() : plain_number(typed);
}

export function NewCondition({ fields, state, done }: Props) {
  const { t } = useWords();
  const [name, set_name] = useState('');
  const [sign, set_sign] = useState<Sign>('');
  const [value, set_value] = useState('');
  const field = fields.find((item) => item.name === name);
  const add = () => {
    if (!field || value.trim() === '') return;
    const typed = typed_value(field, value);
    if (typed === null) return;
    state.filter(field.name, (kOrdered.has(field.type) ? sign : '') + typed);
    done();
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
          set_value('');
        }}
      />
      {field && kOrdered.has(field.type) ? <SignChoice sign={sign} choose={set_sign} /> : null}
      {field ? (
        <ValueField field={field} value={value} change={set_value} />
      ) : null}
      <button type="submit" className="btn s">
        {t('list.condition_add')}
      </button>
      <button type="button" className="btn s quiet" aria-label={t('action.close')} onClick={done}>
        <Icon name="x" small />
      </button>
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
}

function ValueField({ field, value, change }: ValueProps) {
  const { t, d } = useWords();
  const yes_no = [
    { key: 'true', text: t('state.yes') },
    { key: 'false', text: t('state.no') },
  ];
  const codes = field.codes?.map((code) => ({ key: code.key, text: d(code.label) }));
  const options = codes ?? (field.type === 'bool' ? yes_no : null);
  if (field.type === 'date')
    return (
      <DateInput label={t('list.condition_value')} value={value} set={change} width={150} small />
    );
  if (!options)
    return (
      <input
        className="in s"
        style={{ width: 130 }}
        aria-label={t('list.condition_value')}
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
