// What a figure says in words and numbers, for the chart's axis, its labels and its table alike.
import type { Figure } from '../../api/figures';
import { fiscal_year, fiscal_year_short, type Language } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';

const kTenths = 10;
const kDay = /^\d{4}-(\d\d)-(\d\d)$/;

/** "4/14" when the year is plain; the server's words; a fiscal year by its era. */
export function category_text(figure: Figure, index: number, lang: Language, long = false): string {
  const one = figure.categories[index];
  if (!one) return '';
  if (figure.axis === 'fiscal_year')
    return long ? fiscal_year(Number(one.key), lang) : fiscal_year_short(Number(one.key), lang);
  if (figure.axis === 'day') {
    const parts = kDay.exec(one.key);
    return parts ? `${Number(parts[1])}/${Number(parts[2])}` : one.key;
  }
  return one.label ? one.label[lang] : one.key;
}

export const column_sum = (figure: Figure, index: number) =>
  figure.series.reduce((sum, series) => sum + (series.values[index] ?? 0), 0);

/** A number that is not told stands in this column: neither is its sum, which would tell it. */
export const is_withheld = (figure: Figure, index: number) =>
  figure.series.some((series) => series.values[index] === null);

/** The largest unit in which the largest column keeps at least two digits: cut off, never rounded
 *  up. Sums of money are read in thousands or millions, counts as they are. */
export function scale_of(figure: Figure): { divisor: number; unit: 'yen' | 'thousand' | 'million' | 'count' } {
  if (figure.tenths) return { divisor: kTenths, unit: 'count' };
  if (figure.unit !== 'yen') return { divisor: 1, unit: 'count' };
  const most = Math.max(0, ...figure.categories.map((_, index) => column_sum(figure, index)));
  if (most >= 10_000_000) return { divisor: 1_000_000, unit: 'million' };
  if (most >= 10_000) return { divisor: 1000, unit: 'thousand' };
  return { divisor: 1, unit: 'yen' };
}

export const scaled = (value: number, divisor: number) =>
  divisor === kTenths
    ? `${grouped(Math.trunc(value / kTenths))}.${Math.trunc(Math.abs(value)) % kTenths}`
    : grouped(Math.trunc(value / divisor));
