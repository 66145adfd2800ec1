// What went wrong, with which value, what to do, whom to call. The server's own words come first.
import type { ApiError } from '../api/client';
import { useWords } from '../state/language';
import { useServer } from '../state/server_state';
import { Note } from './mark';

export function useFaultTexts(error: ApiError | null): string[] {
  const { lang, t } = useWords();
  if (!error) return [];
  const said = error.faults
    .map((fault) => (lang === 'ja' ? fault.message_ja : fault.message_en))
    .filter(Boolean);
  if (said.length > 0) return said;
  if (error.status === 403) return [t('error.forbidden')];
  if (error.status === 404) return [t('error.not_found')];
  if (error.status === 413) return [t('error.too_large')];
  if (error.status === 429) return [t('error.too_many')];
  if (error.status === 503) return [t('error.unavailable')];
  return [t('error.failed', { status: error.status })];
}

/** Under what was asked for: why it failed. Lost servers and ended sessions have a notice of
 * their own. The place is always there, so that what appears in it is read aloud. */
export function ActionTrouble({ fault }: { fault: ApiError | null }) {
  return (
    <div role="alert" className="empty:hidden mb-3">
      {fault && !fault.unreachable && fault.status !== 401 ? <Trouble error={fault} /> : null}
    </div>
  );
}

export function Trouble({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { t, d } = useWords();
  const { place } = useServer();
  const texts = useFaultTexts(error);
  return (
    <Note tone="bad" role="alert">
      {texts.map((text) => (
        <p key={text}>
          <b>{text}</b>
        </p>
      ))}
      {error.retry_after === null ? null : <p>{t('error.wait', { n: error.retry_after })}</p>}
      <p className="sub">
        {t('error.call', { contact: d(place?.contact ?? null) || t('error.call_default') })}
      </p>
      {retry && error.status !== 403 && error.status !== 404 ? (
        <p>
          <button type="button" className="link" onClick={retry}>
            {t('action.retry')}
          </button>
        </p>
      ) : null}
    </Note>
  );
}
