// Improvement plans by finding, and what the follow-up of January saw.
import type { AuditYear } from '../../api/audit';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

export function Plans({ year }: { year: AuditYear }) {
  const { t, d, lang } = useWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  return (
    <Panel title={t('audit.plans')} count={year.plans.length}>
      {year.plans.length === 0 ? (
        <Empty why={t('audit.plans_none')} next={t('audit.plans_none_next')} />
      ) : (
        <Scroll label={t('audit.plans')}>
          <table className="tight" data-plans>
            <thead>
              <tr>
                <th scope="col">{t('audit.plan')}</th>
                <th scope="col">{t('audit.finding')}</th>
                <th scope="col">{t('audit.measure')}</th>
                <th scope="col">{t('audit.person')}</th>
                <th scope="col">{t('audit.plan_due')}</th>
                <th scope="col">{t('audit.plan_done')}</th>
                <th scope="col">{t('audit.evidence')}</th>
                <th scope="col">{t('audit.follow_up')}</th>
              </tr>
            </thead>
            <tbody>
              {year.plans.map((plan) => (
                <tr key={plan.id}>
                  <th scope="row">
                    <Link to={to_record('improvement_plan', plan.id)}>{plan.plan_no}</Link>
                  </th>
                  <td>
                    {plan.finding ? (
                      <Link to={to_record('finding', plan.finding.id)} title={d(plan.finding.title)}>
                        {plan.finding.no}
                      </Link>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td>{plan.measure}</td>
                  <td>{plan.person}</td>
                  <td className="nw">{day(plan.due)}</td>
                  <td className="nw">
                    {plan.late ? (
                      <Mark tone="bad">{t('audit.state.late')}</Mark>
                    ) : (
                      day(plan.done_on)
                    )}
                  </td>
                  <td>{plan.evidence ?? '—'}</td>
                  <td>
                    {day(plan.followed_up_on)} {plan.result ? d(plan.result.label) : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
