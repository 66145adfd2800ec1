// An amount that explains itself: a button with a dotted underline which opens the side panel.
import { createContext, useContext } from 'react';
import { yen } from '../lib/number_format';
import { useWords } from '../state/language';

export interface Explain {
  open_path: string | null;
  open: (path: string, from: HTMLElement) => void;
}
export const ExplainContext = createContext<Explain>({ open_path: null, open: () => undefined });

interface Props {
  value: number | null | undefined;
  path: string;
  what: string;
}

export function Amount({ value, path, what }: Props) {
  const { t } = useWords();
  const { open_path, open } = useContext(ExplainContext);
  if (value === null || value === undefined)
    return (
      <span className="mut" title={t('state.not_applicable')}>
        —
      </span>
    );
  return (
    <button
      type="button"
      className="amt"
      data-path={path}
      aria-expanded={open_path === path}
      aria-label={t('explain.open', { what, yen: yen(value) })}
      onClick={(event) => open(path, event.currentTarget)}
    >
      {yen(value)}
    </button>
  );
}
