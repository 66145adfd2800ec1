// Somebody else changed the record meanwhile: what I typed, what is there now, what it was when I
// began, side by side. Nothing is overwritten unseen; what is chosen is sent on the version of now.
import { useEffect, useId, useRef, useState } from 'react';
import type { Definition, Field, RegisterRecord } from '../../api/types';
import { sent_text } from '../../lib/field_check';
import { moment } from '../../lib/era_date';
import { value_text } from '../../lib/value_text';
import { FieldValue } from '../../parts/field_value';
import { Note } from '../../parts/mark';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { base_of, changed_values, first_text, type Base } from './form_state';
import type { RecordFormState } from './use_record_form';

interface Props {
  definition: Definition;
  form: RecordFormState;
  now: RegisterRecord;
}

export function Conflict({ definition, form, now }: Props) {
  const { t } = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const base = form.base ?? base_of(now);
  const mine = changed_values(definition, base, form.typed);
  const moved = definition.fields.filter((field) => has_moved(field, base, now));
  const rows = definition.fields.filter((field) => field.name in mine || moved.includes(field));
  const [keep, set_keep] = useState<ReadonlySet<string>>(() => new Set(Object.keys(mine)));
  const choose = (name: string, own: boolean) => {
    const next = new Set(keep);
    if (own) next.add(name);
    else next.delete(name);
    set_keep(next);
  };
  const both = rows.some((field) => field.name in mine && moved.includes(field));
  return (
    <div className="pad" data-conflict>
      <h3 ref={head} tabIndex={-1} className="mb-2">
        {t('conflict.title')}
      </h3>
      <Note tone="warn">
        <p>{t('conflict.note')}</p>
        <Who now={now} />
        {both ? null : <p>{t('conflict.none')}</p>}
      </Note>
      <div className="scroll-x">
        <table className="diff mt-2">
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.before', { n: base.version })}</th>
              <th scope="col">{t('conflict.now', { n: now.version })}</th>
              <th scope="col">{t('conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((field) => (
              <Row
                key={field.name}
                field={field}
                base={base}
                now={now}
                mine={field.name in mine ? (form.typed[field.name] ?? '') : null}
                own={keep.has(field.name)}
                choose={(own) => choose(field.name, own)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="row mt-2 flex-wrap">
        <button
          type="button"
          className="btn fill"
          disabled={form.busy}
          onClick={() => void form.resolve(keep, true)}
        >
          {form.busy ? t('edit.saving') : t('conflict.go')}
        </button>
        <button
          type="button"
          className="btn"
          disabled={form.busy}
          onClick={() => void form.resolve(keep, false)}
        >
          {t('conflict.back')}
        </button>
      </p>
    </div>
  );
}

const shown = (field: Field, side: Base) => [
  side.values[field.name] ?? null,
  side.display[field.name] ?? null,
];

const has_moved = (field: Field, base: Base, now: RegisterRecord) =>
  base.known && JSON.stringify(shown(field, base)) !== JSON.stringify(shown(field, base_of(now)));

function Who({ now }: { now: RegisterRecord }) {
  const { t, lang } = useWords();
  const today = useToday();
  const newest = now.history.find((version) => version.version === now.version);
  if (!newest) return null;
  return (
    <p>
      {t('conflict.who', {
        by: newest.by,
        at: moment(newest.at, lang, today),
        reason: newest.reason ?? t('history.no_reason'),
      })}
    </p>
  );
}

interface RowProps {
  field: Field;
  base: Base;
  now: RegisterRecord;
  /** What was typed; null where nothing was. */
  mine: string | null;
  own: boolean;
  choose: (own: boolean) => void;
}

function Row({ field, base, now, mine, own, choose }: RowProps) {
  const { t, d } = useWords();
  const id = useId();
  const label = d(field.label);
  const side = (of: Base) => (
    <FieldValue field={field} values={of.values} display={of.display} hidden={now.protected} />
  );
  const option = (take: boolean, content: React.ReactNode) => (
    <label className="row">
      <input
        type="radio"
        name={id}
        checked={own === take}
        aria-label={t(take ? 'conflict.take_mine' : 'conflict.take_now', { field: label })}
        onChange={() => choose(take)}
      />
      <span>{content}</span>
    </label>
  );
  return (
    <tr data-field={field.name}>
      <th scope="row">{label}</th>
      <td data-label={t('conflict.before', { n: base.version })}>
        {base.known ? side(base) : <span className="mut">{t('conflict.not_known')}</span>}
      </td>
      <td data-label={t('conflict.now', { n: now.version })}>
        {mine === null ? side(base_of(now)) : option(false, side(base_of(now)))}
      </td>
      <td data-label={t('conflict.mine')}>
        {mine === null ? (
          <span className="mut">{t('conflict.same')}</span>
        ) : (
          option(true, <Mine field={field} typed={mine} />)
        )}
      </td>
    </tr>
  );
}

function Mine({ field, typed }: { field: Field; typed: string }) {
  const { t, lang } = useWords();
  const text = sent_text(field, typed);
  if (text === '') return <span className="mut">{t('state.empty')}</span>;
  if (field.type === 'ref' || first_text(field, null) === text) return <>{typed}</>;
  const words = { yes: t('state.yes'), no: t('state.no'), registered: t('state.registered') };
  return <>{value_text(field, text, null, lang, words) ?? typed}</>;
}
