// Confirmation by a second person, with a reason. The server decides who may; here its refusal is
// said in words, and what was typed stays.
import { useRef, useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import type { LevyRun } from '../../api/types';
import { moment } from '../../lib/era_date';
import { Note, Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';
import { useAction } from '../../state/use_action';

export function ConfirmRun({ run, reload }: { run: LevyRun; reload: () => void }) {
  const { t, lang } = useWords();
  const { session, place } = useServer();
  const [done, set_done] = useState(false);
  if (run.state === 'confirmed')
    return (
      <Panel title={t('levy.confirmed')}>
        <div className="pad" role="status">
          <Note tone="ok">
            {done ? <b>{t('levy.done')} </b> : null}
            {t('levy.confirmed_by', {
              by: run.confirmed_by ?? '—',
              at: moment(run.confirmed_at, lang, place?.today),
            })}
          </Note>
        </div>
      </Panel>
    );
  if (run.law_status !== 'enacted')
    return (
      <Panel title={t('levy.confirm_title')}>
        <div className="pad">
          <Note tone="warn">{t('levy.law_forbids')}</Note>
        </div>
      </Panel>
    );
  return (
    <Panel title={t('levy.confirm_title')} className="no-print">
      <div className="pad">
        <Form
          run={run}
          me={session?.account.name ?? ''}
          done={() => {
            set_done(true);
            reload();
          }}
        />
      </div>
    </Panel>
  );
}

function Form({ run, me, done }: { run: LevyRun; me: string; done: () => void }) {
  const { t } = useWords();
  const [reason, set_reason] = useState('');
  const [tried, set_tried] = useState(false);
  const { busy, fault, run: act, clear } = useAction();
  const field = useRef<HTMLTextAreaElement>(null);
  const missing = tried && reason.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    clear();
    if (reason.trim() === '') return field.current?.focus();
    if (await act(() => api.confirm_run(run.run_no, reason.trim()))) done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p className="mb-2">{t('levy.confirm_note')}</p>
      <label className="f" htmlFor="reason">
        {t('levy.reason')}
        <span className="req">{t('levy.required')}</span>
      </label>
      <textarea
        id="reason"
        ref={field}
        className="in mt-1 h-[60px] w-full whitespace-normal py-1"
        value={reason}
        aria-invalid={missing}
        aria-describedby={missing ? 'reason-error' : undefined}
        onChange={(event) => set_reason(event.target.value)}
      />
      {missing ? (
        <p className="err" id="reason-error">
          <Shape tone="bad" />
          {t('levy.reason_missing')}
        </p>
      ) : null}
      <div className="mt-2">
        {fault?.has('levy.same_person') ? (
          <Note tone="bad" role="alert">
            <b>{t('levy.same_person', { name: me })}</b>
          </Note>
        ) : (
          <ActionTrouble fault={fault} />
        )}
      </div>
      <p className="mt-2">
        <button type="submit" className="btn fill" disabled={busy}>
          {busy ? t('levy.confirming') : t('levy.confirm')}
        </button>
      </p>
    </form>
  );
}
