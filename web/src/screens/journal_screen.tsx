// Is what the city did still as it was written? Size, last checkpoint, last verification, verify
// now.
import { useEffect, useRef } from 'react';
import * as api from '../api/endpoints';
import type { JournalStatus } from '../api/types';
import { moment_long } from '../lib/era_date';
import { grouped } from '../lib/number_format';
import { Await } from '../parts/await';
import { Icon } from '../parts/icon';
import { Mark } from '../parts/mark';
import { PageHead } from '../parts/page_head';
import { Empty, Panel } from '../parts/panel';
import { JobLine } from '../parts/progress';
import { ActionTrouble } from '../parts/trouble';
import { useWords } from '../state/language';
import { useQuery } from '../state/query';
import { useAction } from '../state/use_action';
import { is_live, useJobs } from '../state/use_jobs';
import { Ended } from './jobs/jobs_screen';

export function JournalScreen() {
  const { t } = useWords();
  const status = useQuery('journal', api.journal_status);
  const jobs = useJobs();
  const action = useAction();
  const verifications = jobs.data?.jobs.filter((job) => job.kind.includes('verify')) ?? [];
  const live = verifications.some(is_live);
  // When the verification that we watched has ended, its result is read.
  const was_live = useRef(false);
  const { reload } = status;
  useEffect(() => {
    if (was_live.current && !live) reload();
    was_live.current = live;
  }, [live, reload]);
  const verify = async () => {
    if (await action.run(api.verify_journal)) jobs.reload();
  };
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('journal.title') }]}
        title={t('journal.title')}
        actions={
          <button
            type="button"
            className="btn s fill"
            data-do="verify"
            disabled={live}
            onClick={() => void verify()}
          >
            <Icon name="chain" small />
            {t(live ? 'journal.verifying' : 'journal.verify')}
          </button>
        }
      />
      <ActionTrouble fault={action.fault} />
      <div className="record">
        <div className="stack">
          <Await query={status} rows={8}>
            {(data) => <Status status={data} />}
          </Await>
          <Panel title={t('journal.runs')}>
            {verifications.filter(is_live).map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
            <Ended jobs={verifications.filter((job) => !is_live(job))} />
          </Panel>
        </div>
        <Panel title={t('journal.what')}>
          <div className="pad">{t('journal.what_text')}</div>
        </Panel>
      </div>
    </main>
  );
}

function Status({ status }: { status: JournalStatus }) {
  const { t, d, lang } = useWords();
  const last = status.last_verification;
  const { checkpoint } = status;
  return (
    <>
      <Panel title={t('journal.last')} end={last ? moment_long(last.at, lang) : null}>
        {!last ? (
          <Empty why={t('journal.never')} next={t('journal.never_next')} />
        ) : (
          <div className="pad" role="status">
            <span className="text-[24px] font-bold">
              {last.ok ? (
                <Mark tone="ok">{t('journal.intact')}</Mark>
              ) : (
                <Mark tone="bad">{t('journal.broken')}</Mark>
              )}
            </span>
            {last.fault ? (
              <p className="mt-1">
                <b>{t('journal.fault')}</b>　{d(last.fault)}
              </p>
            ) : null}
          </div>
        )}
      </Panel>
      <Panel title={t('journal.state')}>
        <div className="figs">
          <div className="fig">
            <span className="sub">{t('journal.entries')}</span>
            <div className="v">{grouped(status.entries)}</div>
          </div>
          <div className="fig">
            <span className="sub">{t('journal.rows')}</span>
            <div className="v">{grouped(status.rows)}</div>
          </div>
          <div className="fig">
            <span className="sub">{t('journal.checkpoint_size')}</span>
            <div className="v">{checkpoint ? grouped(checkpoint.size) : '—'}</div>
          </div>
        </div>
      </Panel>
      <Panel title={t('journal.checkpoint')}>
        {!checkpoint ? (
          <Empty why={t('journal.no_checkpoint')} />
        ) : (
          <div className="pad">
            <dl className="kv">
              <dt>{t('journal.checkpoint_size')}</dt>
              <dd>{grouped(checkpoint.size)}</dd>
              <dt>{t('journal.checkpoint_at')}</dt>
              <dd>{moment_long(checkpoint.at, lang)}</dd>
              <dt>{t('journal.root')}</dt>
              <dd className="hash">{checkpoint.root}</dd>
              <dt>{t('journal.key')}</dt>
              <dd className="hash">{checkpoint.key}</dd>
            </dl>
          </div>
        )}
      </Panel>
    </>
  );
}
