// The form of a record, made from its definition: groups, labels, codes, refs by key. Faults stand at
// their fields and together on top; only what was typed is sent; nothing typed is lost on the way
// (use_draft.ts, send_trouble.tsx, conflict.tsx).
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { Definition, Field } from '../../api/types';
import { moment } from '../../lib/era_date';
import { FaultSummary, useFaultWords, type Said } from '../../parts/field_fault';
import { Mark, Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { AboutChange } from './about_change';
import { Conflict } from './conflict';
import { FieldInput } from './field_input';
import { is_hidden } from './form_state';
import { SendTrouble } from './send_trouble';
import type { DraftKeeper } from './use_draft';
import { useRecordForm, type FormProps, type RecordFormState } from './use_record_form';

export function RecordForm(props: FormProps) {
  const { definition, record, close } = props;
  const { t } = useWords();
  const id = useId();
  const form = useRecordForm(props);
  const box = useRef<HTMLFormElement>(null);
  const [leaving, set_leaving] = useState(false);
  const { failed } = form;
  useEffect(() => {
    if (failed > 0) box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [failed]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  const shown = definition.fields.filter((field) => !is_hidden(field, record));
  return (
    <div className="mb-2.5" data-form>
      <Panel title={t(record === null ? 'edit.new' : 'edit.title')}>
        {form.conflict ? (
          <Conflict definition={definition} form={form} now={form.conflict} />
        ) : (
          <form className="pad" ref={box} onSubmit={submit} noValidate>
            {definition.approval ? <p className="mb-2">{t('edit.needs_approval')}</p> : null}
            <FaultSummary faults={useSaid(id, form, shown)} />
            <Groups id={id} definition={definition} fields={shown} form={form} isNew={record === null} />
            <AboutChange id={`${id}-about`} definition={definition} form={form} />
            {form.nothing ? (
              <p className="err" role="alert">
                <Shape tone="bad" />
                {t('edit.nothing')}
              </p>
            ) : null}
            <SendTrouble fault={form.fault} placed={placed(shown)} />
            <p className="row mt-2">
              <button type="submit" className="btn fill" disabled={form.busy}>
                {form.busy ? t('edit.saving') : t('edit.save')}
              </button>
              <button
                type="button"
                className="btn"
                onClick={() => (form.dirty ? set_leaving(true) : close())}
              >
                {t('edit.cancel')}
              </button>
              <DraftState keeper={form.keeper} />
            </p>
            {leaving ? (
              <Leave keeper={form.keeper} close={close} stay={() => set_leaving(false)} />
            ) : null}
          </form>
        )}
      </Panel>
    </div>
  );
}

const kAbout = ['valid_from', 'reason', 'article', 'purpose'] as const;
const placed = (fields: readonly Field[]): ReadonlySet<string> =>
  new Set([...fields.map((field) => field.name), ...kAbout]);

/** Every fault that stands at a field, in the order of the form. */
function useSaid(id: string, form: RecordFormState, fields: readonly Field[]): Said[] {
  const { t, d } = useWords();
  const { found, told } = useFaultWords();
  // While somebody types, a fault stands at its field alone; the list is made when sending failed.
  if (form.failed === 0) return [];
  const said = (name: string, place: string, label: string): Said[] => {
    const here = form.found(name);
    const there = form.told(name);
    const text = here ? found(here) : there ? told(there) : null;
    return text === null ? [] : [{ id: place, label, text }];
  };
  return [
    ...fields.flatMap((field) => said(field.name, `${id}-${field.name}`, d(field.label))),
    ...kAbout.flatMap((name) => said(name, `${id}-about-${name}`, t(`edit.${name}`))),
  ];
}

interface GroupsProps {
  id: string;
  definition: Definition;
  fields: readonly Field[];
  form: RecordFormState;
  isNew: boolean;
}

function Groups({ id, definition, fields, form, isNew }: GroupsProps) {
  const { d } = useWords();
  const known = new Set(definition.groups.map((group) => group.id));
  const groups = [...definition.groups, { id: '', label: null }];
  return (
    <>
      {groups.map((group) => {
        const own = fields.filter((field) =>
          group.id === '' ? !known.has(field.group) : field.group === group.id,
        );
        if (own.length === 0) return null;
        return (
          <fieldset className="fields" key={group.id}>
            {group.label ? <legend>{d(group.label)}</legend> : null}
            {own.map((field) => (
              <FieldInput
                key={field.name}
                id={`${id}-${field.name}`}
                field={field}
                // A key names the record: it is not changed.
                locked={!isNew && definition.key.includes(field.name)}
                form={form}
              />
            ))}
          </fieldset>
        );
      })}
    </>
  );
}

function DraftState({ keeper }: { keeper: DraftKeeper }) {
  const { t, lang } = useWords();
  const today = useToday();
  const elsewhere = keeper.fault?.has('draft.other_form') ?? false;
  return (
    <span className="sub" role="status" data-draft-state>
      {elsewhere ? (
        <span className="row flex-wrap">
          <Mark tone="warn">{t('draft.elsewhere')}</Mark>
          <button type="button" className="btn s" onClick={keeper.take_over}>
            {t('draft.take_over')}
          </button>
        </span>
      ) : keeper.fault
        ? t('draft.not_kept')
        : keeper.saved_at
          ? t('draft.kept', { at: moment(keeper.saved_at, lang, today) })
          : ''}
    </span>
  );
}

interface LeaveProps {
  keeper: DraftKeeper;
  close: () => void;
  stay: () => void;
}

/** Nothing typed goes by a slip of the hand. */
function Leave({ keeper, close, stay }: LeaveProps) {
  const { t } = useWords();
  const first = useRef<HTMLButtonElement>(null);
  const { busy, fault, run } = useAction();
  useEffect(() => first.current?.focus(), []);
  const discard = async () => {
    if (await run(keeper.discard)) close();
    else keeper.go_on();
  };
  return (
    <div className="row mt-2" role="group" aria-label={t('draft.leave')}>
      <b>{t('draft.leave')}</b>
      <button type="button" className="btn s" ref={first} onClick={close}>
        {t('draft.leave_keep')}
      </button>
      <button type="button" className="btn s" disabled={busy} onClick={() => void discard()}>
        {t('draft.leave_discard')}
      </button>
      <button type="button" className="btn s" onClick={stay}>
        {t('draft.leave_stay')}
      </button>
      <ActionTrouble fault={fault} />
    </div>
  );
}
