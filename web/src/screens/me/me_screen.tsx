// One's own sign-in: the password, second factors (each change asks for the present password), how
// one likes the screens, signing out.
import { useId, useState, type FormEvent } from 'react';
import { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { Factors, PasskeyRequest, TotpOffer } from '../../api/types';
import { create_passkey } from '../../lib/passkey';
import { plain_code } from '../../lib/typed_value';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useServer } from '../../state/server_state';
import { QrCode, RecoveryCodes } from '../sign_in/enrolment';
import { MyPreferences, SignOut } from './my_preferences';

export function MeScreen() {
  const { t } = useWords();
  const query = useQuery('factors', api.factors);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead crumbs={[{ label: t('factor.mine') }]} title={t('factor.mine')} />
      <div className="stack">
        <Panel title={t('password.must')} begins="password">
          <ChangePassword />
        </Panel>
        <Panel title={t('factor.title')} begins="factor">
          <Await query={query} rows={3}>
            {(factors) => <MyFactors factors={factors} changed={() => query.reload()} />}
          </Await>
        </Panel>
        <MyPreferences />
        <SignOut />
      </div>
    </main>
  );
}

/** One request at a time, with its fault and what it brought. */
function useAsk() {
  const { t } = useWords();
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const [said, set_said] = useState<string | null>(null);
  const run = async (ask: () => Promise<string | null>) => {
    set_busy(true);
    set_fault(null);
    set_said(null);
    try {
      set_said(await ask());
    } catch (error) {
      if (error instanceof ApiError) set_fault(error);
      else set_said(t('factor.cancelled'));
    }
    set_busy(false);
  };
  return { busy, fault, said, run };
}

function Secret(props: { label: string; name: string; value: string; set: (v: string) => void }) {
  const id = useId();
  return (
    <p>
      <label className="f" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="in"
        type="password"
        name={props.name}
        autoComplete={props.name}
        value={props.value}
        onChange={(event) => props.set(event.target.value)}
      />
    </p>
  );
}

function ChangePassword() {
  const { t } = useWords();
  const rule = useServer().session?.password_rule;
  const [current, set_current] = useState('');
  const [fresh, set_fresh] = useState('');
  const ask = useAsk();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask.run(async () => {
      await api.change_password(current, fresh);
      set_current('');
      set_fresh('');
      return t('password.changed');
    });
  };
  return (
    <form className="pad grid gap-3" onSubmit={submit} noValidate>
      <Secret
        label={t('factor.current')}
        name="current-password"
        value={current}
        set={set_current}
      />
      <Secret label={t('password.fresh')} name="new-password" value={fresh} set={set_fresh} />
      {rule ? (
        <p className="sub">
          {t('password.rule', { n: rule.shortest, history: rule.history, cite: rule.cite })}
        </p>
      ) : null}
      <p>
        <button type="submit" className="btn" disabled={ask.busy}>
          {t('password.change')}
        </button>
      </p>
      <Outcome ask={ask} />
    </form>
  );
}

function Outcome({ ask }: { ask: ReturnType<typeof useAsk> }) {
  return (
    <div role="status" className="empty:hidden">
      {ask.said ? <Note tone="ok">{ask.said}</Note> : null}
      {ask.fault ? <Trouble error={ask.fault} /> : null}
    </div>
  );
}

function MyFactors({ factors, changed }: { factors: Factors; changed: () => void }) {
  const { t, d } = useWords();
  const [current, set_current] = useState('');
  const ask = useAsk();
  const why = !factors.required
    ? t('factor.optional', { reason: d(factors.reason) })
    : t(factors.needed ? 'factor.needed' : 'factor.not_needed', { cite: factors.cite });
  const remove = (id: string) =>
    void ask.run(async () => {
      await api.factor<void>('remove', { id, current });
      changed();
      return null;
    });
  const list = [
    ...(factors.totp ? [{ id: 'totp', name: t('factor.totp') }] : []),
    ...factors.passkeys,
  ];
  return (
    <div className="pad grid gap-3">
      <p>{why}</p>
      {list.length === 0 ? <p>{t('factor.none')}</p> : null}
      <ul className="grid gap-2">
        {list.map((one) => (
          <li key={one.id} className="row" data-factor={one.name}>
            <b>{one.name}</b>
            <button type="button" className="btn" onClick={() => remove(one.id)}>
              {t('factor.remove', { name: one.name })}
            </button>
          </li>
        ))}
      </ul>
      {list.length > 0 ? <p>{t('factor.left', { n: factors.recovery_left })}</p> : null}
      <p className="sub">{t('factor.current_note')}</p>
      <Secret
        label={t('factor.current')}
        name="current-password"
        value={current}
        set={set_current}
      />
      <Add current={current} changed={changed} ask={ask} />
      <Outcome ask={ask} />
    </div>
  );
}

interface AddProps {
  current: string;
  changed: () => void;
  ask: ReturnType<typeof useAsk>;
}

function Add({ current, changed, ask }: AddProps) {
  const { t } = useWords();
  const [offer, set_offer] = useState<TotpOffer | null>(null);
  const [code, set_code] = useState('');
  const [name, set_name] = useState('');
  const [recovery, set_recovery] = useState<string[]>([]);
  const landed = (answer: { recovery: string[] }) => {
    set_offer(null);
    set_code('');
    set_recovery(answer.recovery);
    changed();
    return null;
  };
  const add_passkey = () =>
    ask.run(async () => {
      const asked = await api.factor<PasskeyRequest>('challenge', { current });
      const made = await create_passkey(asked, name.trim() || t('factor.first_passkey'));
      return landed(await api.factor('passkey', made));
    });
  return (
    <>
      {recovery.length > 0 ? <RecoveryCodes codes={recovery} /> : null}
      {offer ? (
        <div>
          <QrCode offer={offer} />
          <div className="row">
            <input
              className="in"
              name="code"
              aria-label={t('factor.code')}
              value={code}
              onChange={(event) => set_code(event.target.value)}
            />
            <button
              type="button"
              className="btn"
              onClick={() =>
                void ask.run(async () =>
                  landed(await api.factor('totp-confirm', { code: plain_code(code) })),
                )
              }
            >
              {t('factor.go')}
            </button>
          </div>
        </div>
      ) : null}
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() =>
            void ask.run(async () => {
              set_offer(await api.factor<TotpOffer>('totp', { current }));
              return null;
            })
          }
        >
          {t('factor.add_totp')}
        </button>
        <input
          className="in"
          name="passkey-name"
          aria-label={t('factor.passkey_name')}
          placeholder={t('factor.passkey_name')}
          value={name}
          onChange={(event) => set_name(event.target.value)}
        />
        <button type="button" className="btn" onClick={() => void add_passkey()}>
          {t('factor.add_passkey')}
        </button>
      </div>
    </>
  );
}
