// Handing out and taking back: a number typed or scanned, then Enter. The focus stays in the field,
// so that one medium after the other goes through.
import { useId, useRef, useState, type FormEvent } from 'react';
import * as api from '../../api/portable';
import type { Scanned } from '../../api/portable';
import { Choice, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

export function ScanPanel({ done }: { done: () => void }) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, set_typed] = useState('');
  const [key_no, set_key_no] = useState('');
  const [erased, set_erased] = useState('');
  const [said, set_said] = useState<Scanned | null>(null);
  const action = useAction();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const number = typed.normalize('NFKC').trim();
    if (number === '') return;
    set_said(null);
    const sent = await action.run(async () => set_said(await api.scan(number, key_no, erased)));
    field.current?.focus();
    if (!sent) return;
    set_typed('');
    set_erased(''); // what one medium was asked says nothing of the next
    done();
  };
  return (
    <Panel title={t('portable.scan')}>
      <form className="pad stack" data-scan onSubmit={(event) => void send(event)}>
        <p className="sub">{t('portable.scan_why')}</p>
        <div>
          <label className="f" htmlFor={id}>
            {t('portable.typed')}
          </label>
          <input
            id={id}
            ref={field}
            className="in"
            type="text"
            autoComplete="off"
            maxLength={60}
            value={typed}
            onChange={(event) => set_typed(event.target.value)}
          />
        </div>
        <div className="row">
          <Line label={t('portable.key')} value={key_no} set={set_key_no} max_length={20} width={160} />
          <Choice
            label={t('portable.erased')}
            value={erased}
            set={set_erased}
            options={[
              ['', t('portable.erased_choose')],
              ['yes', t('portable.erased_yes')],
              ['no', t('portable.erased_no')],
              ['kept', t('portable.erased_kept')],
            ]}
          />
        </div>
        <ActionTrouble fault={action.fault} />
        {said ? (
          <Note tone="ok" role="status">
            {t(said.out ? 'portable.went_out' : 'portable.came_back', {
              medium: said.medium_no,
              person: said.person,
              loan: said.loan_no,
            })}
          </Note>
        ) : null}
        <div>
          <button type="submit" className="btn fill" disabled={action.busy || typed.trim() === ''}>
            {t('portable.scan_send')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
