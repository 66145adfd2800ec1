// What depends on what: a drawing from left to right, and the same as a list. Lines that have an
// alternative are dashed; nothing is told by the drawing alone.
import type { ContinuityDrawing } from '../../api/life';
import { Empty } from '../../parts/panel';
import { Grid } from './grid';
import { Place } from './continuity_screen';
import { useWords } from '../../state/language';

const kWidth = 196;
const kColumn = 252;
const kLine = 16;
const kGap = 14;
const kLetters = 13; // of full width in a line

function lines_of(label: string): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const letter of label || '—') {
    const wide = letter.charCodeAt(0) < 0x2e80 ? 0.55 : 1;
    if (used + wide > kLetters && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += letter;
    used += wide;
  }
  return [...lines, line];
}

/** Nodes so that each stands before what it needs; of a circle, the edge that closes it is left
 *  out. */
function order_of({ nodes, edges }: ContinuityDrawing): number[] {
  const seen = nodes.map(() => false);
  const order: number[] = [];
  const visit = (node: number) => {
    if (seen[node]) return;
    seen[node] = true;
    for (const edge of edges) if (edge.from === node) visit(edge.to);
    order.unshift(node);
  };
  nodes.forEach((_, node) => visit(node));
  return order;
}

/** How far right each stands: behind all that depends on it. */
function columns_of(drawing: ContinuityDrawing): number[] {
  const order = order_of(drawing);
  const place = new Map(order.map((node, at) => [node, at]));
  const column = drawing.nodes.map(() => 0);
  for (const node of order)
    for (const { from, to } of drawing.edges)
      if (from === node && (place.get(to) ?? 0) > (place.get(from) ?? 0))
        column[to] = Math.max(column[to] ?? 0, (column[from] ?? 0) + 1);
  return column;
}

/** What a place promises: its own hours, else the latest that anybody was told. */
function promised_at(drawing: ContinuityDrawing, at: number): number | null {
  const own = drawing.nodes[at]?.hours ?? null;
  if (own !== null) return own;
  const told = drawing.edges.flatMap((edge) =>
    edge.to === at && edge.hours !== null ? [edge.hours] : [],
  );
  return told.length === 0 ? null : Math.max(...told);
}

interface Box {
  x: number;
  y: number;
  height: number;
  lines: string[];
}

function boxes_of(drawing: ContinuityDrawing): { boxes: Box[]; width: number; height: number } {
  const columns = columns_of(drawing);
  const ends: number[] = [];
  const boxes = drawing.nodes.map((node, at) => {
    const column = columns[at] ?? 0;
    const lines = lines_of(node.label);
    const height = (lines.length + 1) * kLine + 8;
    const y = ends[column] ?? 4;
    ends[column] = y + height + kGap;
    return { x: 4 + column * kColumn, y, height, lines };
  });
  return {
    boxes,
    width: Math.max(0, ...columns) * kColumn + kWidth + 8,
    height: Math.max(0, ...ends) + 4,
  };
}

export function Drawing({ drawing }: { drawing: ContinuityDrawing }) {
  const { t } = useWords();
  if (drawing.edges.length === 0) return <Empty why={t('drawing.none')} />;
  const { boxes, width, height } = boxes_of(drawing);
  const hours = (n: number | null) => (n === null ? t('drawing.unknown') : t('continuity.hours', { n }));
  return (
    <>
      <div className="drawn" role="group" aria-label={t('continuity.drawing')} tabIndex={0}>
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('drawing.said', { nodes: drawing.nodes.length, edges: drawing.edges.length })}
          data-drawing
        >
          {drawing.edges.map((edge, at) => {
            const from = boxes[edge.from];
            const to = boxes[edge.to];
            if (!from || !to || edge.from === edge.to) return null;
            const x1 = from.x + kWidth;
            const y1 = from.y + from.height / 2;
            const y2 = to.y + to.height / 2;
            const bend = (x1 + to.x) / 2;
            return (
              <path
                key={at}
                d={`M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${to.x} ${y2}`}
                fill="none"
                stroke="#595959"
                strokeWidth="1.5"
                strokeDasharray={edge.replaceable ? '5 4' : undefined}
              />
            );
          })}
          {drawing.nodes.map((node, at) => {
            const box = boxes[at];
            if (!box) return null;
            const wrong = node.hours !== null && node.back !== null && node.hours < node.back;
            return (
              <g key={at}>
                <rect
                  x={box.x}
                  y={box.y}
                  width={kWidth}
                  height={box.height}
                  rx="4"
                  fill="#fff"
                  stroke={wrong ? '#c8000c' : '#4d4d4d'}
                  strokeWidth={wrong ? 2.5 : 1}
                />
                {[...box.lines, wrong ? `▲ ${hours(node.hours)} → ${hours(node.back)}` : hours(promised_at(drawing, at))].map(
                  (line, row) => (
                    <text
                      key={row}
                      x={box.x + 8}
                      y={box.y + (row + 1) * kLine}
                      fontSize="13"
                      fill={row === box.lines.length ? '#4d4d4d' : '#1a1a1c'}
                    >
                      {line}
                    </text>
                  ),
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <details className="pad">
        <summary>{t('drawing.list', { n: drawing.edges.length })}</summary>
        <Grid
          label={t('drawing.list', { n: drawing.edges.length })}
          name="edges"
          none={t('drawing.none')}
          rows={drawing.edges.map((edge, at) => ({ ...edge, at }))}
          id_of={(edge) => String(edge.at)}
          columns={[
            {
              head: t('system'),
              cell: (edge) => <At drawing={drawing} at={edge.from} />,
            },
            { head: t('drawing.needs'), cell: (edge) => <At drawing={drawing} at={edge.to} /> },
            { head: t('drawing.promised'), num: true, cell: (edge) => hours(edge.hours) },
            {
              head: t('drawing.alternative'),
              cell: (edge) => (edge.replaceable ? t('drawing.there') : '—'),
            },
          ]}
        />
      </details>
      {drawing.left_out > 0 ? (
        <p className="pad sub">{t('drawing.left_out', { n: drawing.left_out })}</p>
      ) : null}
    </>
  );
}

function At({ drawing, at }: { drawing: ContinuityDrawing; at: number }) {
  const place = drawing.nodes[at];
  return place ? <Place place={place} /> : <>—</>;
}
