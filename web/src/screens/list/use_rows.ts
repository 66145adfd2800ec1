// Rows of a long list, fetched in blocks around what is on screen. Rows fetched count as disclosed, so
// nothing is fetched ahead, and a block that is only scrolled past is never asked for.
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { Row } from '../../api/types';
import { useServer } from '../../state/server_state';

const kBlock = 50;
const kRestMs = 90;
const kQuietMs = 300;

export interface Rows {
  total: number | null;
  took_ms: number | null;
  error: ApiError | null;
  row: (index: number) => Row | null;
  /** Says which rows are on screen. */
  show: (first: number, last: number) => void;
  retry: () => void;
  slow: boolean;
}

interface Held { key: string; total: number | null; took_ms: number | null; blocks: Map<number, Row[]>; error: ApiError | null }
const nothing = (key: string): Held => ({ key, total: null, took_ms: null, blocks: new Map(), error: null });

export function useRows(register: string, query: api.ListQuery | null, at: api.PointInTime): Rows {
  const { epoch } = useServer();
  const key = query ? JSON.stringify([register, query, at, epoch]) : '';
  const [held, set_held] = useState<Held>(() => nothing(key));
  const [slow, set_slow] = useState(false);
  const wanted = useRef<[number, number]>([0, 0]);
  const asked = useRef(new Map<number, AbortController>());
  const timer = useRef(0);
  const latest = useRef({ register, query, at, key });
  latest.current = { register, query, at, key };

  const fetch_wanted = useCallback(() => {
    const { register: name, query: what, at: when, key: now } = latest.current;
    if (!what) return;
    const first = Math.floor(wanted.current[0] / kBlock);
    const last = Math.floor(wanted.current[1] / kBlock);
    // What left the screen before it came is not asked for any longer.
    for (const [block, stop] of asked.current)
      if (block < first || block > last) { stop.abort(); asked.current.delete(block); }
    for (let block = first; block <= last; block += 1) {
      if (asked.current.has(block)) continue;
      const stop = new AbortController();
      asked.current.set(block, stop);
      api.records(name, what, { offset: block * kBlock, limit: kBlock }, when, stop.signal).then(
        (page) => {
          if (stop.signal.aborted) return;
          set_held((old) => {
            const same = old.key === now ? old : nothing(now);
            return { key: now, total: page.total, took_ms: page.took_ms, error: null, blocks: new Map(same.blocks).set(block, page.rows) };
          });
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          asked.current.delete(block);
          const fault = error instanceof ApiError ? error : new ApiError(500, []);
          if (fault.status !== 401 && !fault.unreachable) set_held((old) => ({ ...(old.key === now ? old : nothing(now)), error: fault }));
        },
      );
    }
  }, []);

  useEffect(() => {
    for (const stop of asked.current.values()) stop.abort();
    asked.current.clear();
    set_slow(false);
    const quiet = window.setTimeout(() => set_slow(true), kQuietMs);
    fetch_wanted();
    const running = asked.current;
    return () => {
      window.clearTimeout(quiet);
      window.clearTimeout(timer.current);
      for (const stop of running.values()) stop.abort();
      running.clear();
    };
  }, [key, fetch_wanted]);

  const show = useCallback((first: number, last: number) => {
    wanted.current = [Math.max(0, first), Math.max(first, last)];
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(fetch_wanted, kRestMs);
  }, [fetch_wanted]);

  const fresh = held.key === key ? held : nothing(key);
  return {
    total: fresh.total, took_ms: fresh.took_ms, error: fresh.error, slow, show, retry: fetch_wanted,
    row: (index) => fresh.blocks.get(Math.floor(index / kBlock))?.[index % kBlock] ?? null,
  };
}
