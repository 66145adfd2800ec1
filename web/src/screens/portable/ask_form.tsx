// Asking for a portable medium: what for, which data, why file transfer will not do, until when.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/portable';
import { parse_date } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kEmpty = {
  medium: '',
  purpose: '',
  data_kind: 'confidential_2',
  why_not_transfer: '',
  section: '',
  terminal: '',
  due: '',
  carry_out: false,
};
const kData = ['resident', 'confidential_3', 'confidential_2', 'confidential_1', 'nothing'] as const;

export function AskForm({ done }: { done: () => void }) {
  const { t } = useWords();
  const [asked, set] = useState(kEmpty);
  const [number, set_number] = useState<string | null>(null);
  const action = useAction();
  const field = (name: keyof typeof kEmpty) => (value: string) => set({ ...asked, [name]: value });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    set_number(null);
    const due = parse_date(asked.due) ?? asked.due;
    const sent = await action.run(async () => set_number((await api.ask({ ...asked, due })).number));
    if (!sent) return;
    set(kEmpty);
    done();
  };
  const whole = [asked.medium, asked.purpose, asked.why_not_transfer, asked.section, asked.due];
  return (
    <Panel title={t('portable.ask')}>
      <form className="pad stack" data-ask onSubmit={(event) => void send(event)}>
        <Line label={t('portable.typed')} value={asked.medium} set={field('medium')} max_length={60} />
        <Line label={t('portable.ask_purpose')} value={asked.purpose} set={field('purpose')} />
        <Choice
          label={t('portable.ask_data')}
          value={asked.data_kind}
          set={field('data_kind')}
          options={kData.map((one) => [one, t(`portable.data_${one}`)] as const)}
        />
        <Line
          label={t('portable.ask_why')}
          value={asked.why_not_transfer}
          set={field('why_not_transfer')}
        />
        <Line label={t('portable.ask_section')} value={asked.section} set={field('section')} max_length={40} />
        <Line label={t('portable.ask_terminal')} value={asked.terminal} set={field('terminal')} max_length={24} />
        <DateLine label={t('portable.ask_due')} value={asked.due} set={field('due')} />
        <label className="row py-1.5">
          <input
            type="checkbox"
            checked={asked.carry_out}
            onChange={(event) => set({ ...asked, carry_out: event.target.checked })}
          />{' '}
          {t('portable.ask_out')}
        </label>
        <ActionTrouble fault={action.fault} />
        {number ? (
          <Note tone="ok" role="status">
            {t('portable.asked', { number })}
          </Note>
        ) : null}
        <div>
          <button
            type="submit"
            className="btn fill"
            disabled={action.busy || whole.some((text) => text.trim() === '')}
          >
            {t('portable.ask_send')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
