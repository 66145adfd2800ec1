// What would be, or was, erased: register by register, with the rule it comes from and what stays.
import type { Erasable } from '../../api/admin';
import { date_long } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { useWords } from '../../state/language';

export function ErasableTable({ targets, label }: { targets: readonly Erasable[]; label: string }) {
  const { t, d, lang } = useWords();
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={label}>
      <table className="words">
        <thead>
          <tr>
            <th scope="col">{t('erase.register')}</th>
            <th scope="col">{t('erase.before')}</th>
            <th scope="col" className="num">
              {t('erase.records')}
            </th>
            <th scope="col" className="num">
              {t('erase.versions')}
            </th>
            <th scope="col" className="num">
              {t('erase.referenced')}
            </th>
            <th scope="col" className="num">
              {t('erase.held')}
            </th>
            <th scope="col">{t('erase.basis')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((one) => (
            <tr key={one.register} data-target={one.register}>
              <th scope="row">{d(one.label)}</th>
              <td className="nw">{one.ended_before ? date_long(one.ended_before, lang) : '—'}</td>
              <td className="num">{grouped(one.records)}</td>
              <td className="num">{grouped(one.versions)}</td>
              <td className="num">{grouped(one.held_referenced)}</td>
              <td className="num">{grouped(one.held_legal)}</td>
              <td>{one.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
