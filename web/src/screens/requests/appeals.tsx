// Appeals against a decision, with a clock of their own.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/requests';
import type { Appeal, OneRequest } from '../../api/requests';
import { date_short, parse_date } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kSteps = ['consulted', 'reported', 'ruled', 'withdrawn'] as const;
const kRulings = ['upheld', 'partly', 'dismissed', 'inadmissible'] as const;

export function Appeals({ data, done }: { data: OneRequest; done: () => void }) {
  const { t } = useWords();
  return (
    <Panel title={t('requests.appeals')} count={data.appeals.length}>
      {data.appeals.length === 0 ? <Empty why={t('requests.no_appeal')} /> : null}
      {data.appeals.map((one) => (
        <One key={`${one.id} ${one.state.key}`} one={one} may={data.may.appeal} today={data.today} done={done} />
      ))}
      {data.may.appeal ? <Receive data={data} done={done} /> : null}
    </Panel>
  );
}

interface OneProps {
  one: Appeal;
  may: boolean;
  today: string;
  done: () => void;
}

function One({ one, may, today, done }: OneProps) {
  const { t, d, lang } = useWords();
  const date = (day: string | null) => (day ? date_short(day, lang) : '—');
  const over = one.state.key === 'ruled' || one.state.key === 'withdrawn';
  return (
    <div className="pad stack" data-appeal={one.state.key}>
      <p>
        <b>{one.appeal_no}</b>　<Mark tone={one.late ? 'bad' : 'inf'}>{d(one.state.label)}</Mark>
        {one.in_time ? null : <Mark tone="bad">{t('requests.not_in_time')}</Mark>}
      </p>
      <p>{one.statement ?? t('letters.withheld')}</p>
      <p className="sub">
        {t('requests.appeal_days', {
          received: date(one.received_on),
          consult: date(one.consult_due),
          consulted: date(one.consulted_on),
          reported: date(one.reported_on),
          ruled: date(one.ruled_on),
        })}
        {one.ruling ? `　${d(one.ruling.label)}` : ''}
      </p>
      {may && !over ? <StepOf one={one} today={today} done={done} /> : null}
    </div>
  );
}

function StepOf({ one, today, done }: Omit<OneProps, 'may'>) {
  const { t } = useWords();
  const [kind, set_kind] = useState<string>(one.state.key === 'received' ? 'consulted' : one.state.key === 'consulted' ? 'reported' : 'ruled');
  const [on, set_on] = useState(today);
  const [ruling, set_ruling] = useState('dismissed');
  const [text, set_text] = useState('');
  const action = useAction();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body: Record<string, string> = { kind, on: parse_date(on) ?? on };
    if (text.trim()) body.text = text.trim();
    if (kind === 'ruled') body.ruling = ruling;
    void action.run(() => api.appeal_step(one.id, body)).then((went) => went && done());
  };
  return (
    <form className="stack" data-appeal-step onSubmit={send}>
      <Choice
        label={t('requests.what')}
        value={kind}
        set={set_kind}
        options={kSteps.map((step) => [step, t(`requests.appeal_${step}`)] as const)}
      />
      <DateLine label={t('requests.day')} value={on} set={set_on} />
      {kind === 'ruled' ? (
        <Choice
          label={t('requests.ruling')}
          value={ruling}
          set={set_ruling}
          options={kRulings.map((word) => [word, t(`requests.ruling_${word}`)] as const)}
        />
      ) : null}
      <Line label={t('requests.said')} value={text} set={set_text} max_length={1000} />
      <ActionTrouble fault={action.fault} />
      <div>
        <button type="submit" className="btn" disabled={action.busy}>
          {t('requests.step_do')}
        </button>
      </div>
    </form>
  );
}

function Receive({ data, done }: { data: OneRequest; done: () => void }) {
  const { t } = useWords();
  const [received, set_received] = useState(data.today);
  const [known, set_known] = useState(data.decided_on ?? data.today);
  const [statement, set_statement] = useState('');
  const action = useAction();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body = {
      received_on: parse_date(received) ?? received,
      known_on: parse_date(known) ?? known,
      statement,
    };
    void action.run(() => api.appeal(data.id, body)).then((went) => went && done());
  };
  return (
    <form className="pad stack" data-new-appeal onSubmit={send}>
      <h3>{t('requests.new_appeal')}</h3>
      <DateLine label={t('requests.appeal_received')} value={received} set={set_received} />
      <DateLine label={t('requests.appeal_known')} value={known} set={set_known} />
      <Line label={t('requests.statement')} value={statement} set={set_statement} max_length={2000} />
      <ActionTrouble fault={action.fault} />
      <div>
        <button type="submit" className="btn" disabled={action.busy || statement.trim() === ''}>
          {t('requests.appeal_do')}
        </button>
      </div>
    </form>
  );
}
