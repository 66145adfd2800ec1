// The selection of one list while its question stands: other conditions, another search or another
// point in time begin anew.
import { useCallback, useMemo, useState } from 'react';
import type { Row } from '../../api/types';
import type { RowStore } from './row_store';
import { count_of, kNothing, turned, with_rows, type Selection } from './selection';

export interface Selecting {
  selection: Selection;
  count: number;
  turn: (row: Row, index: number) => void;
  /** From the row selected last to this one. */
  range_to: (index: number) => void;
  all: () => void;
  clear: () => void;
}

export function useSelection(key: string, store: RowStore): Selecting {
  const [state, set_state] = useState<{ key: string; selection: Selection; anchor: number }>({
    key,
    selection: kNothing,
    anchor: 0,
  });
  const now = state.key === key ? state : { key, selection: kNothing, anchor: 0 };
  const { selection, anchor } = now;
  const turn = useCallback(
    (row: Row, index: number) =>
      set_state((old) => ({
        key,
        selection: turned(old.key === key ? old.selection : kNothing, row),
        anchor: index,
      })),
    [key],
  );
  const range_to = useCallback(
    (index: number) => {
      void store.rows_between(anchor, index).then((rows) =>
        set_state((old) => ({
          key,
          selection: with_rows(old.key === key ? old.selection : kNothing, rows),
          anchor,
        })),
      );
    },
    [key, store, anchor],
  );
  const all = useCallback(
    () =>
      set_state({
        key,
        selection: { kind: 'all', total: store.total ?? 0, except: new Set() },
        anchor: 0,
      }),
    [key, store],
  );
  const clear = useCallback(() => set_state({ key, selection: kNothing, anchor: 0 }), [key]);
  return useMemo(
    () => ({ selection, count: count_of(selection), turn, range_to, all, clear }),
    [selection, turn, range_to, all, clear],
  );
}
