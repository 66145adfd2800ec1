// Figures by year: a chart where there are several years, always the table with goal and source.
import { lazy, Suspense } from 'react';
import type { Figure } from '../../api/figures';
import type { DigitalPlan, YearFigure } from '../../api/life';
import { date_short, fiscal_year } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { ChartGuard } from '../figures/chart_guard';
import { Grid } from './grid';
import { useWords } from '../../state/language';

const Chart = lazy(() => import('../figures/chart'));

const tenths = (value: number) => `${grouped(Math.trunc(value / 10))}.${Math.abs(value % 10)}`;

export function Figures({ data }: { data: DigitalPlan }) {
  const { t } = useWords();
  return (
    <>
      <h2>{t('plan.figures')}</h2>
      <div className="two-columns">
        {data.figures.map((figure) => (
          <One key={`${figure.measure} ${figure.what} ${figure.unit}`} figure={figure} />
        ))}
      </div>
    </>
  );
}

function drawn(figure: YearFigure): Figure {
  const title = { ja: figure.what, en: figure.what };
  return {
    id: figure.what,
    title,
    axis: 'fiscal_year',
    unit: 'count',
    tenths: true,
    route: to_list('digital_figure'),
    least: null,
    categories: figure.values.map((one) => ({ key: String(one.year), label: null, open: false })),
    series: [{ id: figure.what, label: title, values: figure.values.map((one) => one.tenths) }],
  };
}

function One({ figure }: { figure: YearFigure }) {
  const { t, lang } = useWords();
  const title = `${figure.what}（${figure.unit}）`;
  return (
    <Panel title={title} end={figure.measure}>
      {figure.values.length > 1 ? (
        <ChartGuard otherwise={null}>
          <Suspense fallback={<div className="chart" aria-busy="true" />}>
            <Chart figure={drawn(figure)} label={t('plan.chart', { what: title })} />
          </Suspense>
        </ChartGuard>
      ) : null}
      <Grid
        label={title}
        name="figure"
        none={t('life.none')}
        rows={figure.values}
        id_of={(row) => row.id}
        columns={[
          {
            head: t('plan.year'),
            nw: true,
            cell: (row) => (
              <Link to={to_record('digital_figure', row.id)}>{fiscal_year(row.year, lang)}</Link>
            ),
          },
          { head: t('plan.value'), num: true, cell: (row) => tenths(row.tenths) },
          {
            head: t('plan.goal'),
            cell: (row) =>
              row.goal_tenths === null ? (
                '—'
              ) : (
                <Mark tone={row.reached ? 'ok' : 'warn'}>{tenths(row.goal_tenths)}</Mark>
              ),
          },
          {
            head: t('plan.as_of'),
            nw: true,
            cell: (row) => (row.as_of ? date_short(row.as_of, lang) : '—'),
          },
          { head: t('plan.source'), cell: (row) => row.source },
        ]}
      />
    </Panel>
  );
}
