// A release is asked for here and approved in somebody else's inbox.
import { useId, useState, type FormEvent } from 'react';
import { ask_release } from '../../api/protections';
import type { ReleaseWish } from '../../api/types_protection';
import { Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer, useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';

const kGrounds = ['own_request', 'representative', 'authority', 'own_affairs'] as const;
const kOutlets = { screen: 'protection.screen', screen_and_print: 'protection.print' } as const;

export function AskRelease() {
  const { t } = useWords();
  const id = useId();
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
  const text = (name: 'addressee' | 'account' | 'hours' | 'request_text', label: string) => (
    <p>
      <label className="f" htmlFor={`${id}-${name}`}>
        {label}
      </label>
      <input
        id={`${id}-${name}`}
        className="in mt-1 w-full"
        value={wish[name]}
        onChange={(event) => set(name, event.target.value)}
      />
    </p>
  );
  const choice = (name: 'outlet' | 'ground', label: string, choices: [string, string][]) => (
    <p>
      <label className="f" htmlFor={`${id}-${name}`}>
        {label}
      </label>
      <select
        id={`${id}-${name}`}
        className="sel mt-1 w-full"
        value={wish[name]}
        onChange={(event) => set(name, event.target.value)}
      >
        {choices.map(([key, shown]) => (
          <option key={key} value={key}>
            {shown}
          </option>
        ))}
      </select>
    </p>
  );
  return (
    <form className="pad" onSubmit={(event) => void submit(event)} noValidate>
      <p className="mb-2">{t('protection.ask_note')}</p>
      <div className="fields">
        {text('addressee', t('protection.person'))}
        {text('account', t('protection.ask_account'))}
        {text('hours', t('protection.hours'))}
        {choice(
          'outlet',
          t('protection.extent'),
          Object.entries(kOutlets).map(([key, label]) => [key, t(label)]),
        )}
        {choice(
          'ground',
          t('protection.ground'),
          kGrounds.map((one) => [one, t(`protection.${one}`)]),
        )}
        {text('request_text', t('protection.request_text'))}
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
