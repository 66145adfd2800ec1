// The rows of one question (register, conditions, order, columns, point in time) for a screen.
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { useServer } from '../../state/server_state';
import { RowStore } from './row_store';

const kQuietMs = 300;

export interface Rows {
  store: RowStore;
  /** The first answer takes longer than a moment: show gray bars. */
  slow: boolean;
}

export function useRows(register: string, query: api.ListQuery, at: api.PointInTime): Rows {
  const { epoch } = useServer();
  const [, changed] = useReducer((n: number) => n + 1, 0);
  const [slow_key, set_slow_key] = useState('');
  const key = JSON.stringify([register, query, at]);
  const question = useRef({ register, query, at });
  question.current = { register, query, at };
  const store = useMemo(() => {
    const { register: name, query: what, at: when } = question.current;
    return new RowStore(
      (offset, limit, signal) => api.records(name, what, { offset, limit }, when, signal),
      changed,
    );
    // `key` stands for everything that the question is made of.
  }, [key]);
  useEffect(() => {
    const quiet = window.setTimeout(() => set_slow_key(key), kQuietMs);
    return () => {
      window.clearTimeout(quiet);
      store.stop();
    };
  }, [store, key]);
  // Signed in anew, or the server is back: what is missing is asked for, what was read stays.
  useEffect(() => store.fetch(), [store, epoch]);
  return { store, slow: slow_key === key };
}
