// A change that awaits approval: both sides, who entered it and why, and what this person may do.
// The server decides who may; its refusal is said in words and what was typed stays.
import { useId, useState } from 'react';
import { ApiError } from '../api/client';
import * as api from '../api/endpoints';
import type { Difference, Side, Step, Waiting } from '../api/types_change';
import { date_long, moment } from '../lib/era_date';
import { useWords } from '../state/language';
import { useToday } from '../state/server_state';
import { Mark, Shape } from './mark';
import { Protected } from './person_name';
import { Trouble } from './trouble';

/** What became of it; of a step its own name, and whether further ones follow. */
export type Outcome =
  | { what: 'refuse' | 'withdraw' }
  | { what: 'confirmed' | 'moved'; step: Step['label'] };

interface Props {
  item: Waiting;
  done: (outcome: Outcome) => void;
}

export function WaitingChange({ item, done }: Props) {
  return (
    <div data-waiting={`${item.register}/${item.record}`}>
      <Facts item={item} />
      <Differences list={item.differences} />
      <Decide item={item} done={done} />
    </div>
  );
}

function Facts({ item }: { item: Waiting }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  const { entered, refusal } = item;
  const at = moment(entered.at, lang, today);
  return (
    <>
      <p className="row flex-wrap gap-x-2">
        {item.state ? <Mark tone="inf">{d(item.state.label)}</Mark> : null}
        {item.new_record ? <span className="tag">{t('inbox.new')}</span> : null}
        {item.ends ? <span className="tag warn">{t('inbox.ends')}</span> : null}
        <span>{t('inbox.from', { date: date_long(item.valid_from, lang) })}</span>
        {item.due ? (
          <span className={item.overdue ? 'tag warn' : 'sub'}>
            {t(item.overdue ? 'inbox.overdue' : 'inbox.due', { date: date_long(item.due, lang) })}
          </span>
        ) : null}
      </p>
      <p className="sub">
        {entered.for
          ? t('inbox.entered_for', { by: entered.by, for: entered.for, at })
          : t('inbox.entered', { by: entered.by, at })}
      </p>
      {entered.reason ? <p>{t('inbox.reason', { reason: entered.reason })}</p> : null}
      {entered.article ? <p>{t('inbox.article', { article: entered.article })}</p> : null}
      {refusal ? (
        <p>
          <b>{t('inbox.refusal', { by: refusal.by, reason: refusal.reason })}</b>
        </p>
      ) : null}
    </>
  );
}

function Differences({ list }: { list: readonly Difference[] }) {
  const { t, d } = useWords();
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">{t('inbox.field')}</th>
          <th scope="col">{t('inbox.before')}</th>
          <th scope="col">{t('inbox.after')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <tr key={one.field}>
            <th scope="row">{d(one.label)}</th>
            <td>
              <del>{one.hidden ? <Protected /> : <SideText side={one.before} />}</del>
            </td>
            <td>
              <ins>{one.hidden ? <Protected /> : <SideText side={one.after} />}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SideText({ side }: { side: Side }) {
  const { t, d } = useWords();
  const { display, value } = side;
  if (display !== null) return <>{typeof display === 'object' ? d(display) : display}</>;
  if (value === null) return <span className="mut">{t('state.empty')}</span>;
  if (typeof value === 'boolean') return <>{t(value ? 'state.yes' : 'state.no')}</>;
  return <>{String(value)}</>;
}

function Decide({ item, done }: Props) {
  const { t, d } = useWords();
  const id = useId();
  const [reason, set_reason] = useState('');
  const [missing, set_missing] = useState(false);
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const { may } = item;
  const send = async (what: api.Decision, needs_reason: boolean, step?: Step) => {
    set_fault(null);
    set_missing(needs_reason && reason.trim() === '');
    if (needs_reason && reason.trim() === '') return;
    set_busy(true);
    try {
      const { provisional } = await api.decide(item, what, reason.trim(), step?.to);
      if (what !== 'approve') done({ what });
      else if (step) done({ what: provisional ? 'moved' : 'confirmed', step: step.label });
    } catch (error) {
      set_fault(error instanceof ApiError ? error : new ApiError(500, []));
    } finally {
      set_busy(false);
    }
  };
  if (may.steps.length === 0 && !may.refuse && !may.withdraw) return null;
  return (
    <div className="mt-2">
      {may.steps.length > 0 || may.refuse ? (
        <>
          <label className="f" htmlFor={id}>
            {t('inbox.comment')}
          </label>
          <input
            id={id}
            className="in mt-1 w-full"
            value={reason}
            aria-invalid={missing}
            aria-describedby={missing ? `${id}-error` : undefined}
            onChange={(event) => set_reason(event.target.value)}
          />
        </>
      ) : null}
      {missing ? (
        <p className="err" id={`${id}-error`}>
          <Shape tone="bad" />
          {t('inbox.reason_missing')}
        </p>
      ) : null}
      {fault && !fault.unreachable && fault.status !== 401 ? <Trouble error={fault} /> : null}
      <p className="row mt-2">
        {may.steps.map((step, place) => (
          <button
            key={`${step.to}/${step.label.en}`}
            type="button"
            className={place === 0 ? 'btn fill' : 'btn'}
            data-step={step.to}
            disabled={busy}
            onClick={() => void send('approve', step.reason, step)}
          >
            {d(step.label)}
          </button>
        ))}
        {may.refuse ? (
          <button
            type="button"
            className="btn"
            disabled={busy}
            onClick={() => void send('refuse', true)}
          >
            {t('inbox.refuse')}
          </button>
        ) : null}
        {may.withdraw ? (
          <button
            type="button"
            className="btn"
            disabled={busy}
            onClick={() => void send('withdraw', false)}
          >
            {t(item.kind === 'refused' ? 'inbox.note_taken' : 'inbox.withdraw')}
          </button>
        ) : null}
      </p>
    </div>
  );
}
