// Cost by fiscal year: a chart, and the same figures as a table beside it.
import { useState } from 'react';
import type { SystemSheet } from '../../api/types';
import { fiscal_year, fiscal_year_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { CostBars, kFill } from './cost_bars';
import { chart_of, type Chart } from './cost_chart';

export function Costs({ costs }: { costs: SystemSheet['costs'] }) {
  const { t, lang } = useWords();
  const [as_table, set_as_table] = useState(false);
  const chart = chart_of(costs);
  const budget = chart.years
    .filter((year) => year.budget)
    .map((year) => fiscal_year_short(year.year, lang));
  return (
    <Panel
      title={t('system.costs')}
      aside={<span className="sub">{t('system.costs_unit')}</span>}
      end={
        chart.years.length > 0 ? (
          <button type="button" className="link" onClick={() => set_as_table(!as_table)}>
            {t(as_table ? 'system.costs_as_chart' : 'system.costs_as_table')}
          </button>
        ) : null
      }
    >
      {chart.years.length === 0 ? (
        <Empty why={t('system.costs_none')} next={t('system.costs_none_next')} />
      ) : as_table ? (
        <CostTable chart={chart} />
      ) : (
        <div className="pad">
          <CostBars chart={chart} />
          <div className="row sub mt-0.5 flex-wrap gap-3.5">
            {chart.series.map((series, index) => (
              <Legend key={series.kind} index={index}>
                <SeriesName chart={chart} index={index} />
              </Legend>
            ))}
            {budget.length > 0 ? (
              <span className="ml-auto">
                {t('system.budget_note', { year: budget.join(t('app.list_comma')) })}
              </span>
            ) : null}
          </div>
        </div>
      )}
    </Panel>
  );
}

function SeriesName({ chart, index }: { chart: Chart; index: number }) {
  const { d } = useWords();
  return <>{d(chart.series[index]?.label)}</>;
}

function Legend({ index, children }: { index: number; children: React.ReactNode }) {
  return (
    <span className="row gap-1.5">
      <svg width="12" height="12" aria-hidden="true">
        {index < 2 ? (
          <rect width="12" height="12" className={kFill[index]} />
        ) : (
          <>
            <rect x=".5" y=".5" width="11" height="11" className="fill-white stroke-key-900" />
            <path d="M1 11L11 1M1 6l5-5M6 11l5-5" className="stroke-key-500" strokeWidth="1.6" />
          </>
        )}
      </svg>
      {children}
    </span>
  );
}

function CostTable({ chart }: { chart: Chart }) {
  const { t, d, lang } = useWords();
  return (
    <table className="tight">
      <thead>
        <tr>
          <th scope="col">{t('system.year')}</th>
          {chart.series.map((series) => (
            <th key={series.kind} scope="col" className="num">
              {d(series.label)}
            </th>
          ))}
          <th scope="col" className="num">
            {t('system.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {chart.years.map((year) => (
          <tr key={year.year}>
            <th scope="row">
              {fiscal_year(year.year, lang)}
              {year.budget ? <span className="sub ml-2">{t('system.budget')}</span> : null}
            </th>
            {year.parts.map((yen, index) => (
              <td key={index} className="num">
                {grouped(Math.trunc(yen / 1000))}
              </td>
            ))}
            <td className="num">
              <b>{grouped(Math.trunc(year.sum / 1000))}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
