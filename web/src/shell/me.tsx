// Who is at work here: name, department, roles, the previous sign-in, single-letter keys, sign out.
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../parts/icon';
import { PreviousSignIn } from '../screens/sign_in/previous_sign_in';
import { useKeyTable } from '../state/keys';
import { useWords } from '../state/language';
import { useServer } from '../state/server_state';
import { translate_or } from '../texts';

export function Me() {
  const { t, d, lang } = useWords();
  const { session, sign_out } = useServer();
  const { letters, set_letters } = useKeyTable();
  const [open, set_open] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) set_open(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      set_open(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape, true);
    };
  }, [open]);

  if (!session) return null;
  const { account, previous } = session;
  return (
    <div className="me" ref={box}>
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls="me-menu"
        onClick={() => set_open(!open)}
      >
        <b>{account.name}</b>
        <span>{d(account.department)}</span>
      </button>
      {open ? (
        <div className="menu" id="me-menu">
          <dl className="kv">
            <dt>{t('shell.number')}</dt>
            <dd>{account.number}</dd>
            <dt>{t('shell.roles')}</dt>
            <dd>
              {account.roles
                .map((role) => translate_or(lang, `role.${role}`, role))
                .join(t('app.list_comma'))}
            </dd>
          </dl>
          <div className="border-t border-solid-gray-100 pt-2.5">
            <h2 className="mb-1 text-[14px]">{t('sign_in.previous')}</h2>
            <PreviousSignIn previous={previous} />
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
      ) : null}
    </div>
  );
}
