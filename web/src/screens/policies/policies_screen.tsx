// 規程と体制: the tree of documents with what makes them stale, delivery, roles, the committee.
import * as api from '../../api/policies';
import type { Policies } from '../../api/policies';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_system } from '../../state/routes';
import { Committee } from './committee';
import { Deliver } from './deliver';
import { Documents } from './documents';
import { Roles } from './roles';

export function PoliciesScreen() {
  const { t } = useWords();
  const query = useQuery('policies', api.policies);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.policies') }]}
        title={t('nav.policies')}
        actions={
          <Link className="btn s" to={to_list('policy_document')}>
            {t('policies.register')}
          </Link>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Documents data={data} />
            <div className="two-columns">
              <div className="stack">
                <Coverage data={data} />
                {data.may_deliver ? <Deliver data={data} done={query.reload} /> : null}
              </div>
              <Missing data={data} />
            </div>
            <Roles data={data} />
            <Committee data={data} done={query.reload} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Coverage({ data }: { data: Policies }) {
  const { t } = useWords();
  return (
    <Panel title={t('policies.coverage')}>
      {data.coverage.length === 0 ? (
        <Empty why={t('policies.coverage_none')} />
      ) : (
        <Scroll label={t('policies.coverage')}>
          <table className="tight" data-coverage>
            <thead>
              <tr>
                <th scope="col">{t('policies.department')}</th>
                <th scope="col" className="num">
                  {t('policies.delivered')}
                </th>
                <th scope="col" className="num">
                  {t('policies.received')}
                </th>
                <th scope="col">{t('policies.open')}</th>
              </tr>
            </thead>
            <tbody>
              {data.coverage.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.department || '—'}</th>
                  <td className="num">{row.delivered}</td>
                  <td className="num">{row.received}</td>
                  <td>
                    {row.late > 0 ? (
                      <Mark tone="bad">{t('policies.late', { n: row.late })}</Mark>
                    ) : row.received < row.delivered ? (
                      <Mark tone="warn">{row.delivered - row.received}</Mark>
                    ) : (
                      <Mark tone="ok">{t('policies.all_received')}</Mark>
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

function Missing({ data }: { data: Policies }) {
  const { t } = useWords();
  return (
    <Panel
      title={t('policies.missing')}
      count={data.missing}
      end={t('policies.of_systems', { n: data.systems })}
    >
      {data.missing === 0 ? (
        <Empty why={t('policies.missing_none')} />
      ) : (
        <>
          <ul className="pad" data-missing>
            {data.missing_shown.map((one) => (
              <li key={one.id}>
                <Link to={to_system(one.id)}>{one.name}</Link>{' '}
                <span className="sub">{one.section}</span>
              </li>
            ))}
          </ul>
          {data.missing > data.missing_shown.length ? (
            <p className="pad sub">
              {t('policies.missing_more', { n: data.missing - data.missing_shown.length })}
            </p>
          ) : null}
        </>
      )}
    </Panel>
  );
}
