// The language of the screen: chosen once, kept in this browser, unchanged by signing in or out.
import {
  createContext,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import type { Text } from '../api/types';
import type { Language } from '../lib/era_date';
import { remember, remembered } from '../lib/storage';
import { translate, type TextArgs, type TextKey } from '../texts';

export interface Words {
  lang: Language;
  /** A text of the catalogue. */
  t: (key: TextKey, args?: TextArgs) => string;
  /** A text that belongs to data and came from the server; plain text passes. */
  d: (text: Text | string | number | boolean | null | undefined) => string;
  choose: (lang: Language) => void;
}

const Context = createContext<Words | null>(null);

function first_choice(): Language {
  const kept = remembered('language');
  if (kept === 'ja' || kept === 'en') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'ja';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [lang, set_lang] = useState<Language>(first_choice);
  useLayoutEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const choose = useCallback((next: Language) => {
    remember('language', next);
    set_lang(next);
  }, []);
  const words = useMemo<Words>(
    () => ({
      lang,
      choose,
      t: (key, args) => translate(lang, key, args),
      d: (text) => {
        if (text === null || text === undefined) return '';
        return typeof text === 'object' ? text[lang] : String(text);
      },
    }),
    [lang, choose],
  );
  return <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('useWords outside LanguageProvider');
  return words;
}
