// One round: classes as tabs, each account with the person it was matched with and why, the two
// decisions; progress by section, what is new or gone since the round before.
import { useState } from 'react';
import * as api from '../../api/account_review';
import type { Asked, ReviewSheet, Side } from '../../api/account_review';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Note, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { Constructed } from '../system/parts';
import { Accounts } from './accounts';
import { Gone } from './gone';
import { Share } from './share';

export function AccountReviewScreen({ id }: { id: string }) {
  const { t, lang } = useWords();
  const query = useQuery(`account-review:${id}`, (signal) => api.review(id, signal));
  const sheet = query.data;
  const round = sheet?.round;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('review.title'), to: '/account-review' }]}
        title={round?.title ?? '…'}
        tags={
          round ? (
            <>
              <span className="tag b">{t(`review.state.${round.state}`)}</span>
              {round.due ? (
                <span className="tag">
                  {t('review.due')} {date_short(round.due, lang)}
                </span>
              ) : null}
              {sheet.sum.agreed.differs > 0 ? (
                <StateTag tone="bad">
                  {t('review.agreed.differs')} {sheet.sum.agreed.differs}
                </StateTag>
              ) : null}
              {round.constructed ? <Constructed /> : null}
            </>
          ) : null
        }
        actions={
          <a className="btn s" href={api.report_of(id)} target="_blank" rel="noreferrer">
            {t('review.report')}
          </a>
        }
      />
      <Await query={query} rows={14}>
        {(data) => (
          <div className="stack">
            <Whole data={data} id={id} reload={query.reload} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Whole({ data, id, reload }: { data: ReviewSheet; id: string; reload: () => void }) {
  const { t, d } = useWords();
  const first: Side | null = data.may.manager ? 'manager' : data.may.owner ? 'owner' : null;
  const [asked, set_asked] = useState<Asked>({
    class: null,
    side: data.may.see_all ? null : first,
    department: null,
    waiting: false,
    offset: 0,
  });
  const choose = (more: Partial<Asked>) => set_asked({ ...asked, offset: 0, ...more });
  const count = (n: number) => ({ count: String(n), counted: t('review.count', { n }) });
  const { sum } = data;
  const tabs = [
    { id: 'all', label: t('review.class.all'), ...count(sum.accounts) },
    ...data.classes.map((one) => ({ id: one.id, label: d(one.label), ...count(one.accounts) })),
    { id: 'certain', label: t('review.class.certain') },
    { id: 'differs', label: t('review.class.differs'), ...count(sum.agreed.differs) },
    { id: 'new', label: t('review.class.new'), ...count(sum.compared.new) },
    { id: 'changed', label: t('review.class.changed'), ...count(sum.compared.changed) },
    { id: 'gone', label: t('review.class.gone') },
  ];
  const current = asked.class ?? 'all';
  const chosen = data.classes.find((one) => one.id === asked.class);
  return (
    <>
      {data.may.govern && data.round.state === 'open' ? <Close id={id} done={reload} /> : null}
      {data.round.evidence_sha256 ? (
        <Note tone="ok">
          {t('review.sealed')} <code className="break-all">{data.round.evidence_sha256}</code>
        </Note>
      ) : null}
      <div className="min-w-0">
        <Tabs
          label={t('review.classes')}
          tabs={tabs}
          current={current}
          choose={(next) => choose({ class: next === 'all' ? null : next })}
        />
        <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${current}`} className="stack min-w-0">
          {chosen ? (
            <p className="sub">
              {d(chosen.asks)}（{chosen.cite}）
            </p>
          ) : null}
          {asked.class === 'gone' ? (
            <Gone id={id} />
          ) : (
            <Accounts
              id={id}
              sheet={data}
              asked={asked}
              choose={choose}
              turn={(offset) => set_asked({ ...asked, offset })}
              decided={reload}
            />
          )}
        </div>
      </div>
      <Sections data={data} />
      <p className="sub">{t('review.catalog', { edition: data.catalog })}</p>
    </>
  );
}

function Close({ id, done }: { id: string; done: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [said, set_said] = useState('');
  const press = async () => {
    const well = await action.run(async () => {
      const { sha256 } = await api.close_round(id);
      set_said(t('review.closed', { sha: sha256 }));
    });
    if (well) done();
  };
  return (
    <div>
      <ActionTrouble fault={action.fault} />
      <div className="acts-row">
        <button
          type="button"
          className="btn s"
          disabled={action.busy}
          data-close
          onClick={() => void press()}
        >
          {t('review.close')}
        </button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}

function Sections({ data }: { data: ReviewSheet }) {
  const { t } = useWords();
  return (
    <Panel title={t('review.sections')} count={data.sections.length}>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('review.sections')}>
        <table className="tight" data-sections>
          <thead>
            <tr>
              <th scope="col">{t('review.section')}</th>
              <th scope="col">{t('review.as_manager')}</th>
              <th scope="col">{t('review.as_owner')}</th>
            </tr>
          </thead>
          <tbody>
            {data.sections.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                <td>
                  <Share n={one.decided} all={one.accounts} />
                </td>
                <td>
                  <Share n={one.owner_decided} all={one.owned} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
