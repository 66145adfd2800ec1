// 個人情報を扱う委託: every contract with what is due, what is wrong; each figure opens its rows.
import { useState } from 'react';
import * as api from '../../api/entrust';
import type { ContractLine, Contracts } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_entrust, to_list, to_new_record } from '../../state/routes';
import type { TextKey } from '../../texts';

export function EntrustsScreen() {
  const { t } = useWords();
  const { search, set_query } = useRouter();
  const tab = search.get('tab') ?? 'all';
  const [offset, set_offset] = useState(0);
  const [q, set_q] = useState('');
  const query = useQuery(`entrust:${tab}:${offset}:${q}`, (signal) =>
    api.contracts(tab, offset, q, signal),
  );
  const choose = (next: string) => {
    set_offset(0);
    set_query({ tab: next === 'all' ? null : next });
  };
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.entrust') }]}
        title={t('nav.entrust')}
        actions={
          <>
            <Link className="btn s" to="/entrust/guide">
              {t('entrust.guide')}
            </Link>
            <Link className="btn s" to="/entrust/editions">
              {t('entrust.editions')}
            </Link>
            <Link className="btn s" to={to_list('entrusted_contract')}>
              {t('entrust.register')}
            </Link>
            {query.data?.may_change ? (
              <Link className="btn s fill" to={to_new_record('entrusted_contract')}>
                {t('entrust.new')}
              </Link>
            ) : null}
          </>
        }
      />
      <div className="stack">
        {query.data ? <Alarms data={query.data} /> : null}
        <div>
          <Tabs
            label={t('entrust.tabs')}
            current={tab}
            choose={choose}
            tabs={(query.data?.tabs ?? [{ id: tab, count: 0 }]).map((one) => ({
              id: one.id,
              label: t(`entrust.tab.${one.id}` as TextKey),
              count: String(one.count),
            }))}
          />
          <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
            <Panel
              title={t(`entrust.tab.${tab}` as TextKey)}
              count={query.data?.total}
              end={
                <input
                  className="in s find"
                  type="search"
                  aria-label={t('entrust.find')}
                  placeholder={t('entrust.find')}
                  value={q}
                  onChange={(event) => {
                    set_offset(0);
                    set_q(event.currentTarget.value);
                  }}
                />
              }
            >
              <Await query={query} rows={8}>
                {(data) =>
                  data.rows.length === 0 ? (
                    <Empty why={t('entrust.none')} next={t('entrust.none_next')} />
                  ) : (
                    <>
                      <Table rows={data.rows} />
                      <Pages data={data} turn={set_offset} />
                    </>
                  )
                }
              </Await>
            </Panel>
          </div>
        </div>
        {query.data ? <Settings data={query.data} /> : null}
      </div>
    </main>
  );
}

function Alarms({ data }: { data: Contracts }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('entrust.alarms')} count={data.alarms.length}>
      {data.alarms.length === 0 ? (
        <Empty why={t('entrust.alarms_none')} />
      ) : (
        <ul className="pad alarm-list" data-alarms>
          {data.alarms.map((one) => (
            <li key={one.route}>
              <Mark tone={one.bad ? 'bad' : 'warn'}>
                <Link to={one.route}>
                  {d(one.label)} <b>{one.count}</b>
                </Link>
              </Mark>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Table({ rows }: { rows: readonly ContractLine[] }) {
  const { t, d, lang } = useWords();
  return (
    <Scroll label={t('nav.entrust')}>
      <table className="tight" data-contracts>
        <thead>
          <tr>
            <th scope="col">{t('entrust.subject')}</th>
            <th scope="col">{t('entrust.department')}</th>
            <th scope="col">{t('entrust.vendor')}</th>
            <th scope="col">{t('entrust.process')}</th>
            <th scope="col">{t('entrust.state')}</th>
            <th scope="col">{t('entrust.term')}</th>
            <th scope="col">{t('entrust.next_check')}</th>
            <th scope="col" className="num">
              {t('entrust.gaps')}
            </th>
            <th scope="col">{t('entrust.alarms')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={to_entrust(row.id)}>{row.subject}</Link>
                <div className="sub">
                  {row.no}　{d(row.kind)}
                </div>
              </th>
              <td>{row.department}</td>
              <td>{row.vendor || '—'}</td>
              <td>{row.process}</td>
              <td>{d(row.state.label)}</td>
              <td className="nw">
                {date_short(row.first_day, lang)}–
                <br />
                {date_short(row.last_day, lang)}
              </td>
              <td>
                {row.next ? (
                  <Mark tone={row.next.late ? 'bad' : 'none'}>
                    {date_short(row.next.due, lang)} {d(row.next.kind)}
                  </Mark>
                ) : (
                  '—'
                )}
              </td>
              <td className="num">{row.gaps || '—'}</td>
              <td>
                {row.alarms.length === 0 ? (
                  <Mark tone="ok">{t('entrust.fine')}</Mark>
                ) : (
                  row.alarms.map((one) => (
                    <div key={one}>
                      <Mark tone={one === 'not_consulted' ? 'warn' : 'bad'}>
                        {t(`entrust.alarm.${one}` as TextKey)}
                      </Mark>
                    </div>
                  ))
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Pages({ data, turn }: { data: Contracts; turn: (offset: number) => void }) {
  const { t } = useWords();
  if (data.total <= data.limit) return null;
  return (
    <p className="pad row">
      <button
        type="button"
        className="btn s"
        disabled={data.offset === 0}
        onClick={() => turn(Math.max(0, data.offset - data.limit))}
      >
        {t('entrust.earlier')}
      </button>
      <span>
        {data.offset + 1}–{Math.min(data.offset + data.limit, data.total)} / {data.total}
      </span>
      <button
        type="button"
        className="btn s"
        disabled={data.offset + data.limit >= data.total}
        onClick={() => turn(data.offset + data.limit)}
      >
        {t('entrust.later')}
      </button>
    </p>
  );
}

function Settings({ data }: { data: Contracts }) {
  const { t } = useWords();
  return (
    <p className="sub">
      {t('entrust.settings', {
        process: data.settings.process,
        quarters: t(`entrust.quarters.${data.settings.quarters}`),
        cite: data.settings.cite || t('entrust.nobody'),
      })}
    </p>
  );
}
