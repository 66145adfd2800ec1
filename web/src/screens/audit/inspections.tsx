// Self-inspection by section: who answered, what was met.
import type { AuditYear } from '../../api/audit';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

export function Inspections({ year }: { year: AuditYear }) {
  const { t, lang } = useWords();
  const { rows, asked, answered } = year.inspections;
  return (
    <Panel title={t('audit.inspections')} end={t('audit.answered_of', { done: answered, all: asked })}>
      {rows.length === 0 ? (
        <Empty why={t('audit.inspections_none')} />
      ) : (
        <Scroll label={t('audit.inspections')}>
          <table className="tight" data-inspections>
            <thead>
              <tr>
                <th scope="col">{t('audit.department')}</th>
                <th scope="col">{t('audit.answered_on')}</th>
                {(['met', 'unmet', 'unknown'] as const).map((name) => (
                  <th key={name} scope="col" className="num">
                    {t(`audit.${name}`)}
                  </th>
                ))}
                <th scope="col">{t('audit.confirmed')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={to_record('self_inspection', row.id)}>{row.department || '—'}</Link>
                  </th>
                  <td className="nw">
                    {row.answered_on ? (
                      date_short(row.answered_on, lang)
                    ) : row.late ? (
                      <Mark tone="bad">{t('audit.state.late')}</Mark>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td className="num">{row.met ?? '—'}</td>
                  <td className="num">{row.unmet ?? '—'}</td>
                  <td className="num">{row.unknown ?? '—'}</td>
                  <td>{row.confirmed_by ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
