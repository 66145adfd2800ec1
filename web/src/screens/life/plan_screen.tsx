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
import { useLifeWords } from './words';

export function PlanScreen({ id }: { id: string }) {
  const { t } = useWords();
  const { w, lang } = useLifeWords();
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
              {w('buy.record')}
            </Link>
            <a className="btn s" href={api.plan_pdf(id, lang)} target="_blank" rel="noreferrer">
              <Icon name="print" small />
              {w('buy.print')}
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
  const { w, d, lang } = useLifeWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const single = data.bidders !== null && data.bidders <= 1;
  return (
    <Panel title={w('buy.sheet')} end={data.plan_no}>
      <Rows
        name="sheet"
        facts={[
          [w('section'), data.department],
          [
            w('system'),
            data.system ? (
              <Link to={to_continuity(data.system.id)}>{data.system.name || '—'}</Link>
            ) : (
              '—'
            ),
          ],
          [w('buy.year'), data.fiscal_year === null ? '—' : fiscal_year(data.fiscal_year, lang)],
          [w('buy.kind'), d(data.kind?.label) || '—'],
          [w('buy.law'), data.law_change ? w('yes') : w('no')],
          [w('state'), <span className="tag">{d(data.state.label)}</span>],
          [w('buy.rfi'), data.rfi ? `${d(data.rfi.label)} ${data.rfi_reason ?? ''}` : '—'],
          [
            w('buy.answers'),
            data.rfi_answers === null ? '—' : w('buy.companies', { n: data.rfi_answers }),
          ],
          [
            w('buy.bidders'),
            data.bidders === null ? (
              '—'
            ) : single ? (
              <Mark tone="warn">
                {w('buy.companies', { n: data.bidders })} {data.single_reason ?? ''}
              </Mark>
            ) : (
              w('buy.companies', { n: data.bidders })
            ),
          ],
          [
            w('buy.functions'),
            data.functions_written === null ? (
              '—'
            ) : data.functions_written ? (
              w('buy.functions_yes')
            ) : (
              <Mark tone="bad">{w('buy.functions_no')}</Mark>
            ),
          ],
          [w('buy.in_service'), day(data.in_service_on)],
          [w('buy.measured'), `${day(data.measured_on)} ${data.measured ?? ''}`],
        ]}
      />
    </Panel>
  );
}

function Worth({ data }: { data: PlanSheet }) {
  const { w } = useLifeWords();
  const number = (value: number | null) => (value === null ? '—' : grouped(value));
  return (
    <Panel
      title={w('buy.worth')}
      end={
        data.months === null ? w('buy.never') : w('buy.months', { n: data.months })
      }
    >
      <Scroll label={w('buy.worth')}>
        <table className="tight" data-worth>
          <thead>
            <tr>
              <th scope="col">{w('buy.a_year')}</th>
              <th scope="col" className="num">
                {w('buy.before')}
              </th>
              <th scope="col" className="num">
                {w('buy.after')}
              </th>
              <th scope="col" className="num">
                {w('buy.difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{w('buy.cost')}</th>
              <td className="num">{yen(data.cost_before_yen)}</td>
              <td className="num">{yen(data.cost_after_yen)}</td>
              <td className="num">{data.saves_yen === null ? '—' : change(-data.saves_yen)}</td>
            </tr>
            <tr>
              <th scope="row">{w('buy.work')}</th>
              <td className="num">{number(data.hours_before)}</td>
              <td className="num">{number(data.hours_after)}</td>
              <td className="num">{data.saves_hours === null ? '—' : change(-data.saves_hours)}</td>
            </tr>
          </tbody>
        </table>
      </Scroll>
      <p className="pad sub">
        {w('buy.estimate', { yen: yen(data.estimated_yen) })} {data.benefit ?? ''}
      </p>
    </Panel>
  );
}

function Way({ data, done }: { data: PlanSheet; done: () => void }) {
  const { w, d, lang } = useLifeWords();
  const action = useAction();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const state = data.state.key;
  const request = async () => {
    if (await action.run(() => api.request_budget(data.id))) done();
  };
  const waits = state === 'submitted' || state === 'checked';
  return (
    <Panel title={w('buy.way')}>
      <Rows
        name="way"
        facts={[
          [w('buy.due'), day(data.budget_request_due)],
          [w('buy.submitted'), day(data.submitted_on)],
          [w('buy.checked'), `${day(data.checked_on)} ${data.checked_by ?? ''}`],
          [
            w('buy.check'),
            data.check_result ? (
              d(data.check_result.label)
            ) : waits ? (
              <Mark tone="warn">{w('buy.waits')}</Mark>
            ) : (
              '—'
            ),
          ],
          [w('buy.conditions'), data.conditions ?? '—'],
        ]}
      />
      <div className="pad stack" data-way>
        <ActionTrouble fault={action.fault} />
        {data.may_check && state === 'submitted' ? (
          <Checking data={data} done={done} />
        ) : waits && !data.may_check && state === 'submitted' ? (
          <Note tone="inf">{w('buy.check_whose')}</Note>
        ) : null}
        {data.may_request && waits ? (
          <div>
            <button
              type="button"
              className="btn s"
              disabled={action.busy}
              onClick={() => void request()}
            >
              {w('buy.request')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

function Checking({ data, done }: { data: PlanSheet; done: () => void }) {
  const { w } = useLifeWords();
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
        label={w('buy.check')}
        value={result}
        set={set_result}
        options={[
          ['agreed', w('buy.agreed')],
          ['conditions', w('buy.with_conditions')],
          ['returned', w('buy.returned')],
        ]}
      />
      <Line
        label={w('buy.conditions')}
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
        {w('buy.functions_seen')}
      </label>
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void send()}
        >
          {w('buy.check_do')}
        </button>
      </div>
    </div>
  );
}

function Others({ data }: { data: PlanSheet }) {
  const { w, d, lang } = useLifeWords();
  return (
    <div className="two-columns">
      <Panel title={w('buy.documents')} count={data.papers.length}>
        <Grid
          label={w('buy.documents')}
          name="documents"
          none={w('buy.documents_none')}
          rows={data.papers}
          id_of={(row) => row.id}
          columns={[
            {
              head: w('buy.title'),
              cell: (row) => <Link to={to_record('procurement_plan', data.id)}>{row.title}</Link>,
            },
            { head: w('buy.kind'), cell: (row) => d(row.kind?.label) || '—' },
          ]}
        />
      </Panel>
      <Panel title={w('buy.others')} count={data.others.length}>
        <Grid
          label={w('buy.others')}
          name="others"
          none={w('buy.others_none')}
          rows={data.others}
          id_of={(row) => `${row.register} ${row.id}`}
          columns={[
            {
              head: w('buy.title'),
              cell: (row) => <Link to={to_record(row.register, row.id)}>{row.title}</Link>,
            },
            { head: w('buy.kind'), cell: (row) => d(row.label) },
            {
              head: w('buy.on'),
              nw: true,
              cell: (row) => (row.on ? date_short(row.on, lang) : '—'),
            },
          ]}
        />
      </Panel>
    </div>
  );
}
