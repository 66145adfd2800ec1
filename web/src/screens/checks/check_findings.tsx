// The records that one check finds now, a page at a time; each opens its record. Rows fetched are
// rows disclosed, so no page is asked for before it is wanted.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { CheckFindings } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Empty, Panel } from '../../parts/panel';
import { PersonName } from '../../parts/person_name';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

export function CheckFindingsPanel({ id }: { id: string }) {
  const { t, d } = useWords();
  const [offset, set_offset] = useState(0);
  const query = useQuery(`check:${id}:${offset}`, (signal) =>
    api.check_findings(id, offset, signal),
  );
  const data = query.data;
  return (
    <Panel
      title={data ? d(data.name) : t('checks.found')}
      count={data?.total}
      end={data ? d(data.register.label) : undefined}
    >
      <Await query={query} rows={6}>
        {(found) =>
          found.total === 0 ? (
            <Empty why={t('checks.none')} next={t('checks.none_next')} />
          ) : (
            <>
              <Rows found={found} />
              <Pages found={found} turn={set_offset} />
            </>
          )
        }
      </Await>
    </Panel>
  );
}

function Rows({ found }: { found: CheckFindings }) {
  const { t, d } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('checks.key')}</th>
          <th scope="col">{t('checks.record')}</th>
          <th scope="col">{t('checks.said')}</th>
        </tr>
      </thead>
      <tbody>
        {found.rows.map((row) => (
          <tr key={row.id} data-found={row.id}>
            <th scope="row" className="nw">
              <Link to={to_record(found.register.name, row.id)}>{row.key || row.id}</Link>
            </th>
            <td>
              <PersonName name={row.title} hidden={row.protected} />
            </td>
            <td>{d(row.said)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ found, turn }: { found: CheckFindings; turn: (offset: number) => void }) {
  const { t } = useWords();
  const end = found.offset + found.rows.length;
  if (found.offset === 0 && end >= found.total) return null;
  const size = Math.max(found.rows.length, 50);
  return (
    <div className="row p-2">
      <button
        type="button"
        className="btn s"
        disabled={found.offset === 0}
        onClick={() => turn(Math.max(0, found.offset - size))}
      >
        {t('checks.before')}
      </button>
      <span className="sub">
        {t('checks.range', {
          from: grouped(found.offset + 1),
          to: grouped(end),
          total: grouped(found.total),
        })}
      </span>
      <button
        type="button"
        className="btn s"
        disabled={end >= found.total}
        onClick={() => turn(end)}
      >
        {t('checks.after')}
      </button>
    </div>
  );
}
