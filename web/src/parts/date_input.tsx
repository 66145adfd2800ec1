// The one field for a date, in forms, filters and time bars: typed in any of the four spellings,
// with the day it was understood as, in the other calendar, and a fault that says what can be typed.
// Its value is ISO as soon as the text can be read, else the text itself: nothing typed is lost.
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import {
  date_in_field,
  date_in_other_calendar,
  is_date_or_empty,
  parse_date,
} from '../lib/era_date';
import { useWords } from '../state/language';
import { useToday } from '../state/server_state';
import { Calendar } from './calendar';
import { Shape } from './mark';
import { useDismiss } from './use_dismiss';

export interface DateInputProps {
  id?: string;
  name?: string;
  /** What is dated, for the calendar's name. */
  of?: string;
  /** Where no label stands beside it. */
  label?: string;
  /** ISO, or what was typed and cannot be read. */
  value: string;
  set: (value: string) => void;
  /** When it is left or Enter is pressed: for fields that ask at once. */
  take?: (value: string) => void;
  small?: boolean;
  width?: number;
  disabled?: boolean;
  required?: boolean;
  /** A fault that somebody else found stands elsewhere; its place. */
  invalid?: boolean;
  described?: string | undefined;
}

const shown_text = (value: string, lang: 'ja' | 'en') =>
  value !== '' && is_date_or_empty(value) ? date_in_field(value, lang) : value;

export function DateInput(props: DateInputProps) {
  const { value, set, take, small = false, invalid = false, described } = props;
  const of = props.of ?? props.label;
  const { t, lang, calendar } = useWords();
  const own = useId();
  const id = props.id ?? own;
  const [typed, set_typed] = useState(() => shown_text(value, lang));
  const [left, set_left] = useState(true);
  // Another value from outside, or another way to write dates.
  useEffect(() => {
    set_typed((old) => ((parse_date(old) ?? old.trim()) === value ? old : shown_text(value, lang)));
  }, [value, lang]);
  useEffect(() => set_typed(shown_text(value, lang)), [lang, calendar]);
  const change = (text: string) => {
    set_typed(text);
    set_left(false);
    set(parse_date(text) ?? text.trim());
  };
  const leave = () => {
    set_left(true);
    set_typed(shown_text(value, lang));
    take?.(value);
  };
  const [open, set_open] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const shut = useCallback(() => set_open(false), []);
  useDismiss(open, box, button, shut);
  const today = useToday();
  const choose = (iso: string) => {
    set_typed(shown_text(iso, lang));
    set_left(true);
    set(iso);
    take?.(iso);
    shut();
    button.current?.focus();
  };
  const readable = is_date_or_empty(value);
  const bad = left && !readable;
  const said = bad ? `${id}-bad` : readable && value !== '' ? `${id}-day` : null;
  return (
    <span className={small ? 'date-in s' : 'date-in'} ref={box}>
      <span className="with-button">
        <input
          id={id}
          name={props.name}
          className={small ? 'in s' : 'in'}
          style={props.width ? { width: props.width } : undefined}
          type="text"
          autoComplete="off"
          aria-label={props.label}
          aria-required={props.required}
          aria-invalid={bad || invalid}
          aria-describedby={[described, said].filter(Boolean).join(' ') || undefined}
          placeholder={t('date.hint')}
          disabled={props.disabled}
          value={typed}
          onChange={(event) => change(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave();
          }}
        />
        <button
          type="button"
          className={small ? 'btn s' : 'btn'}
          ref={button}
          disabled={props.disabled}
          aria-expanded={open}
          aria-haspopup="dialog"
          aria-label={t('date.calendar_choose')}
          aria-describedby={`${id}-of`}
          onClick={() => set_open(!open)}
        >
          {t('date.calendar')}
        </button>
        <span className="vh" id={`${id}-of`}>
          {of}
        </span>
      </span>
      {open ? (
        <Calendar
          label={t('date.calendar_of', { label: of ?? t('date.day') })}
          day={value !== '' && readable ? value : (today ?? '2026-01-01')}
          today={today}
          take={choose}
          close={() => {
            shut();
            button.current?.focus();
          }}
        />
      ) : null}
      <span className="said" aria-live="polite">
        {bad ? (
          <span className="err" id={`${id}-bad`}>
            <Shape tone="bad" />
            {t('date.bad', { typed: value })}
          </span>
        ) : readable && value !== '' ? (
          <span className="sub" id={`${id}-day`}>
            {t('date.understood', { date: date_in_other_calendar(value, lang) })}
          </span>
        ) : null}
      </span>
    </span>
  );
}
