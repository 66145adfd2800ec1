import { Empty } from '../parts/panel';
import { PageHead } from '../parts/page_head';
import { useWords } from '../state/language';
import { Link } from '../state/router';

export function MissingScreen() {
  const { t } = useWords();
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead title={t('shell.missing')} />
      <div className="pn">
        <Empty
          why={t('shell.missing')}
          next={
            <Link to="/" now>
              {t('shell.missing_next')}
            </Link>
          }
        />
      </div>
    </main>
  );
}
