// Finding a taxpayer by name, kana or number. What is asked stands in the address, so Back returns to it.
import { useEffect, useState } from 'react';
import * as api from '../../api/endpoints';
import { seconds } from '../../lib/number_format';
import { Icon } from '../../parts/icon';
import { PageHead } from '../../parts/page_head';
import { Empty } from '../../parts/panel';
import { Await } from '../../parts/await';
import { PersonName } from '../../parts/person_name';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';

const kRestMs = 200;
const kLimit = 50;

export function TaxpayersScreen() {
  const { t } = useWords();
  const { search, set_query } = useRouter();
  const asked = search.get('q') ?? '';
  const [typed, set_typed] = useState(asked);
  useEffect(() => {
    const timer = window.setTimeout(() => { if (typed.trim() !== asked) set_query({ q: typed.trim() }); }, kRestMs);
    return () => window.clearTimeout(timer);
  }, [typed, asked, set_query]);
  const answer = useQuery(asked ? `taxpayers:${asked}` : null, (signal) => api.search(asked, kLimit, 'taxpayer', signal));
  const hits = answer.data?.hits.filter((hit) => hit.kind === 'taxpayer') ?? [];

  const step = (by: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-hit]')];
    const index = links.findIndex((link) => link === document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, index + by))]?.focus();
  };
  useKeys([
    { on: ['j', 'ArrowDown'], cap: 'J K', label: t('keys.rows'), run: () => step(1) },
    { on: ['k', 'ArrowUp'], cap: '', label: '', run: () => step(-1) },
    { on: 'Enter', cap: 'Enter', label: t('keys.open'), run: () => undefined },
  ]);

  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead crumbs={[{ label: t('nav.tax') }, { label: t('taxpayers.title') }]} title={t('taxpayers.title')} />
      <form className="row mb-3 flex-wrap" role="search" aria-label={t('taxpayers.title')}
        onSubmit={(event) => { event.preventDefault(); set_query({ q: typed.trim() }); window.setTimeout(() => step(0), kRestMs); }}>
        <label className="f" htmlFor="who">{t('taxpayers.label')}</label>
        <span className="find"><Icon name="search" />
          <input id="who" type="search" autoFocus autoComplete="off" spellCheck={false} value={typed} aria-describedby="who-hint"
            onChange={(event) => set_typed(event.target.value)} /></span>
        <span className="sub" id="who-hint">{t('taxpayers.hint')}</span>
      </form>
      <section className="pn" aria-label={t('taxpayers.title')}>
        <div className="vh" role="status">{asked && answer.data ? t('taxpayers.found', { n: hits.length }) : ''}</div>
        {asked === '' ? <Empty why={t('taxpayers.start')} next={t('taxpayers.hint')} /> : (
          <Await query={answer} rows={8}>{(data) => hits.length === 0
            ? <Empty why={t('taxpayers.none', { q: asked })} next={t('taxpayers.none_next')} />
            : <>
              <table>
                <thead><tr><th scope="col" style={{ width: 150 }}>{t('taxpayers.number')}</th><th scope="col">{t('taxpayers.name')}</th><th scope="col">{t('taxpayers.detail')}</th></tr></thead>
                <tbody>{hits.map((hit) => (
                  <tr key={hit.id}>
                    <td className="nw">{number_of(hit.route)}</td>
                    <th scope="row"><Link to={hit.route} data-hit><PersonName name={hit.title} hidden={hit.protected} /></Link></th>
                    <td className="mut">{hit.protected ? '' : hit.subtitle}</td>
                  </tr>
                ))}</tbody>
              </table>
              <p className="sub px-3 py-2">
                {hits.length >= kLimit ? t('taxpayers.more', { n: kLimit }) : t('taxpayers.found', { n: hits.length })}
                <span className="ml-2">{t('taxpayers.took', { s: seconds(data.took_ms) })}</span>
              </p>
            </>}</Await>
        )}
      </section>
    </main>
  );
}

const number_of = (route: string) => decodeURIComponent(route.split('?')[0]?.split('/').pop() ?? '');
