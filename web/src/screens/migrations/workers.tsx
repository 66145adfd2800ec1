// Who may work on it, with which right, and whether that right is in force in this system now.
import * as api from '../../api/migrations';
import type { Order } from '../../api/migrations';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';

export function Workers({ order, done }: { order: Order; done: () => void }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('migration.workers')} count={order.workers.length}>
      {order.workers.length === 0 ? (
        <Empty why={t('migration.workers_none')} />
      ) : (
        <Scroll label={t('migration.workers')}>
          <table className="tight" data-workers>
            <thead>
              <tr>
                <th scope="col">{t('migration.account')}</th>
                <th scope="col">{t('migration.work')}</th>
                <th scope="col">{t('migration.role')}</th>
                <th scope="col">{t('migration.term')}</th>
                <th scope="col">{t('migration.in_force')}</th>
              </tr>
            </thead>
            <tbody>
              {order.workers.map((one) => (
                <tr key={one.id} data-account={one.account}>
                  <th scope="row">
                    {one.account}
                    {one.second ? <div className="sub">{t('migration.second')}</div> : null}
                  </th>
                  <td>{d(one.work.label)}</td>
                  <td>{d(one.role.label)}</td>
                  <td className="nw">
                    {date_short(one.from, lang)} – {date_short(one.to, lang)}
                  </td>
                  <td>
                    <Mark
                      tone={one.alarm ? 'bad' : one.missing ? 'warn' : one.in_force ? 'inf' : 'ok'}
                    >
                      {one.alarm
                        ? t('migration.alive')
                        : one.in_force
                          ? t('migration.is_in_force')
                          : one.missing
                            ? t('migration.only_written')
                            : d(one.state.label)}
                    </Mark>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {order.may_change && order.state.key === 'proposed' ? (
        <AddWorker order={order} done={done} />
      ) : null}
    </Panel>
  );
}

function AddWorker({ order, done }: { order: Order; done: () => void }) {
  const { t, d } = useWords();
  return (
    <details data-add-worker>
      <summary className="pad">{t('migration.worker_add')}</summary>
      <QuickForm
        id="worker"
        fields={[
          { name: 'account', label: t('migration.account'), type: 'line' },
          { name: 'second', label: t('migration.second'), type: 'check' },
          {
            name: 'work',
            label: t('migration.work'),
            type: 'choice',
            options: [
              ['extract', t('migration.work_extract')],
              ['test_data', t('migration.work_test_data')],
              ['load', t('migration.work_load')],
              ['watch', t('migration.work_watch')],
            ],
          },
          {
            name: 'role',
            label: t('migration.role'),
            type: 'choice',
            options: order.roles.map((one) => [one.key, d(one.label)] as const),
          },
          { name: 'from', label: t('migration.from'), type: 'date', initial: order.starts_on },
          { name: 'to', label: t('migration.to'), type: 'date', initial: order.ends_on },
        ]}
        send_label={t('migration.worker_send')}
        send={async (values) => {
          await api.add_worker(order.id, values);
          return null;
        }}
        done={done}
      />
    </details>
  );
}
