// One planning sheet: what it costs and saves, the check before the budget, the tender, its papers.
import { useState, type ReactNode } from 'react';
import * as api from '../../api/life';
import type { PlanSheet } from '../../api/life';
import { date_short, fiscal_year } from '../../lib/era_date';
import { change, grouped, yen } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Choice, Line } from '../../parts/form_line';
import { Icon } from '../../parts/icon';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_continuity, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Grid } from './grid';

export function PlanScreen({ id }: { id: string }) {
  const { t, lang } = useWords();
  const query = useQuery(`procurement:${id}`, (signal) => api.plan_sheet(id, signal));
  const title = query.data?.title ?? t('nav.procurement');
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.procurement'), to: '/procurement' },
          { label: title },
        ]}
        title={title}
        actions={
          <>
            <Link className="btn s" to={to_record('procurement_plan', id)}>
              {t('buy.record')}
            </Link>
            <a className="btn s" href={api.plan_pdf(id, lang)} target="_blank" rel="noreferrer">
              <Icon name="print" small />
              {t('buy.print')}
            </a>
          </>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <div className="two-columns">
              <Facts data={data} />
              <div className="stack">
                <Worth data={data} />
                <Way data={data} done={query.reload} />
              </div>
            </div>
            <Others data={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Rows({ name, facts }: { name: string; facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <table className="tight" data-facts={name}>
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ data }: { data: PlanSheet }) {
  const { t, d, lang } = useWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const single = data.bidders !== null && data.bidders <= 1;
  return (
    <Panel title={t('buy.sheet')} end={data.plan_no}>
      <Rows
        name="sheet"
        facts={[
          [t('section'), data.department],
          [
            t('system'),
            data.system ? (
              <Link to={to_continuity(data.system.id)}>{data.system.name || '—'}</Link>
            ) : (
              '—'
            ),
          ],
          [t('buy.year'), data.fiscal_year === null ? '—' : fiscal_year(data.fiscal_year, lang)],
          [t('buy.kind'), d(data.kind?.label) || '—'],
          [t('buy.law'), data.law_change ? t('yes') : t('no')],
          [t('state'), <span className="tag">{d(data.state.label)}</span>],
          [t('buy.rfi'), data.rfi ? `${d(data.rfi.label)} ${data.rfi_reason ?? ''}` : '—'],
          [
            t('buy.answers'),
            data.rfi_answers === null ? '—' : t('buy.companies', { n: data.rfi_answers }),
          ],
          [
            t('buy.bidders'),
            data.bidders === null ? (
              '—'
            ) : single ? (
              <Mark tone="warn">
                {t('buy.companies', { n: data.bidders })} {data.single_reason ?? ''}
              </Mark>
            ) : (
              t('buy.companies', { n: data.bidders })
            ),
          ],
          [
            t('buy.functions'),
            data.functions_written === null ? (
              '—'
            ) : data.functions_written ? (
              t('buy.functions_yes')
            ) : (
              <Mark tone="bad">{t('buy.functions_no')}</Mark>
            ),
          ],
          [t('buy.in_service'), day(data.in_service_on)],
          [t('buy.measured'), `${day(data.measured_on)} ${data.measured ?? ''}`],
        ]}
      />
    </Panel>
  );
}

function Worth({ data }: { data: PlanSheet }) {
  const { t } = useWords();
  const number = (value: number | null) => (value === null ? '—' : grouped(value));
  return (
    <Panel
      title={t('buy.worth')}
      end={
        data.months === null ? t('buy.never') : t('buy.months', { n: data.months })
      }
    >
      <Scroll label={t('buy.worth')}>
        <table className="tight" data-worth>
          <thead>
            <tr>
              <th scope="col">{t('buy.a_year')}</th>
              <th scope="col" className="num">
                {t('buy.before')}
              </th>
              <th scope="col" className="num">
                {t('buy.after')}
              </th>
              <th scope="col" className="num">
                {t('buy.difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('buy.cost')}</th>
              <td className="num">{yen(data.cost_before_yen)}</td>
              <td className="num">{yen(data.cost_after_yen)}</td>
              <td className="num">{data.saves_yen === null ? '—' : change(-data.saves_yen)}</td>
            </tr>
            <tr>
              <th scope="row">{t('buy.work')}</th>
              <td className="num">{number(data.hours_before)}</td>
              <td className="num">{number(data.hours_after)}</td>
              <td className="num">{data.saves_hours === null ? '—' : change(-data.saves_hours)}</td>
            </tr>
          </tbody>
        </table>
      </Scroll>
      <p className="pad sub">
        {t('buy.estimate', { yen: yen(data.estimated_yen) })} {data.benefit ?? ''}
      </p>
    </Panel>
  );
}

function Way({ data, done }: { data: PlanSheet; done: () => void }) {
  const { t, d, lang } = useWords();
  const action = useAction();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const state = data.state.key;
  const request = async () => {
    if (await action.run(() => api.request_budget(data.id))) done();
  };
  const waits = state === 'submitted' || state === 'checked';
  return (
    <Panel title={t('buy.way')}>
      <Rows
        name="way"
        facts={[
          [t('buy.due'), day(data.budget_request_due)],
          [t('buy.submitted'), day(data.submitted_on)],
          [t('buy.checked'), `${day(data.checked_on)} ${data.checked_by ?? ''}`],
          [
            t('buy.check'),
            data.check_result ? (
              d(data.check_result.label)
            ) : waits ? (
              <Mark tone="warn">{t('buy.waits')}</Mark>
            ) : (
              '—'
            ),
          ],
          [t('buy.conditions'), data.conditions ?? '—'],
        ]}
      />
      <div className="pad stack" data-way>
        <ActionTrouble fault={action.fault} />
        {data.may_check && state === 'submitted' ? (
          <Checking data={data} done={done} />
        ) : waits && !data.may_check && state === 'submitted' ? (
          <Note tone="inf">{t('buy.check_whose')}</Note>
        ) : null}
        {data.may_request && waits ? (
          <div>
            <button
              type="button"
              className="btn s"
              disabled={action.busy}
              onClick={() => void request()}
            >
              {t('buy.request')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

function Checking({ data, done }: { data: PlanSheet; done: () => void }) {
  const { t } = useWords();
  const [result, set_result] = useState('agreed');
  const [conditions, set_conditions] = useState('');
  const [functions, set_functions] = useState(false);
  const action = useAction();
  const send = async () => {
    const body = {
      result,
      functions_written: functions,
      ...(conditions.trim() ? { conditions: conditions.trim() } : {}),
    };
    if (await action.run(() => api.check_plan(data.id, body))) done();
  };
  return (
    <div className="stack" data-checking>
      <Choice
        label={t('buy.check')}
        value={result}
        set={set_result}
        options={[
          ['agreed', t('buy.agreed')],
          ['conditions', t('buy.with_conditions')],
          ['returned', t('buy.returned')],
        ]}
      />
      <Line
        label={t('buy.conditions')}
        value={conditions}
        set={set_conditions}
        max_length={500}
        width={320}
      />
      <label>
        <input
          type="checkbox"
          checked={functions}
          onChange={(event) => set_functions(event.currentTarget.checked)}
        />{' '}
        {t('buy.functions_seen')}
      </label>
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void send()}
        >
          {t('buy.check_do')}
        </button>
      </div>
    </div>
  );
}

function Others({ data }: { data: PlanSheet }) {
  const { t, d, lang } = useWords();
  return (
    <div className="two-columns">
      <Panel title={t('buy.documents')} count={data.papers.length}>
        <Grid
          label={t('buy.documents')}
          name="documents"
          none={t('buy.documents_none')}
          rows={data.papers}
          id_of={(row) => row.id}
          columns={[
            {
              head: t('buy.title'),
              cell: (row) => <Link to={to_record('procurement_plan', data.id)}>{row.title}</Link>,
            },
            { head: t('buy.kind'), cell: (row) => d(row.kind?.label) || '—' },
          ]}
        />
      </Panel>
      <Panel title={t('buy.others')} count={data.others.length}>
        <Grid
          label={t('buy.others')}
          name="others"
          none={t('buy.others_none')}
          rows={data.others}
          id_of={(row) => `${row.register} ${row.id}`}
          columns={[
            {
              head: t('buy.title'),
              cell: (row) => <Link to={to_record(row.register, row.id)}>{row.title}</Link>,
            },
            { head: t('buy.kind'), cell: (row) => d(row.label) },
            {
              head: t('buy.on'),
              nw: true,
              cell: (row) => (row.on ? date_short(row.on, lang) : '—'),
            },
          ]}
        />
      </Panel>
    </div>
  );
}
