// One migration order as a checklist: what stands in the way of its approval and of its end.
import { useState } from 'react';
import * as api from '../../api/migrations';
import type { Hindrance, Order } from '../../api/migrations';
import { date_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { DeskTable } from '../../parts/desk_table';
import { Line } from '../../parts/form_line';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record, to_system } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Clearings } from './clearings';
import { Extractions } from './extractions';
import { Looks } from './looks';
import { TestData } from './test_data';
import { Workers } from './workers';

export function MigrationScreen({ id }: { id: string }) {
  const { t } = useWords();
  const query = useQuery(`migration:${id}`, (signal) => api.order(id, signal));
  const order = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.migrations'), to: '/migrations' },
          { label: order?.order_no ?? '' },
        ]}
        title={order?.title ?? t('nav.migrations')}
        actions={
          <Link className="btn s" to={to_record('migration_order', id)}>
            {t('migration.register')}
          </Link>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Head order={data} />
            <Checklist order={data} done={query.reload} />
            <Workers order={data} done={query.reload} />
            <Extractions order={data} done={query.reload} />
            <TestData order={data} done={query.reload} />
            <Looks order={data} done={query.reload} />
            <Clearings order={data} done={query.reload} />
            <Panel title={t('migration.papers')} count={data.papers.rows.length}>
              <DeskTable table={data.papers} none={t('migration.papers_none')} />
            </Panel>
          </div>
        )}
      </Await>
    </main>
  );
}

function Head({ order }: { order: Order }) {
  const { t, d, lang } = useWords();
  const system = (one: { id: string; name: string } | null) =>
    one ? <Link to={to_system(one.id)}>{one.name}</Link> : '—';
  return (
    <Panel title={t('migration.order')} end={d(order.state.label)}>
      <dl className="facts pad" data-state={order.state.key}>
        <div>
          <dt>{t('migration.systems')}</dt>
          <dd>
            {system(order.from_system)} → {system(order.to_system)}
          </dd>
        </div>
        <div>
          <dt>{t('migration.purpose')}</dt>
          <dd>{order.purpose}</dd>
        </div>
        <div>
          <dt>{t('migration.data_scope')}</dt>
          <dd>
            {order.data_scope} {order.individual_number ? t('migration.with_numbers') : ''}
          </dd>
        </div>
        <div>
          <dt>{t('migration.transfer')}</dt>
          <dd>
            {d(order.transfer.label)} {order.line ?? ''}
          </dd>
        </div>
        <div>
          <dt>{t('migration.term')}</dt>
          <dd>
            {date_short(order.starts_on, lang)} – {date_short(order.ends_on, lang)}
          </dd>
        </div>
        <div>
          <dt>{t('migration.persons')}</dt>
          <dd>
            {t('migration.proposed_by', { person: order.proposed_by })}{' '}
            {order.approved_by ? t('migration.approved_by', { person: order.approved_by }) : ''}{' '}
            {order.closed_by ? t('migration.closed_by', { person: order.closed_by }) : ''}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

function Hindrances({ list }: { list: readonly Hindrance[] }) {
  const { d } = useWords();
  return (
    <ul data-hindrances>
      {list.map((one) => (
        <li key={one.code} data-code={one.code}>
          <Mark tone="bad">{d(one.text)}</Mark>
        </li>
      ))}
    </ul>
  );
}

function Checklist({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  if (order.state.key === 'proposed') return <Approval order={order} done={done} />;
  if (order.state.key === 'running') return <Closing order={order} done={done} />;
  return (
    <Note tone={order.state.key === 'closed' ? 'ok' : 'warn'}>
      <span data-ended>
        {order.state.key === 'closed'
          ? t('migration.is_closed', {
              entry: order.closing_entry === null ? '—' : grouped(order.closing_entry),
            })
          : t('migration.is_refused', { why: order.refused_for ?? '' })}
      </span>
    </Note>
  );
}

function Approval({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  const [reason, set_reason] = useState('');
  const action = useAction();
  const decide = async (approve: boolean) => {
    const sent = await action.run(() => api.decide(order.id, approve, reason));
    if (sent) done();
  };
  return (
    <Panel title={t('migration.approval')}>
      <div className="pad stack" data-approval>
        <p className="sub">{t('migration.approval_why')}</p>
        {order.before_approval.length > 0 ? <Hindrances list={order.before_approval} /> : null}
        <ActionTrouble fault={action.fault} />
        {order.may_change ? (
          <>
            <Line label={t('migration.reason')} value={reason} set={set_reason} />
            <div className="row flex-wrap gap-x-2">
              <button
                type="button"
                className="btn fill"
                disabled={action.busy || order.before_approval.length > 0}
                onClick={() => void decide(true)}
              >
                {t('migration.approve')}
              </button>
              <button
                type="button"
                className="btn"
                disabled={action.busy || reason.trim() === ''}
                onClick={() => void decide(false)}
              >
                {t('migration.refuse')}
              </button>
            </div>
          </>
        ) : null}
      </div>
    </Panel>
  );
}

function Closing({ order, done }: { order: Order; done: () => void }) {
  const { t, lang } = useWords();
  const action = useAction();
  const close = async () => {
    const sent = await action.run(() => api.close(order.id, lang));
    if (sent) done();
  };
  const blocked = order.before_closing.length > 0;
  return (
    <Panel title={t('migration.closing')} count={order.before_closing.length}>
      <div className="pad stack" data-closing>
        <p className="sub">{t('migration.closing_why')}</p>
        {blocked ? (
          <Hindrances list={order.before_closing} />
        ) : (
          <Mark tone="ok">{t('migration.nothing_left')}</Mark>
        )}
        <ActionTrouble fault={action.fault} />
        {order.may_change ? (
          <div>
            <button
              type="button"
              className="btn fill"
              disabled={action.busy || blocked}
              onClick={() => void close()}
            >
              {t('migration.close')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
