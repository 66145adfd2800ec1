// Is the installation well, is the journal whole, would the backups bring the city back? What was
// found, when somebody last looked, and ordering the next look.
import * as admin from '../../api/admin';
import type { DoctorFinding, Health, Level } from '../../api/admin';
import { moment_long } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { useJobOf } from '../../state/use_job_of';
import { BackupsPanel } from './backups_panel';
import { Commands } from './commands';
import { JournalPanel } from './journal_panel';

const kTones: Record<Level, Tone> = { good: 'ok', attention: 'warn', bad: 'bad' };
const kOrder: readonly Level[] = ['bad', 'attention', 'good'];
// Where what was found is mended.
const kPlaces: Record<string, string> = {
  journal: '/journal',
  jobs: '/jobs',
  accounts: '/registers/account',
  administrators: '/accounts',
  emergencies: '/accounts',
  keys: '/keys',
  token: '/keys',
};

export function HealthScreen() {
  const { t } = useWords();
  const query = useQuery('health', admin.health);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('health.title') }]}
        title={t('health.title')}
        tags={query.data ? <Verdict health={query.data} /> : null}
      />
      <div className="stack">
        <Await query={query} rows={12}>
          {(health) => (
            <>
              <div className="halves">
                <ChecksPanel health={health} changed={query.reload} />
                <JournalPanel health={health} />
              </div>
              <BackupsPanel health={health} changed={query.reload} />
              <Commands
                why={t('backup.why_command')}
                rows={[
                  [
                    t('backup.restore'),
                    'daicho restore --from BACKUP --to NEW_HOME --city-key FILE',
                  ],
                  [
                    t('backup.key_restore'),
                    'daicho key restore --from FILE --to FILE --passphrase-file FILE',
                  ],
                ]}
              />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Verdict({ health }: { health: Health }) {
  const { t } = useWords();
  if (!health.doctor) return null;
  const count = (level: Level) =>
    health.doctor?.findings.filter((one) => one.level === level).length ?? 0;
  const [bad, attention] = [count('bad'), count('attention')];
  if (bad + attention === 0) return <Mark tone="ok">{t('health.all_good')}</Mark>;
  return (
    <>
      {bad > 0 ? <Mark tone="bad">{t('health.count_bad', { n: bad })}</Mark> : null}
      {attention > 0 ? (
        <Mark tone="warn">{t('health.count_attention', { n: attention })}</Mark>
      ) : null}
    </>
  );
}

function ChecksPanel({ health, changed }: { health: Health; changed: () => void }) {
  const { t, lang } = useWords();
  const jobs = useJobOf(['doctor'], changed);
  const { doctor } = health;
  const looking = jobs.live.length > 0;
  return (
    <Panel
      title={t('health.checks')}
      aside={doctor ? <span className="sub">{t('health.looked', { at: moment_long(doctor.at, lang) })}</span> : null}
      end={
        health.may_order ? (
          <button
            type="button"
            className="btn s fill"
            data-do="doctor"
            disabled={jobs.busy || looking}
            onClick={() => void jobs.order({ kind: 'doctor' })}
          >
            {t(looking ? 'health.looking' : 'health.look')}
          </button>
        ) : null
      }
    >
      <ActionTrouble fault={jobs.fault} />
      {jobs.live.map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
      {doctor ? (
        <Findings findings={doctor.findings} />
      ) : (
        <Empty
          why={t('health.never')}
          next={health.may_order ? t('health.never_next') : t('admin.only_keepers')}
        />
      )}
    </Panel>
  );
}

function Findings({ findings }: { findings: readonly DoctorFinding[] }) {
  const { t, d } = useWords();
  const sorted = [...findings].sort((a, b) => kOrder.indexOf(a.level) - kOrder.indexOf(b.level));
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={t('health.checks')}>
      <table className="words" data-findings>
        <thead>
          <tr>
            <th scope="col">{t('health.check')}</th>
            <th scope="col">{t('admin.state')}</th>
            <th scope="col">{t('health.finding')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => (
            <tr key={`${one.check} ${one.text.en}`} data-check={one.check}>
              <th scope="row">
                {one.level !== 'good' && kPlaces[one.check] ? (
                  <Link to={kPlaces[one.check] ?? '/'}>{d(one.name)}</Link>
                ) : (
                  d(one.name)
                )}
              </th>
              <td className="nw">
                <Mark tone={kTones[one.level]}>{t(`health.${one.level}`)}</Mark>
              </td>
              <td>{d(one.text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
