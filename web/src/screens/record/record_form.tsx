// The form of a record, made from its definition: groups, labels, codes, refs by key; the server's
// faults stand at their fields. Only what was typed is sent.
import { useId, useState, type FormEvent } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { ApiFault, Definition, Field, RegisterRecord } from '../../api/types';
import type { ChangeResult } from '../../api/types_change';
import { Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';

/** What stands in an input at first; refs and sealed values are typed anew. */
function first_text(field: Field, record: RegisterRecord | null): string {
  const value = record?.values[field.name] ?? null;
  if (field.type === 'ref' || field.type === 'personal_number' || value === null) return '';
  return String(value);
}

const is_hidden = (field: Field, record: RegisterRecord | null) =>
  record !== null &&
  record.protected &&
  (field.classification === 'personal' || field.classification === 'personal_number');

interface FormProps {
  definition: Definition;
  /** null: a new one. */
  record: RegisterRecord | null;
  close: () => void;
  done: (result: ChangeResult) => void;
}

export function RecordForm({ definition, record, close, done }: FormProps) {
  const { t } = useWords();
  const today = useToday();
  const [typed, set_typed] = useState<Record<string, string>>({});
  const [about, set_about] = useState({
    valid_from: today ?? '',
    reason: '',
    article: '',
    purpose: '',
  });
  const [nothing, set_nothing] = useState(false);
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const changed = Object.fromEntries(
    definition.fields
      .filter((field) => field.name in typed && typed[field.name] !== first_text(field, record))
      .map((field) => [field.name, typed[field.name] ?? '']),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_fault(null);
    // An empty new record is the server's to refuse: it names what must be there.
    const empty = record !== null && Object.keys(changed).length === 0;
    set_nothing(empty);
    if (empty) return;
    set_busy(true);
    try {
      const body = {
        values: changed,
        // An event has no stretch of time of its own.
        ...(definition.temporal === 'event' ? {} : { valid_from: about.valid_from }),
        reason: about.reason.trim(),
        ...(about.article.trim() ? { article: about.article.trim() } : {}),
        ...(about.purpose ? { purpose: Number(about.purpose) } : {}),
      };
      done(
        record === null
          ? await api.create(definition.name, body)
          : await api.change(definition.name, record.id, { ...body, base_version: record.version }),
      );
    } catch (error) {
      set_fault(error instanceof ApiError ? error : new ApiError(500, []));
    } finally {
      set_busy(false);
    }
  };
  const fault_at = (name: string) => fault?.faults.find((one) => one.path === name);
  const placed = new Set([...definition.fields.map((field) => field.name), ...Object.keys(about)]);
  const elsewhere = fault?.faults.filter(
    (one) => !placed.has(one.path) && one.id !== 'change.invalid',
  );
  const groups = [...definition.groups.map((group) => group.id), ''];
  const fields_of = (group: string) =>
    definition.fields.filter((field) =>
      group === ''
        ? !definition.groups.some((one) => one.id === field.group)
        : field.group === group,
    );
  return (
    <div className="mb-2.5">
      <Panel title={t(record === null ? 'edit.new' : 'edit.title')}>
        <form className="pad" onSubmit={(event) => void submit(event)} noValidate>
          {definition.approval ? <p className="mb-2">{t('edit.needs_approval')}</p> : null}
          {groups.map((group) => (
            <Group
              key={group}
              definition={definition}
              group={group}
              fields={fields_of(group).filter((field) => !is_hidden(field, record))}
              record={record}
              typed={typed}
              type={(name, text) => set_typed({ ...typed, [name]: text })}
              fault_at={fault_at}
            />
          ))}
          <About
            definition={definition}
            about={about}
            set={(name, text) => set_about({ ...about, [name]: text })}
            fault_at={fault_at}
          />
          {nothing ? (
            <p className="err">
              <Shape tone="bad" />
              {t('edit.nothing')}
            </p>
          ) : null}
          {fault && !fault.unreachable && fault.status !== 401 && elsewhere?.length !== 0 ? (
            <Trouble error={new ApiError(fault.status, elsewhere ?? [])} />
          ) : null}
          <p className="row mt-2">
            <button type="submit" className="btn fill" disabled={busy}>
              {busy ? t('edit.saving') : t('edit.save')}
            </button>
            <button type="button" className="btn" onClick={close}>
              {t('edit.cancel')}
            </button>
          </p>
        </form>
      </Panel>
    </div>
  );
}

type FaultAt = (name: string) => ApiFault | undefined;

interface GroupProps {
  definition: Definition;
  group: string;
  fields: readonly Field[];
  record: RegisterRecord | null;
  typed: Record<string, string>;
  type: (name: string, text: string) => void;
  fault_at: FaultAt;
}

function Group({ definition, group, fields, record, typed, type, fault_at }: GroupProps) {
  const { d } = useWords();
  if (fields.length === 0) return null;
  const title = definition.groups.find((one) => one.id === group)?.label;
  return (
    <fieldset className="fields">
      {title ? <legend>{d(title)}</legend> : null}
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          // A key names the record: it is not changed.
          locked={record !== null && definition.key.includes(field.name)}
          record={record}
          text={typed[field.name] ?? first_text(field, record)}
          type={(text) => type(field.name, text)}
          fault={fault_at(field.name)}
        />
      ))}
    </fieldset>
  );
}

