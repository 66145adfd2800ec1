// Cost by fiscal year: stacked bars in plain SVG, at most three series, told apart by hatching as
// well as colour, values printed; the same figures as a table beside.
import { useId, useState } from 'react';
import type { SystemSheet } from '../../api/types';
import { fiscal_year, fiscal_year_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
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

const kFill = ['fill-key-900', 'fill-key-400'] as const;

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

const kPlot = { left: 44, right: 420, top: 20, bottom: 150 };

function CostBars({ chart }: { chart: Chart }) {
  const { t, lang } = useWords();
  const hatch = useId().replace(/[^A-Za-z0-9]/g, '');
  const height = (yen: number) => (yen * (kPlot.bottom - kPlot.top)) / chart.ceiling;
  const slot = (kPlot.right - kPlot.left) / chart.years.length;
  const bar = Math.min(30, slot * 0.62);
  const first = chart.years[0];
  const last = chart.years[chart.years.length - 1];
  const thousand = (yen: number) => grouped(Math.trunc(yen / 1000));
  return (
    <svg
      viewBox="0 0 420 174"
      width="100%"
      role="img"
      className="text-[12px]"
      aria-label={
        first && last
          ? t('system.costs_title', {
              from: fiscal_year(first.year, lang),
              first: thousand(first.sum),
              to: fiscal_year(last.year, lang),
              last: thousand(last.sum),
            })
          : ''
      }
    >
      <defs>
        <pattern
          id={hatch}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" className="fill-white" />
          <rect width="2" height="5" className="fill-key-500" />
        </pattern>
      </defs>
      {chart.ticks.map((tick) => {
        const y = kPlot.bottom - height(tick);
        return (
          <g key={tick}>
            <line
              x1={kPlot.left}
              x2={kPlot.right}
              y1={y}
              y2={y}
              className={tick === 0 ? 'stroke-solid-gray-536' : 'stroke-solid-gray-100'}
            />
            <text x={kPlot.left - 6} y={y + 4} textAnchor="end" className="fill-solid-gray-600">
              {thousand(tick)}
            </text>
          </g>
        );
      })}
      {chart.years.map((year, index) => {
        const x = kPlot.left + slot * index + (slot - bar) / 2;
        let y = kPlot.bottom;
        return (
          <g key={year.year} opacity={year.budget ? 0.5 : 1}>
            {year.parts.map((yen, series) => {
              if (yen === 0) return null;
              const h = height(yen);
              y -= h;
              return series < 2 ? (
                <rect key={series} x={x} y={y} width={bar} height={h} className={kFill[series]} />
              ) : (
                <rect
                  key={series}
                  x={x}
                  y={y}
                  width={bar}
                  height={h}
                  fill={`url(#${hatch})`}
                  className="stroke-key-900"
                />
              );
            })}
          </g>
        );
      })}
      {chart.years.map((year, index) => {
        const x = kPlot.left + slot * (index + 0.5);
        return (
          <g key={year.year}>
            <text
              x={x}
              y={kPlot.bottom - height(year.sum) - 5}
              textAnchor="middle"
              className="fill-solid-gray-900"
            >
              {thousand(year.sum)}
            </text>
            <text x={x} y={kPlot.bottom + 17} textAnchor="middle" className="fill-solid-gray-700">
              {fiscal_year_short(year.year, lang)}
            </text>
          </g>
        );
      })}
    </svg>
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
