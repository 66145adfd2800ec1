// One account's unlocking: the server decides who may; its refusal is said in words and what was
// typed stays.
import { useId, useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import type { LockedAccount } from '../../api/types';
import { Shape } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

export function Unlock({ account, done }: { account: LockedAccount; done: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [reason, set_reason] = useState('');
  const [tried, set_tried] = useState(false);
  const { busy, fault, run, clear } = useAction();
  const missing = tried && reason.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    clear();
    if (reason.trim() === '') return;
    if (await run(() => api.unlock(account.id, reason.trim()))) done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div className="row">
        <input
          className="in grow"
          aria-label={t('accounts.reason', { number: account.number })}
          placeholder={t('accounts.reason', { number: account.number })}
          maxLength={100}
          value={reason}
          aria-invalid={missing}
          aria-describedby={missing ? id : undefined}
          onChange={(event) => set_reason(event.target.value)}
        />
        <button type="submit" className="btn" disabled={busy}>
          {busy ? t('accounts.unlocking') : t('accounts.unlock')}
        </button>
      </div>
      {missing ? (
        <p className="err" id={id}>
          <Shape tone="bad" />
          {t('accounts.reason_missing')}
        </p>
      ) : null}
      <ActionTrouble fault={fault} />
    </form>
  );
}
