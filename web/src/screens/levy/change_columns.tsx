// Four columns of a comparison: before, now, difference, change. The same wherever two levies stand
// side by side.
import { change, percent_change, yen } from '../../lib/number_format';
import { useWords } from '../../state/language';

export function ChangeHeads() {
  const { t } = useWords();
  return (
    <>
      {(['levy.before', 'levy.after', 'levy.difference', 'levy.ratio'] as const).map((key) => (
        <th key={key} scope="col" className="num">
          {t(key)}
        </th>
      ))}
    </>
  );
}

export function ChangeCells({ before, after }: { before: number; after: number }) {
  return (
    <>
      <td className="num">{yen(before)}</td>
      <td className="num">{yen(after)}</td>
      <td className="num">{change(after - before)}</td>
      <td className="num">{percent_change(after, before) ?? '—'}</td>
    </>
  );
}
