// The texts of this chunk, kept out of the first screen: the same catalogue form, its own lookup.
import type { Text } from '../../api/types';
import type { Language } from '../../lib/era_date';
import { useWords } from '../../state/language';
import { life_texts } from '../../texts/life';

export type LifeKey = keyof typeof life_texts;
type Args = Record<string, string | number>;

export interface LifeWords {
  lang: Language;
  w: (key: LifeKey, args?: Args) => string;
  d: (text: Text | string | number | boolean | null | undefined) => string;
}

export function useLifeWords(): LifeWords {
  const { lang, d } = useWords();
  const w = (key: LifeKey, args?: Args) =>
    life_texts[key][lang].replace(/\{(\w+)\}/g, (whole, name: string) =>
      args && name in args ? String(args[name]) : whole,
    );
  return { lang, d, w };
}
