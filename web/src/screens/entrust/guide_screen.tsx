// The guide (利用説明書): every clause with its why and its pair in the check table, to be searched.
import { useState } from 'react';
import * as api from '../../api/entrust';
import type { GuideClause } from '../../api/entrust';
import { Await } from '../../parts/await';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';

export function EntrustGuideScreen() {
  const { t, d, lang } = useWords();
  const query = useQuery('entrust.guide', api.guide);
  const [wanted, set_wanted] = useState('');
  const holds = (one: GuideClause) => {
    const words = [one.id, one.title, one.text, one.why, one.measure?.asks, one.practice?.asks]
      .map((part) => d(part))
      .join(' ');
    return words.toLowerCase().includes(wanted.trim().toLowerCase());
  };
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.entrust'), to: '/entrust' },
          { label: t('entrust.guide') },
        ]}
        title={t('entrust.guide')}
        actions={
          <a
            className="btn s"
            href={`/api/entrust/guide.pdf?lang=${lang}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('entrust.guide.pdf')}
          </a>
        }
      />
      <Await query={query} rows={16}>
        {(data) => {
          const found = data.clauses.filter(holds);
          return (
            <Panel
              title={`${d(data.title)} ${data.edition}`}
              count={found.length}
              end={
                <input
                  className="in s find"
                  type="search"
                  aria-label={t('entrust.guide.find')}
                  placeholder={t('entrust.guide.find')}
                  value={wanted}
                  onChange={(event) => set_wanted(event.currentTarget.value)}
                />
              }
            >
              <p className="pad sub">
                {data.source} {d(data.source_note)}
              </p>
              {found.length === 0 ? <Empty why={t('entrust.guide.none')} /> : null}
              <ul className="articles" data-guide>
                {found.map((one) => (
                  <Clause key={one.id} one={one} />
                ))}
              </ul>
            </Panel>
          );
        }}
      </Await>
    </main>
  );
}

function Clause({ one }: { one: GuideClause }) {
  const { t, d } = useWords();
  return (
    <li id={one.id}>
      <div>
        <h3>
          {one.id} {d(one.title)}
        </h3>
        <p>{d(one.text)}</p>
        <p className="row flex-wrap gap-x-2">
          {one.when.length === 0 ? (
            <span className="tag">{t('entrust.guide.always')}</span>
          ) : (
            one.when.map((label) => (
              <span className="tag" key={label.en}>
                {d(label)}
              </span>
            ))
          )}
        </p>
        <p className="sub">{one.measure?.source}</p>
      </div>
      <div className="why">
        <b>{t('entrust.why')}</b>
        <p>{d(one.why)}</p>
        <b>{t('entrust.measure')}</b>
        <p>{d(one.measure?.asks)}</p>
        <b>{t('entrust.practice')}</b>
        <p>{d(one.practice?.asks)}</p>
        <b>{t('entrust.guide.risk')}</b>
        <p>{d(one.measure?.risk)}</p>
      </div>
    </li>
  );
}
