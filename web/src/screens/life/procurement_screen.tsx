// 調達とシステムの一生: planning sheets on their way to the budget, deliveries, changes, work, levels,
// faults and backups. What is refused says why; nothing here can be skipped.
import { useState } from 'react';
import * as api from '../../api/life';
import type { Delivery, PlanRow, Procurement, SystemChange } from '../../api/life';
import { date_short, fiscal_year_short } from '../../lib/era_date';
import { change, yen } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_procurement, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Grid } from './grid';
import { Operation } from './operation';
import { useLifeWords } from './words';

export function ProcurementScreen() {
  const { t } = useWords();
  const { w } = useLifeWords();
  const query = useQuery('procurement', api.procurement);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.procurement') }]}
        title={t('nav.procurement')}
        actions={
          <>
            <Link className="btn s" to={to_list('procurement_plan')}>
              {w('buy.register')}
            </Link>
            <Link className="btn s" to="/lock-in">
              {t('nav.lock_in')}
            </Link>
          </>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Steps data={data} />
            <Plans data={data} />
            <Deliveries data={data} done={query.reload} />
            <Changes data={data} done={query.reload} />
            <Operation data={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Steps({ data }: { data: Procurement }) {
  const { w, d } = useLifeWords();
  return (
    <Panel title={w('buy.steps')} end={w('buy.steps_why')}>
      <ul className="pad row flex-wrap gap-x-4" data-steps>
        {data.states.map((step) => (
          <li key={step.key}>
            <Link to={`${to_list('procurement_plan')}?view=all&filter.state=${step.key}`}>
              {d(step.label)}
            </Link>{' '}
            <b>{step.count}</b>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Check({ plan }: { plan: PlanRow }) {
  const { w, d, lang } = useLifeWords();
  if (plan.unchecked_late) return <Mark tone="bad">{w('buy.unchecked_late')}</Mark>;
  if (!plan.result) return <>{plan.state.key === 'submitted' ? <Mark tone="warn">{w('buy.waits')}</Mark> : '—'}</>;
  const tone = plan.result.key === 'agreed' ? 'ok' : plan.result.key === 'returned' ? 'bad' : 'warn';
  return (
    <Mark tone={tone}>
      {d(plan.result.label)} {plan.checked_on ? date_short(plan.checked_on, lang) : ''}
    </Mark>
  );
}

function Plans({ data }: { data: Procurement }) {
  const { w, d, lang } = useLifeWords();
  return (
    <Panel title={w('buy.plans')} count={data.plans.all}>
      <Grid
        label={w('buy.plans')}
        name="plans"
        none={w('buy.plans_none')}
        rows={data.plans.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('buy.title'),
            cell: (row) => (
              <>
                <Link to={to_procurement(row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.department}
                </div>
              </>
            ),
          },
          { head: w('buy.year'), nw: true, cell: (row) => fiscal_year_short(row.year, lang) },
          { head: w('buy.estimated'), num: true, cell: (row) => yen(row.estimated) },
          {
            head: w('buy.saves'),
            num: true,
            cell: (row) => (row.saves_yen === null ? '—' : change(-row.saves_yen)),
          },
          { head: w('buy.due'), nw: true, cell: (row) => (row.due ? date_short(row.due, lang) : '—') },
          { head: w('buy.check'), cell: (row) => <Check plan={row} /> },
          {
            head: w('buy.rfi'),
            cell: (row) =>
              row.rfi === null
                ? '—'
                : `${d(row.rfi.label)}${row.rfi_answers === null ? '' : `（${w('buy.companies', { n: row.rfi_answers })}）`}`,
          },
          {
            head: w('buy.bidders'),
            cell: (row) =>
              row.bidders === null ? (
                '—'
              ) : row.single ? (
                <Mark tone="warn">{w('buy.companies', { n: row.bidders })}</Mark>
              ) : (
                w('buy.companies', { n: row.bidders })
              ),
          },
          { head: w('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
        ]}
      />
    </Panel>
  );
}

function Deliveries({ data, done }: { data: Procurement; done: () => void }) {
  const { w, d, lang } = useLifeWords();
  const action = useAction();
  const accept = async (row: Delivery) => {
    if (await action.run(() => api.accept_delivery(row.id))) done();
  };
  return (
    <Panel title={w('buy.deliveries')} count={data.deliveries.all} end={w('buy.deliveries_why')}>
      <ActionTrouble fault={action.fault} />
      <Grid
        label={w('buy.deliveries')}
        name="deliveries"
        none={w('buy.deliveries_none')}
        rows={data.deliveries.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('buy.title'),
            cell: (row) => (
              <>
                <Link to={to_record('system_delivery', row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.system?.name ?? ''}
                </div>
              </>
            ),
          },
          { head: w('buy.delivered'), nw: true, cell: (row) => date_short(row.delivered_on, lang) },
          {
            head: w('buy.papers'),
            cell: (row) =>
              row.missing.length === 0 ? (
                <Mark tone="ok">{w('buy.papers_there')}</Mark>
              ) : (
                <Mark tone="bad">
                  {w('buy.papers_missing', {
                    what: row.missing.map((kind) => w(`buy.paper.${kind}`)).join('、'),
                  })}
                </Mark>
              ),
          },
          { head: w('buy.defects'), num: true, cell: (row) => row.defects ?? '—' },
          { head: w('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
          {
            head: w('buy.acceptance'),
            cell: (row) =>
              row.accepted_on ? (
                `${date_short(row.accepted_on, lang)} ${row.accepted_by ?? ''}`
              ) : data.may_accept && row.state.key === 'delivered' ? (
                <button
                  type="button"
                  className="btn s"
                  disabled={action.busy}
                  onClick={() => void accept(row)}
                >
                  {w('buy.accept')}
                </button>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Changes({ data, done }: { data: Procurement; done: () => void }) {
  const { w, d, lang } = useLifeWords();
  const [closing, set_closing] = useState<SystemChange | null>(null);
  return (
    <Panel title={w('buy.changes')} count={data.changes.all} end={w('buy.changes_why')}>
      <Grid
        label={w('buy.changes')}
        name="changes"
        none={w('buy.changes_none')}
        rows={data.changes.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('buy.title'),
            cell: (row) => (
              <>
                <Link to={to_record('system_change', row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.system?.name ?? ''}
                </div>
              </>
            ),
          },
          { head: w('buy.cause'), cell: (row) => d(row.cause.label) },
          {
            head: w('buy.approved'),
            nw: true,
            cell: (row) => (row.approved_on ? date_short(row.approved_on, lang) : '—'),
          },
          {
            head: w('buy.tested'),
            nw: true,
            cell: (row) =>
              row.tested_on ? (
                date_short(row.tested_on, lang)
              ) : row.done_on ? (
                <Mark tone="bad">{w('buy.no_test')}</Mark>
              ) : (
                '—'
              ),
          },
          {
            head: w('buy.done'),
            nw: true,
            cell: (row) => (row.done_on ? date_short(row.done_on, lang) : '—'),
          },
          {
            head: w('buy.history'),
            cell: (row) =>
              row.history ?? (row.done_on ? <Mark tone="bad">{w('buy.no_history')}</Mark> : '—'),
          },
          { head: w('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
          {
            head: w('buy.end'),
            cell: (row) =>
              data.may_close && row.state.key !== 'closed' && row.state.key !== 'dropped' ? (
                <button type="button" className="btn s" onClick={() => set_closing(row)}>
                  {w('buy.close')}
                </button>
              ) : (
                '—'
              ),
          },
        ]}
      />
      {closing ? (
        <Closing
          key={closing.id}
          change={closing}
          today={data.today}
          away={() => set_closing(null)}
          done={() => {
            set_closing(null);
            done();
          }}
        />
      ) : null}
    </Panel>
  );
}

interface ClosingProps {
  change: SystemChange;
  today: string;
  away: () => void;
  done: () => void;
}

function Closing({ change: row, today, away, done }: ClosingProps) {
  const { w } = useLifeWords();
  const [history, set_history] = useState(row.history ?? '');
  const [tested, set_tested] = useState(row.tested_on ?? '');
  const [result, set_result] = useState(row.test_result ?? '');
  const action = useAction();
  const send = async () => {
    const body = {
      ...(history ? { history } : {}),
      ...(tested ? { tested_on: tested } : {}),
      ...(result ? { test_result: result } : {}),
    };
    if (await action.run(() => api.close_change(row.id, body))) done();
  };
  return (
    <div className="pad stack" data-closing={row.no}>
      <h3>{w('buy.closing', { title: row.title })}</h3>
      <Line label={w('buy.history')} value={history} set={set_history} max_length={1000} />
      <Line label={w('buy.test_day')} value={tested} set={set_tested} max_length={10} width={160} />
      <p className="sub">{w('buy.test_day_as', { day: today })}</p>
      <Line label={w('buy.test_result')} value={result} set={set_result} max_length={500} />
      <ActionTrouble fault={action.fault} />
      <div className="row flex-wrap gap-x-2">
        <button type="button" className="btn s" onClick={away}>
          {w('cancel')}
        </button>
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void send()}
        >
          {w('buy.close_do')}
        </button>
      </div>
    </div>
  );
}
