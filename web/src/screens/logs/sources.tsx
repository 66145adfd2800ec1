// What is to be analysed, how often, by whom, and whether the last run is too long ago.
import type { Logs, LogSource } from '../../api/logs';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';

export function Sources({ data }: { data: Logs }) {
  const { t } = useWords();
  return (
    <Panel
      title={t('logs.sources')}
      count={data.sources.length}
      end={<Link to={to_list('log_source')}>{t('logs.register')}</Link>}
    >
      {data.sources.length === 0 ? (
        <Empty why={t('logs.no_sources')} next={t('logs.no_sources_next')} />
      ) : (
        <div className="scroll-x" tabIndex={0} role="group" aria-label={t('logs.sources')}>
          <table className="tight" data-sources>
            <thead>
              <tr>
                <th scope="col">{t('logs.number')}</th>
                <th scope="col">{t('logs.source')}</th>
                <th scope="col">{t('logs.rhythm')}</th>
                <th scope="col">{t('logs.people')}</th>
                <th scope="col">{t('logs.last_run')}</th>
                <th scope="col">{t('logs.next')}</th>
              </tr>
            </thead>
            <tbody>
              {data.sources.map((one) => (
                <Row key={one.id} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row({ one }: { one: LogSource }) {
  const { t, d, lang } = useWords();
  return (
    <tr data-source={one.source_no}>
      <td className="nw">
        <Link to={to_record('log_source', one.id)}>{one.source_no}</Link>
      </td>
      <th scope="row">
        {one.name}
        <div className="sub">{one.mapping}</div>
      </th>
      <td className="nw">{one.state.key === 'in_use' ? d(one.rhythm.label) : d(one.state.label)}</td>
      <td>
        {[one.owner, one.reviewer].filter(Boolean).join(' / ') || '—'}
        <div className="sub">{one.procedure_no}</div>
      </td>
      <td className="nw">
        {one.last_run ? (
          <>
            <Link to={to_record('log_run', one.last_run.id)}>{one.last_run.run_no}</Link>
            <div className="sub">
              {t('logs.until', { date: date_short(one.last_run.period_to, lang) })}
            </div>
          </>
        ) : (
          '—'
        )}
      </td>
      <td>
        <State one={one} />
      </td>
    </tr>
  );
}

function State({ one }: { one: LogSource }) {
  const { t, lang } = useWords();
  if (one.state.key !== 'in_use') return <>—</>;
  if (!one.last_run) return <Mark tone="bad">{t('logs.never')}</Mark>;
  const date = date_short(one.due ?? '', lang);
  return (
    <Mark tone={one.late ? 'bad' : 'ok'}>
      {t(one.late ? 'logs.late' : 'logs.next_until', { date })}
    </Mark>
  );
}
