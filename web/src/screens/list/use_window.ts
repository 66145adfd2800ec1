// Which rows of a long list are on screen: geometry only, no data and no focus.
import { useLayoutEffect, useState, type RefObject } from 'react';

const kRowPx = 29;
const kLinePx = 20;
export const kHeadPx = 32;
/** Height of a row of so many lines. */
export const row_px = (lines: number) => kRowPx + (lines - 1) * kLinePx;
// Beyond the screen: whoever scrolls by wheel is ahead of us by a frame.
const kSpare = 12;
// Browsers lose precision and then rows beyond some 33 million pixels; above this the scroll bar
// maps proportionally instead.
const kMaxPx = 12_000_000;

export interface Window {
  /** Height of the scrolled area. */
  space: number;
  /** Row position = scroll position × scale; 1 except in lists of several hundred thousand rows. */
  scale: number;
  /** First row on screen, and how many fit. */
  first: number;
  visible: number;
  /** Rows that are drawn: from, up to but without `to`. */
  from: number;
  to: number;
  table_top: number;
  scrolled: (top: number) => void;
}

export function useWindow(
  scroller: RefObject<HTMLDivElement | null>,
  total: number,
  row: number,
): Window {
  const [top, set_top] = useState(0);
  const [height, set_height] = useState(480);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => set_height(box.clientHeight);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [scroller]);

  const natural = total * row + kHeadPx;
  const space = Math.min(natural, kMaxPx);
  const scale = space > height ? (natural - height) / (space - height) : 1;
  const virtual_top = top * scale;
  const first = Math.max(0, Math.min(total - 1, Math.floor(virtual_top / row)));
  const visible = Math.max(1, Math.ceil((height - kHeadPx) / row));
  const from = Math.max(0, first - kSpare);
  const to = Math.min(total, first + visible + kSpare);
  const table_top = top - (virtual_top - from * row);
  return { space, scale, first, visible, from, to, table_top, scrolled: set_top };
}
