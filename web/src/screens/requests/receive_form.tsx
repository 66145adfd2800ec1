// A request as it is received; its deadline is told at once.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/requests';
import type { Requests } from '../../api/requests';
import { parse_date } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useRouter } from '../../state/router';
import { to_request } from '../../state/routes';
import { useAction } from '../../state/use_action';

const kKinds = ['disclosure', 'correction', 'suspension'] as const;
const kChannels = ['counter', 'post', 'online'] as const;
const kRelations = ['self', 'statutory_agent', 'voluntary_agent'] as const;

export function ReceiveForm({ data }: { data: Requests }) {
  const { t } = useWords();
  const { go, search } = useRouter();
  const [form, set] = useState<Record<string, string>>({
    kind: 'disclosure',
    channel: 'counter',
    relation: 'self',
    received_on: data.today,
    department: '',
  });
  const action = useAction();
  const field = (name: string) => (value: string) => set({ ...form, [name]: value });
  const said = (name: string) => (form[name] ?? '').trim();
  const needed = ['department', 'asked', 'requester_name', 'requester_address', 'subject_name'];
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body = Object.fromEntries(
      Object.entries(form)
        .map(([name, value]) => [name, value.trim()] as const)
        .filter(([, value]) => value !== ''),
    );
    body.received_on = parse_date(said('received_on')) ?? said('received_on');
    const inquiry = search.get('inquiry');
    if (inquiry) body.inquiry = inquiry;
    void action.run(async () => go(to_request((await api.receive(body)).id)));
  };
  return (
    <Panel title={t('requests.receive')}>
      <form className="pad stack" data-receive onSubmit={send}>
        <p className="sub">{t('requests.receive_why')}</p>
        <Choice
          label={t('requests.kind')}
          value={said('kind')}
          set={field('kind')}
          options={kKinds.map((one) => [one, t(`requests.kind_${one}`)] as const)}
        />
        <DateLine label={t('requests.received_on')} value={form.received_on ?? ''} set={field('received_on')} />
        <Choice
          label={t('requests.channel')}
          value={said('channel')}
          set={field('channel')}
          options={kChannels.map((one) => [one, t(`requests.channel_${one}`)] as const)}
        />
        <Choice
          label={t('requests.department')}
          value={said('department')}
          set={field('department')}
          options={[
            ['', t('letters.choose')] as const,
            ...data.departments.map((one) => [one.id, one.name] as const),
          ]}
        />
        <Line label={t('requests.asked')} value={form.asked ?? ''} set={field('asked')} max_length={1000} />
        <Choice
          label={t('requests.relation')}
          value={said('relation')}
          set={field('relation')}
          options={kRelations.map((one) => [one, t(`requests.relation_${one}`)] as const)}
        />
        <Line label={t('requests.requester')} value={form.requester_name ?? ''} set={field('requester_name')} />
        <Line
          label={t('requests.address')}
          value={form.requester_address ?? ''}
          set={field('requester_address')}
        />
        <Line label={t('requests.phone')} value={form.requester_phone ?? ''} set={field('requester_phone')} max_length={30} />
        <Line label={t('requests.subject_name')} value={form.subject_name ?? ''} set={field('subject_name')} />
        <Line label={t('requests.subject_no')} value={form.subject_no ?? ''} set={field('subject_no')} max_length={10} digits />
        <Line label={t('requests.prior')} value={form.prior ?? ''} set={field('prior')} max_length={20} digits />
        <ActionTrouble fault={action.fault} />
        <div>
          <button
            type="submit"
            className="btn fill"
            disabled={action.busy || needed.some((name) => said(name) === '')}
          >
            {t('requests.receive_do')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
