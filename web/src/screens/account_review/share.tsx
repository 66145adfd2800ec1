// How many of how many, with a bar for the eye.
import { useWords } from '../../state/language';

export function Share({ n, all }: { n: number; all: number }) {
  const { t } = useWords();
  if (all === 0) return <span className="mut">—</span>;
  return (
    <span className="rate">
      <progress max={all} value={n} aria-hidden="true" />
      <span className="nw">{t('review.of', { n, all })}</span>
    </span>
  );
}
