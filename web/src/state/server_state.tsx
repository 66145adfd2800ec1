// What is true of the server as a whole: the place it serves, whether it answers, whether our
// session still holds, and who we are. Screens below never handle an ended session or a lost server
// themselves.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { ApiError, listen, set_csrf } from '../api/client';
import * as api from '../api/endpoints';
import type { Place, Session } from '../api/types';
import { browser_keeper, type Keeper } from './preferences';

interface Server {
  place: Place | null;
  session: Session | null;
  /** The first question ("are we signed in?") has been answered. */
  ready: boolean;
  /** The session ended while a screen was open: sign in over the page. */
  expired: boolean;
  reachable: boolean;
  /** Grows when questions must be asked again: after signing in anew, or when the server is
   *  back. */
  epoch: number;
  signed_in: (session: Session) => void;
  sign_out: () => Promise<void>;
}

const Context = createContext<Server | null>(null);
const kRetryMs = 3000;

async function current_session(): Promise<Session | null> {
  try {
    return await api.session();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

async function sign_out(): Promise<void> {
  await api.sign_out().catch(() => undefined);
  // Loading anew empties memory: nothing that was on screen can be brought back.
  window.location.assign('/');
}

export function ServerProvider({ children }: { children: ReactNode }) {
  const [place, set_place] = useState<Place | null>(null);
  const [session, set_session] = useState<Session | null>(null);
  const [ready, set_ready] = useState(false);
  const [expired, set_expired] = useState(false);
  const [reachable, set_reachable] = useState(true);
  const [epoch, set_epoch] = useState(0);
  const held = useRef<Session | null>(null);
  const keeper = useRef<Keeper>(null as unknown as Keeper);
  keeper.current ??= browser_keeper();

  const signed_in = useCallback((next: Session) => {
    // Another person at the same desk must not inherit the page of the one before.
    if (held.current && held.current.account.id !== next.account.id) window.location.assign('/');
    held.current = next;
    set_csrf(next.csrf);
    keeper.current.signed_in(next.account.id, next.preferences ?? {});
    set_session(next);
    set_expired(false);
    set_epoch((n) => n + 1);
  }, []);

  useEffect(() => {
    const session_ended = () => {
      if (held.current) set_expired(true);
    };
    listen({ session_ended, reachable: set_reachable });
    return keep_trying(async (still) => {
      set_place(await api.place());
      const current = await current_session();
      if (!still()) return;
      if (current) signed_in(current);
      set_ready(true);
    });
  }, [signed_in]);

  useEffect(() => {
    const left = () => keeper.current.leave();
    window.addEventListener('pagehide', left);
    return () => window.removeEventListener('pagehide', left);
  }, []);
  useEffect(() => {
    if (reachable) return;
    const again = async () => {
      set_place(await api.place());
      set_epoch((n) => n + 1);
    };
    const timer = window.setInterval(() => again().catch(() => undefined), kRetryMs);
    return () => window.clearInterval(timer);
  }, [reachable]);

  const server = useMemo(
    () => ({ place, session, ready, expired, reachable, epoch, signed_in, sign_out }),
    [place, session, ready, expired, reachable, epoch, signed_in],
  );
  return <Context.Provider value={server}>{children}</Context.Provider>;
}

/** Tries until it succeeds once; the answer stops it. */
function keep_trying(attempt: (still: () => boolean) => Promise<void>): () => void {
  let stopped = false;
  const once = () => {
    attempt(() => !stopped).catch(() => {
      if (!stopped) window.setTimeout(once, kRetryMs);
    });
  };
  once();
  return () => {
    stopped = true;
  };
}

export function useServer(): Server {
  const server = useContext(Context);
  if (!server) throw new Error('useServer outside ServerProvider');
  return server;
}

/** The server's today, so that a wrong clock on a desk never dates anything. */
export function useToday(): string | undefined {
  return useServer().place?.today;
}
