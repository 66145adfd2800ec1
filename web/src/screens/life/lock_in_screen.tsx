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
import { useLifeWords } from './words';

export function LockInScreen() {
  const { t } = useWords();
  const { w } = useLifeWords();
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
              {w('lock.register')}
            </Link>
            <Link className="btn s" to="/systems">
              {w('lock.spending')}
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
  const { w, lang } = useLifeWords();
  const [all, set_all] = useState(false);
  const years = (n: number | null) => (n === null ? '—' : w('lock.years', { n }));
  return (
    <Panel
      title={w('lock.title')}
      count={data.systems}
      end={w('lock.threshold', { n: data.threshold, long: data.long, cite: data.cite })}
    >
      <Grid
        label={w('lock.title')}
        name="locked"
        none={w('lock.none')}
        rows={all ? data.rows : data.rows.slice(0, kFirst)}
        id_of={(row) => row.system}
        columns={[
          {
            head: w('system'),
            cell: (row) => (
              <>
                <Link to={to_system(row.system)}>{row.name}</Link>
                <div className="sub">{row.section}</div>
              </>
            ),
          },
          { head: w('lock.vendor'), cell: (row) => row.vendor || '—' },
          {
            head: w('lock.years_head'),
            cell: (row) => (
              <Mark tone={row.long ? 'warn' : 'ok'}>{w('lock.years', { n: row.years })}</Mark>
            ),
          },
          {
            head: w('lock.by_contracts'),
            nw: true,
            cell: (row) =>
              row.since ? `${years(row.years_by_contracts)}（${date_short(row.since, lang)}）` : '—',
          },
          { head: w('lock.recorded'), num: true, cell: (row) => years(row.years_recorded) },
          { head: w('lock.contracts'), num: true, cell: (row) => row.contracts },
          { head: w('lock.single_tenders'), num: true, cell: (row) => row.single_tenders },
          {
            head: w('lock.single_bidders'),
            num: true,
            cell: (row) =>
              row.bidders_known === 0 ? '—' : `${row.single_bidders} / ${row.bidders_known}`,
          },
          { head: w('lock.law_changes'), num: true, cell: (row) => row.law_changes },
          {
            head: w('lock.ends'),
            nw: true,
            cell: (row) => (row.ends ? date_short(row.ends, lang) : '—'),
          },
        ]}
      />
      {!all && data.rows.length > kFirst ? (
        <p className="pad">
          <button type="button" className="btn s" onClick={() => set_all(true)}>
            {w('lock.show_all', { n: data.rows.length })}
          </button>
        </p>
      ) : null}
      {data.systems > data.rows.length ? (
        <p className="pad sub">{w('more', { n: data.systems - data.rows.length })}</p>
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
  const { w } = useLifeWords();
  return (
    <Panel title={w('lock.sections')} count={data.sections.length}>
      <Grid
        label={w('lock.sections')}
        name="sections"
        none={w('lock.none')}
        rows={data.sections}
        id_of={(row) => row.section}
        columns={[
          {
            head: w('section'),
            cell: (row) => (
              <Link
                to={`${to_list('system_contract')}?view=all&filter.section=${encodeURIComponent(row.section)}`}
              >
                {row.section}
              </Link>
            ),
          },
          { head: w('lock.single'), num: true, cell: (row) => `${row.single} / ${row.contracts}` },
          { head: w('lock.share'), num: true, cell: (row) => share(row.single, row.contracts) },
          { head: w('lock.single_yen'), num: true, cell: (row) => yen(row.single_yen) },
          { head: w('lock.share_yen'), num: true, cell: (row) => share(row.single_yen, row.yen) },
        ]}
      />
    </Panel>
  );
}

function Bids({ data }: { data: LockIn }) {
  const { w, d } = useLifeWords();
  return (
    <Panel title={w('lock.bids')} count={data.bids.length}>
      <Grid
        label={w('lock.bids')}
        name="bids"
        none={w('lock.bids_none')}
        rows={data.bids}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('lock.contract'),
            cell: (row) => <Link to={to_record('system_contract', row.id)}>{row.subject}</Link>,
          },
          { head: w('lock.method'), cell: (row) => d(row.method?.label) || '—' },
          { head: w('lock.asked'), num: true, cell: (row) => row.asked ?? '—' },
          {
            head: w('lock.bidders'),
            cell: (row) => (
              <Mark tone={row.single ? 'warn' : 'ok'}>{w('buy.companies', { n: row.bidders })}</Mark>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Laws({ data }: { data: LockIn }) {
  const { w, lang } = useLifeWords();
  const sum = data.law_changes.reduce((all, row) => all + row.yen, 0);
  return (
    <Panel
      title={w('lock.laws')}
      count={data.law_changes.length}
      end={w('lock.laws_sum', { yen: grouped(sum) })}
    >
      <Grid
        label={w('lock.laws')}
        name="laws"
        none={w('lock.laws_none')}
        rows={data.law_changes}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('lock.contract'),
            cell: (row) => <Link to={to_record('system_contract', row.id)}>{row.subject}</Link>,
          },
          { head: w('lock.law'), cell: (row) => row.law },
          { head: w('system'), cell: (row) => row.system },
          { head: w('lock.vendor'), cell: (row) => row.vendor || '—' },
          { head: w('buy.on'), nw: true, cell: (row) => date_short(row.on, lang) },
          { head: w('lock.yen'), num: true, cell: (row) => yen(row.yen) },
        ]}
      />
    </Panel>
  );
}
