// Taxpayers of one list of the comparison, largest difference first, fifty at a time.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { LevyComparisonRow } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Empty } from '../../parts/panel';
import { PersonName } from '../../parts/person_name';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_taxpayer } from '../../state/routes';
import { translate_or } from '../../texts';
import { ChangeCells, ChangeHeads } from './change_columns';

interface Props {
  run_no: string;
  list: string;
  attention: api.AskedAttention;
}

export function LookThrough({ run_no, list, attention }: Props) {
  const { t, lang } = useWords();
  const [pages, set_pages] = useState<readonly number[]>([0]);
  return (
    <section
      className="pad"
      aria-label={translate_or(lang, `levy.movement.${list}`, list)}
      data-list={list}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t('levy.taxpayers')}</th>
            <ChangeHeads />
          </tr>
        </thead>
        {pages.map((offset, at) => (
          <Page
            key={offset}
            run_no={run_no}
            list={list}
            offset={offset}
            attention={attention}
            more={at === pages.length - 1 ? (next) => set_pages([...pages, next]) : null}
          />
        ))}
      </table>
    </section>
  );
}

const said = (attention: api.AskedAttention) =>
  attention ? `${attention.times}/${attention.least_yen}` : '';

interface PageProps {
  run_no: string;
  list: string;
  offset: number;
  attention: api.AskedAttention;
  more: ((next: number) => void) | null;
}

function Page({ run_no, list, offset, attention, more }: PageProps) {
  const { t } = useWords();
  const query = useQuery(`comparison:${run_no}:${list}:${offset}:${said(attention)}`, (signal) =>
    api.levy_comparison_list(run_no, list, offset, attention, signal),
  );
  const next = offset + (query.data?.rows.length ?? 0);
  const left = (query.data?.total ?? 0) - next;
  return (
    <tbody>
      {query.data ? (
        query.data.rows.map((row) => (
          <Row key={row.id} row={row} year={query.data?.run.fiscal_year} />
        ))
      ) : (
        <tr>
          <td colSpan={5}>
            <Await query={query} rows={4}>
              {() => null}
            </Await>
          </td>
        </tr>
      )}
      {query.data?.total === 0 ? (
        <tr>
          <td colSpan={5}>
            <Empty why={t('levy.list_none')} />
          </td>
        </tr>
      ) : null}
      {more && left > 0 ? (
        <tr>
          <td colSpan={5}>
            <button type="button" className="btn s" onClick={() => more(next)}>
              {t('levy.list_more', { n: grouped(left) })}
            </button>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** The sheet opens with the year that was compared: a forecast is not the year it begins with. */
function Row({ row, year }: { row: LevyComparisonRow; year: number | undefined }) {
  return (
    <tr>
      <th scope="row">
        {row.number ? (
          <Link to={to_taxpayer(row.number, year)} className="nw">
            {row.number}
          </Link>
        ) : null}{' '}
        <PersonName name={row.name} hidden={row.protected} />
      </th>
      <ChangeCells before={row.before_yen} after={row.after_yen} />
    </tr>
  );
}
