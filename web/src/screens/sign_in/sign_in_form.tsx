// Employee number and password. The second factor comes later; until then nothing here pretends to
// it.
import { useId, useRef, useState, type FormEvent } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import { narrow_digits } from '../../lib/narrow';
import { Shape } from '../../parts/mark';
import { useFaultTexts } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';

interface Props {
  account?: string | undefined;
}

export function SignInForm({ account: known }: Props) {
  const { t } = useWords();
  const { signed_in } = useServer();
  const id = useId();
  const [account, set_account] = useState(known ?? '');
  const [password, set_password] = useState('');
  const [busy, set_busy] = useState(false);
  const [tried, set_tried] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const account_field = useRef<HTMLInputElement>(null);
  const password_field = useRef<HTMLInputElement>(null);
  const said = useFaultTexts(fault && fault.faults.length > 0 ? fault : null);

  const missing_account = tried && account.trim() === '';
  const missing_password = tried && password === '';
  const refusals = !fault
    ? []
    : fault.unreachable
      ? [t('sign_in.unreachable')]
      : said.length > 0
        ? said
        : [t('sign_in.refused')];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    set_fault(null);
    if (account.trim() === '') return account_field.current?.focus();
    if (password === '') return password_field.current?.focus();
    set_busy(true);
    try {
      signed_in(await api.sign_in(narrow_digits(account).trim(), password));
    } catch (error) {
      set_busy(false);
      set_tried(false);
      set_password('');
      set_fault(error instanceof ApiError ? error : new ApiError(500, []));
      password_field.current?.focus();
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate aria-label={t('sign_in.title')}>
      <div role="alert">
        {refusals.length > 0 ? (
          <div className="note bad mb-4">
            <Shape tone="bad" />
            <div>
              {refusals.map((text) => (
                <p key={text}>
                  <b>{text}</b>
                </p>
              ))}
            </div>
          </div>
        ) : null}
        {missing_account || missing_password ? (
          <div className="note bad mb-4">
            <Shape tone="bad" />
            <div>
              <b>{t('sign_in.summary')}</b>
              <ul>
                {missing_account ? (
                  <li>
                    <a
                      href={`#${id}-a`}
                      onClick={(e) => {
                        e.preventDefault();
                        account_field.current?.focus();
                      }}
                    >
                      {t('sign_in.need_account')}
                    </a>
                  </li>
                ) : null}
                {missing_password ? (
                  <li>
                    <a
                      href={`#${id}-p`}
                      onClick={(e) => {
                        e.preventDefault();
                        password_field.current?.focus();
                      }}
                    >
                      {t('sign_in.need_password')}
                    </a>
                  </li>
                ) : null}
              </ul>
            </div>
          </div>
        ) : null}
      </div>
      <Field
        id={`${id}-a`}
        label={t('sign_in.account')}
        hint={t('sign_in.hint')}
        error={missing_account ? t('sign_in.need_account') : null}
      >
        {(describe) => (
          <input
            ref={account_field}
            className="fld"
            id={`${id}-a`}
            name="account"
            autoComplete="username"
            inputMode="numeric"
            autoFocus={!known}
            readOnly={known !== undefined}
            value={account}
            aria-invalid={missing_account}
            aria-describedby={describe}
            onChange={(event) => set_account(event.target.value)}
          />
        )}
      </Field>
      <Field
        id={`${id}-p`}
        label={t('sign_in.password')}
        error={missing_password ? t('sign_in.need_password') : null}
      >
        {(describe) => (
          <input
            ref={password_field}
            className="fld"
            id={`${id}-p`}
            name="password"
            type="password"
            autoComplete="current-password"
            autoFocus={known !== undefined}
            data-first={known ? '' : undefined}
            value={password}
            aria-invalid={missing_password}
            aria-describedby={describe}
            onChange={(event) => set_password(event.target.value)}
          />
        )}
      </Field>
      <button className="btn fill l mt-5 w-full" type="submit" disabled={busy}>
        {busy ? t('sign_in.going') : t('sign_in.go')}
      </button>
    </form>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  error: string | null;
  children: (described_by: string | undefined) => React.ReactNode;
}

function Field({ id, label, hint, error, children }: FieldProps) {
  const described = [error ? `${id}-e` : '', hint ? `${id}-h` : ''].filter(Boolean).join(' ');
  return (
    <div className="mb-4">
      <label className="f mb-1" htmlFor={id}>
        {label}
      </label>
      {children(described || undefined)}
      {error ? (
        <p className="err mt-1" id={`${id}-e`}>
          <Shape tone="bad" />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="sub mt-1" id={`${id}-h`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
