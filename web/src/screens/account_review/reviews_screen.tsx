// Accounts of other systems: which lists came and which are late, rounds and how far they are.
import { useState } from 'react';
import * as api from '../../api/account_review';
import type { Reviews, ReviewSource } from '../../api/account_review';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { DateLine, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_account_review, to_list } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Constructed } from '../system/parts';
import { BringList } from './bring_list';
import { Share } from './share';

export function AccountReviewsScreen() {
  const { t } = useWords();
  const query = useQuery('account-reviews', api.reviews);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }]}
        title={t('review.title')}
        actions={
          query.data?.may.see_all ? (
            <Link className="btn s" to={to_list('account_source')}>
              {t('review.sources_record')}
            </Link>
          ) : null
        }
      />
      <Await query={query} rows={8}>
        {(data) => (
          <div className="stack">
            <Rounds data={data} />
            <Sources data={data} />
            {data.may.govern && data.sources.length > 0 ? (
              <div className="two-columns">
                <BringList sources={data.sources} today={data.today} done={query.reload} />
                <OpenRound sources={data.sources} />
              </div>
            ) : null}
          </div>
        )}
      </Await>
    </main>
  );
}

function Rounds({ data }: { data: Reviews }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('review.rounds')} count={data.rounds.length}>
      {data.rounds.length === 0 ? (
        <Empty why={t('review.none')} next={t('review.none_next')} />
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('review.rounds')}>
          <table className="tight" data-rounds>
            <thead>
              <tr>
                <th scope="col">{t('review.no')}</th>
                <th scope="col">{t('review.name')}</th>
                <th scope="col">{t('review.state')}</th>
                <th scope="col">{t('review.due')}</th>
                <th scope="col" className="num">
                  {t('review.accounts')}
                </th>
                <th scope="col">{t('review.side.manager')}</th>
                <th scope="col">{t('review.side.owner')}</th>
                <th scope="col" className="num">
                  {t('review.agreed.differs')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rounds.map((round) => (
                <tr key={round.id}>
                  <td className="nw">{round.no}</td>
                  <th scope="row">
                    <Link to={to_account_review(round.id)}>{round.title}</Link>{' '}
                    {round.constructed ? <Constructed /> : null}
                  </th>
                  <td className="nw">{t(`review.state.${round.state}`)}</td>
                  <td className="nw">
                    {round.due && round.state === 'open' && round.due < data.today ? (
                      <Mark tone="bad">
                        {t('review.late', { date: date_short(round.due, lang) })}
                      </Mark>
                    ) : round.due ? (
                      date_short(round.due, lang)
                    ) : (
                      '—'
                    )}
                  </td>
                  <td className="num">{round.sum.accounts}</td>
                  <td>
                    <Share n={round.sum.accounts - round.sum.manager_waits} all={round.sum.accounts} />
                  </td>
                  <td>
                    <Share n={round.sum.accounts - round.sum.owner_waits} all={round.sum.accounts} />
                  </td>
                  <td className="num">{round.sum.agreed.differs}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Sources({ data }: { data: Reviews }) {
  const { t } = useWords();
  return (
    <Panel title={t('review.sources')} count={data.sources.length}>
      {data.sources.length === 0 ? (
        <Empty why={t('review.no_sources')} next={t('review.no_sources_next')} />
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('review.sources')}>
          <table className="tight" data-sources>
            <thead>
              <tr>
                <th scope="col">{t('review.no')}</th>
                <th scope="col">{t('review.source')}</th>
                <th scope="col">{t('review.last_list')}</th>
                <th scope="col">{t('review.next_list')}</th>
                <th scope="col" className="num">
                  {t('review.period')}
                </th>
                <th scope="col" className="num">
                  {t('review.unused_days')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.sources.map((source) => (
                <tr key={source.id}>
                  <td className="nw">{source.no}</td>
                  <th scope="row">{source.name}</th>
                  <td className="nw">
                    <Day iso={source.last_list} />
                  </td>
                  <td className="nw">
                    <Next source={source} />
                  </td>
                  <td className="num">{source.period_days}</td>
                  <td className="num">{source.unused_days}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Day({ iso }: { iso: string | null }) {
  const { t, lang } = useWords();
  return <>{iso ? date_short(iso, lang) : t('review.never')}</>;
}

function Next({ source }: { source: ReviewSource }) {
  const { t, lang } = useWords();
  if (!source.late) return <Day iso={source.next_list} />;
  if (source.next_list === null) return <Mark tone="bad">{t('review.never')}</Mark>;
  return <Mark tone="bad">{t('review.late', { date: date_short(source.next_list, lang) })}</Mark>;
}

function OpenRound({ sources }: { sources: readonly ReviewSource[] }) {
  const { t } = useWords();
  const { go } = useRouter();
  const action = useAction();
  const [no, set_no] = useState('');
  const [title, set_title] = useState('');
  const [due, set_due] = useState('');
  const [chosen, set_chosen] = useState<readonly string[]>([]);
  const toggle = (source: string) =>
    set_chosen(
      chosen.includes(source) ? chosen.filter((one) => one !== source) : [...chosen, source],
    );
  const send = () =>
    void action.run(async () => {
      const made = await api.open_round(no, title, due, [...chosen]);
      go(to_account_review(made.id));
    });
  return (
    <Panel title={t('review.open')}>
      <div className="pad stack" data-open-round>
        <Line label={t('review.no')} value={no} set={set_no} max_length={24} width={160} />
        <Line label={t('review.name')} value={title} set={set_title} max_length={100} />
        <DateLine label={t('review.due')} value={due} set={set_due} />
        <fieldset className="survey-question">
          <legend className="f">{t('review.open_which')}</legend>
          {sources
            .filter((one) => one.in_use && one.last_list !== null)
            .map((one) => (
              <label key={one.id} className="row gap-1">
                <input
                  type="checkbox"
                  checked={chosen.includes(one.no)}
                  onChange={() => toggle(one.no)}
                />{' '}
                {one.no} {one.name}
              </label>
            ))}
        </fieldset>
        <ActionTrouble fault={action.fault} />
        <div>
          <button
            type="button"
            className="btn"
            disabled={action.busy || !no || !title || !due || chosen.length === 0}
            onClick={send}
          >
            {t('review.start')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
