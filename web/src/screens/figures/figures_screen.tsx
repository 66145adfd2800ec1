// 状況: the city in charts, each with a table in its place for those who read numbers, use a screen
// reader or have no canvas.
import { lazy, Suspense, useState } from 'react';
import * as api from '../../api/figures';
import type { Figure } from '../../api/figures';
import { date_long } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { ChartGuard } from './chart_guard';
import { category_text, column_sum, is_withheld, scale_of, scaled } from './figure_words';

const Chart = lazy(() => import('./chart'));

export function FiguresScreen() {
  const { t, lang } = useWords();
  const query = useQuery('figures', api.figures);
  const [tables, set_tables] = useState(false);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        title={t('figures.title')}
        tags={
          query.data ? (
            <span className="sub">
              {t('figures.as_of', { day: date_long(query.data.as_of, lang, { weekday: true }) })}
            </span>
          ) : null
        }
        actions={
          <button
            type="button"
            className="btn s"
            aria-pressed={tables}
            onClick={() => set_tables(!tables)}
          >
            {t(tables ? 'figures.all_charts' : 'figures.all_tables')}
          </button>
        }
      />
      <Await query={query} rows={14}>
        {({ figures }) =>
          figures.length === 0 ? (
            <Panel title={t('figures.title')}>
              <Empty why={t('figures.none')} next={t('figures.none_next')} />
            </Panel>
          ) : (
            <div className="figures">
              {figures.map((figure) => (
                <OneFigure key={`${figure.id} ${String(tables)}`} figure={figure} table={tables} />
              ))}
            </div>
          )
        }
      </Await>
    </main>
  );
}

function OneFigure({ figure, table }: { figure: Figure; table: boolean }) {
  const { t, d } = useWords();
  const [as_table, set_as_table] = useState(table);
  const { unit } = scale_of(figure);
  return (
    <div data-figure={figure.id}>
      <Panel
        title={d(figure.title)}
        aside={
          <span className="sub">
            {as_table
              ? t(figure.unit === 'yen' ? 'figures.unit.yen' : `figures.unit.${figure.unit}`)
              : t(unit === 'count' ? `figures.unit.${figure.unit}` : `figures.unit.${unit}`)}
          </span>
        }
        end={
          <span className="row">
            <Link to={figure.route}>{t('figures.source')}</Link>
            <button
              type="button"
              className="btn s"
              aria-pressed={as_table}
              aria-label={t('figures.as_table_of', { title: d(figure.title) })}
              onClick={() => set_as_table(!as_table)}
            >
              {t('figures.as_table')}
            </button>
          </span>
        }
      >
        {as_table ? <Table figure={figure} /> : <Drawn figure={figure} />}
        {figure.least === null ? null : (
          <p className="pad sub">{t('figures.least', { n: figure.least })}</p>
        )}
      </Panel>
    </div>
  );
}

/** The chart in one sentence, for those who do not see it. */
function useSummary(figure: Figure): string {
  const { t, d, lang } = useWords();
  const { divisor, unit } = scale_of(figure);
  const columns = figure.categories
    .map(
      (_, index) =>
        `${category_text(figure, index, lang, true)} ${
          is_withheld(figure, index)
            ? t('figures.some_few', { sum: scaled(column_sum(figure, index), divisor) })
            : scaled(column_sum(figure, index), divisor)
        }`,
    )
    .join(t('app.comma'));
  return t('figures.summary', {
    title: d(figure.title),
    unit: t(unit === 'count' ? `figures.unit.${figure.unit}` : `figures.unit.${unit}`),
    columns,
  });
}

function Drawn({ figure }: { figure: Figure }) {
  const label = useSummary(figure);
  return (
    <ChartGuard otherwise={<Table figure={figure} />}>
      <Suspense fallback={<div className="chart" aria-busy="true" />}>
        <Chart figure={figure} label={label} />
      </Suspense>
    </ChartGuard>
  );
}

const kWhat = { fiscal_year: 'figures.year', day: 'figures.day', name: 'figures.name' } as const;

function Table({ figure }: { figure: Figure }) {
  const { t, d, lang } = useWords();
  const many = figure.series.length > 1;
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={d(figure.title)}>
      <table data-table={figure.id}>
        <thead>
          <tr>
            <th scope="col">{t(kWhat[figure.axis])}</th>
            {figure.series.map((series) => (
              <th key={series.id} scope="col" className="num">
                {d(series.label)}
              </th>
            ))}
            {many ? (
              <th scope="col" className="num">
                {t('figures.sum')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {figure.categories.map((one, index) => (
            <tr key={one.key}>
              <th scope="row">
                {category_text(figure, index, lang, true)}
                {one.open ? <span className="sub"> {t('figures.open')}</span> : null}
              </th>
              {figure.series.map((series) => (
                <td key={series.id} className="num">
                  {series.values[index] === null
                    ? t('figures.few', { n: figure.least ?? 0 })
                    : grouped(series.values[index] ?? 0)}
                </td>
              ))}
              {many ? (
                <td className="num">
                  {is_withheld(figure, index) ? '—' : grouped(column_sum(figure, index))}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
