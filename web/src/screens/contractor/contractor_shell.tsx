// The contractor's own room: a narrow head, its start page, its contracts – and nothing of the city.
// A chunk of its own; whoever works for the city never loads it, and it asks none of the city's
// addresses.
import '../../texts/add_rooms';
import { FootLine } from './foot_line';
import { LostBand } from '../../shell/lost_band';
import { Me } from '../../shell/me';
import { useWords } from '../../state/language';
import { Link, useRouter } from '../../state/router';
import { to_contractor } from '../../state/routes';
import { useServer } from '../../state/server_state';
import { MeScreen } from '../me/me_screen';
import { SignInAgain } from '../sign_in/sign_in_again';
import { ContractPage } from './contract_page';
import { StartPage } from './start_page';

export default function ContractorShell() {
  const { t, d, lang, choose } = useWords();
  const { place, expired } = useServer();
  return (
    <div className="app outside">
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <header className="top">
        <Link className="brand" to={to_contractor()} now>
          <span className="seal" aria-hidden="true">
            台
          </span>
          <span>
            <b>{t('contractor.room')}</b>
            <span className="city">{d(place?.municipality.name)}</span>
          </span>
        </Link>
        <nav aria-label={t('shell.common')}>
          <button
            type="button"
            className="tool"
            lang={lang === 'ja' ? 'en' : 'ja'}
            onClick={() => choose(lang === 'ja' ? 'en' : 'ja')}
          >
            {t('app.other_language')}
          </button>
          <Me />
        </nav>
      </header>
      <div className="body">
        <LostBand />
        <Page />
      </div>
      <FootLine />
      {expired ? <SignInAgain /> : null}
    </div>
  );
}

function Page() {
  const { route } = useRouter();
  if (route.screen === 'me') return <MeScreen />;
  if (route.screen === 'contractor' && route.id !== null)
    return <ContractPage key={route.id} id={route.id} />;
  // Whatever else was typed is not there for a contractor: its own page is.
  return <StartPage missing={route.screen !== 'home' && route.screen !== 'contractor'} />;
}
