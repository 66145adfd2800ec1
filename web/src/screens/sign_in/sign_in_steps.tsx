// What a sign-in still needs behind the password: the second factor, registering one, a new password.
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { Session, SignInStep, TotpOffer } from '../../api/types';
import { create_passkey, use_passkey } from '../../lib/passkey';
import { narrow_digits } from '../../lib/narrow';
import { Note } from '../../parts/mark';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { QrCode, RecoveryCodes } from './enrolment';
import { SignInField } from './sign_in_field';

export type StepAnswer = Session | SignInStep;

interface Props {
  step: SignInStep;
  answered: (answer: StepAnswer) => void;
}

export function SignInSteps({ step, answered }: Props) {
  const { t } = useWords();
  const [held, set_held] = useState<StepAnswer | null>(null);
  const take = (answer: StepAnswer) =>
    answer.recovery && answer.recovery.length > 0 ? set_held(answer) : answered(answer);
  if (held)
    return (
      <>
        <RecoveryCodes codes={held.recovery ?? []} />
        <button type="button" className="btn fill l mt-5 w-full" onClick={() => answered(held)}>
          {t('factor.kept')}
        </button>
      </>
    );
  if (step.step === 'second_factor') return <Factor step={step} take={take} />;
  if (step.step === 'enrol') return <Enrol take={take} />;
  return <FreshPassword step={step} take={take} />;
}

type Take = (answer: StepAnswer) => void;

/** One request at a time; what the server refuses is said, what was typed stays. */
function useStep(take: Take) {
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const [cancelled, set_cancelled] = useState(false);
  const run = async (ask: () => Promise<StepAnswer>) => {
    set_busy(true);
    set_fault(null);
    set_cancelled(false);
    try {
      take(await ask());
    } catch (error) {
      if (error instanceof ApiError) set_fault(error);
      else set_cancelled(true); // the browser's own dialog was closed, or it has no such key
    }
    set_busy(false);
  };
  return { busy, fault, cancelled, run };
}

function Said({ state }: { state: ReturnType<typeof useStep> }) {
  const { t } = useWords();
  return (
    <div role="alert" className="empty:hidden mb-4">
      {state.fault ? <Trouble error={state.fault} /> : null}
      {state.cancelled ? <Note tone="warn">{t('factor.cancelled')}</Note> : null}
    </div>
  );
}

function CodeForm({ state, send }: { state: ReturnType<typeof useStep>; send: Send }) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [code, set_code] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') void state.run(() => send(narrow_digits(code).trim()));
  };
  return (
    <form onSubmit={submit} noValidate>
      <SignInField
        id={id}
        field={field}
        label={t('factor.code')}
        fault={null}
        name="code"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={(event) => set_code(event.target.value)}
      />
      <button className="btn fill l w-full" type="submit" disabled={state.busy}>
        {t('factor.go')}
      </button>
    </form>
  );
}
type Send = (code: string) => Promise<StepAnswer>;

function Factor({ step, take }: { step: SignInStep; take: Take }) {
  const { t } = useWords();
  const state = useStep(take);
  return (
    <Frame title={t('factor.title')} note={t('factor.note')}>
      <Said state={state} />
      {step.factors?.passkey ? (
        <button
          type="button"
          className="btn l mb-4 w-full"
          disabled={state.busy}
          onClick={() =>
            void state.run(async () =>
              api.sign_in_step('passkey', await use_passkey(await api.sign_in_challenge())),
            )
          }
        >
          {t('factor.use_passkey')}
        </button>
      ) : null}
      <CodeForm state={state} send={(code) => api.sign_in_step('code', { code })} />
    </Frame>
  );
}

function Enrol({ take }: { take: Take }) {
  const { t } = useWords();
  const state = useStep(take);
  const [offer, set_offer] = useState<TotpOffer | null>(null);
  return (
    <Frame title={t('factor.enrol')} note={t('factor.enrol_note')}>
      <Said state={state} />
      {offer ? (
        <>
          <QrCode offer={offer} />
          <CodeForm state={state} send={(code) => api.sign_in_step('totp-confirm', { code })} />
        </>
      ) : (
        <div className="grid gap-3">
          <button
            type="button"
            className="btn l"
            onClick={() => void api.sign_in_offer().then(set_offer)}
          >
            {t('factor.add_totp')}
          </button>
          <button
            type="button"
            className="btn l"
            disabled={state.busy}
            onClick={() =>
              void state.run(async () =>
                api.sign_in_step(
                  'passkey-enrol',
                  await create_passkey(await api.sign_in_challenge(), t('factor.first_passkey')),
                ),
              )
            }
          >
            {t('factor.add_passkey')}
          </button>
        </div>
      )}
    </Frame>
  );
}

function FreshPassword({ step, take }: { step: SignInStep; take: Take }) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [password, set_password] = useState('');
  const state = useStep(take);
  const rule = step.password_rule;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') void state.run(() => api.sign_in_step('password', { password }));
  };
  return (
    <Frame
      title={t('password.must')}
      note={t(step.because === 'given' ? 'password.because_given' : 'password.because_age')}
    >
      <Said state={state} />
      <form onSubmit={submit} noValidate>
        <SignInField
          id={id}
          field={field}
          label={t('password.fresh')}
          hint={t('password.rule', {
            n: rule.shortest,
            history: rule.history,
            cite: rule.cite,
          })}
          fault={null}
          name="new-password"
          type="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={(event) => set_password(event.target.value)}
        />
        <button className="btn fill l w-full" type="submit" disabled={state.busy}>
          {t('password.change')}
        </button>
      </form>
    </Frame>
  );
}

function Frame({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-1.5">{title}</h2>
      <p className="mb-4">{note}</p>
      {children}
    </section>
  );
}
