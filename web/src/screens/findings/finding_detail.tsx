// One finding: what was found, the control with today's answers, who acts by when, and the plans.
import type { Control, Finding } from '../../api/findings';
import { date_long } from '../../lib/era_date';
import { Mark, StateTag } from '../../parts/mark';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record, to_system } from '../../state/routes';
import { Proofs, tone_text } from './proofs';

export function FindingDetail({ finding, built }: { finding: Finding; built: string }) {
  const { t, d } = useWords();
  const { control } = finding;
  return (
    <section className="pn finding" aria-label={t('findings.detail')} data-detail={finding.no}>
      <header>
        <StateTag tone={finding.tone}>{t(tone_text[finding.tone])}</StateTag>
        <h2>{finding.no}</h2>
        <span className="tag">{d(finding.kind.label)}</span>
        <span className="tag b">{t(`findings.${control?.kind ?? 'none'}`)}</span>
      </header>
      <div className="pad stack">
        <p className="finding-summary">{d(finding.summary)}</p>
        <About finding={finding} />
        <div>
          <h3>{t('findings.how')}</h3>
          {control ? (
            <ControlPart control={control} built={built} />
          ) : (
            <p>{t('findings.no_control')}</p>
          )}
        </div>
        <Follow finding={finding} />
        <div className="acts-row">
          <Link className="btn s" to={to_record('finding', finding.id)}>
            {t('findings.open_record')}
          </Link>
        </div>
      </div>
    </section>
  );
}

function About({ finding }: { finding: Finding }) {
  const { t, d } = useWords();
  return (
    <dl className="kv">
      <dt>{t('findings.clause')}</dt>
      <dd>
        {finding.clauses || t('findings.no_clause')}
        {finding.page === null ? null : (
          <div className="sub">
            {t('findings.page', { page: finding.page, section: finding.section })}
          </div>
        )}
      </dd>
      {finding.system ? (
        <>
          <dt>{t('findings.system')}</dt>
          <dd>
            <Link to={to_system(finding.system.id)}>{finding.system.name}</Link>
          </dd>
        </>
      ) : null}
      <dt>{t('findings.department')}</dt>
      <dd>{finding.departments.join(t('app.list_comma'))}</dd>
      <dt>{t('findings.class')}</dt>
      <dd>
        <Link to={`/findings?class=${finding.class.key}`}>{d(finding.class.label)}</Link>
      </dd>
    </dl>
  );
}

function ControlPart({ control, built }: { control: Control; built: string }) {
  const { t, d } = useWords();
  return (
    <>
      <p>{d(control.how)}</p>
      {control.place ? (
        <p>
          {t('findings.place')}: <Link to={control.place.route}>{d(control.place.label)}</Link>
        </p>
      ) : null}
      {control.proofs.length > 0 ? (
        <>
          <h3>{t('findings.proofs')}</h3>
          <Proofs proofs={control.proofs} built={built} />
        </>
      ) : null}
    </>
  );
}

function Follow({ finding }: { finding: Finding }) {
  const { t, d, lang } = useWords();
  return (
    <>
      <dl className="kv">
        <dt>{t('findings.owner')}</dt>
        <dd>
          {finding.owner || t('findings.no_owner')}
          {finding.from_plan ? <div className="sub">{t('findings.from_plan')}</div> : null}
        </dd>
        <dt>{t('findings.due')}</dt>
        <dd>
          {finding.due ? date_long(finding.due, lang) : t('findings.no_due')}{' '}
          {finding.late ? <Mark tone="bad">{t('findings.late')}</Mark> : null}
        </dd>
        <dt>{t('findings.state')}</dt>
        <dd>{d(finding.state.label)}</dd>
        {finding.evidence ? (
          <>
            <dt>{t('findings.evidence')}</dt>
            <dd>{finding.evidence}</dd>
          </>
        ) : null}
      </dl>
      <div>
        <h3>{t('findings.plans')}</h3>
        {finding.plans.length === 0 ? <p className="sub">{t('findings.no_plans')}</p> : null}
        <ul className="proofs">
          {finding.plans.map((plan) => (
            <li key={plan.id}>
              <Link to={to_record('improvement_plan', plan.id)}>{plan.no}</Link> {plan.measure}
              <div className="sub">
                {plan.done_on
                  ? t('findings.plan_done', { day: date_long(plan.done_on, lang) })
                  : t('findings.plan_due', { day: date_long(plan.due, lang) })}{' '}
                {plan.evidence} {plan.result ? d(plan.result) : ''}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
