// What repeats: classes of findings with the sections they were found in.
import { useState } from 'react';
import type { AuditYear } from '../../api/audit';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';

export function Classes({ year }: { year: AuditYear }) {
  const { t, d } = useWords();
  const [all, set_all] = useState(false);
  const repeated = year.classes.filter((one) => one.sections.length > 1);
  const shown = all ? year.classes : repeated;
  return (
    <Panel
      title={t('audit.repetition')}
      count={repeated.length}
      end={
        <button type="button" className="btn s" aria-pressed={all} onClick={() => set_all(!all)}>
          {t(all ? 'audit.only_repeated' : 'audit.all_classes')}
        </button>
      }
    >
      <Scroll label={t('audit.repetition')}>
        <table className="tight" data-classes>
          <thead>
            <tr>
              <th scope="col">{t('audit.class')}</th>
              <th scope="col" className="num">
                {t('audit.findings')}
              </th>
              <th scope="col" className="num">
                {t('audit.open')}
              </th>
              <th scope="col">{t('audit.sections')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.class.key}>
                <th scope="row">
                  <Link to={one.route}>{d(one.class.label)}</Link>
                </th>
                <td className="num">{one.findings}</td>
                <td className="num">{one.open}</td>
                <td>{one.sections.join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
