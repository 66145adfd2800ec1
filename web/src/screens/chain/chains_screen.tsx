// All contracts with the state of their chains, the worst first.
import { useState } from 'react';
import * as api from '../../api/chains';
import { kChainViews, type ChainLine, type ChainView, type Chains } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_chain, to_list } from '../../state/routes';

const kPage = 100;

export function ChainsScreen() {
  const { t } = useWords();
  const [view, set_view] = useState<ChainView>('all');
  const [offset, set_offset] = useState(0);
  const query = useQuery(`chains ${view} ${offset}`, (signal) => api.chains(view, offset, signal));
  const [counts, set_counts] = useState<Chains['counts'] | null>(null);
  if (query.data && query.data.counts !== counts) set_counts(query.data.counts);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.chains') }]}
        title={t('nav.chains')}
        actions={
          <Link className="btn s" to={to_list('contract_party')}>
            {t('chain.register')}
          </Link>
        }
      />
      <Tabs
        label={t('chain.views')}
        current={view}
        choose={(id) => {
          set_view(id as ChainView);
          set_offset(0);
        }}
        tabs={kChainViews.map((id) => ({
          id,
          label: t(`chain.view.${id}`),
          count: counts ? grouped(counts[id]) : null,
        }))}
      />
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${view}`}>
        <Await query={query} rows={16}>
          {(data) => <Lines data={data} offset={offset} go={set_offset} />}
        </Await>
      </div>
    </main>
  );
}

function Lines({
  data,
  offset,
  go,
}: {
  data: Chains;
  offset: number;
  go: (offset: number) => void;
}) {
  const { t } = useWords();
  if (data.rows.length === 0) return <Empty why={t('chain.none')} />;
  return (
    <section className="pn">
      <Scroll label={t('nav.chains')}>
        <table className="tight" data-chains>
          <thead>
            <tr>
              <th scope="col">{t('chain.contract')}</th>
              <th scope="col" className="num">
                {t('chain.parties')}
              </th>
              <th scope="col" className="num">
                {t('chain.depth')}
              </th>
              <th scope="col">{t('chain.state')}</th>
              <th scope="col" className="num">
                {t('chain.open_applications')}
              </th>
              <th scope="col">{t('chain.confirmation')}</th>
              <th scope="col">{t('chain.last_day')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((line) => (
              <Row key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {data.total > kPage ? (
        <div className="pad row gap-2">
          <button
            type="button"
            className="btn s"
            disabled={offset === 0}
            onClick={() => go(Math.max(0, offset - kPage))}
          >
            {t('chain.before')}
          </button>
          <span>
            {t('chain.page', {
              from: grouped(offset + 1),
              to: grouped(Math.min(offset + kPage, data.total)),
              all: grouped(data.total),
            })}
          </span>
          <button
            type="button"
            className="btn s"
            disabled={offset + kPage >= data.total}
            onClick={() => go(offset + kPage)}
          >
            {t('chain.after')}
          </button>
        </div>
      ) : null}
    </section>
  );
}

function Row({ line }: { line: ChainLine }) {
  const { t, d, lang } = useWords();
  return (
    <tr data-chain={line.no}>
      <th scope="row">
        <Link to={to_chain(line.id)}>{line.no}</Link>
        <div className="sub">{line.subject}</div>
      </th>
      <td className="num">{line.parties}</td>
      <td className="num">{line.depth}</td>
      <td>
        {line.worst ? (
          <>
            <Mark tone={line.bad > 0 ? 'bad' : 'warn'}>{d(line.worst.text)}</Mark>
            {line.bad + line.caution > 1 ? (
              <div className="sub">{t('chain.more', { n: line.bad + line.caution - 1 })}</div>
            ) : null}
          </>
        ) : (
          <Mark tone="ok">{t('chain.all_approved')}</Mark>
        )}
      </td>
      <td className="num">{line.applications || '—'}</td>
      <td>
        <Mark tone={line.renewal.state === 'fresh' ? 'ok' : 'warn'}>
          {t(`chain.renewal.${line.renewal.state}`, { due: date_short(line.renewal.due, lang) })}
        </Mark>
      </td>
      <td className="nw">
        {date_short(line.last_day, lang)}
        <div className="sub">{d(line.state.label)}</div>
      </td>
    </tr>
  );
}
