// What hangs on a system, register by register, as its own list shows it; constructed rows are
// marked.
import { Fragment } from 'react';
import * as api from '../../api/survey';
import type { SystemPart } from '../../api/survey';
import { Await } from '../../parts/await';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_record } from '../../state/routes';

export function Constructed() {
  const { t } = useWords();
  return <span className="tag warn">{t('origin.constructed')}</span>;
}

export function Parts({ id }: { id: string }) {
  const { at } = useRouter();
  const query = useQuery(`parts:${id}:${at.as_of ?? ''}:${at.as_known ?? ''}`, (signal) =>
    api.system_parts(id, at, signal),
  );
  return (
    <Await query={query} rows={8}>
      {({ parts }) => (
        <div className="hangs">
          {parts.map((part) => (
            <Fragment key={`${part.register}/${part.by}`}>
              <OnePart part={part} />
            </Fragment>
          ))}
        </div>
      )}
    </Await>
  );
}

function OnePart({ part }: { part: SystemPart }) {
  const { t, d } = useWords();
  const title =
    part.by === 'partner' ? t('parts.from_there', { name: d(part.label) }) : d(part.label);
  return (
    <Panel title={title} count={part.rows.length}>
      {part.rows.length === 0 ? (
        <p className="pad sub">{t('parts.none')}</p>
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={title}>
          <table className="tight">
            <thead>
              <tr>
                {part.columns.map((column, index) => (
                  <th key={index} scope="col" className={column.right ? 'num' : undefined}>
                    {d(column.label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.rows.map((row) => (
                <tr key={row.id}>
                  {row.cells.map((cell, index) => {
                    const text = cell === null ? '' : typeof cell === 'string' ? cell : d(cell);
                    if (index > 0)
                      return (
                        <td key={index} className={part.columns[index]?.right ? 'num' : undefined}>
                          {text}
                        </td>
                      );
                    return (
                      <th key={index} scope="row">
                        <Link to={to_record(part.register, row.id)}>{text || t('parts.open')}</Link>{' '}
                        {row.constructed ? <Constructed /> : null}
                      </th>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
