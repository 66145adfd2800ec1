// Policies that were given to me: what I have not said I have read, and how to say so.
import { useState } from 'react';
import * as api from '../../api/policies';
import { date_short } from '../../lib/era_date';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';

export function MyDeliveries() {
  const { t, lang } = useWords();
  const query = useQuery('policies.mine', api.my_deliveries);
  const [received, set_received] = useState<string | null>(null);
  const action = useAction();
  const open = query.data?.deliveries.filter((one) => one.received_on === null) ?? [];
  if (open.length === 0 && received === null) return null;
  const receive = async (id: string, title: string) => {
    const sent = await action.run(() => api.receive(id));
    if (!sent) return;
    set_received(title);
    query.reload();
  };
  return (
    <Panel title={t('policies.mine')} count={open.length}>
      <div role="status" className="empty:hidden">
        {received ? <Note tone="ok">{t('policies.mine_done', { title: received })}</Note> : null}
      </div>
      <ActionTrouble fault={action.fault} />
      <ul data-mine>
        {open.map((one) => (
          <li key={one.id} className="pad row flex-wrap gap-x-2">
            <b>{one.title}</b> <span className="tag">{one.edition}</span>
            <span className="sub">
              {t('policies.mine_on', { date: date_short(one.delivered_on, lang) })}
            </span>
            <button
              type="button"
              className="btn s"
              data-stop
              disabled={action.busy}
              onClick={() => void receive(one.id, one.title)}
            >
              {t('policies.mine_do')}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
