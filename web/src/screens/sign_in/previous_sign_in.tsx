// Was the last sign-in mine? When, when it ended, what failed since, whom to call if it was not.
import type { PreviousSession } from '../../api/types';
import { japan_time, moment, moment_long } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';

export function PreviousSignIn({ previous }: { previous: PreviousSession | null }) {
  const { t, d, lang } = useWords();
  const { place } = useServer();
  if (!previous) return <p>{t('sign_in.previous_first')}</p>;
  const day = japan_time(previous.at)?.date;
  return (
    <>
      <dl className="kv">
        <dt>{t('sign_in.previous_at')}</dt>
        <dd>{moment_long(previous.at, lang)}</dd>
        <dt>{t('sign_in.previous_ended')}</dt>
        <dd>{previous.ended ? moment(previous.ended, lang, day) : t('sign_in.previous_open')}</dd>
        <dt>{t('sign_in.previous_failures')}</dt>
        <dd>
          {previous.failures === 0 ? (
            <Mark tone="ok">{t('sign_in.no_failures')}</Mark>
          ) : (
            <Mark tone="warn">{t('sign_in.failures', { n: previous.failures })}</Mark>
          )}
        </dd>
      </dl>
      <p className="sub mt-1">
        {t('sign_in.not_me', { contact: d(place?.contact) || t('error.call_default') })}
      </p>
    </>
  );
}
