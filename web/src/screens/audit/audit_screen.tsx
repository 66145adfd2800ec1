// 監査の年: the year's steps as a line of time, what each left behind, and the papers made of it.
import { useState } from 'react';
import * as api from '../../api/audit';
import type { AuditStep, AuditYear } from '../../api/audit';
import { date_short, fiscal_year } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { Classes } from './classes';
import { Inspections } from './inspections';
import { Papers } from './papers';
import { Plans } from './plans';

export function AuditScreen() {
  const { t, lang } = useWords();
  const [year, set_year] = useState<number | null>(null);
  const query = useQuery(`audit:${year ?? ''}`, (signal) => api.audit_year(year, signal));
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.audit') }]}
        title={t('audit.title')}
        actions={
          <Link className="btn s" to={to_list('audit_step')}>
            {t('audit.register')}
          </Link>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <div className="row" role="group" aria-label={t('audit.year')}>
              {data.years.map((one) => (
                <button
                  key={one}
                  type="button"
                  className={one === data.year ? 'btn s fill' : 'btn s'}
                  aria-pressed={one === data.year}
                  onClick={() => set_year(one)}
                >
                  {fiscal_year(one, lang)}
                </button>
              ))}
            </div>
            <Steps year={data} />
            <Papers year={data} done={query.reload} />
            <div className="two-columns">
              <Inspections year={data} />
              <Classes year={data} />
            </div>
            <Plans year={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

const kTones: Record<AuditStep['state'], Tone> = {
  done: 'ok',
  late: 'bad',
  due: 'warn',
  planned: 'none',
};

function Steps({ year }: { year: AuditYear }) {
  const { t } = useWords();
  return (
    <Panel title={t('audit.steps')} count={year.steps.length}>
      {year.steps.length === 0 ? (
        <Empty why={t('audit.no_steps')} next={t('audit.no_steps_next')} />
      ) : (
        <ol className="timeline" data-steps>
          {year.steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Step({ step }: { step: AuditStep }) {
  const { t, d, lang } = useWords();
  const day = (iso: string) => date_short(iso, lang);
  return (
    <li data-step={step.step.key} data-state={step.state}>
      <div className="when">
        <Mark tone={kTones[step.state]}>{t(`audit.state.${step.state}`)}</Mark>
        <span className="sub nw">{t('audit.due', { date: day(step.due) })}</span>
      </div>
      <div>
        <b>
          <Link to={to_record('audit_step', step.id)}>{d(step.step.label)}</Link>
        </b>{' '}
        <span className="sub">
          {step.responsible}
          {step.done_on ? `　${t('audit.done', { date: day(step.done_on) })}` : ''}
          {step.subjects === null
            ? ''
            : `　${t('audit.covered', { done: step.answered ?? 0, all: step.subjects })}`}
        </span>
        {step.summary ? <div>{step.summary}</div> : null}
        {step.left.length + step.documents.length > 0 ? (
          <div className="row flex-wrap gap-x-4 gap-y-0">
            {step.left.map((one) => (
              <Link key={one.route} to={one.route}>
                {d(one.label)} {one.count}
              </Link>
            ))}
            {step.documents.map((one) => (
              <a
                key={one.id}
                href={api.document_address(one.document)}
                target="_blank"
                rel="noreferrer"
              >
                {one.title}
                {one.dated ? ` (${day(one.dated)})` : ''}
              </a>
            ))}
          </div>
        ) : null}
      </div>
    </li>
  );
}
