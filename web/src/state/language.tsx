// The language of the screen and the calendar of its dates: chosen once, kept with the account; a
// language chosen before signing in holds after it.
import {
  createContext,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  type ReactNode,
} from 'react';
import type { Text } from '../api/types';
import { calendar_of, write_dates_in, type Calendar, type Language } from '../lib/era_date';
import { remember } from '../lib/storage';
import { useRemembered } from './remembered';
import { translate, type TextArgs, type TextKey } from '../texts';

export interface Words {
  lang: Language;
  /** A text of the catalogue. */
  t: (key: TextKey, args?: TextArgs) => string;
  /** A text that belongs to data and came from the server; plain text passes. */
  d: (text: Text | string | number | boolean | null | undefined) => string;
  choose: (lang: Language) => void;
  /** Eras or western years; Japanese begins with eras, English with western years. */
  calendar: Calendar;
  write_dates: (calendar: Calendar) => void;
}

const Context = createContext<Words | null>(null);

function language_of(kept: string | null): Language {
  if (kept === 'ja' || kept === 'en') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'ja';
}

const calendar_kept = (kept: string | null): Calendar | null =>
  kept === 'era' || kept === 'western' ? kept : null;

export function LanguageProvider({ children }: { children: ReactNode }) {
  const lang = language_of(useRemembered('language'));
  const chosen = calendar_kept(useRemembered('calendar'));
  // Before anything below is drawn: dates are written by plain functions.
  write_dates_in(chosen);
  useLayoutEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const choose = useCallback((next: Language) => remember('language', next), []);
  const write_dates = useCallback((next: Calendar) => remember('calendar', next), []);
  const words = useMemo<Words>(
    () => ({
      lang,
      choose,
      calendar: chosen ?? calendar_of(lang),
      write_dates,
      t: (key, args) => translate(lang, key, args),
      d: (text) => {
        if (text === null || text === undefined) return '';
        return typeof text === 'object' ? text[lang] : String(text);
      },
    }),
    [lang, choose, chosen, write_dates],
  );
  return <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('useWords outside LanguageProvider');
  return words;
}
