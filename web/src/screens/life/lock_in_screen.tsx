// 囲い込み: years with one vendor, told from the chain of contracts; who came to the tenders; what a
// change of law forced; how much each section buys without competition.
import { useState } from 'react';
import * as api from '../../api/life';
import type { LockIn } from '../../api/life';
import { date_short } from '../../lib/era_date';
import { grouped, yen } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_record, to_system } from '../../state/routes';
import { Grid } from './grid';

export function LockInScreen() {
  const { t } = useWords();
  const query = useQuery('lock_in', api.lock_in);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.procurement'), to: '/procurement' },
          { label: t('nav.lock_in') },
        ]}
        title={t('nav.lock_in')}
        actions={
          <>
            <Link className="btn s" to={to_list('contract_competition')}>
              {t('lock.register')}
            </Link>
            <Link className="btn s" to="/systems">
              {t('lock.spending')}
            </Link>
          </>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Years data={data} />
            <div className="two-columns">
              <Sections data={data} />
              <Bids data={data} />
            </div>
            <Laws data={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

const kFirst = 25;

function Years({ data }: { data: LockIn }) {
  const { t, lang } = useWords();
  const [all, set_all] = useState(false);
  const years = (n: number | null) => (n === null ? '—' : t('lock.years', { n }));
  return (
    <Panel
      title={t('lock.title')}
      count={data.systems}
      end={t('lock.threshold', { n: data.threshold, long: data.long, cite: data.cite })}
    >
      <Grid
        label={t('lock.title')}
        name="locked"
        none={t('lock.none')}
        rows={all ? data.rows : data.rows.slice(0, kFirst)}
        id_of={(row) => row.system}
        columns={[
          {
            head: t('system'),
            cell: (row) => (
              <>
                <Link to={to_system(row.system)}>{row.name}</Link>
                <div className="sub">{row.section}</div>
              </>
            ),
          },
          { head: t('lock.vendor'), cell: (row) => row.vendor || '—' },
          {
            head: t('lock.years_head'),
            cell: (row) => (
              <Mark tone={row.long ? 'warn' : 'ok'}>{t('lock.years', { n: row.years })}</Mark>
            ),
          },
          {
            head: t('lock.by_contracts'),
            nw: true,
            cell: (row) =>
              row.since ? `${years(row.years_by_contracts)}（${date_short(row.since, lang)}）` : '—',
          },
          { head: t('lock.recorded'), num: true, cell: (row) => years(row.years_recorded) },
          { head: t('lock.contracts'), num: true, cell: (row) => row.contracts },
          { head: t('lock.single_tenders'), num: true, cell: (row) => row.single_tenders },
          {
            head: t('lock.single_bidders'),
            num: true,
            cell: (row) =>
              row.bidders_known === 0 ? '—' : `${row.single_bidders} / ${row.bidders_known}`,
          },
          { head: t('lock.law_changes'), num: true, cell: (row) => row.law_changes },
          {
            head: t('lock.ends'),
            nw: true,
            cell: (row) => (row.ends ? date_short(row.ends, lang) : '—'),
          },
        ]}
      />
      {!all && data.rows.length > kFirst ? (
        <p className="pad">
          <button type="button" className="btn s" onClick={() => set_all(true)}>
            {t('lock.show_all', { n: data.rows.length })}
          </button>
        </p>
      ) : null}
      {data.systems > data.rows.length ? (
        <p className="pad sub">{t('more', { n: data.systems - data.rows.length })}</p>
      ) : null}
    </Panel>
  );
}

/** In tenths of a percent, cut off. */
function share(part: number, whole: number): string {
  if (whole === 0) return '—';
  const tenths = Math.floor((part * 1000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

function Sections({ data }: { data: LockIn }) {
  const { t } = useWords();
  return (
    <Panel title={t('lock.sections')} count={data.sections.length}>
      <Grid
        label={t('lock.sections')}
        name="sections"
        none={t('lock.none')}
        rows={data.sections}
        id_of={(row) => row.section}
        columns={[
          {
            head: t('section'),
            cell: (row) => (
              <Link
                to={`${to_list('system_contract')}?view=all&filter.section=${encodeURIComponent(row.section)}`}
              >
                {row.section}
              </Link>
            ),
          },
          { head: t('lock.single'), num: true, cell: (row) => `${row.single} / ${row.contracts}` },
          { head: t('lock.share'), num: true, cell: (row) => share(row.single, row.contracts) },
          { head: t('lock.single_yen'), num: true, cell: (row) => yen(row.single_yen) },
          { head: t('lock.share_yen'), num: true, cell: (row) => share(row.single_yen, row.yen) },
        ]}
      />
    </Panel>
  );
}

function Bids({ data }: { data: LockIn }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('lock.bids')} count={data.bids.length}>
      <Grid
        label={t('lock.bids')}
        name="bids"
        none={t('lock.bids_none')}
        rows={data.bids}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('lock.contract'),
            cell: (row) => <Link to={to_record('system_contract', row.id)}>{row.subject}</Link>,
          },
          { head: t('lock.method'), cell: (row) => d(row.method?.label) || '—' },
          { head: t('lock.asked'), num: true, cell: (row) => row.asked ?? '—' },
          {
            head: t('lock.bidders'),
            cell: (row) => (
              <Mark tone={row.single ? 'warn' : 'ok'}>{t('buy.companies', { n: row.bidders })}</Mark>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Laws({ data }: { data: LockIn }) {
  const { t, lang } = useWords();
  const sum = data.law_changes.reduce((all, row) => all + row.yen, 0);
  return (
    <Panel
      title={t('lock.laws')}
      count={data.law_changes.length}
      end={t('lock.laws_sum', { yen: grouped(sum) })}
    >
      <Grid
        label={t('lock.laws')}
        name="laws"
        none={t('lock.laws_none')}
        rows={data.law_changes}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('lock.contract'),
            cell: (row) => <Link to={to_record('system_contract', row.id)}>{row.subject}</Link>,
          },
          { head: t('lock.law'), cell: (row) => row.law },
          { head: t('system'), cell: (row) => row.system },
          { head: t('lock.vendor'), cell: (row) => row.vendor || '—' },
          { head: t('buy.on'), nw: true, cell: (row) => date_short(row.on, lang) },
          { head: t('lock.yen'), num: true, cell: (row) => yen(row.yen) },
        ]}
      />
    </Panel>
  );
}
