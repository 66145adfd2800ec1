// Selecting rows of a list: the boxes in its first column, and the keys for them.
import { useEffect, useRef } from 'react';
import type { Row } from '../../api/types';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import type { RowFocus } from './use_row_focus';

export interface Picking {
  is: (row: Row) => boolean;
  turn: (row: Row, index: number) => void;
  range_to: (index: number) => void;
  /** How many, of how many. */
  count: number;
  total: number;
  all: () => void;
  clear: () => void;
}

export function PickAll({ picking }: { picking: Picking }) {
  const { t } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const { count, total } = picking;
  const all = count > 0 && count === total;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !all;
  }, [count, all]);
  return (
    <th scope="col" className="pickcol">
      <input
        ref={box}
        type="checkbox"
        className="cb"
        aria-label={t('list.pick_all')}
        title={t('list.pick_all')}
        checked={all}
        onChange={() => (count > 0 ? picking.clear() : picking.all())}
      />
    </th>
  );
}

interface RowProps {
  data: Row | null;
  index: number;
  on: boolean;
  turn: Picking['turn'];
  range_to: Picking['range_to'];
}

export function PickRow({ data, index, on, turn, range_to }: RowProps) {
  const { t } = useWords();
  if (!data) return <td className="pickcol" />;
  return (
    <td className="pickcol">
      <input
        type="checkbox"
        className="cb"
        tabIndex={-1}
        aria-label={t('list.pick_row', { key: data.key })}
        checked={on}
        onChange={() => undefined}
        onClick={(event) => (event.shiftKey ? range_to(index) : turn(data, index))}
      />
    </td>
  );
}

/** Space selects the row in focus; with Shift, what lies between it and the one selected last. Shift
 *  and the arrows take row after row. */
export function usePickKeys(
  picking: Picking | null,
  focus: RowFocus,
  total: number,
  row: (index: number) => Row | null,
): void {
  const { t } = useWords();
  const { active, move_to } = focus;
  const step = (by: number) => {
    if (!picking || !focus.owns()) {
      move_to(active);
      return;
    }
    const here = row(active);
    if (picking.count === 0 && here) picking.turn(here, active);
    const next = Math.max(0, Math.min(total - 1, active + by));
    move_to(next);
    picking.range_to(next);
  };
  useKeys(
    picking
      ? [
          {
            on: ' ',
            cap: 'Space',
            label: t('keys.pick'),
            run: (event) => {
              const here = row(active);
              if (!focus.owns() || !here) return;
              if (event.shiftKey) picking.range_to(active);
              else picking.turn(here, active);
            },
          },
          { on: 'Shift+ArrowDown', cap: 'Shift ↓', label: t('keys.pick_range'), run: () => step(1) },
          { on: 'Shift+ArrowUp', cap: '', label: '', run: () => step(-1) },
        ]
      : [],
  );
}
