// 移行作業の指示: all of them with what is open, and the form for a new one.
import * as api from '../../api/migrations';
import type { Orders } from '../../api/migrations';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_migration } from '../../state/routes';

const kTones: Record<string, Tone> = {
  proposed: 'none',
  running: 'inf',
  closed: 'ok',
  refused: 'warn',
};

export function MigrationsScreen() {
  const { t } = useWords();
  const query = useQuery('migrations', api.orders);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.migrations') }]}
        title={t('nav.migrations')}
        actions={
          <Link className="btn s" to={to_list('migration_order')}>
            {t('migration.register')}
          </Link>
        }
      />
      <Await query={query} rows={12}>
        {(data) => (
          <div className="stack">
            <List data={data} />
            {data.may_propose ? <Propose done={query.reload} /> : null}
          </div>
        )}
      </Await>
    </main>
  );
}

function List({ data }: { data: Orders }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('migration.orders')} count={data.rows.length}>
      {data.rows.length === 0 ? (
        <Empty why={t('migration.none')} />
      ) : (
        <Scroll label={t('migration.orders')}>
          <table className="tight" data-orders>
            <thead>
              <tr>
                <th scope="col">{t('migration.number')}</th>
                <th scope="col">{t('migration.title')}</th>
                <th scope="col">{t('migration.term')}</th>
                <th scope="col">{t('migration.transfer')}</th>
                <th scope="col">{t('migration.state')}</th>
                <th scope="col" className="num">
                  {t('migration.rights_open')}
                </th>
                <th scope="col" className="num">
                  {t('migration.unconfirmed')}
                </th>
                <th scope="col" className="num">
                  {t('migration.left')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id} data-order={row.order_no}>
                  <th scope="row" className="nw">
                    <Link to={to_migration(row.id)}>{row.order_no}</Link>
                  </th>
                  <td>
                    {row.title}
                    <div className="sub">{row.department}</div>
                  </td>
                  <td className="nw">
                    {date_short(row.starts_on, lang)} – {date_short(row.ends_on, lang)}
                    {row.overrun ? (
                      <div>
                        <Mark tone="bad">{t('migration.overrun')}</Mark>
                      </div>
                    ) : null}
                  </td>
                  <td>{d(row.transfer.label)}</td>
                  <td>
                    <Mark tone={kTones[row.state.key] ?? 'none'}>{d(row.state.label)}</Mark>
                  </td>
                  <td className="num">{row.rights}</td>
                  <td className="num">{row.unconfirmed}</td>
                  <td className="num">{row.left}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

function Propose({ done }: { done: () => void }) {
  const { t } = useWords();
  return (
    <details className="pn" data-propose>
      <summary className="pad">{t('migration.propose')}</summary>
      <p className="pad sub">{t('migration.propose_why')}</p>
      <QuickForm
        id="propose"
        fields={[
          { name: 'title', label: t('migration.title'), type: 'line' },
          { name: 'from_system', label: t('migration.from_system'), type: 'line' },
          { name: 'to_system', label: t('migration.to_system'), type: 'line' },
          { name: 'department', label: t('migration.department'), type: 'line' },
          { name: 'contract', label: t('migration.contract'), type: 'line', optional: true },
          { name: 'purpose', label: t('migration.purpose'), type: 'text' },
          { name: 'data_scope', label: t('migration.data_scope'), type: 'text' },
          { name: 'individual_number', label: t('migration.numbers'), type: 'check' },
          { name: 'minimal', label: t('migration.minimal'), type: 'check' },
          {
            name: 'transfer',
            label: t('migration.transfer'),
            type: 'choice',
            options: [
              ['private_line', t('migration.way_private_line')],
              ['sealed_medium', t('migration.way_sealed_medium')],
            ],
          },
          {
            name: 'line',
            label: t('migration.line'),
            type: 'line',
            when: (values) => values.transfer === 'private_line',
          },
          { name: 'starts_on', label: t('migration.starts_on'), type: 'date' },
          { name: 'ends_on', label: t('migration.ends_on'), type: 'date' },
          { name: 'log_days', label: t('migration.log_days'), type: 'number', initial: '7' },
        ]}
        send_label={t('migration.propose_send')}
        send={async (values) => t('migration.proposed', { number: (await api.propose(values)).number })}
        done={done}
      />
    </details>
  );
}
