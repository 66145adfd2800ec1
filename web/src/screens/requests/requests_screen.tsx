// Requests by what has to be done with them: the nearest deadline first, late ones as what they are.
import { useState } from 'react';
import * as api from '../../api/requests';
import type { RequestRow, Requests, Which } from '../../api/requests';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_request } from '../../state/routes';
import { Pager } from './pager';
import { ReceiveForm } from './receive_form';
import { SearchLine } from './search_line';

const kWhich: readonly Which[] = ['open', 'due_soon', 'overdue', 'no_identity', 'late', 'all'];

export function RequestsScreen() {
  const { t } = useWords();
  const [which, set_which] = useState<Which>('open');
  const [q, set_q] = useState('');
  const [offset, set_offset] = useState(0);
  const query = useQuery(`requests ${which} ${q} ${offset}`, api.requests({ which, q, offset }));
  const counts = query.data?.counts;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.requests') }]}
        title={t('requests.title')}
        actions={
          <>
            <Link className="btn s" to={to_list('request_appeal')}>
              {t('requests.appeals')}
            </Link>
            <Link className="btn s" to={to_list('personal_request')}>
              {t('requests.register')}
            </Link>
          </>
        }
      />
      <div className="stack">
        <Tabs
          label={t('requests.which')}
          tabs={kWhich.map((one) => ({
            id: one,
            label: t(`requests.which_${one}`),
            count: counts ? String(counts[one]) : null,
          }))}
          current={which}
          choose={(id) => {
            set_which(id as Which);
            set_offset(0);
          }}
        />
        <div id="tab-panel" role="tabpanel" className="stack">
          <SearchLine
            label={t('requests.find')}
            search={(text) => {
              set_q(text);
              set_offset(0);
            }}
          />
          <Await query={query} rows={12}>
            {(data) => (
              <>
                <Table data={data} />
                <Pager total={data.total} offset={data.offset} go={set_offset} />
                {data.may_receive ? <ReceiveForm data={data} /> : null}
              </>
            )}
          </Await>
        </div>
      </div>
    </main>
  );
}

/** What its deadline says today; days late never go away. */
export function DueMark({ row }: { row: Pick<RequestRow, 'days_left' | 'days_late'> }) {
  const { t } = useWords();
  if (row.days_late !== null && row.days_late > 0)
    return <Mark tone="bad">{t('requests.days_late', { days: row.days_late })}</Mark>;
  if (row.days_left === null) return null;
  if (row.days_left < 0)
    return <Mark tone="bad">{t('requests.overdue', { days: -row.days_left })}</Mark>;
  return (
    <Mark tone={row.days_left <= 7 ? 'warn' : 'ok'}>
      {t('requests.days_left', { days: row.days_left })}
    </Mark>
  );
}

function Table({ data }: { data: Requests }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('requests.title')} count={data.total}>
      {data.rows.length === 0 ? (
        <Empty why={t('requests.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('requests.title')}>
          <table className="tight" data-requests>
            <thead>
              <tr>
                <th scope="col">{t('requests.number')}</th>
                <th scope="col">{t('requests.kind')}</th>
                <th scope="col">{t('requests.requester')}</th>
                <th scope="col">{t('requests.department')}</th>
                <th scope="col">{t('requests.due')}</th>
                <th scope="col">{t('requests.identity')}</th>
                <th scope="col">{t('requests.state')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className="nw">
                    <Link to={to_request(row.id)}>{row.request_no}</Link>
                    <div className="sub">{date_short(row.received_on, lang)}</div>
                  </th>
                  <td className="nw">{d(row.kind.label)}</td>
                  <td>{row.requester ?? t('letters.withheld')}</td>
                  <td>{row.department?.name}</td>
                  <td className="nw">
                    {date_short(row.due, lang)} <DueMark row={row} />
                  </td>
                  <td className="nw">
                    {row.identity_on ? (
                      date_short(row.identity_on, lang)
                    ) : (
                      <Mark tone="warn">{t('requests.not_yet')}</Mark>
                    )}
                  </td>
                  <td className="nw">
                    {d(row.state.label)}
                    {row.result ? <div className="sub">{d(row.result.label)}</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
