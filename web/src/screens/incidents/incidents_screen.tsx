// 事故: all of them, running first, each with the report that is due next.
import * as api from '../../api/incidents';
import type { Incidents } from '../../api/incidents';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_incident, to_list, to_record } from '../../state/routes';
import { TimerMark } from './timer';

export function IncidentsScreen() {
  const { t } = useWords();
  const query = useQuery('incidents', api.incidents);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.incidents') }]}
        title={t('nav.incidents')}
        actions={
          <>
            <Link className="btn s" to={to_list('incident_contact')}>
              {t('incident.contacts_list')}
            </Link>
            <Link className="btn fill s" to="/incidents/new">
              {t('incident.open')}
            </Link>
          </>
        }
      />
      <Await query={query} rows={14}>
        {(data) => (
          <div className="stack">
            <Review data={data} />
            <List data={data} over={false} />
            <List data={data} over />
          </div>
        )}
      </Await>
    </main>
  );
}

function Review({ data }: { data: Incidents }) {
  const { t, lang } = useWords();
  const review = data.review;
  if (!review) return <p className="sub">{t('incident.plan', { edition: data.edition })}</p>;
  return (
    <Note tone={review.late ? 'bad' : 'inf'}>
      <span data-review>
        {t(review.late ? 'incident.review_late' : 'incident.review_due', {
          date: date_short(review.due, lang),
        })}{' '}
        <Link to={to_record('incident_plan_review', review.id)}>{review.review_no}</Link>
      </span>
    </Note>
  );
}

function List({ data, over }: { data: Incidents; over: boolean }) {
  const { t, d, lang } = useWords();
  const rows = data.rows.filter((row) => row.over === over);
  const title = t(over ? 'incident.over' : 'incident.running');
  return (
    <Panel title={title} count={rows.length}>
      {rows.length === 0 ? (
        <Empty why={t('incident.none')} />
      ) : (
        <Scroll label={title}>
          <table className="tight" data-incidents={over ? 'over' : 'running'}>
            <thead>
              <tr>
                <th scope="col">{t('incident.number')}</th>
                <th scope="col">{t('incident.known')}</th>
                <th scope="col">{t('incident.kind')}</th>
                <th scope="col">{t('incident.title')}</th>
                <th scope="col">{t('incident.state')}</th>
                <th scope="col">{t('incident.next_report')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-incident={row.incident_no}>
                  <th scope="row" className="nw">
                    <Link to={to_incident(row.id)}>{row.incident_no}</Link>
                  </th>
                  <td className="nw">
                    {date_short(row.known_on, lang)} {row.known_at}
                  </td>
                  <td>{d(row.kind.label)}</td>
                  <td>
                    {row.title}
                    <div className="sub">
                      {row.department} {row.system}
                    </div>
                  </td>
                  <td>
                    {d(row.state.label)}
                    {row.serious ? (
                      <div>
                        <Mark tone="bad">{t('incident.serious')}</Mark>
                      </div>
                    ) : null}
                  </td>
                  <td>
                    {row.timer ? (
                      <TimerMark timer={row.timer} />
                    ) : (
                      <span className="sub">{d(row.duty.label)}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
