// Finding a taxpayer by name, kana or number. What is asked stands in the address, so Back returns
// to it.
import { useEffect, useState } from 'react';
import * as api from '../../api/endpoints';
import { seconds } from '../../lib/number_format';
import { HitDetail } from '../../parts/hit_detail';
import { Icon } from '../../parts/icon';
import { PageHead } from '../../parts/page_head';
import type { SearchAnswer } from '../../api/types';
import { Empty } from '../../parts/panel';
import { Await } from '../../parts/await';
import { PersonName } from '../../parts/person_name';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { useSteps } from '../../state/use_steps';

const kRestMs = 200;
const kLimit = 50;

export function TaxpayersScreen() {
  const { t } = useWords();
  const asked = useRouter().search.get('q') ?? '';
  const answer = useQuery(asked ? `taxpayers:${asked}` : null, (signal) =>
    api.search(asked, kLimit, 'taxpayer', signal),
  );
  const step = useSteps('[data-hit]');
  useKeys([
    { on: ['j', 'ArrowDown'], cap: 'J K', label: t('keys.rows'), run: () => step(1) },
    { on: ['k', 'ArrowUp'], cap: '', label: '', run: () => step(-1) },
    { on: 'Enter', cap: 'Enter', label: t('keys.open'), run: () => undefined },
  ]);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.tax') }, { label: t('taxpayers.title') }]}
        title={t('taxpayers.title')}
      />
      <Question asked={asked} to_hits={() => step(1)} />
      <section className="pn" aria-label={t('taxpayers.title')}>
        {asked === '' ? (
          <Empty why={t('taxpayers.start')} next={t('taxpayers.hint')} />
        ) : (
          <Await query={answer} rows={8}>
            {(data) => <Hits asked={asked} data={data} />}
          </Await>
        )}
      </section>
    </main>
  );
}

function Question({ asked, to_hits }: { asked: string; to_hits: () => void }) {
  const { t } = useWords();
  const { set_query } = useRouter();
  const [typed, set_typed] = useState(asked);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (typed.trim() !== asked) set_query({ q: typed.trim() });
    }, kRestMs);
    return () => window.clearTimeout(timer);
  }, [typed, asked, set_query]);
  return (
    <form
      className="row mb-3 flex-wrap gap-x-3"
      role="search"
      aria-label={t('taxpayers.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === asked) to_hits();
        else set_query({ q: typed.trim() });
      }}
    >
      <label className="f" htmlFor="who">
        {t('taxpayers.label')}
      </label>
      <span className="find">
        <Icon name="search" />
        <input
          id="who"
          type="search"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby="who-hint"
          onChange={(event) => set_typed(event.target.value)}
        />
      </span>
      <span className="sub" id="who-hint">
        {t('taxpayers.hint')}
      </span>
    </form>
  );
}

function Hits({ asked, data }: { asked: string; data: SearchAnswer }) {
  const { t } = useWords();
  const hits = data.hits.filter((hit) => hit.kind === 'taxpayer');
  if (hits.length === 0)
    return <Empty why={t('taxpayers.none', { q: asked })} next={t('taxpayers.none_next')} />;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col" style={{ width: 150 }}>
              {t('taxpayers.number')}
            </th>
            <th scope="col">{t('taxpayers.name')}</th>
            <th scope="col">{t('taxpayers.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {hits.map((hit) => (
            <tr key={hit.id}>
              <td className="nw">{number_of(hit.route)}</td>
              <th scope="row">
                <Link to={hit.route} data-hit>
                  <PersonName name={hit.title} hidden={hit.protected} />
                </Link>
              </th>
              <td className="mut">
                <HitDetail hit={hit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sub px-3 py-2" role="status">
        {hits.length >= kLimit
          ? t('taxpayers.more', { n: kLimit })
          : t('taxpayers.found', { n: hits.length })}
        <span className="ml-2">{t('taxpayers.took', { s: seconds(data.took_ms) })}</span>
      </p>
    </>
  );
}

const number_of = (route: string) =>
  decodeURIComponent(route.split('?')[0]?.split('/').pop() ?? '');
