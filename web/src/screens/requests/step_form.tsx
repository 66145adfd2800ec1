// The next step of a request: what each kind needs, and nothing else.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/requests';
import type { OneRequest } from '../../api/requests';
import { parse_date } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kOpen = [
  'identity',
  'correction_asked',
  'corrected',
  'extended',
  'special',
  'third_party',
  'transferred',
  'withdrawn',
  'other',
] as const;
const kAfter = ['carried_out', 'other'] as const;
const kShown = ['my_number_card', 'licence', 'residence_card', 'insurance', 'copies', 'other'] as const;

export function StepForm({ data, done }: { data: OneRequest; done: () => void }) {
  const { t } = useWords();
  const kinds = data.may.step ? kOpen : kAfter;
  const first = data.may.step && data.identity_on ? 'correction_asked' : kinds[0];
  const [kind, set_kind] = useState<string>(first);
  const [form, set] = useState<Record<string, string>>({ on: data.today, shown: 'my_number_card' });
  const action = useAction();
  const field = (name: string) => (value: string) => set({ ...form, [name]: value });
  const said = (name: string) => (form[name] ?? '').trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body: Record<string, unknown> = { kind, on: parse_date(said('on')) ?? said('on') };
    if (said('text')) body.text = said('text');
    if (kind === 'identity') {
      body.shown = said('shown');
      if (said('agent_proof')) body.agent_proof = said('agent_proof');
    }
    if (kind === 'extended') body.days = Number(said('days').normalize('NFKC')) || 0;
    if (kind === 'special') body.rest_due = parse_date(said('rest_due')) ?? said('rest_due');
    if (kind === 'transferred') body.to = said('to');
    void action.run(() => api.step(data.id, body)).then((went) => went && done());
  };
  return (
    <Panel title={t('requests.step')}>
      <form className="pad stack" data-step onSubmit={send}>
        <Choice
          label={t('requests.what')}
          value={kind}
          set={set_kind}
          options={kinds.map((one) => [one, t(`requests.step_${one}`)] as const)}
        />
        <DateLine label={t('requests.day')} value={form.on ?? ''} set={field('on')} />
        {kind === 'identity' ? (
          <>
            <Choice
              label={t('requests.shown')}
              value={said('shown')}
              set={field('shown')}
              options={kShown.map((one) => [one, t(`requests.shown_${one}`)] as const)}
            />
            {data.relation.key === 'self' ? null : (
              <Line
                label={t('requests.agent_proof')}
                value={form.agent_proof ?? ''}
                set={field('agent_proof')}
              />
            )}
          </>
        ) : null}
        {kind === 'extended' ? (
          <Line
            label={t('requests.extension_days', { most: data.deadline.extension_most })}
            value={form.days ?? ''}
            set={field('days')}
            max_length={3}
            width={120}
            digits
          />
        ) : null}
        {kind === 'special' ? (
          <DateLine label={t('requests.rest_due')} value={form.rest_due ?? ''} set={field('rest_due')} />
        ) : null}
        {kind === 'transferred' ? (
          <Line label={t('requests.transferred_to')} value={form.to ?? ''} set={field('to')} />
        ) : null}
        <Line label={t('requests.said')} value={form.text ?? ''} set={field('text')} max_length={400} />
        {kind === 'extended' || kind === 'special' ? (
          <p className="sub">{t('requests.notice_counts')}</p>
        ) : null}
        <ActionTrouble fault={action.fault} />
        <div>
          <button type="submit" className="btn fill" disabled={action.busy}>
            {t('requests.step_do')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
