// The chain of one contract: the tree, who works, what went out and came back, what was filed and
// what the city decided.
import * as api from '../../api/chains';
import type { Chain } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_chains } from '../../state/routes';
import { ApplicationForm } from './application_form';
import { Accidents, Accounts, Certificates, Checks, Confirm, FoundForm, Places } from './city_side';
import { Applications } from './decisions';
import { ItemsPanel, TrainingsPanel, WorkersPanel } from './tables';
import { ChainTree } from './tree';

export function ChainScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`chain ${id}`, (signal) => api.chain(id, signal));
  const data = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.chains'), to: to_chains() },
          { label: data?.no ?? id },
        ]}
        title={data?.subject ?? t('nav.chains')}
        tags={data ? <span className="tag">{d(data.state.label)}</span> : null}
        actions={
          <Link className="btn s" to={`/entrust/${encodeURIComponent(id)}`}>
            {t('chain.to_contract')}
          </Link>
        }
      />
      <Await query={query} rows={20}>
        {(chain) => (
          <div className="stack">
            <Summary chain={chain} />
            <Panel title={t('chain.tree')} count={chain.tree.length}>
              <ChainTree tree={chain.tree} workers={chain.workers} />
            </Panel>
            <Applications
              applications={chain.applications}
              may={chain.may.apply}
              done={query.reload}
            />
            <WorkersPanel workers={chain.workers} />
            <ItemsPanel items={chain.items} />
            <div className="two-columns">
              <Certificates chain={chain} done={query.reload} />
              <TrainingsPanel trainings={chain.trainings} workers={chain.workers} />
              <Checks chain={chain} />
              <Accidents chain={chain} done={query.reload} />
              <Places chain={chain} />
              <Accounts chain={chain} />
            </div>
            {chain.may.confirm ? <Confirm chain={chain} done={query.reload} /> : null}
            {chain.may.find ? <FoundForm chain={chain} done={query.reload} /> : null}
            {chain.may.apply ? (
              <ApplicationForm
                side="section"
                contract={chain.id}
                tree={chain.tree}
                done={query.reload}
              />
            ) : null}
          </div>
        )}
      </Await>
    </main>
  );
}

function Summary({ chain }: { chain: Chain }) {
  const { t, lang } = useWords();
  const faults = chain.tree.flatMap((party) => party.faults);
  const bad = faults.filter((fault) => fault.bad).length;
  const not_seen = chain.tree.some((party) => party.needs === null);
  return (
    <>
      <div className="row flex-wrap gap-x-3" data-summary>
        {bad > 0 ? (
          <StateTag tone="bad">{t('chain.bad', { n: bad })}</StateTag>
        ) : (
          <StateTag tone="ok">{t('chain.all_approved')}</StateTag>
        )}
        <span>
          {t('chain.period', {
            from: date_short(chain.first_day, lang),
            to: date_short(chain.last_day, lang),
          })}
        </span>
        {chain.most_levels === null ? null : (
          <span>{t('chain.most_levels', { n: chain.most_levels })}</span>
        )}
        <Mark tone={chain.renewal.state === 'fresh' ? 'ok' : 'warn'}>
          {t(`chain.renewal.${chain.renewal.state}`, { due: date_short(chain.renewal.due, lang) })}
        </Mark>
      </div>
      {not_seen ? <Note tone="inf">{t('chain.certificates_not_seen')}</Note> : null}
    </>
  );
}
