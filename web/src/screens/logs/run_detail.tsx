// One run: its proof, its hits by rule, and the review by somebody else.
import { useState } from 'react';
import * as api from '../../api/logs';
import type { LogRunDetail } from '../../api/logs';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';

export function RunDetail({ id, changed }: { id: string; changed: () => void }) {
  const query = useQuery(`log_run:${id}`, (signal) => api.log_run(id, signal));
  return (
    <Await query={query} rows={6}>
      {(run) => (
        <div className="stack" data-detail={run.run_no}>
          <Proof run={run} />
          <ByRule run={run} />
          <Review
            run={run}
            done={() => {
              query.reload();
              changed();
            }}
          />
        </div>
      )}
    </Await>
  );
}

function Proof({ run }: { run: LogRunDetail }) {
  const { t } = useWords();
  const number = (value: number) => value.toLocaleString('ja-JP');
  return (
    <dl className="kv">
      <dt>{t('logs.files')}</dt>
      <dd>
        {(run.files ?? []).map((file) => (
          <div key={file.name} data-file={file.name}>
            <b>{file.name}</b>{' '}
            {t('logs.file_counts', { bytes: number(file.bytes), lines: number(file.lines) })}
            <div className="mono logs-digest">SHA-256 {file.sha256}</div>
          </div>
        ))}
      </dd>
      <dt>{t('logs.read')}</dt>
      <dd>
        {t('logs.read_counts', {
          lines: number(run.lines),
          events: number(run.events),
          outside: number(run.outside),
          rejected: number(run.rejected),
        })}
        {Object.entries(run.faults ?? {}).map(([reason, count]) => (
          <div key={reason}>
            <Mark tone="warn">{`${t(`logs.fault.${reason}` as TextKey)} ${number(count)}`}</Mark>
          </div>
        ))}
      </dd>
      <dt>{t('logs.editions')}</dt>
      <dd>
        {t('logs.edition_of', { edition: run.edition, mapping: run.mapping })}
        <div className="mono logs-digest">{`${t('logs.rule_set')} ${run.rules_digest}`}</div>
        <div className="mono logs-digest">{`${t('logs.mapping')} ${run.mapping_digest}`}</div>
        <div className="sub logs-digest">{run.thresholds}</div>
      </dd>
      <dt>{t('logs.journal')}</dt>
      <dd>
        {t('logs.entry', { entry: number(run.entry) })}{' '}
        <Link to={to_record('log_run', run.id)}>{t('logs.record')}</Link>
      </dd>
    </dl>
  );
}

function ByRule({ run }: { run: LogRunDetail }) {
  const { t, d } = useWords();
  if (run.by_rule.length === 0) return <Note tone="ok">{t('logs.no_hits')}</Note>;
  return (
    <table className="tight" data-by-rule>
      <thead>
        <tr>
          <th scope="col">{t('logs.rule')}</th>
          <th scope="col" className="num">
            {t('logs.hits')}
          </th>
          <th scope="col" className="num">
            {t('logs.open')}
          </th>
        </tr>
      </thead>
      <tbody>
        {run.by_rule.map((one) => (
          <tr key={one.rule} data-rule={one.rule}>
            <th scope="row">{d(one.title)}</th>
            <td className="num">{one.hits}</td>
            <td className="num">{one.open}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const kVerdicts = ['in_order', 'followed_up', 'run_again'] as const;

function Review({ run, done }: { run: LogRunDetail; done: () => void }) {
  const { t, d, lang } = useWords();
  const [verdict, set_verdict] = useState<string>('followed_up');
  const [remark, set_remark] = useState('');
  const action = useAction();
  if (run.review)
    return (
      <p data-reviewed>
        {t('logs.reviewed', {
          by: run.review.reviewed_by,
          date: date_short(run.review.reviewed_on, lang),
          verdict: d(run.review.verdict.label),
        })}
        ：{run.review.remark}
      </p>
    );
  if (!run.may_review) return null;
  if (run.own) return <Note tone="inf">{t('logs.own_run')}</Note>;
  const send = async () => {
    if (await action.run(async () => void (await api.review_run(run.id, verdict, remark)))) done();
  };
  return (
    <div className="stack" data-review>
      <div className="row">
        <label className="row">
          <span>{t('logs.verdict')}</span>
          <select className="sel" value={verdict} onChange={(event) => set_verdict(event.target.value)}>
            {kVerdicts.map((one) => (
              <option key={one} value={one}>
                {t(`logs.verdict.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="row logs-remark">
          <span>{t('logs.remark')}</span>
          <input
            className="in"
            value={remark}
            maxLength={2000}
            onChange={(event) => set_remark(event.target.value)}
          />
        </label>
        <button
          type="button"
          className="btn fill"
          disabled={remark.trim() === '' || action.busy}
          onClick={() => void send()}
        >
          {t('logs.review_send')}
        </button>
      </div>
      <ActionTrouble fault={action.fault} />
    </div>
  );
}
