// The register of personal-information files: each file with its columns, what is missing, what
// changed since the published edition; on paper, as a workbook, published.
import { useState } from 'react';
import * as api from '../../api/requests';
import type { FileRegister } from '../../api/requests';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';

const kTones: Record<string, Tone> = { added: 'inf', changed: 'warn', same: 'ok' };

export function FileRegisterScreen() {
  const { t } = useWords();
  const query = useQuery('file-register', api.file_register);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.file_register') }]}
        title={t('file_register.title')}
        actions={
          <>
            <a className="btn s" href={api.file_register_pdf} target="_blank" rel="noreferrer">
              {t('file_register.pdf')}
            </a>
            <a className="btn s" href={api.file_register_xlsx}>
              {t('file_register.xlsx')}
            </a>
            <Link className="btn s" to={to_list('personal_file')}>
              {t('file_register.ledger')}
            </Link>
          </>
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              <Publish data={data} done={query.reload} />
              <Files data={data} />
              <LeftOut data={data} />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Publish({ data, done }: { data: FileRegister; done: () => void }) {
  const { t, lang } = useWords();
  const action = useAction();
  const [made, set_made] = useState<string | null>(null);
  const missing = data.files.filter((file) => file.missing.length > 0).length;
  return (
    <Panel title={t('file_register.editions')} count={data.editions.length}>
      <div className="pad stack" data-editions>
        {data.editions.length === 0 ? <p>{t('file_register.no_edition')}</p> : null}
        {data.editions.map((one) => (
          <p key={one.id}>
            <Link to={to_record('file_edition', one.id)}>{one.edition_no}</Link>　
            {t('file_register.edition', {
              date: date_short(one.published_on, lang),
              files: one.files,
              who: one.published_by,
              due: date_short(one.review_due, lang),
            })}{' '}
            {one.current ? <Mark tone="ok">{t('file_register.current')}</Mark> : null}
            {one.current && one.review_due < data.today ? (
              <Mark tone="bad">{t('file_register.review_late')}</Mark>
            ) : null}
          </p>
        ))}
        {data.gone.length > 0 ? (
          <Note tone="warn">{t('file_register.gone', { files: data.gone.join('、') })}</Note>
        ) : null}
        {missing > 0 ? <Note tone="warn">{t('file_register.missing', { count: missing })}</Note> : null}
        <p className="sub">
          {t('file_register.least', { persons: data.least_persons, article: data.article })}
          {data.verified ? '' : `　${t('requests.not_verified')}`}
        </p>
        <ActionTrouble fault={action.fault} />
        {made ? (
          <Note tone="ok" role="status">
            {t('file_register.made', { edition: made })}
          </Note>
        ) : null}
        {data.may_publish ? (
          <div>
            <button
              type="button"
              className="btn fill"
              disabled={action.busy}
              onClick={() =>
                void action
                  .run(async () => set_made((await api.publish()).edition_no))
                  .then((went) => went && done())
              }
            >
              {t('file_register.publish')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

function Files({ data }: { data: FileRegister }) {
  const { t, d } = useWords();
  return (
    <>
      {data.files.map((file) => (
        <Panel
          key={file.id}
          title={`${file.file_no}　${file.values[0] ?? ''}`}
          end={<Mark tone={kTones[file.change] ?? 'none'}>{t(`file_register.${file.change}`)}</Mark>}
        >
          <div className="pad" data-file={file.file_no}>
            {file.missing.length > 0 ? (
              <Note tone="bad">
                {t('file_register.missing_columns', {
                  columns: file.missing.map((one) => d(one)).join('、'),
                })}
              </Note>
            ) : null}
            {file.changed.length > 0 ? (
              <p className="sub">
                {t('file_register.changed_columns', {
                  columns: file.changed.map((one) => d(one)).join('、'),
                })}
              </p>
            ) : null}
            <dl className="kv">
              {data.columns.slice(1).map((column, at) => (
                <div key={column.id} style={{ display: 'contents' }}>
                  <dt>{d(column.label)}</dt>
                  <dd>{file.values[at + 1] || '—'}</dd>
                </div>
              ))}
              <div style={{ display: 'contents' }}>
                <dt>{t('file_register.persons')}</dt>
                <dd>{file.persons.toLocaleString('ja-JP')}</dd>
              </div>
            </dl>
            {file.generated ? <p className="sub">{t('file_register.generated')}</p> : null}
            <p className="sub">
              <Link to={to_record('personal_file', file.id)}>{t('file_register.open')}</Link>
            </p>
          </div>
        </Panel>
      ))}
    </>
  );
}

function LeftOut({ data }: { data: FileRegister }) {
  const { t } = useWords();
  return (
    <Panel title={t('file_register.left_out')} count={data.left_out.length}>
      {data.left_out.length === 0 ? (
        <Empty why={t('file_register.none_left_out')} />
      ) : (
        <ul className="pad plain" data-left-out>
          {data.left_out.map((one) => (
            <li key={one.id}>
              <Link to={to_record('personal_file', one.id)}>
                {one.file_no}　{one.name}
              </Link>
              　{one.why || t('file_register.few', { persons: one.persons })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
