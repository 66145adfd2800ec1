// A decision on one account, with its reason; all of it by keyboard.
import { useState } from 'react';
import * as api from '../../api/account_review';
import type { Decision } from '../../api/account_review';
import { Dialog } from '../../parts/dialog';
import { Line } from '../../parts/form_line';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { Deciding } from './accounts';

const kDecisions: readonly Decision[] = ['keep', 'remove', 'change'];

interface Props {
  id: string;
  deciding: Deciding;
  close: () => void;
  done: () => void;
}

export function Decide({ id, deciding, close, done }: Props) {
  const { t, d, lang } = useWords();
  const { row, side } = deciding;
  const [decision, set_decision] = useState<Decision | null>(row[side].decision);
  const [reason, set_reason] = useState(row[side].reason ?? '');
  const action = useAction();
  const send = async () => {
    if (decision === null) return;
    const well = await action.run(() => api.decide(id, side, decision, reason, [row.id]));
    if (well) done();
  };
  return (
    <Dialog
      title={t('review.decide_of', { account: row.account_id, side: t(`review.side.${side}`) })}
      close={close}
    >
      <form
        className="stack"
        data-decide
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>
          {row.name_written} {row.person ? `→ ${row.person.name} ${row.person.department}` : ''}
        </p>
        <p className="sub">{row.reasons.map((one) => d(one)).join(lang === 'ja' ? '、' : '; ')}</p>
        <fieldset className="survey-question">
          <legend className="f">{t('review.decision')}</legend>
          {kDecisions.map((one) => (
            <label key={one} className="row gap-1">
              <input
                type="radio"
                name="decision"
                value={one}
                checked={decision === one}
                onChange={() => set_decision(one)}
              />{' '}
              {t(`review.decision.${one}`)}
            </label>
          ))}
        </fieldset>
        <Line label={t('review.reason')} value={reason} set={set_reason} max_length={400} />
        <ActionTrouble fault={action.fault} />
        <div className="acts-row">
          <button
            type="submit"
            className="btn fill"
            disabled={action.busy || decision === null || reason.trim() === ''}
          >
            {t('review.send')}
          </button>
          <button type="button" className="btn" onClick={close}>
            {t('review.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
