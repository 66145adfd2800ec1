// Sealed roles: opening one with a reason, and reviewing what others opened.
import { useState, type FormEvent } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { Emergencies } from '../../api/types';
import { moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Panel } from '../../parts/panel';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useToday } from '../../state/server_state';

export function EmergencyPanel() {
  const { t } = useWords();
  const query = useQuery('emergencies', api.emergencies);
  return (
    <Panel title={t('emergency.title')} begins="emergency" count={query.data?.waiting.length}>
      <Await query={query} rows={2}>
        {(list) => <Body list={list} changed={() => query.reload()} />}
      </Await>
    </Panel>
  );
}

function Body({ list, changed }: { list: Emergencies; changed: () => void }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  return (
    <div className="pad grid gap-4">
      {list.openable.map((one) => (
        <Said
          key={one.kind}
          label={t('emergency.reason', { label: d(one.label), n: one.minutes })}
          action={t('emergency.open')}
          send={(reason) => api.open_emergency(one.kind, reason)}
          done={changed}
        />
      ))}
      {list.waiting.length === 0 ? <p>{t('emergency.none')}</p> : null}
      {list.waiting.map((one) => (
        <section key={one.id} data-emergency={one.id}>
          <p>
            <b>
              {one.number} {one.name}
            </b>{' '}
            {moment(one.opened, lang, today)} – {moment(one.until, lang, today)}
          </p>
          <p>{one.reason}</p>
          {one.may_review ? (
            <Said
              label={t('emergency.finding')}
              action={t('emergency.review')}
              send={(finding) => api.review_emergency(one.id, finding)}
              done={changed}
            />
          ) : null}
        </section>
      ))}
    </div>
  );
}

interface SaidProps {
  label: string;
  action: string;
  send: (text: string) => Promise<void>;
  done: () => void;
}

function Said({ label, action, send, done }: SaidProps) {
  const [text, set_text] = useState('');
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_busy(true);
    set_fault(null);
    try {
      await send(text.trim());
      set_text('');
      done();
    } catch (error) {
      set_fault(error instanceof ApiError ? error : new ApiError(500, []));
    }
    set_busy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div className="row">
        <input
          className="in grow"
          aria-label={label}
          placeholder={label}
          maxLength={130}
          value={text}
          onChange={(event) => set_text(event.target.value)}
        />
        <button type="submit" className="btn" disabled={busy}>
          {action}
        </button>
      </div>
      {fault && fault.status !== 401 ? <Trouble error={fault} /> : null}
    </form>
  );
}
