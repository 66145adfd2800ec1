// The second person's word: approve or refuse, with a reason that stays.
import { useId, useState } from 'react';
import type { Decision } from '../../api/admin';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';
import { useAction } from '../../state/use_action';

interface Props {
  number: string;
  proposed_by: string;
  decide: (what: Decision, reason: string) => Promise<unknown>;
  done: (what: Decision) => void;
}

export function Decide({ number, proposed_by, decide, done }: Props) {
  const { t } = useWords();
  const { session } = useServer();
  const id = useId();
  const [reason, set_reason] = useState('');
  const [missing, set_missing] = useState(false);
  const action = useAction();
  const go = async (what: Decision) => {
    set_missing(reason.trim() === '');
    if (reason.trim() === '') return;
    if (await action.run(() => decide(what, reason.trim()))) done(what);
  };
  // The server refuses them all the same, by whatever account.
  if (session?.account.number === proposed_by)
    return <p className="pad hair-top">{t('decide.own')}</p>;
  return (
    <div className="pad hair-top" data-decide={number}>
      <div className="acts-row ends">
        <div className="grow">
          <label className="f" htmlFor={id}>
            {t('decide.reason', { number })}
            <span className="req">{t('levy.required')}</span>
          </label>
          <input
            id={id}
            className="in"
            style={{ width: '100%' }}
            maxLength={200}
            value={reason}
            aria-invalid={missing}
            aria-describedby={missing ? `${id}-err` : undefined}
            onChange={(event) => set_reason(event.target.value)}
          />
        </div>
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void go('approve')}
        >
          {t('decide.approve')}
        </button>
        <button type="button" className="btn" disabled={action.busy} onClick={() => void go('refuse')}>
          {t('decide.refuse')}
        </button>
      </div>
      {missing ? (
        <p className="err" id={`${id}-err`}>
          {t('decide.missing')}
        </p>
      ) : null}
      <p className="sub">{t('decide.note')}</p>
      <ActionTrouble fault={action.fault} />
    </div>
  );
}
