// One field of a record's form, by the type its definition names.
import type { Field } from '../../api/types';
import { DateInput } from '../../parts/date_input';
import { FaultText, useFaultWords } from '../../parts/field_fault';
import { useWords } from '../../state/language';
import { DocumentInput } from './document_input';
import { first_text, type Base } from './form_state';
import type { RecordFormState } from './use_record_form';

interface InputProps {
  id: string;
  field: Field;
  locked: boolean;
  form: RecordFormState;
}

/** What to type where nothing stands yet. */
function useHint(field: Field, base: Base | null): string {
  const { t } = useWords();
  if (field.type === 'ref' && base === null) return t('edit.ref_new');
  if (field.type === 'ref') return t('edit.ref_change');
  return field.type === 'personal_number' && base !== null ? t('edit.sealed') : '';
}

/** Under it: what a ref leads to now, what a draft does not keep. */
function useNote(field: Field, base: Base | null): string | null {
  const { t } = useWords();
  if (field.type === 'personal_number') return t('edit.number_not_kept');
  if (field.type !== 'ref' || base === null) return null;
  const shown = base.display[field.name];
  return t('edit.ref_now', { title: typeof shown === 'string' ? shown : '—' });
}

const kNumbers: ReadonlySet<Field['type']> = new Set(['int', 'yen', 'fiscal_year', 'personal_number']);

function useChoices(field: Field) {
  const { t, d } = useWords();
  if (field.type === 'code')
    return (field.codes ?? []).map((code) => ({ key: code.key, label: d(code.label) }));
  if (field.type !== 'bool') return null;
  return [
    { key: 'true', label: t('state.yes') },
    { key: 'false', label: t('state.no') },
  ];
}

export function FieldInput({ id, field, locked, form }: InputProps) {
  const { t, d } = useWords();
  const { found, told } = useFaultWords();
  const here = form.found(field.name);
  const there = form.told(field.name);
  const fault = here ? found(here) : there ? told(there) : null;
  const said = useNote(field, form.base);
  const note = said === null ? null : `${id}-note`;
  return (
    <div>
      <label className="f" htmlFor={id}>
        {d(field.label)}
        {field.unit ? `（${d(field.unit)}）` : ''}
        {field.required ? <span className="req">{t('levy.required')}</span> : null}
      </label>
      <Input id={id} field={field} locked={locked} form={form} faulty={fault !== null} note={note} />
      {note ? (
        <p className="sub" id={note}>
          {said}
        </p>
      ) : null}
      <FaultText id={`${id}-error`} text={field.type === 'date' && here ? null : fault} />
    </div>
  );
}

function Input(props: InputProps & { faulty: boolean; note: string | null }) {
  const { id, field, locked, form, faulty, note } = props;
  const { t, d } = useWords();
  const hint = useHint(field, form.base);
  const choices = useChoices(field);
  const text = form.typed[field.name] ?? first_text(field, form.base);
  const type = (next: string) => form.type(field.name, next);
  const described = [note, faulty ? `${id}-error` : null].filter(Boolean).join(' ') || undefined;
  const common = {
    id,
    name: field.name,
    value: text,
    disabled: locked,
    'aria-required': field.required,
    'aria-invalid': faulty,
    'aria-describedby': described,
    onBlur: () => form.leave(field.name),
  };
  if (choices)
    return (
      <select {...common} className="sel mt-1 w-full" onChange={(event) => type(event.target.value)}>
        <option value="">{t('state.empty')}</option>
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  if (field.type === 'date')
    return (
      <DateInput
        id={id}
        of={d(field.label)}
        name={field.name}
        value={text}
        set={type}
        take={() => form.leave(field.name)}
        disabled={locked}
        required={field.required}
        invalid={faulty}
        described={described}
      />
    );
  if (field.type === 'document')
    return <DocumentInput id={id} field={field} form={form} fault={faulty} />;
  return (
    <input
      {...common}
      className="in mt-1 w-full"
      type="text"
      inputMode={kNumbers.has(field.type) ? 'numeric' : undefined}
      placeholder={hint}
      autoComplete="off"
      onChange={(event) => type(event.target.value)}
    />
  );
}
