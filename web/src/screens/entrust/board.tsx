// The review board: what it decided, with the clauses that moved it, so that experience becomes a
// record; and entering a decision.
import { useId, useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { DateInput } from '../../parts/date_input';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';
import { LineInput } from './line_input';

const kDecisions = ['approved', 'conditional', 'returned', 'refused'] as const;

export function Board({ data, done }: { data: Contract; done: () => void }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('entrust.board')} count={data.board.length}>
      {data.board.length === 0 ? (
        <Empty why={t('entrust.board_none')} />
      ) : (
        <ul className="articles" data-board>
          {data.board.map((one) => (
            <li key={one.id}>
              <div>
                <h3>
                  {one.held_on ? date_short(one.held_on, lang) : ''} {one.decision_no}
                </h3>
                <p>{one.grounds}</p>
                {one.conditions_set ? (
                  <p>
                    <b>{t('entrust.board.conditions')}</b> {one.conditions_set}
                  </p>
                ) : null}
                <p className="sub">{one.members}</p>
              </div>
              <div className="why">
                <Mark tone={one.decision?.key === 'approved' ? 'ok' : 'warn'}>
                  {d(one.decision?.label)}
                </Mark>
                <p>{t('entrust.board.moved', { clauses: one.moved_by ?? '—' })}</p>
                {one.decision?.key === 'conditional' ? (
                  <Mark tone={one.conditions_met_on ? 'ok' : 'bad'}>
                    {one.conditions_met_on
                      ? t('entrust.board.met', { date: date_short(one.conditions_met_on, lang) })
                      : t('entrust.board.not_met')}
                  </Mark>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.may.board ? <Decide data={data} done={done} /> : null}
    </Panel>
  );
}

function Decide({ data, done }: { data: Contract; done: () => void }) {
  const { t, d } = useWords();
  const id = useId();
  const [on, set_on] = useState(data.today);
  const [decision, set_decision] = useState<string>('approved');
  const [members, set_members] = useState('');
  const [grounds, set_grounds] = useState('');
  const [conditions, set_conditions] = useState('');
  const [due, set_due] = useState('');
  const [moved, set_moved] = useState<readonly string[]>([]);
  const action = useAction();
  const turn = (clause: string) =>
    set_moved(
      moved.includes(clause) ? moved.filter((one) => one !== clause) : [...moved, clause].sort(),
    );
  const send = async () => {
    const sent = await action.run(() =>
      api.decide(data.contract.id, {
        held_on: on,
        members,
        decision,
        moved_by: [...moved],
        grounds,
        ...(decision === 'conditional' ? { conditions, conditions_due: due } : {}),
      }),
    );
    if (sent) done();
  };
  return (
    <div className="pad stack" data-decide>
      <div className="row flex-wrap gap-x-2">
        <label htmlFor={`${id}-on`}>{t('entrust.board.held')}</label>
        <DateInput id={`${id}-on`} of={t('entrust.board.held')} value={on} set={set_on} small />
        <label htmlFor={`${id}-d`}>{t('entrust.board.decision')}</label>
        <select
          id={`${id}-d`}
          className="in s"
          value={decision}
          onChange={(event) => set_decision(event.currentTarget.value)}
        >
          {kDecisions.map((one) => (
            <option key={one} value={one}>
              {t(`entrust.board.${one}` as TextKey)}
            </option>
          ))}
        </select>
      </div>
      <LineInput label={t('entrust.board.members')} value={members} set={set_members} />
      <LineInput label={t('entrust.board.grounds')} value={grounds} set={set_grounds} long />
      <fieldset>
        <legend>{t('entrust.board.moved_by')}</legend>
        <div className="pick-list">
          {data.articles.map((one) => (
            <label key={one.clause}>
              <input
                type="checkbox"
                checked={moved.includes(one.clause)}
                onChange={() => turn(one.clause)}
              />{' '}
              {one.clause} {d(one.title)}
            </label>
          ))}
        </div>
      </fieldset>
      {decision === 'conditional' ? (
        <>
          <LineInput
            label={t('entrust.board.conditions')}
            value={conditions}
            set={set_conditions}
            long
          />
          <label htmlFor={`${id}-due`}>{t('entrust.due')}</label>
          <DateInput id={`${id}-due`} of={t('entrust.due')} value={due} set={set_due} small />
        </>
      ) : null}
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={!members || !grounds || moved.length === 0 || action.busy}
          onClick={() => void send()}
        >
          {t('entrust.board.enter')}
        </button>
      </div>
    </div>
  );
}
