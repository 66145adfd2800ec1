// Adding, replacing and withdrawing a document: file, kind, reason, and how far it is on its way. The
// file is sent first and kept by the server, so that a fault in the form does not lose it.
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { fresh_key } from '../../api/client';
import {
  add_document,
  bring,
  replace_document,
  withdraw_document,
  type RecordDocument,
  type RecordDocuments,
} from '../../api/documents';
import { chosen_purpose } from '../../api/purposes';
import type { Definition, RegisterRecord } from '../../api/types';
import type { ChangeResult } from '../../api/types_change';
import { parse_date } from '../../lib/era_date';
import { DateInput } from '../../parts/date_input';
import { FaultText } from '../../parts/field_fault';
import { FileChoice } from '../../parts/file_choice';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { kDocumentEndings } from './document_kinds';

export interface DocumentTask {
  kind: 'add' | 'replace' | 'withdraw';
  of?: RecordDocument;
}

interface Props {
  definition: Definition;
  record: RegisterRecord;
  data: RecordDocuments;
  task: DocumentTask;
  close: () => void;
  done: (provisional: boolean) => void;
}

interface Typed {
  kind: string;
  title: string;
  dated: string;
  reason: string;
  purpose: string;
}

/** The file on its way: sent once, however often the form is. */
function useFile(register: string) {
  const [file, set_file] = useState<File | null>(null);
  const [percent, set_percent] = useState<number | null>(null);
  const kept = useRef<string | null>(null);
  return {
    file,
    percent,
    choose: (chosen: File | null) => {
      kept.current = null;
      set_file(chosen);
    },
    send: async () => {
      if (kept.current !== null || file === null) return kept.current;
      set_percent(0);
      try {
        kept.current = (await bring(register, 'file', file, set_percent)).file;
      } finally {
        set_percent(null);
      }
      return kept.current;
    },
  };
}

export function DocumentForm({ definition, record, data, task, close, done }: Props) {
  const { t } = useWords();
  const today = useToday() ?? '';
  const action = useAction();
  const id = useId();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const file = useFile(data.register);
  const once = useRef(fresh_key());
  const [typed, set_typed] = useState<Typed>({
    kind: task.of?.kind ?? '',
    title: task.of?.title ?? '',
    dated: task.of?.dated ?? '',
    reason: '',
    purpose: String(chosen_purpose(definition.name) ?? ''),
  });
  const [tried, set_tried] = useState(false);
  const withdraws = task.kind === 'withdraw';
  const missing = {
    file: !withdraws && file.file === null,
    kind: !withdraws && typed.kind === '',
    reason: typed.reason.trim() === '',
    dated: typed.dated !== '' && parse_date(typed.dated) === null,
  };
  const set = (name: keyof Typed) => (text: string) => {
    once.current = fresh_key();
    set_typed((old) => ({ ...old, [name]: text }));
  };
  const send = async (): Promise<ChangeResult> => {
    const brought = withdraws ? null : await file.send();
    const entry = {
      values: withdraws
        ? {}
        : {
            ...(task.kind === 'add' ? { subject: record.key } : {}),
            kind: typed.kind,
            title: typed.title,
            dated: parse_date(typed.dated) ?? '',
            ...(brought ? { file: brought } : {}),
          },
      valid_from: today,
      reason: typed.reason.trim(),
      purpose: typed.purpose === '' ? null : Number(typed.purpose),
    };
    if (task.of && withdraws)
      return withdraw_document(data.register, task.of, entry, once.current);
    if (task.of) return replace_document(data.register, task.of, entry, once.current);
    return add_document(data.register, entry, once.current);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    if (action.busy || Object.values(missing).some(Boolean)) return;
    let provisional = false;
    void action
      .run(async () => {
        provisional = (await send()).provisional;
      })
      .then((fine) => {
        if (fine) done(provisional);
      });
  };
  const title = task.of
    ? t(withdraws ? 'documents.withdraw_of' : 'documents.replace_of', {
        name: task.of.title ?? task.of.file?.name ?? task.of.number,
      })
    : t('documents.add');
  return (
    <form className="pad document-form" onSubmit={submit} noValidate data-document-form>
      <h3 ref={head} tabIndex={-1} className="mb-2">
        {title}
      </h3>
      {withdraws ? <p className="sub mb-2">{t('documents.withdraw_note')}</p> : null}
      {withdraws ? null : (
        <FileChoice
          label={t('documents.file')}
          file={file.file}
          choose={file.choose}
          kinds={kDocumentEndings}
          most_bytes={data.most_bytes}
          fault={tried && missing.file ? t('documents.file_missing') : null}
        />
      )}
      <div className="fields mt-2">
        {withdraws ? null : (
          <About id={id} data={data} typed={typed} set={set} faults={tried ? missing : null} />
        )}
        <div>
          <label className="f" htmlFor={`${id}-reason`}>
            {t('documents.reason')}
            <span className="req">{t('levy.required')}</span>
          </label>
          <input
            id={`${id}-reason`}
            className="in mt-1 w-full"
            type="text"
            autoComplete="off"
            maxLength={500}
            value={typed.reason}
            aria-required
            aria-invalid={tried && missing.reason}
            aria-describedby={`${id}-reason-e`}
            onChange={(event) => set('reason')(event.target.value)}
          />
          <FaultText
            id={`${id}-reason-e`}
            text={tried && missing.reason ? t('documents.reason_missing') : null}
          />
        </div>
        <Purpose id={id} definition={definition} value={typed.purpose} set={set('purpose')} />
      </div>
      <p className="sub" role="status">
        {file.percent === null ? '' : t('documents.sending', { n: file.percent })}
      </p>
      <ActionTrouble fault={action.fault} />
      <p className="row mt-2 flex-wrap">
        <button type="submit" className="btn fill" disabled={action.busy}>
          {action.busy
            ? t('documents.saving')
            : t(withdraws ? 'documents.withdraw' : 'documents.save')}
        </button>
        <button type="button" className="btn" disabled={action.busy} onClick={close}>
          {t('admin.cancel')}
        </button>
      </p>
    </form>
  );
}

