// Privacy assessments of the body: tasks with threshold and dates, what accidents raise today, and
// documents of other bodies kept for reference.
import * as api from '../../api/privacy';
import type { ListedTask, Overview } from '../../api/privacy';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list } from '../../state/routes';
import { CascadePanel } from './cascade_panel';
import { form_text, stage_tone, standing_tone } from './words';

export function PrivacyScreen() {
  const { t } = useWords();
  const query = useQuery('privacy', api.overview);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.privacy') }]}
        title={t('privacy.title')}
        actions={
          <>
            <a className="btn s" href={api.plan_of('pdf')} target="_blank" rel="noreferrer">
              {t('privacy.plan_pdf')}
            </a>
            <a className="btn s" href={api.plan_of('xlsx')} download>
              {t('privacy.plan_xlsx')}
            </a>
            <Link className="btn s" to={to_list('privacy_task')}>
              {t('privacy.register')}
            </Link>
          </>
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              <Tasks data={data} holder="own" />
              <CascadePanel data={data} done={query.reload} />
              <Tasks data={data} holder="reference" />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Tasks({ data, holder }: { data: Overview; holder: ListedTask['holder'] }) {
  const { t } = useWords();
  const rows = data.tasks.filter((one) => one.holder === holder);
  const title = holder === 'own' ? t('privacy.tasks') : t('privacy.references');
  return (
    <Panel title={title} count={rows.length}>
      {rows.length === 0 ? (
        <Empty why={t('privacy.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={title}>
          <table className="tight" data-privacy-tasks={holder}>
            <thead>
              <tr>
                {(
                  [
                    'task',
                    'subjects',
                    'handlers',
                    'due',
                    'made',
                    'standing',
                    'stage',
                    'published',
                    'review_by',
                    'reassess_by',
                  ] as const
                ).map((one) => (
                  <th scope="col" key={one}>
                    {t(`privacy.${one}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <TaskRow key={row.id} row={row} today={data.today} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function TaskRow({ row, today }: { row: ListedTask; today: string }) {
  const { t, lang } = useWords();
  const day = (value: string | null) => (value === null ? '' : date_short(value, lang));
  const late = (value: string | null) => value !== null && value < today && row.holder === 'own';
  const dated = (value: string | null) =>
    late(value) ? (
      <Mark tone="bad">
        {day(value)} {t('privacy.overdue')}
      </Mark>
    ) : (
      day(value)
    );
  const state = row.exempt === 'no' ? row.standing : 'exempt';
  return (
    <tr>
      <th scope="row">
        <Link to={`/privacy/${row.id}`}>{row.name}</Link>
        <div className="sub">
          {row.task_no} {row.department || row.body}
        </div>
      </th>
      <td className="num nw">
        {t('privacy.people', { n: row.subjects.toLocaleString() })}
        <div className="sub">{day(row.subjects_on)}</div>
      </td>
      <td className="num nw">{t('privacy.people', { n: row.handlers.toLocaleString() })}</td>
      <td className="nw">{form_text(t, row.due_kind)}</td>
      <td className="nw">
        {form_text(t, row.made)}
        {row.voluntary ? <div className="sub">{t('privacy.voluntary')}</div> : null}
      </td>
      <td className="nw">
        <Mark tone={standing_tone(state)}>{t(`privacy.standing_${state}` as 'privacy.due')}</Mark>
      </td>
      <td className="nw">
        {row.version ? (
          <Mark tone={stage_tone(row.version.state)}>
            {t(`privacy.state_${row.version.state}` as 'privacy.due')}
          </Mark>
        ) : null}
      </td>
      <td className="nw">{day(row.published_on)}</td>
      <td className="nw">{dated(row.review_by)}</td>
      <td className="nw">{dated(row.reassess_by)}</td>
    </tr>
  );
}
