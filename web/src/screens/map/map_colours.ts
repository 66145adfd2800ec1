// Colours of a map. Categories by Paul Tol's muted scheme, which people with any kind of colour
// blindness tell apart; stretches from light to dark, so that they hold in gray as well. Colour is
// never alone: the legend says each in words, shows one by itself, and the list names every shape.
import type { MapClass, MapLegend } from '../../api/map';
import type { Language } from '../../lib/era_date';
import { date_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';

const kCategories = [
  '#88ccee', '#cc6677', '#ddcc77', '#117733', '#332288', '#aa4499',
  '#44aa99', '#999933', '#882255', '#661100', '#6699cc', '#888888',
];
const kStretches: Record<number, readonly string[]> = {
  1: ['#41b6c4'],
  2: ['#a1dab4', '#225ea8'],
  3: ['#c7e9b4', '#41b6c4', '#225ea8'],
  4: ['#d5eeb3', '#7fcdbb', '#2c7fb8', '#253494'],
  5: ['#e3f2b0', '#a1dab4', '#41b6c4', '#2c7fb8', '#253494'],
};
const kNone = '#d8d8db';

export function colours_of(legend: MapLegend): string[] {
  const filled = legend.classes.filter((one) => !one.empty).length;
  return legend.classes.map((one, index) => {
    if (one.empty) return kNone;
    const scale = legend.ordered ? kStretches[filled] : kCategories;
    return scale?.[index] ?? kNone;
  });
}

/** A bound of a stretch as people write it: by the type of the column. */
export function bound_text(text: string, type: string, lang: Language): string {
  if (type === 'date') return date_short(text, lang);
  if (type === 'fiscal_year' || type === 'year_month') return text;
  const [whole = '', part] = text.split('.');
  const number = Number(whole);
  if (!Number.isSafeInteger(number)) return text;
  return part === undefined ? grouped(number) : `${grouped(number)}.${part}`;
}

/** The words of a class that has none of its own: its bounds. */
export function range_of(one: MapClass, type: string, lang: Language): [string, string] {
  return [bound_text(one.from, type, lang), bound_text(one.to, type, lang)];
}
