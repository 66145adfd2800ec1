// Stacked bars in plain SVG: at most three series, told apart by hatching as well as by colour; every
// sum is printed.
import { useId } from 'react';
import { fiscal_year, fiscal_year_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { useWords } from '../../state/language';
import type { Chart } from './cost_chart';

/** Colours of the first two series; the third is hatched. */
export const kFill = ['fill-key-900', 'fill-key-400'] as const;

const kPlot = { left: 62, right: 420, top: 20, bottom: 150 };
const thousand = (yen: number) => grouped(Math.trunc(yen / 1000));

/** Where things stand: a height for an amount, a place for a year. */
function geometry(chart: Chart) {
  const slot = (kPlot.right - kPlot.left) / chart.years.length;
  const bar = Math.min(30, slot * 0.62);
  return {
    bar,
    height: (yen: number) => (yen * (kPlot.bottom - kPlot.top)) / chart.ceiling,
    left: (index: number) => kPlot.left + slot * index + (slot - bar) / 2,
  };
}
type Geometry = ReturnType<typeof geometry>;

export function CostBars({ chart }: { chart: Chart }) {
  const { lang } = useWords();
  const label = useChartLabel(chart);
  const hatch = useId().replace(/[^A-Za-z0-9]/g, '');
  const at = geometry(chart);
  return (
    <svg viewBox="0 0 420 174" width="100%" role="img" className="text-[12px]" aria-label={label}>
      <Hatch id={hatch} />
      {chart.ticks.map((tick) => (
        <Tick key={tick} tick={tick} y={kPlot.bottom - at.height(tick)} />
      ))}
      {chart.years.map((year, index) => {
        const middle = at.left(index) + at.bar / 2;
        const top = kPlot.bottom - at.height(year.sum);
        return (
          <g key={year.year} textAnchor="middle">
            <g opacity={year.budget ? 0.5 : 1}>
              <Parts parts={year.parts} x={at.left(index)} at={at} hatch={hatch} />
            </g>
            <text x={middle} y={top - 5} className="fill-solid-gray-900">
              {thousand(year.sum)}
            </text>
            <text x={middle} y={kPlot.bottom + 17} className="fill-solid-gray-700">
              {fiscal_year_short(year.year, lang)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** The chart in one sentence, for those who do not see it. */
function useChartLabel(chart: Chart): string {
  const { t, lang } = useWords();
  const first = chart.years[0];
  const last = chart.years[chart.years.length - 1];
  if (!first || !last) return '';
  return t('system.costs_title', {
    from: fiscal_year(first.year, lang),
    first: thousand(first.sum),
    to: fiscal_year(last.year, lang),
    last: thousand(last.sum),
  });
}

function Hatch({ id }: { id: string }) {
  const turn = { patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' } as const;
  return (
    <defs>
      <pattern id={id} width="5" height="5" {...turn}>
        <rect width="5" height="5" className="fill-white" />
        <rect width="2" height="5" className="fill-key-500" />
      </pattern>
    </defs>
  );
}

function Tick({ tick, y }: { tick: number; y: number }) {
  const line = tick === 0 ? 'stroke-solid-gray-536' : 'stroke-solid-gray-100';
  return (
    <g>
      <line x1={kPlot.left} x2={kPlot.right} y1={y} y2={y} className={line} />
      <text x={kPlot.left - 6} y={y + 4} textAnchor="end" className="fill-solid-gray-600">
        {thousand(tick)}
      </text>
    </g>
  );
}

interface PartsProps {
  parts: readonly number[];
  x: number;
  at: Geometry;
  hatch: string;
}

function Parts({ parts, x, at, hatch }: PartsProps) {
  let y = kPlot.bottom;
  return parts.map((yen, series) => {
    const height = at.height(yen);
    y -= height;
    if (yen === 0) return null;
    const place = { x, y, width: at.bar, height };
    return series < 2 ? (
      <rect key={series} {...place} className={kFill[series]} />
    ) : (
      <rect key={series} {...place} fill={`url(#${hatch})`} className="stroke-key-900" />
    );
  });
}
