// What stands around what: language, server, keys, addresses; then sign-in or the shell with a
// screen.
import { lazy, Suspense } from 'react';
import { KeysProvider } from './state/keys';
import { LanguageProvider, useWords } from './state/language';
import { RouterProvider } from './state/router';
import { ServerProvider, useServer } from './state/server_state';
import { useKeptFocus } from './state/use_kept_focus';
import { LostBand } from './shell/lost_band';
import { Shell } from './shell/shell';
import { SignInPage } from './screens/sign_in/sign_in_page';

// A chunk of its own: nobody of the city loads it, and a contractor loads nothing else.
const ContractorShell = lazy(() => import('./screens/contractor/contractor_shell'));

function Entrance() {
  const { ready, session, reachable } = useServer();
  const { t } = useWords();
  if (!ready)
    return (
      <main className="p-8">
        {reachable ? <p className="vh">{t('shell.starting')}</p> : <LostBand />}
      </main>
    );
  if (!session) return <SignInPage />;
  const { roles } = session.account;
  const outside = roles.length > 0 && roles.every((role) => role === 'contractor');
  if (!outside) return <Shell />;
  return (
    <Suspense fallback={<main className="p-8" aria-busy="true" />}>
      <ContractorShell />
    </Suspense>
  );
}

export function App() {
  useKeptFocus();
  return (
    <LanguageProvider>
      <ServerProvider>
        <KeysProvider>
          <RouterProvider>
            <Entrance />
          </RouterProvider>
        </KeysProvider>
      </ServerProvider>
    </LanguageProvider>
  );
}
