// Runs: that they took place, over which bytes, by which rules, and who looked at them since.
import { useState } from 'react';
import type { Logs, LogRun } from '../../api/logs';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_list } from '../../state/routes';
import { RunDetail } from './run_detail';

export function Runs({ data, changed }: { data: Logs; changed: () => void }) {
  const { t } = useWords();
  const [open, set_open] = useState<string | null>(null);
  return (
    <Panel
      title={t('logs.runs')}
      count={data.total}
      end={<Link to={to_list('log_run')}>{t('logs.register')}</Link>}
    >
      {data.runs.length === 0 ? (
        <Empty why={t('logs.no_runs')} next={t('logs.no_runs_next')} />
      ) : (
        <div className="scroll-x" tabIndex={0} role="group" aria-label={t('logs.runs')}>
          <table className="tight" data-runs>
            <thead>
              <tr>
                <th scope="col">{t('logs.run')}</th>
                <th scope="col">{t('logs.period')}</th>
                <th scope="col">{t('logs.ran')}</th>
                <th scope="col" className="num">
                  {t('logs.events')}
                </th>
                <th scope="col" className="num">
                  {t('logs.rejected')}
                </th>
                <th scope="col" className="num">
                  {t('logs.hits')}
                </th>
                <th scope="col">{t('logs.review')}</th>
              </tr>
            </thead>
            <tbody>
              {data.runs.map((run) => (
                <Row
                  key={run.id}
                  run={run}
                  open={open === run.id}
                  turn={() => set_open(open === run.id ? null : run.id)}
                  changed={changed}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row(props: { run: LogRun; open: boolean; turn: () => void; changed: () => void }) {
  const { t, d, lang } = useWords();
  const { run, open, turn, changed } = props;
  return (
    <>
      <tr data-run={run.run_no}>
        <th scope="row">
          <button type="button" className="btn s" aria-expanded={open} onClick={turn}>
            {run.run_no}
          </button>
          <div className="sub">{run.source}</div>
        </th>
        <td className="nw">
          {date_short(run.period_from, lang)}
          <div>{t('logs.until', { date: date_short(run.period_to, lang) })}</div>
        </td>
        <td className="nw">
          {date_short(run.ran_on, lang)}
          <div className="sub">{run.ran_by}</div>
        </td>
        <td className="num">{run.events.toLocaleString('ja-JP')}</td>
        <td className="num">
          {run.rejected > 0 ? (
            <Mark tone="warn">{run.rejected.toLocaleString('ja-JP')}</Mark>
          ) : (
            '0'
          )}
        </td>
        <td className="num">{run.hits.toLocaleString('ja-JP')}</td>
        <td>
          {run.review ? (
            <Mark tone={run.review.verdict.key === 'run_again' ? 'warn' : 'ok'}>
              {d(run.review.verdict.label)}
            </Mark>
          ) : (
            <Mark tone="warn">{t('logs.not_reviewed')}</Mark>
          )}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={7} className="logs-open">
            <RunDetail id={run.id} changed={changed} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
