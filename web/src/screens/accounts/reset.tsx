// A first password, or no second factor any more, for somebody who lost theirs: by another person.
// The server decides who may; a first password is shown once and kept nowhere.
import { useId, useState } from 'react';
import * as api from '../../api/endpoints';
import { plain_code } from '../../lib/typed_value';
import { Note, Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

interface Done {
  number: string;
  first_password: string | null;
}

export function Reset() {
  const { t } = useWords();
  const id = useId();
  const [number, set_number] = useState('');
  const [missing, set_missing] = useState(false);
  const [done, set_done] = useState<Done | null>(null);
  const { busy, fault, run } = useAction();
  const start = (work: (of: string) => Promise<string | null>) => {
    const of = plain_code(number).trim();
    set_missing(of === '');
    set_done(null);
    if (of === '') return;
    void run(async () => set_done({ number: of, first_password: await work(of) }));
  };
  const password = async (of: string) => (await api.reset_password(of)).first_password;
  const factors = async (of: string) => {
    await api.reset_factors(of);
    return null;
  };
  return (
    <Panel title={t('accounts.reset')} begins="reset">
      <div className="pad">
        <label className="f" htmlFor={id}>
          {t('accounts.reset_number')}
        </label>
        <div className="row mt-1">
          <input
            id={id}
            className="in"
            autoComplete="off"
            maxLength={40}
            value={number}
            aria-invalid={missing}
            aria-describedby={missing ? `${id}-error` : undefined}
            onChange={(event) => set_number(event.target.value)}
          />
          <button type="button" className="btn" disabled={busy} onClick={() => start(password)}>
            {t('accounts.reset_password')}
          </button>
          <button type="button" className="btn" disabled={busy} onClick={() => start(factors)}>
            {t('accounts.reset_factors')}
          </button>
        </div>
        {missing ? (
          <p className="err" id={`${id}-error`}>
            <Shape tone="bad" />
            {t('accounts.reset_missing')}
          </p>
        ) : null}
        <ActionTrouble fault={fault} />
        <div role="status" className="empty:hidden" data-reset={done?.number}>
          {done ? <Outcome done={done} /> : null}
        </div>
        <p className="sub mt-2">{t('accounts.reset_note')}</p>
      </div>
    </Panel>
  );
}

function Outcome({ done }: { done: Done }) {
  const { t } = useWords();
  if (done.first_password === null) {
    return <Note tone="ok">{t('accounts.factors_removed', { number: done.number })}</Note>;
  }
  return (
    <Note tone="ok">
      {t('accounts.first_password', { number: done.number })}
      {': '}
      <code>{done.first_password}</code>
    </Note>
  );
}
