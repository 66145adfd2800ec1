// A change that takes effect on a day to come, and taking it back.
import { useId, useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import type { RegisterRecord } from '../../api/types';
import type { Scheduled } from '../../api/types_change';
import { date_long, day_before } from '../../lib/era_date';
import { Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useAction } from '../../state/use_action';
import { useWords } from '../../state/language';

interface Props {
  register: string;
  record: RegisterRecord;
  scheduled: Scheduled;
  may_cancel: boolean;
  done: () => void;
}

export function ScheduledChange({ register, record, scheduled, may_cancel, done }: Props) {
  const { t, lang } = useWords();
  const [open, set_open] = useState(false);
  const date = date_long(scheduled.valid_from, lang);
  return (
    <div className="mb-2.5">
      <Note tone="inf">
        {t(scheduled.ends ? 'record.scheduled_end' : 'record.scheduled', {
          date,
          n: scheduled.version,
        })}
        {may_cancel && !record.waiting && !open ? (
          <button type="button" className="btn s ml-2" onClick={() => set_open(true)}>
            {t('record.cancel_scheduled')}
          </button>
        ) : null}
      </Note>
      {open ? (
        <Cancel
          register={register}
          record={record}
          scheduled={scheduled}
          close={() => set_open(false)}
          done={done}
        />
      ) : null}
    </div>
  );
}

type CancelProps = Omit<Props, 'may_cancel'> & { close: () => void };

function Cancel({ register, record, scheduled, close, done }: CancelProps) {
  const { t, lang } = useWords();
  const id = useId();
  const [reason, set_reason] = useState('');
  const action = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const cancelled = await action.run(() =>
      api.change(register, record.id, {
        values: {},
        valid_from: scheduled.valid_from,
        ...(scheduled.valid_to ? { valid_to: scheduled.valid_to } : {}),
        base_version: scheduled.version,
        like: day_before(scheduled.valid_from),
        reason: reason.trim(),
      }),
    );
    if (!cancelled) return;
    close();
    done();
  };
  return (
    <form className="mt-2" onSubmit={(event) => void submit(event)} noValidate>
      <p>
        {t('record.cancel_scheduled_note', { date: date_long(scheduled.valid_from, lang) })}
      </p>
      <label className="f" htmlFor={id}>
        {t('record.cancel_scheduled_why')}
        <span className="req">{t('levy.required')}</span>
      </label>
      <input
        id={id}
        className="in mt-1 w-full"
        value={reason}
        autoComplete="off"
        onChange={(event) => set_reason(event.target.value)}
      />
      <ActionTrouble fault={action.fault} />
      <p className="row mt-2">
        <button
          type="submit"
          className="btn fill"
          disabled={action.busy || reason.trim() === ''}
        >
          {t('record.cancel_scheduled')}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('edit.cancel')}
        </button>
      </p>
    </form>
  );
}
