// What was used and must be erased: listed while it is used, erased with day, method, certificate.
import { useState } from 'react';
import * as api from '../../api/migrations';
import type { Clearing, Order } from '../../api/migrations';
import { date_short, japan_time } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';

const kMethods = ['software', 'crypto', 'magnetic', 'physical'] as const;
const kKinds = ['medium', 'environment', 'device', 'copy'] as const;

export function Clearings({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const running = order.state.key === 'running' && order.may_change;
  const one = order.clearings.find((row) => row.id === chosen);
  return (
    <Panel title={t('migration.clearings')} count={order.clearings.length}>
      {order.clearings.length === 0 ? (
        <Empty why={t('migration.clearings_none')} />
      ) : (
        <Scroll label={t('migration.clearings')}>
          <table className="tight" data-clearings>
            <thead>
              <tr>
                <th scope="col">{t('migration.what')}</th>
                <th scope="col">{t('migration.state')}</th>
                <th scope="col">{t('migration.erased')}</th>
                <th scope="col">{t('migration.certificate')}</th>
              </tr>
            </thead>
            <tbody>
              {order.clearings.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  may={running}
                  chosen={row.id === chosen}
                  choose={() => choose(row.id === chosen ? null : row.id)}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {one ? (
        <ClearForm
          key={one.id}
          order={order}
          one={one}
          done={() => {
            choose(null);
            done();
          }}
        />
      ) : null}
      {running ? <ListOne order={order} done={done} /> : null}
    </Panel>
  );
}

interface RowProps {
  row: Clearing;
  may: boolean;
  chosen: boolean;
  choose: () => void;
}

function Row({ row, may, chosen, choose }: RowProps) {
  const { t, d, lang } = useWords();
  const open = row.state.key === 'open';
  return (
    <tr data-clearing={row.clearing_no} data-state={row.state.key}>
      <th scope="row">
        {row.what}
        <div className="sub">
          {d(row.kind.label)} {row.medium_no ?? ''}
        </div>
      </th>
      <td>
        <Mark tone={open ? 'bad' : 'ok'}>{d(row.state.label)}</Mark>{' '}
        {open && may ? (
          <button type="button" className="btn s" aria-expanded={chosen} onClick={choose}>
            {t('migration.clear_record')}
          </button>
        ) : null}
      </td>
      <td>
        {row.erased_on ? date_short(row.erased_on, lang) : '—'}{' '}
        {row.method ? d(row.method.label) : ''}
        <div className="sub">{row.erased_by ?? ''}</div>
      </td>
      <td>{row.certificate ?? '—'}</td>
    </tr>
  );
}

function ClearForm({ order, one, done }: { order: Order; one: Clearing; done: () => void }) {
  const { t } = useWords();
  const now = japan_time(new Date().toISOString());
  return (
    <QuickForm
      id="clear"
      fields={[
        {
          name: 'method',
          label: t('migration.method'),
          type: 'choice',
          options: kMethods
            .filter((method) => one.methods.includes(method))
            .map((method) => [method, t(`migration.method_${method}`)] as const),
        },
        { name: 'erased_on', label: t('migration.erased_on'), type: 'date', initial: now?.date ?? '' },
        {
          name: 'erased_at',
          label: t('migration.erased_at'),
          type: 'line',
          initial: now?.clock.slice(0, 5) ?? '',
        },
        { name: 'certificate', label: t('migration.certificate'), type: 'line' },
        { name: 'erased_by', label: t('migration.erased_by'), type: 'line' },
        { name: 'misuse_checked', label: t('migration.misuse_checked'), type: 'check' },
      ]}
      send_label={t('migration.clear_send')}
      send={async (values) => {
        await api.clear(order.id, one.id, values);
        return null;
      }}
      done={done}
    />
  );
}

function ListOne({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  return (
    <details data-add-clearing>
      <summary className="pad">{t('migration.clearing_add')}</summary>
      <QuickForm
        id="clearing"
        fields={[
          {
            name: 'kind',
            label: t('migration.kind'),
            type: 'choice',
            options: kKinds.map((kind) => [kind, t(`migration.kind_${kind}`)] as const),
          },
          { name: 'what', label: t('migration.what'), type: 'line' },
          { name: 'medium_no', label: t('migration.medium_no'), type: 'line', optional: true },
        ]}
        send_label={t('migration.clearing_send')}
        send={async (values) => {
          await api.to_clear(order.id, values);
          return null;
        }}
        done={done}
      />
    </details>
  );
}
