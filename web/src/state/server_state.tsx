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
import { listen, set_csrf } from '../api/client';
import * as api from '../api/endpoints';
import type { Place, Session } from '../api/types';

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

export function ServerProvider({ children }: { children: ReactNode }) {
  const [place, set_place] = useState<Place | null>(null);
  const [session, set_session] = useState<Session | null>(null);
  const [ready, set_ready] = useState(false);
  const [expired, set_expired] = useState(false);
  const [reachable, set_reachable] = useState(true);
  const [epoch, set_epoch] = useState(0);
  const held = useRef<Session | null>(null);

  const signed_in = useCallback((next: Session) => {
    // Another person at the same desk must not inherit the page of the one before.
    if (held.current && held.current.account.id !== next.account.id) window.location.assign('/');
    held.current = next;
    set_csrf(next.csrf);
    set_session(next);
    set_expired(false);
    set_epoch((n) => n + 1);
  }, []);

  const sign_out = useCallback(async () => {
    await api.sign_out().catch(() => undefined);
    // Loading anew empties memory: nothing that was on screen can be brought back.
    window.location.assign('/');
  }, []);

  useEffect(() => {
    listen({
      session_ended: () => {
        if (held.current) set_expired(true);
      },
      reachable: set_reachable,
    });
    let stopped = false;
    const begin = async () => {
      try {
        set_place(await api.place());
        const current = await api.session().catch((error: { status?: number }) => {
          if (error.status === 401) return null;
          throw error;
        });
        if (stopped) return;
        if (current) signed_in(current);
        set_ready(true);
      } catch {
        if (!stopped) window.setTimeout(() => void begin(), kRetryMs);
      }
    };
    void begin();
    return () => {
      stopped = true;
    };
  }, [signed_in]);

  useEffect(() => {
    if (reachable) return;
    const timer = window.setInterval(() => {
      api.place().then(
        (next) => {
          set_place(next);
          set_epoch((n) => n + 1);
        },
        () => undefined,
      );
    }, kRetryMs);
    return () => window.clearInterval(timer);
  }, [reachable]);

  const server = useMemo(
    () => ({ place, session, ready, expired, reachable, epoch, signed_in, sign_out }),
    [place, session, ready, expired, reachable, epoch, signed_in, sign_out],
  );
  return <Context.Provider value={server}>{children}</Context.Provider>;
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
