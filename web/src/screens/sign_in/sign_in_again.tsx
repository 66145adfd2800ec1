// The session ended while someone was working: sign in over the page; what was typed under it
// stays.
import { Dialog } from '../../parts/dialog';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';
import { SignInForm } from './sign_in_form';

export function SignInAgain() {
  const { t } = useWords();
  const { session, sign_out } = useServer();
  return (
    <Dialog title={t('sign_in.expired')}>
      <p className="mb-4">{t('sign_in.expired_note')}</p>
      <SignInForm account={session?.account.number} />
      <p className="mt-4">
        <button type="button" className="link" onClick={() => void sign_out()}>
          {t('shell.sign_out')}
        </button>
      </p>
    </Dialog>
  );
}
