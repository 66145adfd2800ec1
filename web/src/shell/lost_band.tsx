// The server does not answer: one band on top, nothing on the page is touched.
import { Shape } from '../parts/mark';
import { useWords } from '../state/language';
import { useServer } from '../state/server_state';

export function LostBand() {
  const { reachable } = useServer();
  const { t } = useWords();
  return (
    <div role="status">
      {reachable ? null : (
        <div className="band-top">
          <Shape tone="bad" />
          <b>{t('shell.lost')}</b>
        </div>
      )}
    </div>
  );
}
