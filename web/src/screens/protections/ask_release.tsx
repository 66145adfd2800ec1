// A release is asked for here and approved in somebody else's inbox.
import { useState, type FormEvent } from 'react';
import { ask_release } from '../../api/protections';
import type { ReleaseWish } from '../../api/types_protection';
import { Choice, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer, useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';

const kGrounds = ['own_request', 'representative', 'authority', 'own_affairs'] as const;
const kOutlets = { screen: 'protection.screen', screen_and_print: 'protection.print' } as const;

export function AskRelease() {
  const { t } = useWords();
  const today = useToday();
  const { session } = useServer();
  const { busy, fault, run } = useAction();
  const [sent, set_sent] = useState(false);
  const [wish, set_wish] = useState<ReleaseWish>({
    addressee: '',
    account: session?.account.number ?? '',
    hours: '1',
    outlet: 'screen',
    ground: 'own_request',
    request_text: '',
  });
  const set = (name: keyof ReleaseWish, value: string) => {
    set_sent(false);
    set_wish({ ...wish, [name]: value });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!today) return;
    // Tells wishes of one day for the same person and account apart.
    const serial = 1 + (Math.floor(Date.now() / 1000) % 999);
    if (await run(() => ask_release(wish, today, serial))) set_sent(true);
  };
  return (
    <form className="pad" onSubmit={(event) => void submit(event)} noValidate>
      <p className="mb-2">{t('protection.ask_note')}</p>
      <div className="fields">
        <Line label={t('protection.person')} value={wish.addressee} set={(text) => set('addressee', text)} />
        <Line label={t('protection.ask_account')} value={wish.account} set={(text) => set('account', text)} />
        <Line label={t('protection.hours')} value={wish.hours} set={(text) => set('hours', text)} />
        <Choice
          label={t('protection.extent')}
          value={wish.outlet}
          set={(text) => set('outlet', text)}
          options={Object.entries(kOutlets).map(([key, label]) => [key, t(label)] as const)}
        />
        <Choice
          label={t('protection.ground')}
          value={wish.ground}
          set={(text) => set('ground', text)}
          options={kGrounds.map((one) => [one, t(`protection.${one}`)] as const)}
        />
        <Line
          label={t('protection.request_text')}
          value={wish.request_text}
          set={(text) => set('request_text', text)}
        />
      </div>
      <p className="mt-1">
        <button type="submit" className="btn fill" disabled={busy}>
          {t('protection.send')}
        </button>
      </p>
      <ActionTrouble fault={fault} />
      <div role="status" className="empty:hidden">
        {sent ? <Note tone="ok">{t('protection.sent')}</Note> : null}
      </div>
    </form>
  );
}
