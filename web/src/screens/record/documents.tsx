// The documents of a record, as of the day that is looked at: what there is, who entered it, when and
// why; adding, replacing and withdrawing for those who may.
import { useEffect, useRef, useState } from 'react';
import {
  document_address,
  record_documents,
  type RecordDocument,
  type RecordDocuments,
} from '../../api/documents';
import { chosen_purpose } from '../../api/purposes';
import type { Definition, RegisterRecord } from '../../api/types';
import { date_short, moment } from '../../lib/era_date';
import { file_size } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark, Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Protected } from '../../parts/person_name';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_record } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { DocumentForm, type DocumentTask } from './document_form';
import { DocumentPicture } from './document_picture';

interface Props {
  definition: Definition;
  record: RegisterRecord;
}

export function Documents({ definition, record }: Props) {
  const { t } = useWords();
  const { at } = useRouter();
  const past = Boolean(at.as_of ?? at.as_known);
  const query = useQuery(
    `documents:${definition.name}:${record.id}:${at.as_of ?? ''}:${at.as_known ?? ''}`,
    (signal) => record_documents(definition.name, record.id, at, signal),
  );
  const [task, set_task] = useState<DocumentTask | null>(null);
  const [said, set_said] = useState('');
  const add = useRef<HTMLButtonElement>(null);
  const was_open = useRef(false);
  useEffect(() => {
    if (was_open.current && task === null) add.current?.focus();
    was_open.current = task !== null;
  }, [task]);
  const may_change = (query.data?.may_add ?? false) && !past;
  return (
    <Panel
      title={t('documents.title')}
      count={query.data?.documents.length}
      end={
        may_change && task === null ? (
          <button
            type="button"
            className="btn s fill"
            ref={add}
            onClick={() => {
              set_said('');
              set_task({ kind: 'add' });
            }}
          >
            <Icon name="plus" small />
            {t('documents.add')}
          </button>
        ) : null
      }
    >
      <Await query={query} rows={4}>
        {(data) => (
          <>
            <p role="status" className="pad empty:hidden">
              {said}
            </p>
            {task ? (
              <DocumentForm
                key={`${task.kind}:${task.of?.id ?? ''}`}
                definition={definition}
                record={record}
                data={data}
                task={task}
                close={() => set_task(null)}
                done={(provisional) => {
                  set_task(null);
                  set_said(t(provisional ? 'documents.saved_waits' : 'documents.saved'));
                  query.reload();
                }}
              />
            ) : null}
            {data.waiting > 0 ? (
              <div className="pad">
                <Note tone="inf">{t('documents.waiting', { n: data.waiting })}</Note>
              </div>
            ) : null}
            <List data={data} past={past} purpose={chosen_purpose(definition.name)}
              start={may_change ? set_task : null} />
            <p className="pad sub">{t('documents.note')}</p>
          </>
        )}
      </Await>
    </Panel>
  );
}

interface ListProps {
  data: RecordDocuments;
  past: boolean;
  purpose: number | null;
  /** Null where nothing may be changed. */
  start: ((task: DocumentTask) => void) | null;
}

function List({ data, past, purpose, start }: ListProps) {
  const { t } = useWords();
  if (data.documents.length === 0)
    return <Empty why={t(past ? 'documents.none_then' : 'documents.none')} />;
  return (
    <div className="scroll-x">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('documents.kind')}</th>
            <th scope="col">{t('documents.name')}</th>
            <th scope="col" className="r">
              {t('documents.size')}
            </th>
            <th scope="col">{t('documents.entered')}</th>
            <th scope="col">{t('documents.reason')}</th>
            <th scope="col">{t('documents.acts')}</th>
          </tr>
        </thead>
        <tbody>
          {data.documents.map((one) => (
            <Line key={one.id} register={data.register} one={one} purpose={purpose} start={start} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  register: string;
  one: RecordDocument;
  purpose: number | null;
  start: ListProps['start'];
}

function Line({ register, one, purpose, start }: LineProps) {
  const { t, d, lang } = useWords();
  const today = useToday();
  return (
    <tr>
      <td className="nw">{d(one.kind_label)}</td>
      <td>
        <Name one={one} />
        {one.withdrawn ? (
          <div>
            <Mark tone="none">{t('documents.withdrawn')}</Mark>
          </div>
        ) : null}
      </td>
      <td className="r nw">{one.file ? file_size(one.file.size) : ''}</td>
      <td>
        <span className="nw">{moment(one.at, lang, today)}</span>{' '}
        <span className="nw">{one.by}</span>
        {one.approved_by ? (
          <div className="sub">{t('documents.approved_by', { by: one.approved_by })}</div>
        ) : null}
        <div>
          <Link
            to={to_record(register, one.id)}
            aria-label={t('documents.history_of', { n: one.versions, number: one.number })}
          >
            {t('documents.versions', { n: one.versions })}
          </Link>
        </div>
      </td>
      <td>{one.reason ?? ''}</td>
      <td>
        <Acts one={one} purpose={purpose} start={start} />
      </td>
    </tr>
  );
}

function Name({ one }: { one: RecordDocument }) {
  const { t, lang } = useWords();
  if (one.protected) return <Protected />;
  if (!one.file) return <span className="mut">{t('documents.erased')}</span>;
  return (
    <>
      {one.title ? <b>{one.title}</b> : null}
      <div className={one.title ? 'sub break-all' : 'break-all'}>{one.file.name}</div>
      {one.dated ? <div className="sub">{date_short(one.dated, lang)}</div> : null}
      <div className="sub">
        {one.file.scan === 'failed' ? (
          <Mark tone="warn">{t('documents.scan_failed')}</Mark>
        ) : (
          t(`documents.scan_${one.file.scan}`)
        )}
      </div>
    </>
  );
}

function Acts({ one, purpose, start }: Omit<LineProps, 'register'>) {
  const { t } = useWords();
  const [shown, set_shown] = useState(false);
  if (!one.file) return null;
  const { file } = one;
  const name = one.title ?? file.name;
  const picture = file.type.startsWith('image/');
  return (
    <span className="row flex-wrap">
      {file.inline && picture ? (
        <button
          type="button"
          className="btn s"
          aria-label={t('documents.show_of', { name })}
          onClick={() => set_shown(true)}
        >
          {t('documents.show')}
        </button>
      ) : null}
      {file.inline && !picture ? (
        <a
          className="btn s"
          href={document_address(file.document, { inline: true, purpose })}
          target="_blank"
          rel="noreferrer"
          aria-label={t('documents.open_of', { name })}
        >
          {t('documents.show')}
        </a>
      ) : null}
      <a
        className="btn s"
        href={document_address(file.document, { purpose })}
        download={file.name}
        aria-label={t('documents.fetch_of', { name })}
      >
        {t('documents.fetch')}
      </a>
      {start && !one.withdrawn ? (
        <>
          <button
            type="button"
            className="btn s"
            aria-label={t('documents.replace_of', { name })}
            onClick={() => start({ kind: 'replace', of: one })}
          >
            {t('documents.replace')}
          </button>
          <button
            type="button"
            className="btn s"
            aria-label={t('documents.withdraw_of', { name })}
            onClick={() => start({ kind: 'withdraw', of: one })}
          >
            {t('documents.withdraw')}
          </button>
        </>
      ) : null}
      {shown ? (
        <DocumentPicture
          name={name}
          address={document_address(file.document, { inline: true, purpose })}
          close={() => set_shown(false)}
        />
      ) : null}
    </span>
  );
}
