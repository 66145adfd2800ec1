// Preferences (language, columns, single-letter keys) as this browser has them. They belong to the
// account (state/preferences.ts); the browser's copy serves until somebody has signed in, and draws
// the screen before the server is asked. Never anything about a person. A browser that forbids
// storage only forgets; it must not stop the work.
const kPrefix = 'daicho.';

/** What this page knows, whether or not the browser keeps it. */
const here = new Map<string, string | null>();
const watchers = new Set<() => void>();
let choice: (name: string) => void = () => undefined;

function read(name: string): string | null {
  try {
    return window.localStorage.getItem(kPrefix + name);
  } catch {
    return null;
  }
}

function write(name: string, value: string | null): void {
  here.set(name, value);
  try {
    if (value === null) window.localStorage.removeItem(kPrefix + name);
    else window.localStorage.setItem(kPrefix + name, value);
  } catch {
    // Private mode or a full store: the choice holds until the page is left.
  }
}

const tell = () => watchers.forEach((watcher) => watcher());

export function remembered(name: string): string | null {
  const known = here.get(name);
  if (known !== undefined) return known;
  const kept = read(name);
  here.set(name, kept);
  return kept;
}

/** A choice of whoever sits here; null gives one up. */
export function remember(name: string, value: string | null): void {
  if (remembered(name) === value) return;
  write(name, value);
  choice(name);
  tell();
}

/** What the account has takes the place of what the browser had; `stays` is left where the account
 *  has nothing. */
export function take_over(values: Record<string, string>, stays: readonly string[]): void {
  const names = new Set([...here.keys(), ...names_in_store(), ...Object.keys(values)]);
  for (const name of names) {
    const value = values[name] ?? null;
    if (value === null && stays.includes(name)) continue;
    if (remembered(name) !== value) write(name, value);
  }
  tell();
}

function names_in_store(): string[] {
  try {
    return Object.keys(window.localStorage)
      .filter((key) => key.startsWith(kPrefix))
      .map((key) => key.slice(kPrefix.length));
  } catch {
    return [];
  }
}

/** Choices of this tab that no account has yet: they outlive loading the page anew. */
export function unsent(): string[] {
  try {
    return (window.sessionStorage.getItem(`${kPrefix}unsent`) ?? '').split(',').filter(Boolean);
  } catch {
    return [];
  }
}

export function set_unsent(names: readonly string[]): void {
  try {
    if (names.length === 0) window.sessionStorage.removeItem(`${kPrefix}unsent`);
    else window.sessionStorage.setItem(`${kPrefix}unsent`, names.join(','));
  } catch {
    // As above: the choice holds on this page.
  }
}

/** Calls when anything remembered may have changed. */
export function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Who hears of each choice: one, that keeps them with the account. */
export function on_choice(hear: (name: string) => void): void {
  choice = hear;
}

/** Another tab chose: this one follows. */
export function follow_other_tabs(): void {
  window.addEventListener('storage', (event) => {
    if (event.key !== null && !event.key.startsWith(kPrefix)) return;
    if (event.key === null) here.clear();
    else here.delete(event.key.slice(kPrefix.length));
    tell();
  });
}
