// One chart on a canvas. A chunk of its own, loaded when somebody looks at figures: it holds the
// charting library, the first screen does not. A canvas takes neither style elements nor style
// attributes, so the strict policy stays as it is; the library's tooltip is drawn on it, too.
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Figure } from '../../api/figures';
import { useWords } from '../../state/language';
import { category_text, column_sum, is_withheld, scale_of, scaled } from './figure_words';
import type { Language } from '../../lib/era_date';

use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Colours of the page, so that a chart follows its tokens. */
function tokens() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    ink: of('--ink', '#1a1a1c'),
    soft: of('--ink-2', '#4d4d4d'),
    hair: of('--hair', '#e6e6e6'),
    paper: of('--paper', '#fff'),
    fills: [of('--key', '#0017c1'), of('--key-400', '#7096f8'), '#b4790a'],
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** Second channel beside colour: plain, hatched one way, dotted. */
const kDecals = [
  { symbol: 'none' },
  {
    symbol: 'rect',
    color: 'rgba(255,255,255,0.75)',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
  },
  {
    symbol: 'circle',
    color: 'rgba(255,255,255,0.85)',
    symbolSize: 0.6,
    dashArrayX: [[5, 5], [0, 5, 5, 0]],
    dashArrayY: [5, 0],
  },
];

/** Width that the numbers at the left and the margins take. */
const kBeside = 80;
const kNarrow = 32; // of a column: its sum would run into the next one

function option_of(figure: Figure, lang: Language, width: number, open: string, few: string): EChartsCoreOption {
  const slot = (width - kBeside) / Math.max(1, figure.categories.length);
  const narrow = slot < kNarrow;
  const { ink, soft, hair, fills, font } = tokens();
  const { divisor } = scale_of(figure);
  const text = { fontFamily: font, fontSize: 12, color: soft };
  const last = figure.series.length - 1;
  // What days are counted of is not in their title.
  const legend = last > 0 || figure.axis === 'day';
  return {
    animation: false,
    textStyle: text,
    // The sentence is ours; of this part of the library only the hatching is wanted.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: kDecals } },
    grid: { left: 8, right: 12, top: 30, bottom: legend ? 34 : 8, containLabel: true },
    legend: {
      show: legend,
      bottom: 0,
      textStyle: { ...text, color: ink },
      itemWidth: 22,
      selectedMode: false,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: number | null) => (value === null ? few : scaled(value, divisor)),
    },
    xAxis: {
      type: 'category',
      data: figure.categories.map(
        (one, index) => category_text(figure, index, lang) + (one.open ? `\n${open}` : ''),
      ),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: soft } },
      axisLabel: { ...text, interval: narrow ? 'auto' : 0, width: Math.max(kNarrow, slot - 6), overflow: 'break' },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: hair } },
      axisLabel: { ...text, formatter: (value: number) => scaled(value, divisor) },
    },
    series: figure.series.map((series, index) => ({
      type: 'bar',
      name: series.label[lang],
      stack: 'all',
      data: series.values,
      barMaxWidth: 44,
      itemStyle: { color: fills[index % fills.length] },
      // The sum of each column is printed above it.
      label: {
        show: index === last && !narrow,
        position: 'top',
        ...text,
        color: ink,
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const sum = column_sum(figure, dataIndex);
          if (is_withheld(figure, dataIndex)) return few;
          return sum === 0 ? '0' : scaled(sum, divisor);
        },
      },
    })),
  };
}

export default function Chart({ figure, label }: { figure: Figure; label: string }) {
  const { t, lang } = useWords();
  const open = t('figures.open');
  const few = t('figures.few', { n: figure.least ?? 0 });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const chart = init(place, null, { renderer: 'canvas' });
    const draw = () => {
      chart.resize();
      chart.setOption(option_of(figure, lang, place.clientWidth, open, few), true);
    };
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(place);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [figure, lang, open, few]);
  return <div ref={box} className="chart" role="img" aria-label={label} data-chart={figure.id} />;
}
