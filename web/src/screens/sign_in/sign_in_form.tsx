// Employee number and password; what the server still needs behind them: sign_in_steps.tsx.
import { useId, useRef, useState, type FormEvent, type RefObject } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { SignInStep } from '../../api/types';
import { narrow_digits } from '../../lib/narrow';
import { Note } from '../../parts/mark';
import { useFaultTexts } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';
import { SignInField } from './sign_in_field';
import { SignInSteps, type StepAnswer } from './sign_in_steps';

/** `account` is given when the same person signs in again over her page. */
export function SignInForm({ account: known }: { account?: string | undefined }) {
  const { t } = useWords();
  const id = useId();
  const account_field = useRef<HTMLInputElement>(null);
  const password_field = useRef<HTMLInputElement>(null);
  const form = useSignIn(known ?? '', account_field, password_field);
  const { signed_in } = useServer();
  if (form.step) {
    const answered = (answer: StepAnswer) =>
      'csrf' in answer ? signed_in(answer) : form.set_step(answer);
    return <SignInSteps key={form.step.step} step={form.step} answered={answered} />;
  }
  const need_account = form.tried && form.account.trim() === '' ? t('sign_in.need_account') : null;
  const need_password = form.tried && form.password === '' ? t('sign_in.need_password') : null;
  return (
    <form onSubmit={(event) => void form.submit(event)} noValidate aria-label={t('sign_in.title')}>
      <div role="alert" className="empty:hidden mb-4">
        <Refusal fault={form.fault} />
        {need_account || need_password ? (
          <Note tone="bad">
            <b>{t('sign_in.summary')}</b>
            <ul>
              <MissingLink text={need_account} to={account_field} />
              <MissingLink text={need_password} to={password_field} />
            </ul>
          </Note>
        ) : null}
      </div>
      <SignInField
        id={`${id}-a`}
        field={account_field}
        label={t('sign_in.account')}
        hint={t('sign_in.hint')}
        fault={need_account}
        name="account"
        autoComplete="username"
        inputMode="numeric"
        autoFocus={!known}
        readOnly={known !== undefined}
        value={form.account}
        onChange={(event) => form.set_account(event.target.value)}
      />
      <SignInField
        id={`${id}-p`}
        field={password_field}
        label={t('sign_in.password')}
        fault={need_password}
        name="password"
        type="password"
        autoComplete="current-password"
        autoFocus={known !== undefined}
        data-first={known ? '' : undefined}
        value={form.password}
        onChange={(event) => form.set_password(event.target.value)}
      />
      <button className="btn fill l mt-5 w-full" type="submit" disabled={form.busy}>
        {form.busy ? t('sign_in.going') : t('sign_in.go')}
      </button>
    </form>
  );
}

type FieldRef = RefObject<HTMLInputElement | null>;

function useSignIn(known: string, account_field: FieldRef, password_field: FieldRef) {
  const { signed_in } = useServer();
  const [account, set_account] = useState(known);
  const [password, set_password] = useState('');
  const [busy, set_busy] = useState(false);
  const [tried, set_tried] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const [step, set_step] = useState<SignInStep | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    set_fault(null);
    if (account.trim() === '') return account_field.current?.focus();
    if (password === '') return password_field.current?.focus();
    set_busy(true);
    try {
      const answer = await api.sign_in(narrow_digits(account).trim(), password);
      if ('csrf' in answer) signed_in(answer);
      else set_step(answer);
    } catch (error) {
      set_busy(false);
      set_tried(false);
      set_password('');
      set_fault(error instanceof ApiError ? error : new ApiError(500, []));
      password_field.current?.focus();
    }
  };
  return { account, set_account, password, set_password, busy, tried, fault, step, set_step, submit };
}

function Refusal({ fault }: { fault: ApiError | null }) {
  const { t } = useWords();
  const said = useFaultTexts(fault && fault.faults.length > 0 ? fault : null);
  if (!fault) return null;
  const ours = t(fault.unreachable ? 'sign_in.unreachable' : 'sign_in.refused');
  return (
    <Note tone="bad">
      {(said.length > 0 ? said : [ours]).map((text) => (
        <p key={text}>
          <b>{text}</b>
        </p>
      ))}
    </Note>
  );
}

function MissingLink({ text, to }: { text: string | null; to: FieldRef }) {
  if (!text) return null;
  return (
    <li>
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          to.current?.focus();
        }}
      >
        {text}
      </a>
    </li>
  );
}
