// Foot, 28 px: demonstration mark, "viewing is recorded", last seal, the keys of this screen.
import type { Home } from '../api/types';
import { moment } from '../lib/era_date';
import { grouped } from '../lib/number_format';
import { Icon } from '../parts/icon';
import { useKeyTable } from '../state/keys';
import { useWords } from '../state/language';
import { useServer } from '../state/server_state';

const kShown = 6;

export function Foot({ glance }: { glance: Home | null }) {
  const { t, lang } = useWords();
  const { place } = useServer();
  const { keys, letters } = useKeyTable();
  const journal = glance?.journal ?? place?.journal ?? null;
  // The screen's own keys first, the list of keys always last.
  const general = keys.filter((key) => key.cap === '/' || key.cap === '?');
  const own = keys.filter((key) => key.cap !== '' && !general.includes(key));
  const shown = [
    ...own.slice(0, kShown - 1),
    ...(own.length < 3 ? general : general.filter((key) => key.cap === '?')),
  ];
  return (
    <footer className="foot">
      {place?.demonstration ? <span className="demo">{t('shell.demo')}</span> : null}
      <span className="row gap-1.5">
        <Icon name="eye" small />
        {t('shell.viewing_recorded')}
      </span>
      {journal ? (
        <span>
          {journal.checkpoint_at
            ? t('shell.seal', {
                at: moment(journal.checkpoint_at, lang, place?.today),
                n: grouped(journal.checkpoint_size),
              })
            : t('shell.no_seal')}
        </span>
      ) : null}
      <span className="keys">
        {shown
          .filter((key) => letters || key.cap.length > 1 || key.cap === '?' || key.cap === '/')
          .map((key) => (
            <span key={key.cap + key.label}>
              <kbd>{key.cap}</kbd> {key.label}
            </span>
          ))}
      </span>
    </footer>
  );
}
