// Where am I signing in? Whom do I call? What is announced? Is the journal intact?
import { useEffect } from 'react';
import { date_announced, moment } from '../../lib/era_date';
import { Icon } from '../../parts/icon';
import { Mark } from '../../parts/mark';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';
import { LostBand } from '../../shell/lost_band';
import { SignInForm } from './sign_in_form';

export function SignInPage() {
  const { t, d } = useWords();
  const { place } = useServer();
  const city = d(place?.municipality.name);
  useEffect(() => {
    document.title = `${t('sign_in.title')}｜${t('app.name')} ${city}`;
  }, [t, city]);
  return (
    <div className="login">
      <Header city={city} />
      <main id="main">
        <section className="card">
          <h1 className="mb-4">{t('sign_in.title')}</h1>
          <SignInForm />
        </section>
        <div className="grid grid-rows-[auto_auto_1fr] gap-4">
          <section className="card side-card">
            <h2 className="row mb-1.5">
              <Icon name="clock" />
              {t('sign_in.previous')}
            </h2>
            <p>{t('sign_in.previous_later')}</p>
          </section>
          <section className="card side-card">
            <h2 className="row mb-1.5">
              <Icon name="phone" />
              {t('sign_in.stuck')}
            </h2>
            <p>
              <b>{d(place?.contact)}</b>
            </p>
            <p className="sub mt-1.5">{t('sign_in.stuck_note', { n: place?.lock_after ?? 0 })}</p>
          </section>
          <Notices />
        </div>
      </main>
      <footer>
        <span className="row gap-1.5">
          <Icon name="lock" small />
          {t('sign_in.foot')}
        </span>
        <span className="ml-auto">
          <Verified />
        </span>
      </footer>
      <div className="fixed inset-x-0 top-0">
        <LostBand />
      </div>
    </div>
  );
}

function Header({ city }: { city: string }) {
  const { t, lang, choose } = useWords();
  const { place } = useServer();
  return (
    <header>
      <div className="brand w-auto">
        <span className="seal" aria-hidden="true">
          台
        </span>
        <span>
          <b>{t('app.name')}</b>
          <span className="city">{city}</span>
        </span>
      </div>
      {place?.demonstration ? (
        <span className="demo ml-auto">{t('shell.demo')}</span>
      ) : (
        <span className="ml-auto" />
      )}
      <button
        type="button"
        className="tool"
        lang={lang === 'ja' ? 'en' : 'ja'}
        onClick={() => choose(lang === 'ja' ? 'en' : 'ja')}
      >
        <Icon name="globe" />
        {t('app.other_language')}
      </button>
    </header>
  );
}

function Notices() {
  const { t, d, lang } = useWords();
  const notices = useServer().place?.notices ?? [];
  return (
    <section className="card side-card">
      <h2 className="mb-1.5">{t('sign_in.notices')}</h2>
      {notices.length === 0 ? (
        <p>{t('sign_in.no_notices')}</p>
      ) : (
        <ul className="grid gap-1.5">
          {notices.map((notice) => (
            <li key={notice.on + notice.title.ja} className="row items-baseline">
              <b className="nw">{date_announced(notice.on, lang)}</b>
              <span>{d(notice.title)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Verified() {
  const { t, lang } = useWords();
  const { place } = useServer();
  const journal = place?.journal;
  if (!journal?.verified_at || journal.ok === null)
    return <Mark tone="none">{t('sign_in.not_verified')}</Mark>;
  const at = moment(journal.verified_at, lang, place?.today);
  return journal.ok ? (
    <Mark tone="ok">{t('sign_in.verified', { at })}</Mark>
  ) : (
    <Mark tone="bad">{t('sign_in.verify_failed', { at })}</Mark>
  );
}
