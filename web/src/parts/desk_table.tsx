// Rows that belong to a record, as the server lays them out: the first cell leads to the row.
import type { Text } from '../api/types';
import { date_short } from '../lib/era_date';
import { useWords } from '../state/language';
import { Link } from '../state/router';
import { to_record } from '../state/routes';
import { Empty } from './panel';
import { Scroll } from './scroll';

export interface DeskRows {
  register: string;
  label: Text;
  columns: { name: string; label: Text; date: boolean }[];
  rows: { id: string; cells: Text[] }[];
}

export function DeskTable({ table, none }: { table: DeskRows; none: string }) {
  const { d, lang } = useWords();
  if (table.rows.length === 0) return <Empty why={none} />;
  return (
    <Scroll label={d(table.label)}>
      <table className="tight" data-desk={table.register}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.name} scope="col">
                {d(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.id}>
              {table.columns.map((column, at) => {
                const cell = row.cells[at] ?? { ja: '', en: '' };
                const text =
                  column.date && cell.ja !== '' ? date_short(cell.ja, lang) : d(cell);
                const shown = column.name.startsWith('sha256') ? text.slice(0, 16) : text;
                return at === 0 ? (
                  <th key={column.name} scope="row" className="nw">
                    <Link to={to_record(table.register, row.id)}>{shown || '—'}</Link>
                  </th>
                ) : (
                  <td key={column.name} title={shown === text ? undefined : text}>
                    {shown}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
