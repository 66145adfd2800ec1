// Questions to the security section, with their answers.
import { useState } from 'react';
import * as api from '../../api/entrust';
import type { Consultation, Contract } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import { LineInput } from './line_input';

export function Talks({ data, done }: { data: Contract; done: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Panel title={t('entrust.talks')} count={data.consultations.length}>
        {data.consultations.length === 0 ? (
          <Empty why={t('entrust.talks_none')} />
        ) : (
          <ul className="articles" data-talks>
            {data.consultations.map((one) => (
              <Talk key={one.id} data={data} one={one} done={done} />
            ))}
          </ul>
        )}
      </Panel>
      {data.may.consult ? <Ask data={data} done={done} /> : null}
    </>
  );
}

function Talk({ data, one, done }: { data: Contract; one: Consultation; done: () => void }) {
  const { t, lang } = useWords();
  const [open, set_open] = useState(false);
  const late = !one.answered_on && one.due !== null && one.due < data.today;
  return (
    <li>
      <div>
        <h3>
          {one.question} <span className="sub">{one.clause}</span>
        </h3>
        <p className="sub">
          {one.asked_on ? date_short(one.asked_on, lang) : ''} {one.asked_by} {one.consult_no}
        </p>
        {one.answer ? <p>{one.answer}</p> : null}
        {open ? <Answer data={data} one={one} done={done} /> : null}
      </div>
      <div className="why">
        {one.answered_on ? (
          <Mark tone="ok">
            {date_short(one.answered_on, lang)} {one.answered_by}
          </Mark>
        ) : (
          <>
            <Mark tone={late ? 'bad' : 'warn'}>
              {one.due ? t('entrust.due_on', { date: date_short(one.due, lang) }) : ''}
            </Mark>
            {data.may.consult ? (
              <p>
                <button
                  type="button"
                  className="btn s"
                  aria-expanded={open}
                  onClick={() => set_open(!open)}
                >
                  {t('entrust.talk.answer')}
                </button>
              </p>
            ) : null}
          </>
        )}
      </div>
    </li>
  );
}

function Answer({ data, one, done }: { data: Contract; one: Consultation; done: () => void }) {
  const { t } = useWords();
  const [text, set_text] = useState('');
  const [by, set_by] = useState('');
  const action = useAction();
  const send = async () => {
    const sent = await action.run(() =>
      api.answer(data.contract.id, one.id, { answer: text, by }),
    );
    if (sent) done();
  };
  return (
    <div className="stack" data-answer>
      <LineInput label={t('entrust.talk.answer_text')} value={text} set={set_text} long />
      <LineInput label={t('entrust.talk.by')} value={by} set={set_by} />
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={!text || !by || action.busy}
          onClick={() => void send()}
        >
          {t('entrust.talk.keep')}
        </button>
      </div>
    </div>
  );
}

function Ask({ data, done }: { data: Contract; done: () => void }) {
  const { t } = useWords();
  const [text, set_text] = useState('');
  const [clause, set_clause] = useState('');
  const [by, set_by] = useState(data.contract.department ?? '');
  const action = useAction();
  const send = async () => {
    const sent = await action.run(() =>
      api.ask(data.contract.id, { question: text, clause, by }),
    );
    if (!sent) return;
    set_text('');
    done();
  };
  return (
    <Panel title={t('entrust.talk.ask')}>
      <div className="pad stack" data-ask>
        <LineInput label={t('entrust.talk.question')} value={text} set={set_text} long />
        <LineInput label={t('entrust.clause')} value={clause} set={set_clause} />
        <LineInput label={t('entrust.talk.by')} value={by} set={set_by} />
        <ActionTrouble fault={action.fault} />
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={!text || !by || action.busy}
            onClick={() => void send()}
          >
            {t('entrust.talk.send')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
