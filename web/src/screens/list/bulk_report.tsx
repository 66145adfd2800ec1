// A bulk change under way, and what became of every row.
import * as api from '../../api/endpoints';
import { bulk_report } from '../../api/lists';
import type { BulkOutcome } from '../../api/types_bulk';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { is_live } from '../../state/use_jobs';
import { useOneJob } from '../exchange/use_one_job';

const kTone: Record<BulkOutcome, Tone> = {
  changed: 'ok',
  proposed: 'inf',
  refused: 'bad',
  conflict: 'warn',
  not_done: 'none',
};

export function BulkProgress({ job: id, close }: { job: string; close: () => void }) {
  const { t } = useWords();
  const job = useOneJob(id);
  const { busy, fault, run } = useAction();
  const report = job?.files.find((file) => file.name === 'report.json');
  return (
    <>
      <div aria-live="polite">{job ? <JobLine job={job} /> : null}</div>
      {report ? <Report job={id} file={report.id} /> : null}
      <ActionTrouble fault={fault} />
      <p className="row mt-3">
        <button type="button" className="btn" onClick={close} data-first>
          {t('action.close')}
        </button>
        {job && is_live(job) ? (
          <button
            type="button"
            className="btn quiet"
            disabled={busy || job.cancelling}
            onClick={() => void run(() => api.cancel_job(id))}
          >
            {t('bulk.stop')}
          </button>
        ) : null}
      </p>
      {job && is_live(job) ? <p className="sub">{t('bulk.goes_on')}</p> : null}
    </>
  );
}

function Report({ job, file }: { job: string; file: string }) {
  const { t, d } = useWords();
  const query = useQuery(`bulk ${job}`, (signal) => bulk_report(job, file, signal));
  return (
    <Await query={query} rows={4}>
      {(report) => (
        <div className="bulkrows" tabIndex={0} role="region" aria-label={t('bulk.rows')}>
          <table className="tight">
            <thead>
              <tr>
                <th scope="col">{t('bulk.row')}</th>
                <th scope="col">{t('bulk.state')}</th>
                <th scope="col">{t('bulk.why')}</th>
              </tr>
            </thead>
            <tbody>
              {report.rows.map((row) => (
                <tr key={row.id} data-outcome={row.outcome}>
                  <th scope="row" className="nw">
                    {row.key}
                  </th>
                  <td className="nw">
                    <Mark tone={kTone[row.outcome]}>{t(`bulk.outcome.${row.outcome}`)}</Mark>
                  </td>
                  <td>
                    {row.reasons.map((text) => (
                      <p key={text.en}>{d(text)}</p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Await>
  );
}
