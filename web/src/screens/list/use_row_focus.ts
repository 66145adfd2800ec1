// One row carries the focus (roving). It keeps it while scrolling has taken the row out of the page,
// and gives it up as soon as the person goes elsewhere.
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { kHeadPx } from './use_window';

export interface RowFocus {
  active: number;
  owns: () => boolean;
  move_to: (index: number) => void;
  focused: (index: number) => void;
}

export function useRowFocus(
  scroller: RefObject<HTMLDivElement | null>,
  total: number,
  scale: number,
  row: number,
): RowFocus {
  const [active, set_active] = useState(0);
  const owns_focus = useRef(false);
  const focus_row = useCallback(
    (index: number) => {
      const line = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
      line?.focus({ preventScroll: true });
    },
    [scroller],
  );

  const move_to = useCallback(
    (index: number) => {
      const box = scroller.current;
      if (!box || total === 0) return;
      const next = Math.max(0, Math.min(total - 1, index));
      const y = next * row;
      const now = box.scrollTop * scale;
      const inner = box.clientHeight - kHeadPx;
      if (y < now) box.scrollTop = y / scale;
      else if (y + row > now + inner) box.scrollTop = Math.ceil((y + row - inner) / scale);
      owns_focus.current = true;
      set_active(next);
      focus_row(next);
    },
    [scroller, total, scale, row, focus_row],
  );

  // After every drawing: when the row that had the focus was taken out, the browser's focus fell to
  // the body; it returns with the row.
  useEffect(() => {
    const now = document.activeElement;
    if (owns_focus.current && (now === null || now === document.body)) focus_row(active);
  });
  useEffect(() => {
    const elsewhere = (event: Event) => {
      if (!scroller.current?.contains(event.target as Node)) owns_focus.current = false;
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [scroller]);

  const focused = useCallback((index: number) => {
    owns_focus.current = true;
    set_active(index);
  }, []);
  const owns = useCallback(() => owns_focus.current, []);
  return { active, owns, move_to, focused };
}