interface AboutProps {
  id: string;
  data: RecordDocuments;
  typed: Typed;
  set: (name: keyof Typed) => (text: string) => void;
  faults: { kind: boolean; dated: boolean } | null;
}

function About({ id, data, typed, set, faults }: AboutProps) {
  const { t, d } = useWords();
  const dated = faults?.dated ?? false;
  return (
    <>
      <div>
        <label className="f" htmlFor={`${id}-kind`}>
          {t('documents.kind')}
          <span className="req">{t('levy.required')}</span>
        </label>
        <select
          id={`${id}-kind`}
          className="sel mt-1 w-full"
          value={typed.kind}
          aria-required
          aria-invalid={faults?.kind ?? false}
          aria-describedby={`${id}-kind-e`}
          onChange={(event) => set('kind')(event.target.value)}
        >
          <option value="" />
          {data.kinds.map((kind) => (
            <option key={kind.key} value={kind.key}>
              {d(kind.label)}
            </option>
          ))}
        </select>
        <FaultText id={`${id}-kind-e`} text={faults?.kind ? t('documents.kind_missing') : null} />
      </div>
      <div>
        <label className="f" htmlFor={`${id}-title`}>
          {t('documents.subject')}
        </label>
        <input
          id={`${id}-title`}
          className="in mt-1 w-full"
          type="text"
          autoComplete="off"
          maxLength={120}
          value={typed.title}
          onChange={(event) => set('title')(event.target.value)}
        />
      </div>
      <div>
        <label className="f" htmlFor={`${id}-dated`}>
          {t('documents.dated')}
        </label>
        <DateInput
          id={`${id}-dated`}
          of={t('documents.dated')}
          value={typed.dated}
          set={set('dated')}
          invalid={dated}
          described={dated ? `${id}-dated-e` : undefined}
        />
        <FaultText id={`${id}-dated-e`} text={dated ? t('documents.date_wrong') : null} />
      </div>
    </>
  );
}

interface PurposeProps {
  id: string;
  definition: Definition;
  value: string;
  set: (text: string) => void;
}

function Purpose({ id, definition, value, set }: PurposeProps) {
  const { t, d } = useWords();
  const purposes = definition.purposes?.list ?? [];
  if (purposes.length === 0) return null;
  return (
    <div>
      <label className="f" htmlFor={`${id}-purpose`}>
        {t('edit.purpose')}
      </label>
      <select
        id={`${id}-purpose`}
        className="sel mt-1 w-full"
        value={value}
        onChange={(event) => set(event.target.value)}
      >
        <option value="" />
        {purposes.map((one) => (
          <option key={one.number} value={one.number}>
            {d(one.label)}
          </option>
        ))}
      </select>
    </div>
  );
}
