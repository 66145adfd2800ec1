// Data checks: which there are, what each compares and found, when; one of them opens its records.
import * as api from '../../api/endpoints';
import type { Check, Checks } from '../../api/types';
import { moment } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_check } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { CheckFindingsPanel } from './check_findings';

export function ChecksScreen({ id }: { id: string | null }) {
  const { t } = useWords();
  const query = useQuery('checks', api.checks);
  const action = useAction();
  const run = async () => {
    if (await action.run(api.run_checks)) query.reload();
  };
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.tax') }, { label: t('checks.title') }]}
        title={t('checks.title')}
        tags={query.data ? <When data={query.data} /> : null}
        actions={
          <button type="button" className="btn s fill" data-do="run" disabled={action.busy} onClick={() => void run()}>
            <Icon name="check" small />
            {t(action.busy ? 'checks.running' : 'checks.run')}
          </button>
        }
      />
      <ActionTrouble fault={action.fault} />
      <div className="stack">
        {id !== null ? <CheckFindingsPanel key={id} id={id} /> : null}
        <Panel title={t('checks.title')} count={query.data?.checks.length}>
          <Await query={query} rows={12}>
            {(data) => (
              <>
                {data.run ? null : (
                  <Empty why={t('checks.never')} next={t('checks.never_next')} />
                )}
                <CheckTable data={data} current={id} />
              </>
            )}
          </Await>
        </Panel>
      </div>
    </main>
  );
}

function When({ data }: { data: Checks }) {
  const { t, lang } = useWords();
  const today = useToday();
  if (!data.run) return null;
  return (
    <span className="mut">{t('checks.when', { at: moment(data.run.at, lang, today) })}</span>
  );
}

function CheckTable({ data, current }: { data: Checks; current: string | null }) {
  const { t } = useWords();
  return (
    <table className="checks">
      <thead>
        <tr>
          <th scope="col">{t('checks.severity')}</th>
          <th scope="col">{t('checks.name')}</th>
          <th scope="col">{t('checks.compares')}</th>
          <th scope="col" className="num">
            {t('checks.count')}
          </th>
          <th scope="col">{t('checks.source')}</th>
        </tr>
      </thead>
      <tbody>
        {data.checks.map((check) => (
          <CheckRowLine key={check.id} check={check} current={check.id === current} />
        ))}
      </tbody>
    </table>
  );
}

/** What is in order stays quiet: only a finding carries its colour. */
function CheckRowLine({ check, current }: { check: Check; current: boolean }) {
  const { t, d } = useWords();
  const found = check.count !== null && check.count > 0;
  const word = t(check.severity === 'bad' ? 'checks.bad' : 'checks.caution');
  return (
    <tr className={current ? 'on' : ''} data-check={check.id}>
      <td className="nw">
        {found ? (
          <Mark tone={check.severity === 'bad' ? 'bad' : 'warn'}>{word}</Mark>
        ) : (
          <span className="mut">{word}</span>
        )}
      </td>
      <th scope="row">
        {check.may_view ? (
          <Link to={to_check(check.id)} aria-current={current ? 'true' : undefined}>
            {d(check.name)}
          </Link>
        ) : (
          d(check.name)
        )}
        <div className="sub font-normal">{check.id}</div>
      </th>
      <td>{d(check.compares)}</td>
      <td className="num">
        {check.may_view ? (
          check.count === null ? (
            '—'
          ) : (
            <b className={found ? '' : 'mut font-normal'}>{grouped(check.count)}</b>
          )
        ) : (
          <span className="sub inline-flex items-center gap-1">
            <Icon name="lock" small />
            {t('checks.locked')}
          </span>
        )}
      </td>
      <td className="sub">{check.source}</td>
    </tr>
  );
}
