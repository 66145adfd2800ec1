// How somebody likes the screens: language, eras or western years, single-letter keys. Kept with the
// account. Signing out stands here too, for the search box to lead to.
import { Icon } from '../../parts/icon';
import { Panel } from '../../parts/panel';
import { useKeyTable } from '../../state/keys';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';
import { CalendarChoice, Segments } from './segments';

export function MyPreferences() {
  const { t, lang, choose } = useWords();
  const { letters, set_letters } = useKeyTable();
  return (
    <Panel title={t('prefer.title')}>
      <div className="pad grid gap-3">
        <div data-do="language">
          <Segments
            id="my-language"
            label={t('prefer.language')}
            value={lang}
            options={[
              ['ja', t('prefer.japanese'), 'ja'],
              ['en', t('prefer.english'), 'en'],
            ]}
            choose={(next) => choose(next === 'en' ? 'en' : 'ja')}
          />
        </div>
        <div data-do="dates">
          <CalendarChoice id="my-dates" />
        </div>
        <label className="row">
          <input
            type="checkbox"
            className="cb"
            checked={letters}
            onChange={(event) => set_letters(event.target.checked)}
          />
          {t('shell.letters')}
        </label>
        <p className="sub">{t('prefer.note')}</p>
      </div>
    </Panel>
  );
}

export function SignOut() {
  const { t } = useWords();
  const { sign_out } = useServer();
  return (
    <Panel title={t('shell.sign_out')} begins="sign_out">
      <div className="pad grid gap-3">
        <p>{t('prefer.sign_out_note')}</p>
        <p>
          <button type="button" className="btn" onClick={() => void sign_out()}>
            <Icon name="out" small />
            {t('shell.sign_out')}
          </button>
        </p>
      </div>
    </Panel>
  );
}
