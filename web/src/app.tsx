// What stands around what: language, server, keys, addresses; then sign-in or the shell with a
// screen.
import { KeysProvider } from './state/keys';
import { LanguageProvider, useWords } from './state/language';
import { RouterProvider } from './state/router';
import { ServerProvider, useServer } from './state/server_state';
import { useKeptFocus } from './state/use_kept_focus';
import { LostBand } from './shell/lost_band';
import { Shell } from './shell/shell';
import { SignInPage } from './screens/sign_in/sign_in_page';

function Entrance() {
  const { ready, session, reachable } = useServer();
  const { t } = useWords();
  if (!ready)
    return (
      <main className="p-8">
        {reachable ? <p className="vh">{t('shell.starting')}</p> : <LostBand />}
      </main>
    );
  return session ? <Shell /> : <SignInPage />;
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
