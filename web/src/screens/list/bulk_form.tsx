// What shall become another in all selected rows, from when, and why.
import { useId, useState, type FormEvent } from 'react';
import type { Definition, Field } from '../../api/types';
import type { BulkBody } from '../../api/types_bulk';
import { parse_date } from '../../lib/era_date';
import { narrow_digits } from '../../lib/narrow';
import { Shape } from '../../parts/mark';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import type { TextKey } from '../../texts';

interface Change {
  field: string;
  value: string;
}
interface Props {
  definition: Definition;
  busy: boolean;
  ask: (body: Omit<BulkBody, 'selection'>) => void;
  close: () => void;
}

/** Keys name records and personal numbers belong to one person: neither is changed in bulk. */
const changeable = (definition: Definition) =>
  definition.fields.filter(
    (field) => field.type !== 'personal_number' && !definition.key.includes(field.name),
  );

const plain = (field: Field, typed: string): string | null => {
  const text = typed.trim();
  if (text === '' || field.type === 'text' || field.type === 'code') return text;
  if (field.type === 'date') return parse_date(text);
  return narrow_digits(text).replace(/[,，]/g, '');
};

export function BulkForm({ definition, busy, ask, close }: Props) {
  const { t, d } = useWords();
  const today = useToday();
  const id = useId();
  const [changes, set_changes] = useState<Change[]>([{ field: '', value: '' }]);
  const [from, set_from] = useState(today ?? '');
  const [reason, set_reason] = useState('');
  const [article, set_article] = useState('');
  const [purpose, set_purpose] = useState('');
  const [fault, set_fault] = useState<TextKey | null>(null);
  const fields = changeable(definition);
  const purposes = definition.purposes?.list ?? [];
  const set = (at: number, next: Change) =>
    set_changes(changes.map((one, index) => (index === at ? next : one)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values: Record<string, string> = {};
    for (const { field: name, value } of changes) {
      const field = fields.find((one) => one.name === name);
      if (!field) continue;
      const text = plain(field, value);
      if (text === null) return set_fault('date.bad');
      values[name] = text;
    }
    const valid_from = parse_date(from);
    if (Object.keys(values).length === 0) return set_fault('bulk.no_field');
    if (valid_from === null) return set_fault('date.bad');
    set_fault(null);
    ask({
      values,
      valid_from,
      reason: reason.trim(),
      ...(article.trim() ? { article: article.trim() } : {}),
      ...(purpose ? { purpose: Number(purpose) } : {}),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <p className="sub mb-2">{t('bulk.what')}</p>
      {changes.map((change, at) => (
        <p key={at} className="row flex-wrap mb-2">
          <FieldChoice
            first={at === 0}
            fields={fields.filter(
              (field) =>
                field.name === change.field || !changes.some((one) => one.field === field.name),
            )}
            name={change.field}
            choose={(field) => set(at, { field, value: '' })}
          />
          <NewValue
            field={fields.find((one) => one.name === change.field)}
            value={change.value}
            set={(value) => set(at, { ...change, value })}
          />
          {changes.length > 1 ? (
            <button
              type="button"
              className="link"
              onClick={() => set_changes(changes.filter((_, index) => index !== at))}
            >
              {t('bulk.less')}
            </button>
          ) : null}
        </p>
      ))}
      <p className="mb-2">
        <button
          type="button"
          className="btn s"
          onClick={() => set_changes([...changes, { field: '', value: '' }])}
        >
          {t('bulk.more')}
        </button>
      </p>
      <div className="fields">
        <Line id={`${id}-from`} label={t('edit.valid_from')} value={from} set={set_from} />
        <Line id={`${id}-reason`} label={t('edit.reason')} value={reason} set={set_reason} />
        {definition.article_asked ? (
          <Line id={`${id}-article`} label={t('edit.article')} value={article} set={set_article} />
        ) : null}
        {purposes.length > 0 ? (
          <div>
            <label className="f" htmlFor={`${id}-purpose`}>
              {t('edit.purpose')}
            </label>
            <select
              id={`${id}-purpose`}
              className="sel mt-1 w-full"
              value={purpose}
              onChange={(event) => set_purpose(event.target.value)}
            >
              <option value="" />
              {purposes.map((one) => (
                <option key={one.number} value={one.number}>
                  {d(one.label)}
                </option>
              ))}
            </select>
          </div>
        ) : null}
      </div>
      {fault ? (
        <p className="err mb-2" role="alert">
          <Shape tone="bad" />
          {t(fault)}
        </p>
      ) : null}
      <p className="row">
        <button type="submit" className="btn fill" disabled={busy}>
          {t(busy ? 'bulk.looking' : 'bulk.look')}
        </button>
        <button type="button" className="btn quiet" onClick={close}>
          {t('edit.cancel')}
        </button>
      </p>
    </form>
  );
}

interface LineProps {
  id: string;
  label: string;
  value: string;
  set: (value: string) => void;
}

function Line({ id, label, value, set }: LineProps) {
  return (
    <div>
      <label className="f" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="in mt-1 w-full"
        autoComplete="off"
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  );
}

interface ChoiceProps {
  first: boolean;
  fields: readonly Field[];
  name: string;
  choose: (name: string) => void;
}

function FieldChoice({ first, fields, name, choose }: ChoiceProps) {
  const { t, d } = useWords();
  return (
    <select
      className="sel"
      {...(first ? { 'data-first': true } : {})}
      aria-label={t('bulk.field')}
      value={name}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('bulk.choose')}</option>
      {fields.map((field) => (
        <option key={field.name} value={field.name}>
          {d(field.label)}
        </option>
      ))}
    </select>
  );
}

interface ValueProps {
  field: Field | undefined;
  value: string;
  set: (value: string) => void;
}

function NewValue({ field, value, set }: ValueProps) {
  const { t, d } = useWords();
  if (!field) return null;
  const codes =
    field.type === 'bool'
      ? [
          { key: 'true', text: t('state.yes') },
          { key: 'false', text: t('state.no') },
        ]
      : field.codes?.map((code) => ({ key: code.key, text: d(code.label) }));
  if (!codes)
    return (
      <input
        className="in"
        aria-label={t('bulk.value')}
        placeholder={t(field.type === 'ref' ? 'list.key_hint' : 'bulk.value_empty')}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    );
  return (
    <select
      className="sel"
      aria-label={t('bulk.value')}
      value={value}
      onChange={(event) => set(event.target.value)}
    >
      <option value="">{t('list.empty_value')}</option>
      {codes.map((code) => (
        <option key={code.key} value={code.key}>
          {code.text}
        </option>
      ))}
    </select>
  );
}
