// 基準日 (when it is so) and 知り得た記録 (what was known): on every record, typed in any of the four
// spellings. Leaving "now" tints the frame (time_band.tsx) and closes editing.
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { date_long, parse_date } from '../lib/era_date';
import { narrow_digits } from '../lib/narrow';
import { grouped } from '../lib/number_format';
import { useWords } from '../state/language';
import { useRouter } from '../state/router';
import { useToday } from '../state/server_state';
import { Icon } from './icon';
import { Shape } from './mark';

export function TimeBar({ children, only_date }: { children?: ReactNode; only_date?: boolean }) {
  const { t, lang } = useWords();
  const { at, set_query } = useRouter();
  const today = useToday();
  const id = useId();
  const shown_date = at.as_of ? date_long(at.as_of, lang) : today ? t('time.today', { date: date_long(today, lang) }) : '';
  const [date, set_date] = useState(shown_date);
  const [entry, set_entry] = useState('');
  const [bad, set_bad] = useState<string | null>(null);
  useEffect(() => set_date(shown_date), [shown_date]);
  useEffect(() => set_entry(at.as_known ? grouped(at.as_known) : ''), [at.as_known]);

  const take_date = () => {
    const typed = date.trim();
    if (typed === '' || typed === shown_date) { set_bad(null); set_date(shown_date); return; }
    const iso = parse_date(typed);
    if (iso === null) { set_bad(t('time.bad_date', { typed })); return; }
    set_bad(null);
    set_date(date_long(iso, lang));
    set_query({ as_of: iso === today ? null : iso });
  };
  const take_entry = () => {
    const typed = narrow_digits(entry).replace(/[,\s]/g, '');
    if (typed === '') { set_bad(null); if (at.as_known) set_query({ as_known: null }); return; }
    if (!/^\d{1,15}$/.test(typed)) { set_bad(t('time.bad_entry', { typed: entry })); return; }
    set_bad(null);
    set_query({ as_known: typed });
  };
  const on_enter = (take: () => void) => (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); take(); }
  };
  return (
    <>
      <div className="asof mb-1.5" role="group" aria-label={t('time.title')}>
        <Icon name="clock" small />
        <label className="f" htmlFor={`${id}-d`}>{t('time.as_of')}</label>
        <input id={`${id}-d`} className="in s" style={{ width: 162 }} value={date} aria-invalid={bad !== null} aria-describedby={bad ? `${id}-e` : undefined}
          onChange={(event) => set_date(event.target.value)} onFocus={(event) => event.target.select()} onBlur={take_date} onKeyDown={on_enter(take_date)} />
        {only_date ? null : <>
          <label className="f ml-2" htmlFor={`${id}-k`}>{t('time.as_known')}</label>
          <input id={`${id}-k`} className="in s" style={{ width: 150 }} inputMode="numeric" value={entry} placeholder={t('time.as_known_hint')}
            onChange={(event) => set_entry(event.target.value)} onBlur={take_entry} onKeyDown={on_enter(take_entry)} />
        </>}
        {children}
      </div>
      <div role="alert">{bad ? <p className="err mb-1.5" id={`${id}-e`}><Shape tone="bad" />{bad}</p> : null}</div>
    </>
  );
}
