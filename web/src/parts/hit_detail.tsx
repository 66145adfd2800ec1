// What stands beside a name that was found: what it was found by where that is no longer so (a
// former name, kana or address), and the rest. Of protected persons nothing.
import type { Hit } from '../api/types';
import { useWords } from '../state/language';

interface Props {
  hit: Hit;
  /** Where room is short, what it was found by stands alone. */
  brief?: boolean;
}

export function HitDetail({ hit, brief = false }: Props) {
  const { t } = useWords();
  if (hit.protected) return null;
  if (!hit.past) return <>{hit.subtitle}</>;
  return (
    <>
      <span className="tag mr-2">{t('shell.past', { value: hit.past.value })}</span>
      {brief ? null : hit.subtitle}
    </>
  );
}
