// A table of any length: only the rows on screen are in the page. Rows have one fixed height; J/K and
// arrows move through them, Enter opens one, Space selects it and Shift takes what lies between.
import { memo, useEffect, useRef, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { Definition, Field, Row } from '../../api/types';
import { aligned_right, column_width } from '../../lib/value_text';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useRowFocus, type RowFocus } from './use_row_focus';
import type { Picking } from './pick_box';
import { PickAll, PickRow, usePickKeys } from './pick_box';
import { row_px, useWindow, type Window } from './use_window';

interface Sort {
  field: string | null;
  direction: 'asc' | 'desc';
}

interface Props {
  definition: Definition;
  fields: readonly Field[];
  /** The column that names the row. */
  named_by: string;
  total: number;
  row: (index: number) => Row | null;
  /** Scrolling is over. */
  settled: () => void;
  show: (first: number, last: number) => void;
  sort: Sort;
  sort_by: (field: string) => void;
  cell: (field: Field, row: Row, index: number) => ReactNode;
  open: (row: Row, index: number) => void;
  on_position: (first: number, last: number) => void;
  /** Lines that a row takes. */
  lines: number;
  widths: Record<string, number>;
  /** Null where nothing can be done with what is selected. */
  picking: Picking | null;
}

export function VirtualTable(props: Props) {
  const { definition, fields, total, row, show, settled, on_position, open } = props;
  const { t, d } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const height = row_px(props.lines);
  const window = useWindow(scroller, total, height);
  const focus = useRowFocus(scroller, total, window.scale, height);
  const { first, visible } = window;
  useEffect(() => {
    show(first, Math.min(total - 1, first + visible));
    on_position(first + 1, Math.min(total, first + Math.max(1, visible - 1)));
  }, [first, visible, total, show, on_position]);
  useEffect(() => {
    const box = scroller.current;
    box?.addEventListener('scrollend', settled);
    return () => box?.removeEventListener('scrollend', settled);
  }, [settled]);
  usePickKeys(props.picking, focus, total, row);
  useRowKeys(focus, window, total, () => {
    const data = row(focus.active);
    if (data) open(data, focus.active);
  });

  const head = useHeadLabel();
  const widths = fields.map(
    (field) => props.widths[field.name] ?? column_width(field, head(field)),
  );
  const min_width = widths.reduce((sum, width) => sum + width, props.picking ? kPickPx : 0);
  return (
    <div
      className="vlist"
      ref={scroller}
      data-own-focus
      tabIndex={total > 0 ? -1 : 0}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        // Drawn before the scrolled frame is painted: later there would be a blank one in between.
        flushSync(() => window.scrolled(scrollTop));
      }}
    >
      <div className="space" style={{ height: window.space, minWidth: min_width }}>
        <table style={{ top: window.table_top, minWidth: min_width }} aria-rowcount={total + 1}>
          <caption className="vh">{t('list.title', { name: d(definition.label) })}</caption>
          <colgroup>
            {props.picking ? <col style={{ width: kPickPx }} /> : null}
            {fields.map((field, index) => (
              <col key={field.name} style={{ width: widths[index] }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {props.picking ? <PickAll picking={props.picking} /> : null}
              {fields.map((field) => (
                <Head key={field.name} field={field} sort={props.sort} sort_by={props.sort_by} />
              ))}
            </tr>
          </thead>
          <Rows {...props} window={window} focus={focus} />
        </table>
      </div>
    </div>
  );
}

const kPickPx = 36;

function useRowKeys(focus: RowFocus, window: Window, total: number, open: () => void) {
  const { t } = useWords();
  const { active, move_to } = focus;
  const page = Math.max(1, window.visible - 2);
  // The first J enters the list at the first row on screen.
  const down = () => move_to(focus.owns() ? active + 1 : Math.max(active, window.first));
  useKeys([
    { on: ['j', 'ArrowDown'], cap: 'J K', label: t('keys.rows'), run: down },
    { on: ['k', 'ArrowUp'], cap: '', label: '', run: () => move_to(active - 1) },
    { on: 'PageDown', cap: '', label: '', run: () => move_to(active + page) },
    { on: 'PageUp', cap: '', label: '', run: () => move_to(active - page) },
    { on: 'Home', cap: 'Home End', label: t('keys.ends'), run: () => move_to(0) },
    { on: 'End', cap: '', label: '', run: () => move_to(total - 1) },
    {
      on: 'Enter',
      cap: 'Enter',
      label: t('keys.open'),
      run: () => {
        if (focus.owns()) open();
      },
    },
  ]);
}

function Rows(props: Props & { window: Window; focus: RowFocus }) {
  const { row, window, focus, picking } = props;
  const { from, to, first, visible } = window;
  const numbers = Array.from({ length: to - from }, (_, offset) => from + offset);
  return (
    <tbody>
      {numbers.map((index) => {
        const data = row(index);
        return (
          <Line
            key={index}
            index={index}
            data={data}
            fields={props.fields}
            named_by={props.named_by}
            lines={props.lines}
            cell={props.cell}
            open={props.open}
            focused={focus.focused}
            reached={index === focus.active}
            shown={index >= first && index <= first + visible}
            on={data !== null && picking !== null && picking.is(data)}
            turn={picking?.turn ?? null}
            range_to={picking?.range_to ?? null}
          />
        );
      })}
    </tbody>
  );
}

interface LineProps {
  index: number;
  data: Row | null;
  fields: Props['fields'];
  named_by: string;
  lines: number;
  cell: Props['cell'];
  open: Props['open'];
  focused: RowFocus['focused'];
  /** By Tab: one row of all. */
  reached: boolean;
  shown: boolean;
  on: boolean;
  turn: Picking['turn'] | null;
  range_to: Picking['range_to'] | null;
}

// Drawn anew only when something of the row itself changes: scrolling by three rows draws three.
const Line = memo(function Line(props: LineProps) {
  const { index, data, fields, named_by, lines, cell, open, focused, shown, on } = props;
  return (
    <tr
      data-index={index}
      className={on ? 'on' : undefined}
      style={lines > 1 ? { height: row_px(lines) } : undefined}
      aria-rowindex={index + 2}
      tabIndex={props.reached ? 0 : -1}
      onFocus={() => focused(index)}
      onDoubleClick={() => {
        if (data) open(data, index);
      }}
    >
      {props.turn && props.range_to ? (
        <PickRow data={data} index={index} on={on} turn={props.turn} range_to={props.range_to} />
      ) : null}
      {fields.map((field) => (
        <Cell
          key={field.name}
          field={field}
          names={field.name === named_by}
          data={data}
          cell={cell}
          lines={lines}
          index={index}
          shown={shown}
        />
      ))}
    </tr>
  );
});

function useHeadLabel(): (field: Field) => string {
  const { t, d } = useWords();
  return (field) => {
    const unit = field.unit ? d(field.unit) : field.type === 'yen' ? t('taxpayer.yen') : '';
    return unit ? `${d(field.label)} ${unit}` : d(field.label);
  };
}

interface HeadProps {
  field: Field;
  sort: Sort;
  sort_by: (field: string) => void;
}

function Head({ field, sort, sort_by }: HeadProps) {
  const { t } = useWords();
  const label = useHeadLabel()(field);
  const className = aligned_right(field) ? 'num' : '';
  if (!field.sort)
    return (
      <th scope="col" className={className} title={label}>
        {label}
      </th>
    );
  const up = sort.direction === 'asc';
  const on = sort.field === field.name;
  return (
    <th
      scope="col"
      className={className}
      title={label}
      aria-sort={on ? (up ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        onClick={() => sort_by(field.name)}
        title={t('list.sort_by', { field: label })}
      >
        <span className="truncate" title={label}>{label}</span>
        {on ? (
          <span className="so" aria-hidden="true">
            {up ? '▲' : '▼'}
          </span>
        ) : null}
      </button>
    </th>
  );
}

interface CellProps {
  field: Field;
  names: boolean;
  data: Row | null;
  cell: Props['cell'];
  lines: number;
  index: number;
  /** On screen: a row that is drawn beside it waits for nothing. */
  shown: boolean;
}

function Cell({ field, names, data, cell, lines, index, shown }: CellProps) {
  const gray = shown ? 'ghost' : 'gray';
  const ghost = <span className={gray} style={{ width: '70%' }} aria-hidden="true" />;
  const plain = data ? cell(field, data, index) : ghost;
  const content =
    data && lines > 1 ? (
      <span className="lines" style={{ WebkitLineClamp: lines }}>
        {plain}
      </span>
    ) : (
      plain
    );
  const className = aligned_right(field) ? 'num' : '';
  return names ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
