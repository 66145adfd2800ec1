// Numbers as they stand on the screens. Amounts and areas come as integers or exact decimal texts
// and stay so: nothing here computes with a float.
import type { Language } from './era_date';

const kMinus = '−';

/** 1234567 or "1234567.50" with separators and a true minus sign. */
export function grouped(value: number | string): string {
  const text = String(value);
  const negative = text.startsWith('-');
  const [whole = '', fraction] = (negative ? text.slice(1) : text).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${negative ? kMinus : ''}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Yen; "—" where it does not apply. */
export function yen(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : grouped(value);
}

/** A change always carries its sign: +112, −9,100, ±0. */
export function change(value: number): string {
  if (value === 0) return '±0';
  return value > 0 ? `+${grouped(value)}` : grouped(value);
}

/** Square metres with two decimals, as the land register has them. */
export function area(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return '—';
  const [whole = '0', fraction = ''] = value.split('.');
  return grouped(`${whole}.${fraction.padEnd(2, '0')}`);
}

/** 43億8,291万円 in headlines only; English counts in millions. The rest is cut off, never rounded
 *  up. */
export function yen_headline(value: number, lang: Language): { figure: string; unit: string } {
  if (lang === 'en')
    return value >= 10_000_000
      ? { figure: grouped(Math.trunc(value / 1_000_000)), unit: 'million yen' }
      : { figure: grouped(value), unit: 'yen' };
  const oku = Math.trunc(value / 100_000_000);
  const man = Math.trunc((value % 100_000_000) / 10_000);
  if (oku > 0) return { figure: `${grouped(oku)}億${grouped(man)}`, unit: '万円' };
  return man > 0 ? { figure: grouped(man), unit: '万円' } : { figure: grouped(value), unit: '円' };
}

/** Change against a base in tenths of a percent by integer arithmetic: "+0.8%"; null without a
 *  base. */
export function percent_change(now: number, before: number): string | null {
  if (before === 0) return null;
  const tenths = Math.round(((now - before) * 1000) / Math.abs(before));
  const text = `${Math.trunc(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}%`;
  return tenths === 0 ? '±0.0%' : `${tenths > 0 ? '+' : kMinus}${text}`;
}

/** 0.04秒 needs two digits, 1.8秒 one. */
export function seconds(ms: number): string {
  return ms < 1000 ? (Math.max(1, Math.round(ms / 10)) / 100).toFixed(2) : (ms / 1000).toFixed(1);
}

/** Time left in words that a clerk would use. */
export function time_left(total_seconds: number, lang: Language): string {
  const s = Math.max(1, Math.round(total_seconds));
  if (s < 60) return lang === 'ja' ? `約${s}秒` : `about ${s} s`;
  if (s < 3600)
    return lang === 'ja' ? `約${Math.round(s / 60)}分` : `about ${Math.round(s / 60)} min`;
  return lang === 'ja' ? `約${Math.round(s / 3600)}時間` : `about ${Math.round(s / 3600)} h`;
}

/** 512 B, 12.3 KiB, 16 MiB: tenths by integer arithmetic, cut off. */
export function file_size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [unit, name] = bytes < 1024 * 1024 ? [1024, 'KiB'] : [1024 * 1024, 'MiB'];
  const tenths = Math.trunc((bytes * 10) / unit);
  const rest = tenths % 10;
  return `${grouped(Math.trunc(tenths / 10))}${rest === 0 ? '' : `.${rest}`} ${name}`;
}
