// Reading from the server: one answer at a time, the newest question wins, old data stay on screen
// while new ones come. Under 300 ms nothing is shown; `slow` then asks for gray bars.
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import { useServer } from './server_state';

export interface QueryResult<T> {
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  slow: boolean;
  reload: () => void;
}

const kQuietMs = 300;

/** `key` names the question; null asks nothing. Data of another key are dropped at once, so that no
 *  screen ever shows one person's figures under another person's name. */
export function useQuery<T>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
): QueryResult<T> {
  const { epoch } = useServer();
  const [turn, set_turn] = useState(0);
  const [state, set_state] = useState<{
    key: string | null;
    data: T | null;
    error: ApiError | null;
    loading: boolean;
    slow: boolean;
  }>({ key, data: null, error: null, loading: key !== null, slow: false });
  const question = useRef(ask);
  question.current = ask;

  useEffect(() => {
    if (key === null) {
      set_state({ key, data: null, error: null, loading: false, slow: false });
      return;
    }
    const stop = new AbortController();
    set_state((old) =>
      old.key === key
        ? { ...old, loading: true, slow: false }
        : { key, data: null, error: null, loading: true, slow: false },
    );
    const timer = window.setTimeout(
      () => set_state((old) => ({ ...old, slow: old.loading })),
      kQuietMs,
    );
    question
      .current(stop.signal)
      .then(
        (data) => {
          if (!stop.signal.aborted)
            set_state({ key, data, error: null, loading: false, slow: false });
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const fault = error instanceof ApiError ? error : new ApiError(500, []);
          // An ended session or a lost server is shown over the page; what was read before stays
          // under it, and so it does when the server only fails for the moment: a form in it must not
          // go. What may no longer be seen (403) or is no more (404) goes.
          const covered = fault.status === 401 || fault.unreachable;
          const passing = fault.status === 429 || fault.status >= 500;
          set_state((old) => ({
            ...old,
            error: covered ? null : fault,
            data: covered || passing ? old.data : null,
            loading: covered,
            slow: covered,
          }));
        },
      )
      .finally(() => window.clearTimeout(timer));
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [key, epoch, turn]);

  const reload = useCallback(() => set_turn((n) => n + 1), []);
  const fresh = state.key === key;
  return {
    data: fresh ? state.data : null,
    error: fresh ? state.error : null,
    loading: fresh ? state.loading : key !== null,
    slow: fresh && state.slow,
    reload,
  };
}
