// Pages of fifty rows: earlier, later.
import { useWords } from '../../state/language';

const kRows = 50;

export function Pager(props: { total: number; offset: number; go: (offset: number) => void }) {
  const { t } = useWords();
  const { total, offset, go } = props;
  if (total <= kRows) return null;
  return (
    <p className="row" data-pager>
      <button type="button" className="btn s" disabled={offset === 0} onClick={() => go(Math.max(offset - kRows, 0))}>
        {t('requests.earlier')}
      </button>
      <span className="sub">
        {t('requests.page', { from: offset + 1, to: Math.min(offset + kRows, total), total })}
      </span>
      <button type="button" className="btn s" disabled={offset + kRows >= total} onClick={() => go(offset + kRows)}>
        {t('requests.later')}
      </button>
    </p>
  );
}
