// Keys of a screen. Single letters work only outside fields and can be switched off; what a screen
// registers here is also what the foot and the list of keys (`?`) show, so they never disagree.
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { remember } from '../lib/storage';
import { useRemembered } from './remembered';

export interface Key {
  /** KeyboardEvent.key, or several of them; `Shift+ArrowDown` where Shift makes another one of it. */
  on: string | readonly string[];
  /** What the key cap shows. */
  cap: string;
  label: string;
  run: (event: KeyboardEvent) => void;
}

interface Keys {
  keys: readonly Key[];
  letters: boolean;
  set_letters: (yes: boolean) => void;
  add: (owner: symbol, keys: readonly Key[]) => void;
  remove: (owner: symbol) => void;
}

const Context = createContext<Keys | null>(null);

function in_field(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
  );
}

const is_letter = (key: string) => key.length === 1 && key !== ' ';

export function KeysProvider({ children }: { children: ReactNode }) {
  const [sets, set_sets] = useState<readonly { owner: symbol; keys: readonly Key[] }[]>([]);
  const letters = useRemembered('letters') !== 'off';
  const keys = useMemo(() => sets.flatMap((set) => set.keys), [sets]);

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.isComposing
      )
        return;
      if (in_field(event.target) && event.key !== 'Escape') return;
      if (document.querySelector('[aria-modal="true"]') && event.key !== 'Escape') return;
      if (is_letter(event.key) && event.key !== '/' && event.key !== '?' && !letters) return;
      // A button or link in focus keeps its own Enter and Space.
      if (
        (event.key === 'Enter' || event.key === ' ') &&
        event.target instanceof HTMLElement &&
        event.target.closest('a,button,summary,input')
      )
        return;
      const name = is_letter(event.key) ? event.key.toLowerCase() : event.key;
      // The latest screen or panel speaks first; a key with Shift only where it is asked for so.
      const speaks = (spelled: string) =>
        [...keys]
          .reverse()
          .find((key) => (typeof key.on === 'string' ? [key.on] : key.on).includes(spelled));
      const hit = (event.shiftKey ? speaks(`Shift+${name}`) : undefined) ?? speaks(name);
      if (!hit) return;
      event.preventDefault();
      hit.run(event);
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [keys, letters]);

  const value = useMemo<Keys>(
    () => ({
      keys,
      letters,
      set_letters: (yes) => remember('letters', yes ? 'on' : 'off'),
      add: (owner, added) =>
        set_sets((old) => [...old.filter((set) => set.owner !== owner), { owner, keys: added }]),
      remove: (owner) => set_sets((old) => old.filter((set) => set.owner !== owner)),
    }),
    [keys, letters],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useKeyTable(): Keys {
  const keys = useContext(Context);
  if (!keys) throw new Error('useKeyTable outside KeysProvider');
  return keys;
}

/** Registers keys while the caller is on screen. Handlers may change at every render; only caps and
 *  labels decide whether the table is written anew. */
export function useKeys(keys: readonly Key[]): void {
  const { add, remove } = useKeyTable();
  const owner = useRef(Symbol('keys'));
  const latest = useRef(keys);
  latest.current = keys;
  const shape = keys.map((key) => `${String(key.on)}|${key.cap}|${key.label}`).join('\n');
  const stable = useRef({ add, remove });
  stable.current = { add, remove };
  useEffect(() => {
    const id = owner.current;
    stable.current.add(
      id,
      latest.current.map((key, index) => ({
        ...key,
        run: (event: KeyboardEvent) => latest.current[index]?.run(event),
      })),
    );
    return () => stable.current.remove(id);
  }, [shape]);
}
