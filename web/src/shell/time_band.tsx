// Shown while the point in time is not now: says so in words and leads back.
import { date_long } from '../lib/era_date';
import { grouped } from '../lib/number_format';
import { Icon } from '../parts/icon';
import { useWords } from '../state/language';
import { useRouter } from '../state/router';

export function TimeBand() {
  const { t, lang } = useWords();
  const { at, set_query } = useRouter();
  // The band goes with what it said: who pressed it stands in the content again.
  const back = () => {
    set_query({ as_of: null, as_known: null });
    document.getElementById('main')?.focus();
  };
  const facts = [
    at.as_of ? t('list.at', { date: date_long(at.as_of, lang) }) : '',
    at.as_known ? t('time.known_at', { n: grouped(at.as_known) }) : '',
  ]
    .filter(Boolean)
    .join(t('app.comma'));
  return (
    <div className="timeband" role="status">
      <Icon name="clock" small />
      <b>{t('shell.time_band', { at: facts })}</b>
      <button type="button" className="btn s" onClick={back}>
        {t('shell.back_to_now')}
      </button>
    </div>
  );
}
