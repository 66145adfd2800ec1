// A table from its columns: what stands over each and what each shows of a row.
import type { ReactNode } from 'react';
import { Empty } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  num?: boolean;
  nw?: boolean;
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  id_of: (row: Row) => string;
  /** Name by which tests and print find it. */
  name: string;
  none: string;
}

export function Grid<Row>({ label, rows, columns, id_of, name, none }: Props<Row>) {
  if (rows.length === 0) return <Empty why={none} />;
  const css = (column: Column<Row>) => (column.num ? 'num' : column.nw ? 'nw' : undefined);
  return (
    <Scroll label={label}>
      <table className="tight" data-grid={name}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={column.num ? 'num' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id_of(row)} data-row={id_of(row)}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.head} scope="row" className={css(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.head} className={css(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
