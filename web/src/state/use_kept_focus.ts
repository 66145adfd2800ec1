// Whoever works with keys or listens to the page must not fall out of it: when the control that had
// the focus is switched off while its work is under way, or goes or is hidden with what it stood in,
// the browser drops the focus to the page's beginning. It returns to the control as soon as that
// works again, or to the nearest thing that is still there around it.
import { useEffect } from 'react';

/** What can hold the focus for those who were inside it. */
const kHolders = '[role=dialog],[role=tabpanel],li,form,section,#main';

const off = (node: Element) => node instanceof HTMLElement && node.matches(':disabled');

const seen = (node: Element) => node.isConnected && node.getClientRects().length > 0;

function lost(): boolean {
  const now = document.activeElement;
  return now === null || now === document.body || off(now) || !seen(now);
}

function hold(holder: HTMLElement): void {
  // A dialog names where to begin.
  const first = holder.querySelectorAll<HTMLElement>('[data-first]:not(:disabled)');
  const node = (holder.matches('[role=dialog]') && [...first].find(seen)) || holder;
  if (node.tabIndex < 0 && !node.hasAttribute('tabindex')) {
    node.tabIndex = -1;
    node.addEventListener('blur', () => node.removeAttribute('tabindex'), { once: true });
  }
  node.focus({ preventScroll: true });
}

export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let around: HTMLElement[] = [];
    let own: Element | null = null; // a list that moves the focus with its rows
    let timer = 0;
    const entered = (event: FocusEvent) => {
      if (!(event.target instanceof HTMLElement) || event.target === document.body) return;
      last = event.target;
      own = last.closest('[data-own-focus]');
      around = [];
      for (let node = last.parentElement; node; node = node.parentElement)
        if (node.matches(kHolders)) around.push(node);
    };
    // Pressing beside every control gives the focus up on purpose.
    const pressed = () => {
      last = null;
    };
    const look = () => {
      timer = 0;
      if (!last || own?.isConnected || !lost()) return;
      if (seen(last)) {
        if (!off(last)) last.focus({ preventScroll: true });
        return;
      }
      // Where all of it has gone the page is another one, and is begun at its first stop.
      const holder = around.find(seen);
      if (holder) hold(holder);
    };
    // After the drawing that took it away: a screen that sets the focus itself has done so by then.
    const changed = () => {
      if (timer === 0 && last && lost()) timer = window.setTimeout(look);
    };
    const watch = new MutationObserver(changed);
    watch.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden'],
    });
    document.addEventListener('focusin', entered);
    document.addEventListener('pointerdown', pressed);
    return () => {
      window.clearTimeout(timer);
      watch.disconnect();
      document.removeEventListener('focusin', entered);
      document.removeEventListener('pointerdown', pressed);
    };
  }, []);
}