interface InputProps {
  field: Field;
  locked: boolean;
  record: RegisterRecord | null;
  text: string;
  type: (text: string) => void;
  fault: ApiFault | undefined;
}

/** What to type where nothing stands yet. */
function useHint(field: Field, record: RegisterRecord | null): string {
  const { t } = useWords();
  if (field.type === 'ref' && record === null) return t('edit.ref_new');
  if (field.type === 'ref') {
    const shown = record?.display[field.name];
    return t('edit.ref_key', { title: typeof shown === 'string' ? shown : '—' });
  }
  return field.type === 'personal_number' && record !== null ? t('edit.sealed') : '';
}

function FieldInput({ field, locked, record, text, type, fault }: InputProps) {
  const { t, d } = useWords();
  const id = useId();
  const hint = useHint(field, record);
  const common = {
    id,
    name: field.name,
    value: text,
    disabled: locked,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault ? `${id}-error` : undefined,
  };
  const choices =
    field.type === 'code'
      ? (field.codes ?? []).map((code) => ({ key: code.key, label: d(code.label) }))
      : field.type === 'bool'
        ? [
            { key: 'true', label: t('state.yes') },
            { key: 'false', label: t('state.no') },
          ]
        : null;
  return (
    <div>
      <label className="f" htmlFor={id}>
        {d(field.label)}
        {field.unit ? `（${d(field.unit)}）` : ''}
        {field.required ? <span className="req">{t('levy.required')}</span> : null}
      </label>
      {choices ? (
        <select {...common} className="sel mt-1 w-full" onChange={(event) => type(event.target.value)}>
          <option value="">{t('state.empty')}</option>
          {choices.map((choice) => (
            <option key={choice.key} value={choice.key}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          className="in mt-1 w-full"
          type={field.type === 'date' ? 'date' : 'text'}
          placeholder={hint}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
        />
      )}
      <FaultText id={`${id}-error`} fault={fault} />
    </div>
  );
}

function FaultText({ id, fault }: { id: string; fault: ApiFault | undefined }) {
  const { lang } = useWords();
  if (!fault) return null;
  return (
    <p className="err" id={id}>
      <Shape tone="bad" />
      {lang === 'ja' ? fault.message_ja : fault.message_en}
    </p>
  );
}

interface AboutProps {
  definition: Definition;
  about: { valid_from: string; reason: string; article: string; purpose: string };
  set: (name: string, text: string) => void;
  fault_at: FaultAt;
}

function About({ definition, about, set, fault_at }: AboutProps) {
  const { t, d } = useWords();
  const id = useId();
  const purposes = definition.purposes?.list ?? [];
  const line = (name: 'valid_from' | 'reason' | 'article', type: 'date' | 'text') => (
    <div>
      <label className="f" htmlFor={`${id}-${name}`}>
        {t(`edit.${name}`)}
      </label>
      <input
        id={`${id}-${name}`}
        name={`about-${name}`}
        className="in mt-1 w-full"
        type={type}
        value={about[name]}
        aria-invalid={fault_at(name) !== undefined}
        onChange={(event) => set(name, event.target.value)}
      />
      <FaultText id={`${id}-${name}-error`} fault={fault_at(name)} />
    </div>
  );
  return (
    <fieldset className="fields">
      <legend>{t('edit.about')}</legend>
      {definition.temporal === 'event' ? null : line('valid_from', 'date')}
      {line('reason', 'text')}
      {definition.article_asked ? line('article', 'text') : null}
      {purposes.length > 0 ? (
        <div>
          <label className="f" htmlFor={`${id}-purpose`}>
            {t('edit.purpose')}
          </label>
          <select
            id={`${id}-purpose`}
            className="sel mt-1 w-full"
            value={about.purpose}
            onChange={(event) => set('purpose', event.target.value)}
          >
            <option value="" />
            {purposes.map((one) => (
              <option key={one.number} value={one.number}>
                {d(one.label)}
              </option>
            ))}
          </select>
          <FaultText id={`${id}-purpose-error`} fault={fault_at('purpose')} />
        </div>
      ) : null}
    </fieldset>
  );
}
