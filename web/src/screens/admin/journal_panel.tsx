// The journal in a few lines: last seal, last verification, witness, alarms; verifying.
import * as api from '../../api/endpoints';
import type { Health } from '../../api/admin';
import { moment_long } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { useJobOf } from '../../state/use_job_of';
import type { JournalStatus } from '../../api/types';

export function JournalPanel({ health }: { health: Health }) {
  const { t } = useWords();
  const status = useQuery('journal', api.journal_status);
  const jobs = useJobOf(['verify'], status.reload);
  const verifying = jobs.live.length > 0;
  return (
    <Panel
      title={t('health.journal')}
      end={
        <button
          type="button"
          className="btn s"
          disabled={jobs.busy || verifying}
          onClick={() =>
            void jobs.run(api.verify_journal).then((done) => {
              if (done) jobs.reload();
            })
          }
        >
          {t(verifying ? 'health.verifying' : 'health.verify')}
        </button>
      }
    >
      <ActionTrouble fault={jobs.fault} />
      {jobs.live.map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
      <Await query={status} rows={4}>
        {(journal) => <Facts journal={journal} health={health} />}
      </Await>
    </Panel>
  );
}

function Facts({ journal, health }: { journal: JournalStatus; health: Health }) {
  const { t, d, lang } = useWords();
  const { checkpoint, last_verification: last } = journal;
  return (
    <div className="pad">
      <dl className="kv">
        <dt>{t('health.sealed')}</dt>
        <dd>
          {checkpoint
            ? t('health.sealed_at', {
                at: moment_long(checkpoint.at, lang),
                n: grouped(checkpoint.size),
              })
            : t('health.not_sealed')}
        </dd>
        <dt>{t('health.verified')}</dt>
        <dd data-verified>
          {last ? (
            <>
              <Mark tone={last.ok ? 'ok' : 'bad'}>
                {t(last.ok ? 'journal.intact' : 'journal.broken')}
              </Mark>{' '}
              {moment_long(last.at, lang)}
              {last.fault ? <p>{d(last.fault)}</p> : null}
            </>
          ) : (
            <Mark tone="warn">{t('health.not_verified')}</Mark>
          )}
        </dd>
        <dt>{t('health.witness')}</dt>
        <dd>
          <Witness health={health} />
        </dd>
        <dt>{t('health.alarms')}</dt>
        <dd>
          <Alarms />
        </dd>
      </dl>
      <p className="mt-1">
        <Link to="/journal">{t('health.more_journal')}</Link>
      </p>
    </div>
  );
}

// What this process found weighs more than the last look.
function Witness({ health }: { health: Health }) {
  const { t, d } = useWords();
  if (health.witness_fault) return <Mark tone="bad">{d(health.witness_fault)}</Mark>;
  const found = health.doctor?.findings.find((one) => one.check === 'witness');
  if (!found) return <>{t('health.witness_unknown')}</>;
  const tone: Tone = found.level === 'good' ? 'ok' : found.level === 'bad' ? 'bad' : 'warn';
  return <Mark tone={tone}>{d(found.text)}</Mark>;
}

// The worst; my work holds them all.
const kAlarmsShown = 5;

function Alarms() {
  const { t, d } = useWords();
  const home = useQuery('home', api.home);
  if (!home.data) return null;
  if (home.data.alarms.length === 0) return <Mark tone="ok">{t('health.alarms_none')}</Mark>;
  const { alarms } = home.data;
  const rest = alarms.length - kAlarmsShown;
  return (
    <ul className="plain">
      {alarms.slice(0, kAlarmsShown).map((alarm) => (
        <li key={alarm.title.en}>
          <Mark tone={alarm.severity === 'bad' ? 'bad' : 'warn'}>
            {alarm.route ? <Link to={alarm.route}>{d(alarm.title)}</Link> : d(alarm.title)}
          </Mark>
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <Link to="/">{t('home.alarms_rest', { n: rest })}</Link>
        </li>
      ) : null}
    </ul>
  );
}
