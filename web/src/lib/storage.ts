// Preferences of this browser (language, columns, single-letter keys). Never anything about a
// person. A browser that forbids storage only forgets; it must not stop the work.
const kPrefix = 'daicho.';

export function remembered(name: string): string | null {
  try {
    return window.localStorage.getItem(kPrefix + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(kPrefix + name, value);
  } catch {
    // Private mode or a full store: the choice holds until the page is left.
  }
}
