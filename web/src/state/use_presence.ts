// Keys and pointer say that somebody is at work: at most once a minute the session is renewed, so
// that a long text may be typed without asking the server for anything else. A screen left alone
// asks only in the background, and its session ends.
import { useEffect } from 'react';
import * as api from '../api/endpoints';

const kRenewEveryMs = 60_000;

export function usePresence() {
  useEffect(() => {
    let renewed = Date.now();
    const here = () => {
      if (Date.now() - renewed < kRenewEveryMs) return;
      renewed = Date.now();
      // An ended session or a lost server is said over the page by those who listen.
      api.stay().catch(() => undefined);
    };
    const signs = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, here, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, here);
    };
  }, []);
}
