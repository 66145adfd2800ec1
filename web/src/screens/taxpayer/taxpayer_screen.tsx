// Who, how much, when due, from which assets, why this yen, as of when, who looked?
import { useCallback, useMemo, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import type { Taxpayer } from '../../api/types';
import { fiscal_year } from '../../lib/era_date';
import { ExplainContext } from '../../parts/amount';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Protected } from '../../parts/person_name';
import { Tabs } from '../../parts/tabs';
import { TimeBar } from '../../parts/time_bar';
import { Neighbours } from '../list/neighbours';
import { ViewersTable } from '../../parts/viewers';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_what_if } from '../../state/routes';
import { useSteps } from '../../state/use_steps';
import { AssetTable } from './asset_table';
import { ExplainPanel } from './explain_panel';
import { InstalmentTiles } from './instalment_tiles';
import { PeopleTable, YearsTable } from './people_years';
import { LawTag } from '../levy/law_tag';
import { WhoCards } from './who_cards';

export function TaxpayerScreen({ number }: { number: string }) {
  const { t } = useWords();
  const { at, search } = useRouter();
  const year = search.get('year');
  const query = useQuery(
    `taxpayer:${number}:${year ?? ''}:${at.as_of ?? ''}:${at.as_known ?? ''}`,
    (signal) => api.taxpayer_sheet(number, year ? Number(year) : null, at, signal),
  );
  const [explained, set_explained] = useState<string | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const open = useCallback((path: string, from: HTMLElement) => {
    opener.current = from;
    set_explained((old) => (old === path ? null : path));
  }, []);
  const close = useCallback(() => {
    set_explained(null);
    opener.current?.focus();
  }, []);
  const explain = useMemo(() => ({ open_path: explained, open }), [explained, open]);
  useAmountKeys(explained, close);

  const data = query.data;
  const title = data
    ? data.addressee.protected
      ? t('state.protected')
      : (data.addressee.name ?? t('state.protected'))
    : number;
  return (
    <ExplainContext.Provider value={explain}>
      <div className={explained && data ? 'split open' : 'split'}>
        <main className="main" id="main" tabIndex={-1}>
          <PageHead
            crumbs={[
              { label: t('nav.tax') },
              { label: t('taxpayers.title'), to: '/taxpayers' },
              { label: number },
            ]}
            title={title}
            tags={data ? <Tags data={data} /> : null}
            actions={
              <>
                <Neighbours register="addressee" is={(place) => place.key === number} />
                {data ? <Actions data={data} /> : null}
              </>
            }
          />
          <TimeBar>
            {data ? <YearChoice data={data} changed={() => set_explained(null)} /> : null}
          </TimeBar>
          <Await query={query} rows={14}>
            {(sheet) => <Sheet data={sheet} />}
          </Await>
        </main>
        {explained && data ? (
          <ExplainPanel number={number} year={data.year} path={explained} close={close} />
        ) : null}
      </div>
    </ExplainContext.Provider>
  );
}

function YearChoice({ data, changed }: { data: Taxpayer; changed: () => void }) {
  const { t, lang } = useWords();
  const { set_query } = useRouter();
  const years = [...new Set([data.year, ...data.years.map((line) => line.year)])];
  return (
    <>
      <label className="f ml-2" htmlFor="year">
        {t('taxpayer.year')}
      </label>
      <select
        id="year"
        className="sel s"
        value={data.year}
        onChange={(event) => {
          changed();
          set_query({ year: event.target.value });
        }}
      >
        {years
          .sort((a, b) => b - a)
          .map((year) => (
            <option key={year} value={year}>
              {fiscal_year(year, lang)}
            </option>
          ))}
      </select>
    </>
  );
}

/** E explains the amount in focus, or the annual tax; J and K walk through the amounts. */
function useAmountKeys(explained: string | null, close: () => void) {
  const { t } = useWords();
  const step = useSteps('#main .amt');
  useKeys([
    { on: ['j', 'ArrowDown'], cap: 'J K', label: t('keys.move'), run: () => step(1) },
    { on: ['k', 'ArrowUp'], cap: '', label: '', run: () => step(-1) },
    {
      on: 'e',
      cap: 'E',
      label: t('keys.explain'),
      run: () => {
        const focused = document.activeElement;
        const own = focused instanceof HTMLElement && focused.matches('#main .amt');
        const amount = own ? focused : document.querySelector<HTMLElement>('#main .amt');
        amount?.click();
      },
    },
    ...(explained ? [{ on: 'Escape', cap: 'Esc', label: t('action.close'), run: close }] : []),
  ]);
}

function Tags({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  const { addressee } = data;
  const shared = data.members.length > 0 || data.groups.length > 0;
  return (
    <>
      {addressee.kana && !addressee.protected ? (
        <span className="mut">{addressee.kana}</span>
      ) : null}
      {addressee.protected ? (
        <span className="tag warn">
          <Protected />
        </span>
      ) : null}
      <span className="tag b">{t(`taxpayer.kind.${addressee.kind}`)}</span>
      {shared ? <span className="tag">{t('taxpayer.shared')}</span> : null}
      {addressee.in_city === false && !addressee.protected ? (
        <span className="tag">{t('taxpayer.out_of_city')}</span>
      ) : null}
      {data.run ? (
        <StateTag tone={data.run.state === 'confirmed' ? 'ok' : 'inf'}>
          {t(`run.${data.run.state}`)}
        </StateTag>
      ) : null}
      <LawTag status={data.run?.law_status} />
    </>
  );
}

function Actions({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  const { number } = data.addressee;
  return (
    <>
      {data.levy ? (
        <>
          <Link className="btn s" to={to_what_if(number, data.year)}>
            {t('what_if.open')}
          </Link>
          <a
            className="btn s"
            href={api.owner_list_address(number, data.year)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('taxpayer.new_tab', { what: t('taxpayer.owner_list') })}
          >
            <Icon name="print" small />
            {t('taxpayer.owner_list')}
          </a>
          <a
            className="btn s fill"
            href={api.notice_address(number, data.year)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('taxpayer.new_tab', { what: t('taxpayer.notice') })}
          >
            <Icon name="print" small />
            {t('taxpayer.notice')}
          </a>
        </>
      ) : null}
    </>
  );
}

function Sheet({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  const [tab, set_tab] = useState('overview');
  const people = data.members.length + data.groups.length;
  const tabs = [
    { id: 'overview', label: t('taxpayer.tab.overview') },
    { id: 'years', label: t('taxpayer.tab.years', { n: data.years.length }) },
    { id: 'people', label: t('taxpayer.tab.people', { n: people }) },
    { id: 'viewers', label: t('taxpayer.tab.viewers', { n: data.viewers.length }) },
  ];
  return (
    <>
      <Tabs label={t('taxpayer.parts')} tabs={tabs} current={tab} choose={set_tab} />
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'overview' ? (
          <>
            <WhoCards data={data} show_viewers={() => set_tab('viewers')} />
            <InstalmentTiles data={data} />
            <AssetTable data={data} />
          </>
        ) : null}
        {tab === 'years' ? <YearsTable data={data} /> : null}
        {tab === 'people' ? <PeopleTable data={data} /> : null}
        {tab === 'viewers' ? <ViewersTable viewers={data.viewers} /> : null}
      </div>
    </>
  );
}
