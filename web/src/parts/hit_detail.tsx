// What stands beside a name that was found: what it was found by where that is no longer so (a
// former name, kana or address), and the rest. Of protected persons nothing.
import type { Hit } from '../api/types';
import { useWords } from '../state/language';

export function HitDetail({ hit }: { hit: Hit }) {
  const { t } = useWords();
  if (hit.protected) return null;
  return (
    <>
      {hit.past ? <span className="tag mr-2">{t('shell.past', { value: hit.past.value })}</span> : null}
      {hit.subtitle}
    </>
  );
}
