// What people type into fields for numbers, codes and times, in the form that the server asks for.
// It reads the same spellings itself (src/register/typed_value); here they are read while typing.
import { narrow_digits } from './narrow';

/** １，２３４円 → 1234; commas only where they part thousands. */
export function plain_number(typed: string): string {
  const text = narrow_digits(typed)
    .replace(/，/g, ',')
    .replace(/＋/g, '+')
    .trim()
    .replace(/^[¥￥\\]\s*/, '')
    .replace(/\s*円$/, '');
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}

/** ９９８－７７６６ → 998-7766; a text that holds other letters stays as it was typed. */
export function plain_code(typed: string): string {
  const text = narrow_digits(typed).trim();
  return /^[0-9A-Za-z./-]*$/.test(text) ? text : typed;
}

/** ００４０００ → 004000; anything that is more than digits and what parts them stays. */
export function plain_digits(typed: string): string {
  const text = narrow_digits(typed).trim();
  return /^[0-9./-]*$/.test(text) ? text : typed;
}

/** 2:30, 0230, ２時３０分 → 02:30; null when it is no time of day. */
export function parse_clock(typed: string): string | null {
  const text = narrow_digits(typed).replace(/：/g, ':').replace(/\s+/g, '');
  const m =
    /^(\d{1,2}):(\d{2})$/.exec(text) ??
    /^(\d{1,2})(\d{2})$/.exec(text) ??
    /^(\d{1,2})時(?:(\d{1,2})分)?$/.exec(text);
  if (!m) return null;
  const hour = Number(m[1]);
  const minute = Number(m[2] ?? '0');
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
