// Cases: hits about one person under one rule, until somebody explained or closed them.
import type { Logs } from '../../api/logs';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';

const kStates = ['open', 'explained', 'misuse', 'closed'] as const;

export function Cases({ cases }: { cases: NonNullable<Logs['cases']> }) {
  const { t } = useWords();
  return (
    <Panel
      title={t('logs.cases')}
      count={(cases.counts['open'] ?? 0) + (cases.counts['misuse'] ?? 0)}
      end={<Link to={to_list('log_case')}>{t('logs.register')}</Link>}
    >
      <p className="pad sub" data-counts>
        {kStates
          .map((state) => `${t(`logs.state.${state}`)} ${cases.counts[state] ?? 0}`)
          .join('　')}
      </p>
      {cases.rows.length === 0 ? (
        <Empty why={t('logs.no_cases')} next={t('logs.no_cases_next')} />
      ) : (
        <Table cases={cases} />
      )}
    </Panel>
  );
}

function Table({ cases }: { cases: NonNullable<Logs['cases']> }) {
  const { t, d, lang } = useWords();
  return (
    <div className="scroll-x" tabIndex={0} role="group" aria-label={t('logs.cases')}>
      <table className="tight" data-cases>
        <thead>
          <tr>
            <th scope="col">{t('logs.case')}</th>
            <th scope="col">{t('logs.rule')}</th>
            <th scope="col">{t('logs.user')}</th>
            <th scope="col" className="num">
              {t('logs.hits')}
            </th>
            <th scope="col">{t('logs.days')}</th>
            <th scope="col">{t('logs.assigned')}</th>
            <th scope="col">{t('logs.due')}</th>
            <th scope="col">{t('logs.case_state')}</th>
          </tr>
        </thead>
        <tbody>
          {cases.rows.map((one) => (
            <tr key={one.id} data-case={one.case_no}>
              <td className="nw">
                <Link to={to_record('log_case', one.id)}>{one.case_no}</Link>
              </td>
              <th scope="row">
                {d(one.title)}
                <div className="sub">{d(one.level.label)}</div>
              </th>
              <td>{one.account || '—'}</td>
              <td className="num">{one.hits}</td>
              <td className="nw">
                {date_short(one.first_on, lang)}
                {one.last_on === one.first_on ? null : (
                  <div>{t('logs.until', { date: date_short(one.last_on, lang) })}</div>
                )}
              </td>
              <td>{one.assigned ?? <Mark tone="warn">{t('logs.nobody')}</Mark>}</td>
              <td className="nw">
                {one.late ? (
                  <Mark tone="bad">{date_short(one.due, lang)}</Mark>
                ) : (
                  date_short(one.due, lang)
                )}
              </td>
              <td className="nw">{d(one.state.label)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
