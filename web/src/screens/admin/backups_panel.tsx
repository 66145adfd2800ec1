// Backups: what there is, what it is worth, making one, trying one, and deleting what is too old
// after having looked at what that is.
import * as api from '../../api/endpoints';
import type { Backup, Health } from '../../api/admin';
import type { Job } from '../../api/types';
import { moment, moment_long } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useToday } from '../../state/server_state';
import { useJobOf, type JobsOf } from '../../state/use_job_of';
import { Sure } from './sure';

const kKinds = ['backup', 'backup_trial', 'backup_prune'];

/** Megabytes with one decimal, cut off: sizes are compared, not added up. */
const megabytes = (bytes: number) => {
  const tenths = Math.trunc(bytes / 100_000);
  return `${grouped(Math.trunc(tenths / 10))}.${tenths % 10}`;
};

export function BackupsPanel({ health, changed }: { health: Health; changed: () => void }) {
  const { t } = useWords();
  const jobs = useJobOf(kKinds, changed);
  const { list, rule } = health.backups;
  const making = jobs.live.some((job) => job.kind === 'backup');
  const last = jobs.ended[0];
  return (
    <Panel
      title={t('backup.title')}
      count={list.length}
      aside={<NextPlan />}
      end={
        health.may_order ? (
          <button
            type="button"
            className="btn s"
            data-do="backup"
            disabled={jobs.busy || making}
            onClick={() => void jobs.order({ kind: 'backup' })}
          >
            {t(making ? 'backup.making' : 'backup.make')}
          </button>
        ) : null
      }
    >
      <ActionTrouble fault={jobs.fault} />
      <div role="status">
        {jobs.live.map((job) => (
          <Live key={job.id} job={job} jobs={jobs} />
        ))}
        {last && jobs.live.length === 0 ? <JobLine job={last} /> : null}
      </div>
      {list.length === 0 ? (
        <Empty why={t('backup.none')} next={health.may_order ? t('backup.none_next') : null} />
      ) : (
        <Table health={health} jobs={jobs} />
      )}
      <div className="pad">
        <p className="sub">{t('backup.try_note')}</p>
        <p className="sub">
          {t('backup.rule', {
            days: rule.keep_days,
            keys: rule.keep_keys_days,
            least: rule.at_least,
            cite: rule.cite,
          })}
        </p>
      </div>
      {health.may_order ? <Prune health={health} jobs={jobs} /> : null}
    </Panel>
  );
}

/** A backup and its trial can be stopped while they run: nothing is left of them. */
function Live({ job, jobs }: { job: Job; jobs: JobsOf }) {
  const { t } = useWords();
  const stop = async () => {
    await jobs.run(() => api.cancel_job(job.id));
    jobs.reload();
  };
  return (
    <>
      <JobLine job={job} />
      {job.mine && job.kind !== 'backup_prune' ? (
        <p className="pad">
          <button
            type="button"
            className="btn s"
            disabled={jobs.busy || job.cancelling}
            onClick={() => void stop()}
          >
            {t(job.cancelling ? 'jobs.cancelling' : 'jobs.cancel')}
          </button>
        </p>
      ) : null}
    </>
  );
}

function NextPlan() {
  const { t, lang } = useWords();
  const jobs = useQuery('jobs', api.jobs);
  if (!jobs.data) return null;
  const next = jobs.data.plans
    .filter((plan) => plan.kind === 'backup')
    .map((plan) => plan.next_at)
    .sort()[0];
  return (
    <span className="sub">
      {next ? t('backup.next', { at: moment_long(next, lang) }) : t('backup.no_plan')}
    </span>
  );
}

function Table({ health, jobs }: { health: Health; jobs: JobsOf }) {
  const { t, lang } = useWords();
  const today = useToday();
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={t('backup.title')}>
      <table data-backups>
        <thead>
          <tr>
            <th scope="col">{t('backup.name')}</th>
            <th scope="col">{t('backup.made')}</th>
            <th scope="col" className="num">
              {t('backup.size')}
            </th>
            <th scope="col" className="num">
              {t('backup.entries')}
            </th>
            <th scope="col">{t('backup.folder')}</th>
            <th scope="col">{t('backup.proof')}</th>
          </tr>
        </thead>
        <tbody>
          {health.backups.list.map((one) => (
            <tr key={one.name} data-backup={one.name}>
              <th scope="row">{one.name}</th>
              <td className="nw">{moment(one.made_at, lang, today)}</td>
              <td className="num">{megabytes(one.bytes)}</td>
              <td className="num">{grouped(one.entries)}</td>
              <td>{one.folder}</td>
              <td className="nw">
                <Proof backup={one} health={health} jobs={jobs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Proof({ backup, health, jobs }: { backup: Backup; health: Health; jobs: JobsOf }) {
  const { t, lang } = useWords();
  const today = useToday();
  if (!backup.there) return <Mark tone="warn">{t('backup.gone')}</Mark>;
  if (!backup.keys) return <Mark tone="none">{t('backup.keys_gone')}</Mark>;
  const { tried } = backup;
  const at = moment(tried?.at, lang, today);
  return (
    <span className="row">
      {tried ? (
        <Mark tone={tried.passed ? 'ok' : 'bad'}>
          {t(tried.passed ? 'backup.passed' : 'backup.failed', { at })}
        </Mark>
      ) : (
        <Mark tone="none">{t('backup.not_tried')}</Mark>
      )}
      {health.may_order && health.backups.may_try ? (
        <button
          type="button"
          className="btn s"
          aria-label={t('backup.try_label', { name: backup.name })}
          disabled={jobs.busy || jobs.live.length > 0}
          onClick={() =>
            void jobs.order({ kind: 'backup_trial', parameters: { name: backup.name } })
          }
        >
          {t('backup.try')}
        </button>
      ) : null}
    </span>
  );
}

function Prune({ health, jobs }: { health: Health; jobs: JobsOf }) {
  const { t } = useWords();
  const { too_old } = health.backups;
  const go = async () => {
    await jobs.order({
      kind: 'backup_prune',
      parameters: { names: too_old.map((one) => one.name) },
    });
  };
  return (
    <div className="pad hair-top" data-prune>
      <h3>{t('backup.prune')}</h3>
      {too_old.length === 0 ? <p className="sub">{t('backup.prune_none')}</p> : null}
      <ul className="plain">
        {too_old.map((one) => (
          <li key={one.name}>
            {one.name} — {t(one.whole ? 'backup.prune_whole' : 'backup.prune_keys')}
          </li>
        ))}
      </ul>
      {too_old.length > 0 ? (
        <Sure
          label={t('backup.prune_go', { n: too_old.length })}
          question={t('backup.prune_sure', { n: too_old.length })}
          busy={jobs.busy || jobs.live.length > 0}
          go={() => void go()}
        />
      ) : null}
    </div>
  );
}
