// A table of any length: only the rows on screen are in the page. Rows have one fixed height; one row
// carries the focus (roving), J/K and arrows move it, Enter opens it.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Definition, Field, Row } from '../../api/types';
import { column_width, kNumeric } from '../../lib/value_text';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';

export const kRowPx = 29;
const kHeadPx = 32;
const kSpare = 4;
// Browsers lose precision and then rows beyond some 33 million pixels; above this the scroll bar maps
// proportionally instead.
const kMaxPx = 12_000_000;

interface Props {
  definition: Definition;
  fields: readonly Field[];
  total: number;
  row: (index: number) => Row | null;
  show: (first: number, last: number) => void;
  sort: { field: string | null; direction: 'asc' | 'desc' };
  sort_by: (field: string) => void;
  cell: (field: Field, row: Row) => ReactNode;
  open: (row: Row) => void;
  start_index: number;
  on_position: (first: number, last: number) => void;
}

export function VirtualTable(props: Props) {
  const { definition, fields, total, row, show, sort, sort_by, cell, open, start_index, on_position } = props;
  const { t, d } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, set_top] = useState(0);
  const [height, set_height] = useState(480);
  const [active, set_active] = useState(start_index);
  // The focus belongs to the active row, also while scrolling has taken that row out of the page.
  const owns_focus = useRef(false);

  const natural = total * kRowPx + kHeadPx;
  const space = Math.min(natural, kMaxPx);
  // Scroll position to row position: 1 : 1 except in lists of several hundred thousand rows.
  const scale = space > height ? (natural - height) / (space - height) : 1;
  const virtual_top = top * scale;
  const first = Math.max(0, Math.min(total - 1, Math.floor(virtual_top / kRowPx)));
  const visible = Math.max(1, Math.ceil((height - kHeadPx) / kRowPx));
  const from = Math.max(0, first - kSpare);
  const to = Math.min(total, first + visible + kSpare);
  const table_top = top - (virtual_top - from * kRowPx);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => set_height(box.clientHeight);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    show(first, Math.min(total - 1, first + visible));
    on_position(first + 1, Math.min(total, first + Math.max(1, visible - 1)));
  }, [first, visible, total, show, on_position]);

  const move_to = useCallback((index: number) => {
    const box = scroller.current;
    if (!box || total === 0) return;
    const next = Math.max(0, Math.min(total - 1, index));
    const y = next * kRowPx;
    const now = box.scrollTop * scale;
    const inner = box.clientHeight - kHeadPx;
    if (y < now) box.scrollTop = y / scale;
    else if (y + kRowPx > now + inner) box.scrollTop = Math.ceil((y + kRowPx - inner) / scale);
    owns_focus.current = true;
    set_active(next);
    box.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true });
  }, [total, scale]);

  useEffect(() => {
    const now = document.activeElement;
    if (!owns_focus.current || (now !== null && now !== document.body)) return;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const elsewhere = (event: Event) => { if (!scroller.current?.contains(event.target as Node)) owns_focus.current = false; };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, []);

  const page = Math.max(1, visible - 2);
  const opened = row(active);
  useKeys([
    { on: ['j', 'ArrowDown'], cap: 'J K', label: t('keys.rows'), run: () => move_to(owns_focus.current ? active + 1 : Math.max(active, first)) },
    { on: ['k', 'ArrowUp'], cap: '', label: '', run: () => move_to(active - 1) },
    { on: 'PageDown', cap: '', label: '', run: () => move_to(active + page) },
    { on: 'PageUp', cap: '', label: '', run: () => move_to(active - page) },
    { on: 'Home', cap: 'Home End', label: t('keys.ends'), run: () => move_to(0) },
    { on: 'End', cap: '', label: '', run: () => move_to(total - 1) },
    { on: 'Enter', cap: 'Enter', label: t('keys.open'), run: () => { if (opened && owns_focus.current) open(opened); } },
  ]);

  const widths = fields.map((field) => column_width(field, d(field.label), definition.key.includes(field.name)));
  const wanted = widths.reduce((sum, width) => sum + width, 0);
  const lines = Array.from({ length: to - from }, (_, offset) => from + offset);
  return (
    <div className="vlist" ref={scroller} tabIndex={total > 0 ? -1 : 0} onScroll={(event) => set_top(event.currentTarget.scrollTop)}>
      <div className="space" style={{ height: space, minWidth: wanted }}>
        <table style={{ top: table_top, minWidth: wanted }} aria-rowcount={total + 1}>
          <caption className="vh">{t('list.title', { name: d(definition.label) })}</caption>
          <colgroup>{fields.map((field, index) => <col key={field.name} style={{ width: widths[index] }} />)}</colgroup>
          <thead><tr aria-rowindex={1}>{fields.map((field) => <Head key={field.name} field={field} sort={sort} sort_by={sort_by} />)}</tr></thead>
          <tbody>
            {lines.map((index) => {
              const data = row(index);
              return (
                <tr key={index} data-index={index} aria-rowindex={index + 2} tabIndex={index === active ? 0 : -1}
                  onFocus={() => { owns_focus.current = true; set_active(index); }} onDoubleClick={() => { if (data) open(data); }}>
                  {fields.map((field, column) => <Cell key={field.name} field={field} first={column === 0} data={data} cell={cell} />)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Head({ field, sort, sort_by }: { field: Field; sort: Props['sort']; sort_by: Props['sort_by'] }) {
  const { t, d } = useWords();
  const numeric = kNumeric.has(field.type);
  const label = d(field.label) + (field.unit ? ` ${d(field.unit)}` : field.type === 'yen' ? ` ${t('taxpayer.yen')}` : '');
  const on = sort.field === field.name;
  return (
    <th scope="col" className={numeric ? 'num' : ''} title={label}
      {...(field.sort ? { 'aria-sort': on ? (sort.direction === 'asc' ? 'ascending' as const : 'descending' as const) : 'none' as const } : {})}>
      {field.sort ? (
        <button type="button" onClick={() => sort_by(field.name)} title={t('list.sort_by', { field: label })}>
          <span className="truncate">{label}</span>{on ? <span className="so" aria-hidden="true">{sort.direction === 'asc' ? '▲' : '▼'}</span> : null}
        </button>
      ) : label}
    </th>
  );
}

function Cell({ field, first, data, cell }: { field: Field; first: boolean; data: Row | null; cell: Props['cell'] }) {
  const content = data ? cell(field, data) : <span className="ghost" style={{ width: '70%' }} aria-hidden="true" />;
  const className = kNumeric.has(field.type) ? 'num' : '';
  return first ? <th scope="row" className={className}>{content}</th> : <td className={className}>{content}</td>;
}
