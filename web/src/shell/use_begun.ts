// An address with `do` opens its screen with that action begun: what is marked `data-do` comes into
// view and has the focus, so that the next key goes there. Nothing is pressed for anybody: as long as
// the key that chose the action is down, it would press the button that has the focus.
import { useEffect } from 'react';
import { useRouter } from '../state/router';

const kPatienceMs = 10_000;
const kFocusable =
  'input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), button:not([disabled]), a[href]';

let held = false;
window.addEventListener('keydown', () => (held = true), true);
window.addEventListener('keyup', () => (held = false), true);
window.addEventListener('blur', () => (held = false));

/** Once no key is down. */
function after_keys(run: () => void): () => void {
  const wait = () => {
    if (!held) {
      window.clearInterval(timer);
      run();
    }
  };
  const timer = window.setInterval(wait, 30);
  return () => window.clearInterval(timer);
}

function begin(place: HTMLElement): void {
  const target = place.matches(kFocusable) ? place : place.querySelector<HTMLElement>(kFocusable);
  place.scrollIntoView({ block: 'center' });
  if (target) target.focus();
  else {
    // Nothing to be done here now (nobody is locked): its title says so.
    place.tabIndex = -1;
    place.focus();
  }
}

export function useBegun(): void {
  const { search, path, set_query } = useRouter();
  const act = search.get('do');
  useEffect(() => {
    if (act === null) return undefined;
    const mark = `#main [data-do="${CSS.escape(act)}"]`;
    const watch = new MutationObserver(() => look());
    const timer = window.setTimeout(() => watch.disconnect(), kPatienceMs);
    let let_go: () => void = () => undefined;
    const look = () => {
      const place = document.querySelector<HTMLElement>(mark);
      if (!place) return;
      watch.disconnect();
      window.clearTimeout(timer);
      let_go = after_keys(() => {
        begin(place);
        // Once: going back to this address begins nothing.
        set_query({ do: null });
      });
    };
    watch.observe(document.body, { childList: true, subtree: true });
    look();
    return () => {
      watch.disconnect();
      window.clearTimeout(timer);
      let_go();
    };
  }, [act, path, set_query]);
}
