// What every page of the contractor's room says at its foot.
import { Icon } from '../../parts/icon';
import { useWords } from '../../state/language';
import { useServer } from '../../state/server_state';

export function FootLine() {
  const { t } = useWords();
  const { place } = useServer();
  return (
    <footer className="foot">
      {place?.demonstration ? <span className="demo">{t('shell.demo')}</span> : null}
      <span className="row gap-1.5">
        <Icon name="eye" small />
        {t('shell.viewing_recorded')}
      </span>
    </footer>
  );
}
