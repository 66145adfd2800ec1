// Test data: masked or invented; real ones only by an exception that somebody else records.
import * as api from '../../api/migrations';
import type { Order } from '../../api/migrations';
import { DeskTable } from '../../parts/desk_table';
import { Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { useWords } from '../../state/language';

export function TestData({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  const real = (values: { kind?: string | boolean }) => values.kind === 'real';
  return (
    <Panel title={t('migration.test_data')} count={order.test_data.rows.length}>
      <DeskTable table={order.test_data} none={t('migration.test_none')} />
      {order.state.key === 'running' && order.may_change ? (
        <details data-add-test>
          <summary className="pad">{t('migration.test_add')}</summary>
          <p className="pad sub">{t('migration.test_why')}</p>
          <QuickForm
            id="test"
            fields={[
              { name: 'what', label: t('migration.what'), type: 'line' },
              { name: 'row_count', label: t('migration.rows'), type: 'number' },
              { name: 'why_enough', label: t('migration.why_enough'), type: 'line' },
              {
                name: 'kind',
                label: t('migration.test_kind'),
                type: 'choice',
                options: [
                  ['masked', t('migration.test_masked')],
                  ['invented', t('migration.test_invented')],
                  ['real', t('migration.test_real')],
                ],
              },
              {
                name: 'masked_fields',
                label: t('migration.masked_fields'),
                type: 'line',
                when: (values) => values.kind === 'masked',
              },
              {
                name: 'copy',
                label: t('migration.copy'),
                type: 'line',
                optional: true,
                when: (values) => values.kind === 'masked',
              },
              {
                name: 'exception_reason',
                label: t('migration.exception'),
                type: 'text',
                optional: true,
                when: real,
              },
              {
                name: 'made_by',
                label: t('migration.made_by'),
                type: 'line',
                optional: true,
                when: real,
              },
            ]}
            send_label={t('migration.test_send')}
            send={async (values) =>
              t('migration.test_added', { number: (await api.test_data(order.id, values)).number })
            }
            done={done}
          />
        </details>
      ) : null}
    </Panel>
  );
}
