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

export function ProcurementScreen() {
  const { t } = useWords();
  const query = useQuery('procurement', api.procurement);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.procurement') }]}
        title={t('nav.procurement')}
        actions={
          <>
            <Link className="btn s" to={to_list('procurement_plan')}>
              {t('buy.register')}
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
  const { t, d } = useWords();
  return (
    <Panel title={t('buy.steps')} end={t('buy.steps_why')}>
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
  const { t, d, lang } = useWords();
  if (plan.unchecked_late) return <Mark tone="bad">{t('buy.unchecked_late')}</Mark>;
  if (!plan.result) return <>{plan.state.key === 'submitted' ? <Mark tone="warn">{t('buy.waits')}</Mark> : '—'}</>;
  const tone = plan.result.key === 'agreed' ? 'ok' : plan.result.key === 'returned' ? 'bad' : 'warn';
  return (
    <Mark tone={tone}>
      {d(plan.result.label)} {plan.checked_on ? date_short(plan.checked_on, lang) : ''}
    </Mark>
  );
}

function Plans({ data }: { data: Procurement }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('buy.plans')} count={data.plans.all}>
      <Grid
        label={t('buy.plans')}
        name="plans"
        none={t('buy.plans_none')}
        rows={data.plans.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('buy.title'),
            cell: (row) => (
              <>
                <Link to={to_procurement(row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.department}
                </div>
              </>
            ),
          },
          { head: t('buy.year'), nw: true, cell: (row) => fiscal_year_short(row.year, lang) },
          { head: t('buy.estimated'), num: true, cell: (row) => yen(row.estimated) },
          {
            head: t('buy.saves'),
            num: true,
            cell: (row) => (row.saves_yen === null ? '—' : change(-row.saves_yen)),
          },
          { head: t('buy.due'), nw: true, cell: (row) => (row.due ? date_short(row.due, lang) : '—') },
          { head: t('buy.check'), cell: (row) => <Check plan={row} /> },
          {
            head: t('buy.rfi'),
            cell: (row) =>
              row.rfi === null
                ? '—'
                : `${d(row.rfi.label)}${row.rfi_answers === null ? '' : `（${t('buy.companies', { n: row.rfi_answers })}）`}`,
          },
          {
            head: t('buy.bidders'),
            cell: (row) =>
              row.bidders === null ? (
                '—'
              ) : row.single ? (
                <Mark tone="warn">{t('buy.companies', { n: row.bidders })}</Mark>
              ) : (
                t('buy.companies', { n: row.bidders })
              ),
          },
          { head: t('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
        ]}
      />
    </Panel>
  );
}

function Deliveries({ data, done }: { data: Procurement; done: () => void }) {
  const { t, d, lang } = useWords();
  const action = useAction();
  const accept = async (row: Delivery) => {
    if (await action.run(() => api.accept_delivery(row.id))) done();
  };
  return (
    <Panel title={t('buy.deliveries')} count={data.deliveries.all} end={t('buy.deliveries_why')}>
      <ActionTrouble fault={action.fault} />
      <Grid
        label={t('buy.deliveries')}
        name="deliveries"
        none={t('buy.deliveries_none')}
        rows={data.deliveries.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('buy.title'),
            cell: (row) => (
              <>
                <Link to={to_record('system_delivery', row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.system?.name ?? ''}
                </div>
              </>
            ),
          },
          { head: t('buy.delivered'), nw: true, cell: (row) => date_short(row.delivered_on, lang) },
          {
            head: t('buy.papers'),
            cell: (row) =>
              row.missing.length === 0 ? (
                <Mark tone="ok">{t('buy.papers_there')}</Mark>
              ) : (
                <Mark tone="bad">
                  {t('buy.papers_missing', {
                    what: row.missing.map((kind) => t(`buy.paper.${kind}`)).join('、'),
                  })}
                </Mark>
              ),
          },
          { head: t('buy.defects'), num: true, cell: (row) => row.defects ?? '—' },
          { head: t('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
          {
            head: t('buy.acceptance'),
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
                  {t('buy.accept')}
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
  const { t, d, lang } = useWords();
  const [closing, set_closing] = useState<SystemChange | null>(null);
  return (
    <Panel title={t('buy.changes')} count={data.changes.all} end={t('buy.changes_why')}>
      <Grid
        label={t('buy.changes')}
        name="changes"
        none={t('buy.changes_none')}
        rows={data.changes.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('buy.title'),
            cell: (row) => (
              <>
                <Link to={to_record('system_change', row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.system?.name ?? ''}
                </div>
              </>
            ),
          },
          { head: t('buy.cause'), cell: (row) => d(row.cause.label) },
          {
            head: t('buy.approved'),
            nw: true,
            cell: (row) => (row.approved_on ? date_short(row.approved_on, lang) : '—'),
          },
          {
            head: t('buy.tested'),
            nw: true,
            cell: (row) =>
              row.tested_on ? (
                date_short(row.tested_on, lang)
              ) : row.done_on ? (
                <Mark tone="bad">{t('buy.no_test')}</Mark>
              ) : (
                '—'
              ),
          },
          {
            head: t('buy.done'),
            nw: true,
            cell: (row) => (row.done_on ? date_short(row.done_on, lang) : '—'),
          },
          {
            head: t('buy.history'),
            cell: (row) =>
              row.history ?? (row.done_on ? <Mark tone="bad">{t('buy.no_history')}</Mark> : '—'),
          },
          { head: t('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
          {
            head: t('buy.end'),
            cell: (row) =>
              data.may_close && row.state.key !== 'closed' && row.state.key !== 'dropped' ? (
                <button type="button" className="btn s" onClick={() => set_closing(row)}>
                  {t('buy.close')}
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
  const { t } = useWords();
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
      <h3>{t('buy.closing', { title: row.title })}</h3>
      <Line label={t('buy.history')} value={history} set={set_history} max_length={1000} />
      <Line label={t('buy.test_day')} value={tested} set={set_tested} max_length={10} width={160} />
      <p className="sub">{t('buy.test_day_as', { day: today })}</p>
      <Line label={t('buy.test_result')} value={result} set={set_result} max_length={500} />
      <ActionTrouble fault={action.fault} />
      <div className="row flex-wrap gap-x-2">
        <button type="button" className="btn s" onClick={away}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void send()}
        >
          {t('buy.close_do')}
        </button>
      </div>
    </div>
  );
}
