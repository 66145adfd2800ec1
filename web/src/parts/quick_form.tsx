// A small form said as data: its fields in their order, one button, what went wrong. What it sends is
// typed text and ticks by name; dates as ISO, what is empty as null.
import { useId, useState, type FormEvent } from 'react';
import { parse_date } from '../lib/era_date';
import { useWords } from '../state/language';
import { useAction } from '../state/use_action';
import { FileChoice } from './file_choice';
import { Choice, DateLine, Line } from './form_line';
import { Note } from './mark';
import { ActionTrouble } from './trouble';

export interface QuickField {
  name: string;
  label: string;
  type: 'line' | 'text' | 'date' | 'number' | 'choice' | 'check' | 'file';
  options?: readonly (readonly [string, string])[];
  initial?: string | boolean;
  /** What may be left empty. */
  optional?: boolean;
  /** Shown only while it says yes. */
  when?: (values: QuickValues) => boolean;
}
export type QuickValues = Record<string, string | boolean>;
export type Sent = Record<string, string | number | boolean | null>;

interface Props {
  id: string;
  fields: readonly QuickField[];
  send_label: string;
  /** The file, if one was chosen, comes beside the values. Answers what is said when it is done. */
  send: (values: Sent, file: File | null) => Promise<string | null>;
  done: () => void;
  keep?: boolean;
}

const kFiles = ['.pdf', '.png', '.jpg', '.jpeg', '.gif', '.tif', '.tiff', '.txt', '.csv', '.xlsx', '.docx'] as const;
const kMostBytes = 20 * 1024 * 1024;

function begun(fields: readonly QuickField[]): QuickValues {
  const values: QuickValues = {};
  for (const field of fields)
    values[field.name] =
      field.initial ?? (field.type === 'check' ? false : (field.options?.[0]?.[0] ?? ''));
  return values;
}

function sent_of(fields: readonly QuickField[], values: QuickValues): Sent {
  const sent: Sent = {};
  for (const field of fields) {
    if (field.type === 'file') continue;
    const value = values[field.name] ?? '';
    if (field.when && !field.when(values)) {
      if (field.type === 'check') sent[field.name] = false;
      continue;
    }
    if (typeof value === 'boolean') sent[field.name] = value;
    else if (value.trim() === '') sent[field.name] = null;
    else if (field.type === 'date') sent[field.name] = parse_date(value) ?? value;
    else if (field.type === 'number' && /^\d+$/.test(value)) sent[field.name] = Number(value);
    else sent[field.name] = value;
  }
  return sent;
}

export function QuickForm({ id, fields, send_label, send, done, keep = false }: Props) {
  const [values, set_values] = useState(() => begun(fields));
  const [file, set_file] = useState<File | null>(null);
  const [said, set_said] = useState<string | null>(null);
  const action = useAction();
  const shown = fields.filter((field) => field.when === undefined || field.when(values));
  const missing = shown.some(
    (field) =>
      field.optional !== true &&
      (field.type === 'file' ? file === null : values[field.name] === ''),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_said(null);
    const sent = await action.run(async () => set_said(await send(sent_of(fields, values), file)));
    if (!sent) return;
    if (!keep) set_values(begun(fields));
    set_file(null);
    done();
  };
  return (
    <form className="quick pad stack" data-form={id} onSubmit={(event) => void submit(event)}>
      {shown.map((field) => (
        <One
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          set={(value) => set_values({ ...values, [field.name]: value })}
          file={file}
          set_file={set_file}
        />
      ))}
      <ActionTrouble fault={action.fault} />
      <div role="status">{said ? <Note tone="ok">{said}</Note> : null}</div>
      <div>
        <button type="submit" className="btn fill" disabled={action.busy || missing}>
          {send_label}
        </button>
      </div>
    </form>
  );
}

interface OneProps {
  field: QuickField;
  value: string | boolean;
  set: (value: string | boolean) => void;
  file: File | null;
  set_file: (file: File | null) => void;
}

function One({ field, value, set, file, set_file }: OneProps) {
  const { t } = useWords();
  const id = useId();
  const label = field.optional === true ? `${field.label}${t('quick.optional')}` : field.label;
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'check':
      return (
        <label className="row py-1.5">
          <input
            type="checkbox"
            data-field={field.name}
            checked={value === true}
            onChange={(event) => set(event.target.checked)}
          />{' '}
          {field.label}
        </label>
      );
    case 'choice':
      return <Choice label={label} value={text} set={set} options={field.options ?? []} />;
    case 'date':
      return <DateLine label={label} value={text} set={set} />;
    case 'file':
      return (
        <FileChoice
          label={label}
          file={file}
          choose={set_file}
          kinds={kFiles}
          most_bytes={kMostBytes}
        />
      );
    case 'text':
      return (
        <div>
          <label className="f" htmlFor={id}>
            {label}
          </label>
          <textarea
            id={id}
            className="in"
            rows={3}
            value={text}
            onChange={(event) => set(event.target.value)}
          />
        </div>
      );
    default:
      return (
        <Line label={label} value={text} set={set} digits={field.type === 'number'} max_length={300} />
      );
  }
}
