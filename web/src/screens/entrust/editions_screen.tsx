// Editions of the clauses: which is in use, when it is looked at again, and what a newer one changes
// in contracts that still run.
import * as api from '../../api/entrust';
import type { Editions } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_entrust, to_record } from '../../state/routes';

export function EntrustEditionsScreen() {
  const { t } = useWords();
  const query = useQuery('entrust.editions', api.editions);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.entrust'), to: '/entrust' },
          { label: t('entrust.editions') },
        ]}
        title={t('entrust.editions')}
      />
      <Await query={query} rows={10}>
        {(data) => (
          <div className="stack">
            <Table data={data} />
            <Touched data={data} />
            {data.compared.map((one) => (
              <Compared key={one.from} one={one} />
            ))}
          </div>
        )}
      </Await>
    </main>
  );
}

function Table({ data }: { data: Editions }) {
  const { t, lang } = useWords();
  const day = (value: string | null) => (value ? date_short(value, lang) : '—');
  return (
    <Panel title={t('entrust.editions')} count={data.editions.length}>
      <Scroll label={t('entrust.editions')}>
        <table className="tight" data-editions>
          <thead>
            <tr>
              <th scope="col">{t('entrust.edition')}</th>
              <th scope="col">{t('entrust.ed.since')}</th>
              <th scope="col" className="num">
                {t('entrust.ed.clauses')}
              </th>
              <th scope="col" className="num">
                {t('entrust.ed.contracts')}
              </th>
              <th scope="col">{t('entrust.ed.review')}</th>
              <th scope="col">{t('entrust.ed.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {data.editions.map((one) => (
              <tr key={one.edition}>
                <th scope="row">
                  {one.id ? (
                    <Link to={to_record('clause_edition', one.id)}>{one.edition}</Link>
                  ) : (
                    one.edition
                  )}{' '}
                  {one.in_use ? <span className="tag">{t('entrust.ed.in_use')}</span> : null}
                </th>
                <td>{day(one.in_use_from)}</td>
                <td className="num">{one.clauses}</td>
                <td className="num">{one.contracts}</td>
                <td>
                  {one.reviewed_on ? (
                    <Mark tone="ok">{day(one.reviewed_on)}</Mark>
                  ) : (
                    <Mark tone={one.review_due && one.review_due < data.today ? 'bad' : 'none'}>
                      {t('entrust.due_on', { date: day(one.review_due) })}
                    </Mark>
                  )}
                </td>
                <td>{one.decision ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function Touched({ data }: { data: Editions }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('entrust.ed.touched')} count={data.touched}>
      {data.contracts.length === 0 ? (
        <Empty why={t('entrust.ed.touched_none')} />
      ) : (
        <Scroll label={t('entrust.ed.touched')}>
          <table className="tight" data-touched>
            <thead>
              <tr>
                <th scope="col">{t('entrust.subject')}</th>
                <th scope="col">{t('entrust.edition')}</th>
                <th scope="col">{t('entrust.last_day')}</th>
                <th scope="col">{t('entrust.ed.changes')}</th>
              </tr>
            </thead>
            <tbody>
              {data.contracts.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={to_entrust(one.id)}>{one.subject}</Link>
                    <div className="sub">{one.no}</div>
                  </th>
                  <td>{one.edition}</td>
                  <td>{date_short(one.last_day, lang)}</td>
                  <td>{one.clauses.join(lang === 'ja' ? '、' : ', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

function Compared({ one }: { one: Editions['compared'][number] }) {
  const { t, d } = useWords();
  return (
    <Panel
      title={t('entrust.ed.compared', { from: one.from, to: one.to })}
      count={one.changes.length}
    >
      <ul className="articles" data-compared>
        {one.changes.map((each) => (
          <li key={each.clause}>
            <div>
              <h3>
                {each.clause} {d(each.title)}
              </h3>
              {each.after ? <p>{d(each.after)}</p> : null}
            </div>
            <div className="why">
              <Mark tone="inf">{d(each.label)}</Mark>
              {each.before ? (
                <p>
                  <b>{t('entrust.ed.before')}</b> {d(each.before)}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
