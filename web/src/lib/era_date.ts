// Civil dates and Japanese eras: reading what a clerk types, writing what a clerk expects. A date
// is its ISO text ("2026-04-01"), never a Date object: a civil date is not an instant and must not
// move with a time zone.
import { narrow_digits } from './narrow';

export type Language = 'ja' | 'en';
/** How a person wants dates written: by era or by western years. */
export type Calendar = 'era' | 'western';

// One choice for every screen of this page (state/calendar.tsx keeps it and draws the page anew);
// without one Japanese has eras and English western years.
let chosen: Calendar | null = null;
export function write_dates_in(calendar: Calendar | null): void {
  chosen = calendar;
}
export function calendar_of(lang: Language): Calendar {
  return chosen ?? (lang === 'ja' ? 'era' : 'western');
}
const in_eras = (lang: Language) => calendar_of(lang) === 'era';

interface Era {
  readonly name: string;
  readonly letter: string;
  readonly first: string;
}

// Newest first. An era runs from its first day to the day before the next one.
const kEras: readonly Era[] = [
  { name: '令和', letter: 'R', first: '2019-05-01' },
  { name: '平成', letter: 'H', first: '1989-01-08' },
  { name: '昭和', letter: 'S', first: '1926-12-25' },
  { name: '大正', letter: 'T', first: '1912-07-30' },
  { name: '明治', letter: 'M', first: '1868-01-25' },
];
const kWeekdayJa = '日月火水木金土';
const kWeekdayEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const kMonthEn = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

const two = (n: number) => String(n).padStart(2, '0');

function civil(year: number, month: number, day: number): string | null {
  if (year < 1868 || year > 9999) return null;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days) return null;
  return `${year}-${two(month)}-${two(day)}`;
}

function era_of(iso: string): Era | undefined {
  return kEras.find((era) => iso >= era.first);
}

function parts(iso: string): { y: number; m: number; d: number } {
  const [y = 0, m = 1, d = 1] = iso.split('-').map(Number);
  return { y, m, d };
}

