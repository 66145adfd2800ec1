// Levy runs: which there are, what each came to by class, and its confirmation by a second person.
import * as api from '../../api/endpoints';
import type { LevyRun } from '../../api/types';
import { date_short, fiscal_year, moment } from '../../lib/era_date';
import { yen, grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_run } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { OrderLevy } from './order_levy';
import { RunDetail } from './run_detail';

export function LevyScreen({ run_no }: { run_no: string | null }) {
  const { t } = useWords();
  const query = useQuery('levy', api.levy_runs);
  const runs = [...(query.data?.runs ?? [])].sort((a, b) =>
    b.started_at.localeCompare(a.started_at),
  );
  const shown =
    runs.find((run) => run.run_no === run_no) ?? (run_no === null ? runs[0] : undefined);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.tax') }, { label: t('levy.title') }]}
        title={t('levy.title')}
      />
      <div className="stack">
        <Panel title={t('levy.runs')} count={query.data ? runs.length : undefined}>
          <Await query={query} rows={4}>
            {() =>
              runs.length === 0 ? (
                <Empty why={t('levy.none')} next={t('levy.none_next')} />
              ) : (
                <RunTable runs={runs} current={shown?.run_no ?? null} />
              )
            }
          </Await>
        </Panel>
        <OrderLevy done={query.reload} />
        {shown ? <RunDetail key={shown.run_no} run={shown} reload={query.reload} /> : null}
        {query.data && run_no !== null && !shown ? (
          <div className="pn">
            <Empty why={t('error.not_found')} />
          </div>
        ) : null}
      </div>
    </main>
  );
}

function RunTable({ runs, current }: { runs: readonly LevyRun[]; current: string | null }) {
  const { t } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('levy.no')}</th>
          <th scope="col">{t('levy.year')}</th>
          <th scope="col">{t('levy.state')}</th>
          <th scope="col">{t('levy.as_of')}</th>
          <th scope="col" className="num">
            {t('levy.taxpayers')}
          </th>
          <th scope="col" className="num">
            {t('levy.taxed')}
          </th>
          <th scope="col" className="num">
            {t('levy.fixed')}
          </th>
          <th scope="col" className="num">
            {t('levy.city')}
          </th>
          <th scope="col" className="num">
            {t('levy.annual')}
          </th>
          <th scope="col">{t('levy.started')}</th>
          <th scope="col">{t('levy.confirmed')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.run_no} run={run} current={run.run_no === current} />
        ))}
      </tbody>
    </table>
  );
}

function RunRow({ run, current }: { run: LevyRun; current: boolean }) {
  const { t, lang } = useWords();
  const today = useToday();
  return (
    <tr className={current ? 'on' : ''}>
      <th scope="row" className="nw">
        <Link to={to_run(run.run_no)} aria-current={current ? 'true' : undefined}>
          {run.run_no}
        </Link>
      </th>
      <td className="nw">{fiscal_year(run.fiscal_year, lang)}</td>
      <td>
        {run.law_status === 'enacted' ? (
          <Mark tone={run.state === 'confirmed' ? 'ok' : 'inf'}>{t(`run.${run.state}`)}</Mark>
        ) : (
          <Mark tone="warn">{t('levy.ahead')}</Mark>
        )}
      </td>
      <td className="nw">{date_short(run.as_of, lang)}</td>
      <td className="num">{grouped(run.totals.taxpayers)}</td>
      <td className="num">{grouped(run.totals.taxed)}</td>
      <td className="num">{yen(run.totals.fixed_tax_yen)}</td>
      <td className="num">{yen(run.totals.city_planning_tax_yen)}</td>
      <td className="num">
        <b>{yen(run.totals.annual_tax_yen)}</b>
      </td>
      <td className="nw">
        {run.started_by} <span className="sub">{moment(run.started_at, lang, today)}</span>
      </td>
      <td className="nw">
        {run.confirmed_by ? (
          <>
            {run.confirmed_by} <span className="sub">{moment(run.confirmed_at, lang, today)}</span>
          </>
        ) : (
          '—'
        )}
      </td>
    </tr>
  );
}
