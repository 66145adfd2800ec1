// The rules, and their thresholds with where the city's procedure sets them otherwise.
import * as api from '../../api/logs';
import type { LogRules } from '../../api/logs';
import { Await } from '../../parts/await';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import type { TextKey } from '../../texts';

export function Rules() {
  const { t, d } = useWords();
  const query = useQuery('log_rules', api.log_rules);
  return (
    <Panel
      title={t('logs.rules')}
      count={query.data?.rules.length}
      end={query.data ? t('logs.rules_edition', { edition: query.data.edition }) : null}
    >
      <Await query={query} rows={10}>
        {(data) => (
          <div className="pad stack">
            <p className="sub">{`${data.source}　${d(data.source_note)}`}</p>
            <Thresholds data={data} />
            <RuleTable data={data} />
          </div>
        )}
      </Await>
    </Panel>
  );
}

function Thresholds({ data }: { data: LogRules }) {
  const { t, d } = useWords();
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t('logs.thresholds')}>
      <table className="tight" data-thresholds>
        <thead>
          <tr>
            <th scope="col">{t('logs.threshold')}</th>
            <th scope="col" className="num">
              {t('logs.value')}
            </th>
            <th scope="col">{t('logs.set_by')}</th>
          </tr>
        </thead>
        <tbody>
          {data.thresholds.map((one) => (
            <tr key={one.name} data-threshold={one.name}>
              <th scope="row">
                {d(one.label)}
                <div className="sub">{one.cite || t('logs.our_proposal')}</div>
              </th>
              <td className="num nw">{one.value}</td>
              <td>
                {one.set_by.length === 0
                  ? t('logs.as_rule_set')
                  : one.set_by.map((by) => (
                      <div key={by.id}>
                        <Link to={to_record('log_source', by.id)}>{by.source}</Link>
                        {` ${by.value}　${by.procedure_no}`}
                      </div>
                    ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RuleTable({ data }: { data: LogRules }) {
  const { t, d } = useWords();
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t('logs.rules')}>
      <table className="tight" data-rules>
        <thead>
          <tr>
            <th scope="col">{t('logs.rule')}</th>
            <th scope="col">{t('logs.level')}</th>
            <th scope="col">{t('logs.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {data.rules.map((one) => (
            <tr key={one.name} data-rule-name={one.name}>
              <th scope="row">
                {d(one.title)}
                <div className="sub mono">{one.name}</div>
              </th>
              <td className="nw">{t(`logs.level.${one.level}` as TextKey)}</td>
              <td>
                {d(one.reason)}
                <div className="sub">{d(one.question)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
