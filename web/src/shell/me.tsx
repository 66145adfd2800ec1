// Who is at work here: name, department, roles, the previous sign-in, how dates are written,
// single-letter keys, sign out.
import { useCallback, useRef, useState } from 'react';
import type { Session } from '../api/types';
import { Icon } from '../parts/icon';
import { Note } from '../parts/mark';
import { useDismiss } from '../parts/use_dismiss';
import { CalendarChoice } from '../screens/me/segments';
import { PreviousSignIn } from '../screens/sign_in/previous_sign_in';
import { useKeyTable } from '../state/keys';
import { useWords } from '../state/language';
import { useServer } from '../state/server_state';
import { translate_or } from '../texts';

export function Me() {
  const { d } = useWords();
  const { session } = useServer();
  const [open, set_open] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(
    open,
    box,
    button,
    useCallback(() => set_open(false), []),
  );
  if (!session) return null;
  return (
    <div className="me" ref={box}>
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls="me-menu"
        onClick={() => set_open(!open)}
      >
        <b>{session.account.name}</b>
        <span>{d(session.account.department)}</span>
      </button>
      {open ? <Menu session={session} /> : null}
    </div>
  );
}

function Menu({ session }: { session: Session }) {
  const { t, lang } = useWords();
  const { sign_out } = useServer();
  const { letters, set_letters } = useKeyTable();
  const { account, previous } = session;
  const roles = account.roles.map((role) => translate_or(lang, `role.${role}`, role));
  return (
    <div className="menu" id="me-menu">
      <dl className="kv">
        <dt>{t('shell.number')}</dt>
        <dd>{account.number}</dd>
        <dt>{t('shell.roles')}</dt>
        <dd>{roles.join(t('app.list_comma'))}</dd>
      </dl>
      <div className="border-t border-solid-gray-100 pt-2.5">
        <h2 className="mb-1 text-[14px]">{t('sign_in.previous')}</h2>
        <PreviousSignIn previous={previous} />
      </div>
      {session.password_days_left !== null ? (
        <Note tone="warn">{t('password.days_left', { n: session.password_days_left })}</Note>
      ) : null}
      <p>
        <a className="link" href="/me">
          {t('factor.mine')}
        </a>
      </p>
      <div className="border-t border-solid-gray-100 pt-2.5">
        <CalendarChoice id="me-dates" />
      </div>
      <label className="row border-t border-solid-gray-100 pt-2.5">
        <input
          type="checkbox"
          className="cb"
          checked={letters}
          onChange={(event) => set_letters(event.target.checked)}
        />
        {t('shell.letters')}
      </label>
      <button type="button" className="btn" onClick={() => void sign_out()}>
        <Icon name="out" small />
        {t('shell.sign_out')}
      </button>
    </div>
  );
}
