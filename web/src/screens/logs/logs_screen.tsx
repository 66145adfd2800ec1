// ログの分析: sources with their schedule, runs with their proof, cases, rules and thresholds.
import * as api from '../../api/logs';
import { Await } from '../../parts/await';
import { PageHead } from '../../parts/page_head';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list } from '../../state/routes';
import { Cases } from './cases';
import { Rules } from './rules';
import { RunNow } from './run_now';
import { Runs } from './runs';
import { Sources } from './sources';

export function LogsScreen() {
  const { t } = useWords();
  const query = useQuery('logs', api.logs);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.logs') }]}
        title={t('logs.title')}
        actions={
          <Link className="btn s" to={to_list('log_hit')}>
            {t('logs.all_hits')}
          </Link>
        }
      />
      <div className="stack logs">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              <Sources data={data} />
              {data.may_run ? <RunNow data={data} done={query.reload} /> : null}
              <Runs data={data} changed={query.reload} />
              {data.cases ? <Cases cases={data.cases} /> : null}
              <Rules />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}
