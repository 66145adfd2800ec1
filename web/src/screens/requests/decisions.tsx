// Decisions: proposed by one with grounds and reasons, decided by another.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/requests';
import type { Decision, OneRequest } from '../../api/requests';
import { date_short } from '../../lib/era_date';
import { Choice, Line } from '../../parts/form_line';
import { Mark, Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kResults = ['full', 'partial', 'refused', 'existence', 'not_held'] as const;
const kManners = ['copy', 'view', 'file', 'none'] as const;

export function Decisions({ data, done }: { data: OneRequest; done: () => void }) {
  const { t } = useWords();
  const waits = data.decisions.some((one) => one.state.key === 'proposed');
  return (
    <Panel title={t('requests.decisions')} count={data.decisions.length}>
      {data.decisions.length === 0 ? <Empty why={t('requests.no_decision')} /> : null}
      {data.decisions.map((one) => (
        <One key={one.id} request={data.id} one={one} done={done} />
      ))}
      {data.identity_on === null && data.may.step ? (
        <div className="pad">
          <Note tone="warn">{t('requests.identity_first')}</Note>
        </div>
      ) : null}
      {data.may.propose && !waits ? <Propose data={data} done={done} /> : null}
    </Panel>
  );
}

function One({ request, one, done }: { request: string; one: Decision; done: () => void }) {
  const { t, d, lang } = useWords();
  const [reason, set_reason] = useState('');
  const action = useAction();
  const say = (approve: boolean) =>
    void action.run(() => api.decide(request, one.id, approve, reason)).then((went) => went && done());
  return (
    <div className="pad stack" data-decision={one.state.key}>
      <p>
        <b>{d(one.result.label)}</b>　{one.decision_no}　
        <Mark tone={one.state.key === 'decided' ? 'ok' : 'warn'}>{d(one.state.label)}</Mark>{' '}
        {one.days_late !== null && one.days_late > 0 ? (
          <Mark tone="bad">{t('requests.days_late', { days: one.days_late })}</Mark>
        ) : null}
      </p>
      {one.grounds ? <p>{t('requests.grounds')}　{one.grounds}</p> : null}
      {one.withheld ? <p>{t('requests.withheld')}　{one.withheld}</p> : null}
      {one.why ? <p>{t('requests.why')}　{one.why}</p> : null}
      <p className="sub">
        {t('requests.proposed', { who: one.proposed_by, date: date_short(one.proposed_on, lang) })}
        {one.decided_on
          ? `　${t('requests.decided', { who: one.decided_by ?? '', date: date_short(one.decided_on, lang) })}`
          : ''}
        　{t('requests.due')} {date_short(one.due, lang)}
        {one.fee_yen === null ? '' : `　${t('requests.fee')} ${one.fee_yen}`}
      </p>
      {one.note ? <p className="sub">{one.note}</p> : null}
      {one.state.key === 'proposed' && one.own ? <Note tone="inf">{t('requests.own')}</Note> : null}
      {one.may_decide ? (
        <>
          <Line label={t('requests.reason')} value={reason} set={set_reason} max_length={400} />
          <ActionTrouble fault={action.fault} />
          <div className="row">
            <button type="button" className="btn fill" disabled={action.busy} onClick={() => say(true)}>
              {t('requests.decide')}
            </button>
            <button
              type="button"
              className="btn"
              disabled={action.busy || reason.trim() === ''}
              onClick={() => say(false)}
            >
              {t('requests.send_back')}
            </button>
          </div>
        </>
      ) : null}
    </div>
  );
}

function Propose({ data, done }: { data: OneRequest; done: () => void }) {
  const { t, d } = useWords();
  const [result, set_result] = useState('full');
  const [grounds, set_grounds] = useState<readonly string[]>([]);
  const [form, set] = useState<Record<string, string>>({ manner: 'copy' });
  const action = useAction();
  const field = (name: string) => (value: string) => set({ ...form, [name]: value });
  const turn = (key: string) =>
    set_grounds(grounds.includes(key) ? grounds.filter((one) => one !== key) : [...grounds, key]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fee = (form.fee ?? '').normalize('NFKC').trim();
    const body: Record<string, unknown> = {
      result,
      grounds: result === 'full' ? [] : grounds,
      manner: form.manner,
      ...(form.withheld ? { withheld: form.withheld } : {}),
      ...(form.why ? { why: form.why } : {}),
      ...(/^\d{1,8}$/.test(fee) ? { fee_yen: Number(fee) } : {}),
    };
    void action.run(() => api.propose(data.id, body)).then((went) => went && done());
  };
  return (
    <form className="pad stack" data-propose onSubmit={send}>
      <h3>{t('requests.propose')}</h3>
      <Choice
        label={t('requests.result')}
        value={result}
        set={set_result}
        options={kResults.map((one) => [one, t(`requests.result_${one}`)] as const)}
      />
      {result === 'full' ? null : (
        <>
          <fieldset>
            <legend>{t('requests.grounds')}</legend>
            {data.grounds.map((one) => (
              <label key={one.key} className="row py-1.5">
                <input type="checkbox" checked={grounds.includes(one.key)} onChange={() => turn(one.key)} />{' '}
                {one.article}　{d(one.label)}
              </label>
            ))}
          </fieldset>
          <Line label={t('requests.withheld')} value={form.withheld ?? ''} set={field('withheld')} max_length={1000} />
          <Line label={t('requests.why')} value={form.why ?? ''} set={field('why')} max_length={2000} />
        </>
      )}
      <Choice
        label={t('requests.manner')}
        value={form.manner ?? 'copy'}
        set={field('manner')}
        options={kManners.map((one) => [one, t(`requests.manner_${one}`)] as const)}
      />
      <Line label={t('requests.fee')} value={form.fee ?? ''} set={field('fee')} max_length={8} width={140} digits />
      <ActionTrouble fault={action.fault} />
      <div>
        <button type="submit" className="btn fill" disabled={action.busy}>
          {t('requests.propose_do')}
        </button>
      </div>
    </form>
  );
}
