// Looks at the log: planned when the order was approved, taken by whoever looked.
import { useState } from 'react';
import * as api from '../../api/migrations';
import type { Look, Order } from '../../api/migrations';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { Scroll } from '../../parts/scroll';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';

export function Looks({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const look = order.looks.find((one) => one.id === chosen);
  return (
    <Panel title={t('migration.looks')} count={order.looks.length}>
      {order.looks.length === 0 ? (
        <Empty why={t('migration.looks_none')} />
      ) : (
        <Scroll label={t('migration.looks')}>
          <table className="tight" data-looks>
            <thead>
              <tr>
                <th scope="col">{t('migration.due')}</th>
                <th scope="col">{t('migration.looked')}</th>
                <th scope="col">{t('migration.result')}</th>
              </tr>
            </thead>
            <tbody>
              {order.looks.map((one) => (
                <Row
                  key={one.id}
                  order={order}
                  look={one}
                  chosen={one.id === chosen}
                  choose={() => choose(one.id === chosen ? null : one.id)}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {look ? (
        <LookForm
          key={look.id}
          order={order}
          look={look}
          done={() => {
            choose(null);
            done();
          }}
        />
      ) : null}
    </Panel>
  );
}

interface RowProps {
  order: Order;
  look: Look;
  chosen: boolean;
  choose: () => void;
}

function Row({ order, look, chosen, choose }: RowProps) {
  const { t, d, lang } = useWords();
  const suspicious = look.result?.key === 'suspicious';
  const open = look.looked_on === null || (suspicious && !look.incident);
  return (
    <tr data-look={look.look_no}>
      <th scope="row" className="nw">
        {date_short(look.due, lang)}{' '}
        {look.late ? <Mark tone="bad">{t('migration.late')}</Mark> : null}
      </th>
      <td>
        {look.looked_on ? date_short(look.looked_on, lang) : '—'} {look.looked_by ?? ''}
      </td>
      <td>
        {look.result ? (
          <Mark tone={suspicious ? 'bad' : 'ok'}>{d(look.result.label)}</Mark>
        ) : null}
        {suspicious && !look.incident ? (
          <div>
            <Link
              to={`/incidents/new?kind=leak&from=${encodeURIComponent(`migration_log_watch ${look.look_no}`)}`}
            >
              {t('migration.open_incident')}
            </Link>
          </div>
        ) : null}
        {open && order.may_change && order.state.key === 'running' ? (
          <button type="button" className="btn s" aria-expanded={chosen} onClick={choose}>
            {t('migration.look_record')}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

function LookForm({ order, look, done }: { order: Order; look: Look; done: () => void }) {
  const { t } = useWords();
  return (
    <QuickForm
      id="look"
      fields={[
        { name: 'source', label: t('migration.source'), type: 'line' },
        {
          name: 'result',
          label: t('migration.result'),
          type: 'choice',
          initial: look.result?.key ?? 'clean',
          options: [
            ['clean', t('migration.clean')],
            ['suspicious', t('migration.suspicious')],
          ],
        },
        {
          name: 'what',
          label: t('migration.found'),
          type: 'text',
          when: (values) => values.result === 'suspicious',
        },
        {
          name: 'incident',
          label: t('migration.incident_no'),
          type: 'line',
          optional: true,
          when: (values) => values.result === 'suspicious',
        },
      ]}
      send_label={t('migration.look_send')}
      send={async (values) => {
        await api.look(order.id, look.id, values);
        return null;
      }}
      done={done}
    />
  );
}
