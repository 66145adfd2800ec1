// A month to choose a day from, beside a date field: arrows move by days and weeks, Page Up and Down
// by months (with Shift by years), Home and End within the week, Enter takes, Esc goes back.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { date_long, date_short, month_long, shift_date, shift_month, weekday } from '../lib/era_date';
import { useWords } from '../state/language';

interface Props {
  label: string;
  /** The day that is chosen, or where to begin. */
  day: string;
  today: string | undefined;
  take: (iso: string) => void;
  close: () => void;
}

/** Six weeks that hold the month, from a Sunday on, as calendars on Japanese desks do. */
function weeks_of(month: string): string[][] {
  const first = `${month}-01`;
  const before = new Date(`${first}T00:00:00Z`).getUTCDay();
  const begin = shift_date(first, -before);
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => shift_date(begin, week * 7 + at)),
  );
}

export function Calendar({ label, day, today, take, close }: Props) {
  const { t, lang } = useWords();
  const [at, set_at] = useState(day);
  const box = useRef<HTMLDivElement>(null);
  const by_keys = useRef(true);
  useEffect(() => {
    // The buttons of the months keep the focus; the days take it when one walks among them.
    if (by_keys.current) box.current?.querySelector<HTMLElement>('[tabindex="0"][data-day]')?.focus();
    by_keys.current = false;
  }, [at]);
  const month = at.slice(0, 7);
  const weeks = weeks_of(month);
  const keys = (event: KeyboardEvent) => {
    const week_day = new Date(`${at}T00:00:00Z`).getUTCDay();
    const moves: Record<string, () => string> = {
      ArrowLeft: () => shift_date(at, -1),
      ArrowRight: () => shift_date(at, 1),
      ArrowUp: () => shift_date(at, -7),
      ArrowDown: () => shift_date(at, 7),
      Home: () => shift_date(at, -week_day),
      End: () => shift_date(at, 6 - week_day),
      PageUp: () => shift_month(at, event.shiftKey ? -12 : -1),
      PageDown: () => shift_month(at, event.shiftKey ? 12 : 1),
    };
    const move = moves[event.key];
    if (move && (event.target as HTMLElement).dataset.day !== undefined) {
      by_keys.current = true;
      set_at(move());
    } else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="calendar" role="dialog" aria-label={label} ref={box} onKeyDown={keys}>
      <div className="row">
        <button
          type="button"
          className="btn s quiet"
          onClick={() => set_at(shift_month(at, -1))}
        >
          {t('date.month_before')}
        </button>
        <b aria-live="polite">{month_long(month, lang)}</b>
        <button
          type="button"
          className="btn s quiet"
          onClick={() => set_at(shift_month(at, 1))}
        >
          {t('date.month_after')}
        </button>
      </div>
      <table>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((one) => (
              <th scope="col" key={one}>
                {weekday(one, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <td key={one}>
                  <button
                    type="button"
                    data-day={one}
                    tabIndex={one === at ? 0 : -1}
                    className={one.startsWith(month) ? undefined : 'other'}
                    aria-label={date_long(one, lang, { weekday: true })}
                    aria-pressed={one === day}
                    aria-current={one === today ? 'date' : undefined}
                    title={date_short(one, lang)}
                    onClick={() => take(one)}
                  >
                    {Number(one.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
