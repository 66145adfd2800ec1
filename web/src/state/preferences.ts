// Preferences are kept with the account: what it has is taken over at sign-in, what is chosen goes
// there a moment later. A choice that cannot be sent now is sent with the next one.
import { keep_preferences } from '../api/preferences';
import { on_choice, remembered, set_unsent, take_over, unsent } from '../lib/storage';

const kRestMs = 400;
/** Chosen before anybody signed in, and so by whoever does: the switch survives the sign-in. */
const kBefore = ['language'];

export interface Keeper {
  /** Somebody has signed in, with what the account has. */
  signed_in: (account: string, kept: Record<string, string>) => void;
  /** What waits is sent now: the page is left. */
  leave: () => void;
}

export function preference_keeper(
  send: (changes: Record<string, string | null>, leaving: boolean) => Promise<unknown>,
  later: (run: () => void, ms: number) => void,
): Keeper {
  const waiting = new Set<string>(unsent());
  let known: string | null = null;
  let timed = false;
  const flush = (leaving: boolean) => {
    timed = false;
    if (known === null || waiting.size === 0) return;
    const names = [...waiting];
    waiting.clear();
    const changes = Object.fromEntries(names.map((name) => [name, remembered(name)]));
    send(changes, leaving).catch((error: unknown) => {
      // What the server refuses is not sent again; what it did not hear is.
      const status = (error as { status?: number }).status ?? 0;
      if (status === 0 || status === 401 || status >= 429) names.forEach((name) => waiting.add(name));
    });
  };
  const soon = () => {
    if (timed) return;
    timed = true;
    later(() => flush(false), kRestMs);
  };
  on_choice((name) => {
    waiting.add(name);
    if (known !== null) soon();
    else set_unsent([...waiting]);
  });
  return {
    signed_in: (account, kept) => {
      // What was chosen by somebody else, or by nobody known, is not hers.
      if (known !== account)
        for (const name of [...waiting])
          if (known !== null || !kBefore.includes(name)) waiting.delete(name);
      const fresh = Object.fromEntries([...waiting].map((name) => [name, remembered(name)]));
      const chosen = Object.fromEntries(
        Object.entries({ ...kept, ...fresh }).filter((one): one is [string, string] => one[1] !== null),
      );
      known = account;
      set_unsent([]);
      take_over(chosen, kBefore);
      if (waiting.size > 0) soon();
    },
    leave: () => flush(true),
  };
}

export const browser_keeper = (): Keeper =>
  preference_keeper(keep_preferences, (run, ms) => void window.setTimeout(run, ms));