const kEraDate =
  /^([RHSTM]|令和|平成|昭和|大正|明治)(\d{1,2}|元)(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/;
const kSolidEraDate = /^([RHSTM])(\d{2})(\d{2})(\d{2})$/;

function western_date(text: string): string | null {
  const m =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
  return m ? civil(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

function era_date(text: string): string | null {
  const m = kEraDate.exec(text) ?? kSolidEraDate.exec(text);
  const era = m ? kEras.find((e) => e.letter === m[1] || e.name === m[1]) : undefined;
  if (!m || !era) return null;
  const year = m[2] === '元' ? 1 : Number(m[2]);
  const iso = civil(Number(era.first.slice(0, 4)) + year - 1, Number(m[3]), Number(m[4]));
  // 平成32年 never came: a date outside its era is a slip of the pen, not a date.
  return year > 0 && iso !== null && era_of(iso) === era ? iso : null;
}

/** Reads R8.4.1, 令和8年4月1日, 2026-04-01, 20260401, R080401, also with full-width digits and with
 *  the right weekday behind; null if it is no date. The server reads the same (base/era). */
export function parse_date(typed: string): string | null {
  let text = narrow_digits(typed).replace(/\s+/g, '').replace('㋿', '令和').toUpperCase();
  const named = /[(（]([日月火水木金土])(?:曜日?)?[)）]$/.exec(text);
  if (named) text = text.slice(0, named.index);
  const iso = western_date(text) ?? era_date(text);
  return iso !== null && named && weekday(iso, 'ja') !== named[1] ? null : iso;
}

/** Empty, or a date in ISO form: what may be sent. */
export const is_date_or_empty = (text: string) => text === '' || parse_date(text) === text;

export function weekday(iso: string, lang: Language): string {
  const { y, m, d } = parts(iso);
  const index = new Date(Date.UTC(y, m - 1, d)).getUTCDay();
  return lang === 'ja' ? (kWeekdayJa[index] ?? '') : (kWeekdayEn[index] ?? '');
}

function era_year(
  iso: string,
): { name: string; letter: string; year: string; plain: number } | null {
  const era = era_of(iso);
  if (!era) return null;
  const plain = Number(iso.slice(0, 4)) - Number(era.first.slice(0, 4)) + 1;
  return { name: era.name, letter: era.letter, year: plain === 1 ? '元' : String(plain), plain };
}

/** 令和8年4月10日 / 10 Apr 2026; for headings and deadlines. */
export function date_long(iso: string, lang: Language, options?: { weekday?: boolean }): string {
  const { y, m, d } = parts(iso);
  const era = era_year(iso);
  const tail = options?.weekday ? weekday(iso, lang) : '';
  if (lang === 'en') {
    const behind = [in_eras(lang) && era ? `${era.letter}${era.plain}` : '', tail].filter(Boolean);
    const said = behind.length > 0 ? ` (${behind.join(', ')})` : '';
    return `${d} ${kMonthEn[m - 1] ?? ''} ${y}${said}`;
  }
  const year = era && in_eras(lang) ? `${era.name}${era.year}年` : `${y}年`;
  return `${year}${m}月${d}日${tail && `（${tail}）`}`;
}

/** R8.4.6 / 2026-04-06; for dense tables. */
export function date_short(iso: string, lang: Language): string {
  if (!in_eras(lang)) return iso;
  const { m, d } = parts(iso);
  const era = era_year(iso);
  return era ? `${era.letter}${era.year}.${m}.${d}` : iso;
}

/** What stands in a field: a spelling that can be read back. */
export function date_in_field(iso: string, lang: Language): string {
  return lang === 'ja' && in_eras(lang) ? date_long(iso, lang) : date_short(iso, lang);
}

/** The same day in the calendar that the field does not show, with its weekday. */
export function date_in_other_calendar(iso: string, lang: Language): string {
  const { m, d } = parts(iso);
  const era = in_eras(lang) ? null : era_year(iso);
  const day = weekday(iso, lang);
  if (lang === 'en') return `${era ? `${era.letter}${era.plain}.${m}.${d}` : iso} (${day})`;
  return `${era ? `${era.name}${era.year}年${m}月${d}日` : iso}（${day}）`;
}

/** 4月11日（土）/ 11 Apr (Sat); for announcements, where the year goes without saying. */
export function date_announced(iso: string, lang: Language): string {
  const { m, d } = parts(iso);
  return lang === 'ja'
    ? `${m}月${d}日（${weekday(iso, lang)}）`
    : `${d} ${kMonthEn[m - 1] ?? ''} (${weekday(iso, lang)})`;
}

/** 4/14 / 14 Apr; where the year is plain. */
export function date_plain(iso: string, lang: Language, options?: { weekday?: boolean }): string {
  const { m, d } = parts(iso);
  const tail = options?.weekday ? weekday(iso, lang) : '';
  return lang === 'ja'
    ? `${m}/${d}${tail && `（${tail}）`}`
    : `${d} ${kMonthEn[m - 1] ?? ''}${tail && ` (${tail})`}`;
}

/** R5.5 / 2023-05 */
export function year_month(text: string, lang: Language): string {
  if (!in_eras(lang)) return text;
  const era = era_year(`${text}-28`);
  return era ? `${era.letter}${era.year}.${Number(text.slice(5, 7))}` : text;
}

/** 令和8年度 / FY2026 */
export function fiscal_year(year: number, lang: Language): string {
  const era = era_year(`${year}-05-01`);
  if (lang === 'en') return in_eras(lang) && era ? `FY${year} (${era.letter}${era.plain})` : `FY${year}`;
  return era && in_eras(lang) ? `${era.name}${era.year}年度` : `${year}年度`;
}

/** R8 / 2026; for chart axes. */
export function fiscal_year_short(year: number, lang: Language): string {
  const era = era_year(`${year}-05-01`);
  return era && in_eras(lang) ? `${era.letter}${era.year}` : String(year);
}

/** Splits an instant into the civil date and the clock of Japan, which knows no summer time. */
export function japan_time(instant: string): { date: string; clock: string } | null {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return null;
  const iso = new Date(ms + 9 * 3600 * 1000).toISOString();
  return { date: iso.slice(0, 10), clock: `${Number(iso.slice(11, 13))}:${iso.slice(14, 16)}` };
}

/** "10:42" today, "4/9 15:31" this year, "R7.12.3 9:05" before. */
export function moment(instant: string | null | undefined, lang: Language, today?: string): string {
  const at = instant ? japan_time(instant) : null;
  if (!at) return instant ?? '—';
  if (at.date === today) return at.clock;
  if (today && at.date.slice(0, 4) === today.slice(0, 4))
    return `${date_plain(at.date, lang)} ${at.clock}`;
  return `${date_short(at.date, lang)} ${at.clock}`;
}

/** 令和8年4月9日（木）8:27 */
export function moment_long(instant: string, lang: Language): string {
  const at = japan_time(instant);
  return at
    ? `${date_long(at.date, lang, { weekday: true })}${lang === 'en' ? ' ' : ''}${at.clock}`
    : instant;
}

/** The day so many days later. */
export function shift_date(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
}

/** The same day so many months later; the last one where that month is shorter. */
export function shift_month(iso: string, months: number): string {
  const { y, m, d } = parts(iso);
  const first = new Date(Date.UTC(y, m - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.getUTCFullYear()}-${two(first.getUTCMonth() + 1)}-${two(Math.min(d, last))}`;
}

/** 令和8年4月 / Apr 2026, of 2026-04. */
export function month_long(month: string, lang: Language): string {
  const { y, m } = parts(`${month}-01`);
  const era = in_eras(lang) ? era_year(`${month}-28`) : null;
  if (lang === 'en') return `${kMonthEn[m - 1] ?? ''} ${y}${era ? ` (${era.letter}${era.plain})` : ''}`;
  return era ? `${era.name}${era.year}年${m}月` : `${y}年${m}月`;
}

export function day_before(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) - 86400000).toISOString().slice(0, 10);
}

export function days_between(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86400000);
}
