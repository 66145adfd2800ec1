// Extractions: recorded by one person, confirmed by another.
import { useState } from 'react';
import * as api from '../../api/migrations';
import type { Extraction, Order } from '../../api/migrations';
import { date_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Line } from '../../parts/form_line';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

export function Extractions({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  const running = order.state.key === 'running';
  return (
    <Panel title={t('migration.extractions')} count={order.extractions.length}>
      {order.extractions.length === 0 ? (
        <Empty why={t('migration.extractions_none')} />
      ) : (
        <Scroll label={t('migration.extractions')}>
          <table className="tight" data-extractions>
            <thead>
              <tr>
                <th scope="col">{t('migration.number')}</th>
                <th scope="col">{t('migration.when')}</th>
                <th scope="col">{t('migration.two')}</th>
                <th scope="col" className="num">
                  {t('migration.rows')}
                </th>
                <th scope="col">{t('migration.protection')}</th>
                <th scope="col">{t('migration.state')}</th>
              </tr>
            </thead>
            <tbody>
              {order.extractions.map((one) => (
                <Row key={one.id} order={order} one={one} done={done} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {running && order.may_change ? <AddExtraction order={order} done={done} /> : null}
    </Panel>
  );
}

function Row({ order, one, done }: { order: Order; one: Extraction; done: () => void }) {
  const { d, lang } = useWords();
  const open = one.state.key === 'first';
  return (
    <tr data-extraction={one.extraction_no} data-state={one.state.key}>
      <th scope="row">
        {one.extraction_no}
        <div className="sub">{one.what}</div>
      </th>
      <td className="nw">
        {date_short(one.taken_on, lang)} {one.taken_at}
      </td>
      <td>
        {one.first_person}
        <div>{one.second_person ?? '—'}</div>
      </td>
      <td className="num">{grouped(one.row_count)}</td>
      <td>
        {d(one.way.label)} {d(one.encryption.label)}
        <div className="sub">
          {one.medium_no ?? ''} {one.seal_no ?? ''} {one.sha256.slice(0, 12)}
        </div>
      </td>
      <td>
        <Mark tone={open ? 'warn' : one.state.key === 'confirmed' ? 'ok' : 'none'}>
          {d(one.state.label)}
        </Mark>
        {open && order.may_change ? <Confirm order={order} one={one} done={done} /> : null}
      </td>
    </tr>
  );
}

function Confirm({ order, one, done }: { order: Order; one: Extraction; done: () => void }) {
  const { t } = useWords();
  const [reason, set_reason] = useState('');
  const action = useAction();
  if (one.own) return <p className="sub">{t('migration.own_extraction')}</p>;
  const decide = async (yes: boolean) => {
    const sent = await action.run(() => api.confirm(order.id, one.id, yes, reason));
    if (sent) done();
  };
  return (
    <div className="stack" data-confirm={one.extraction_no}>
      <ActionTrouble fault={action.fault} />
      <button type="button" className="btn s" disabled={action.busy} onClick={() => void decide(true)}>
        {t('migration.confirm')}
      </button>
      <Line label={t('migration.reason')} value={reason} set={set_reason} />
      <button
        type="button"
        className="btn s"
        disabled={action.busy || reason.trim() === ''}
        onClick={() => void decide(false)}
      >
        {t('migration.refuse_extraction')}
      </button>
    </div>
  );
}

function AddExtraction({ order, done }: { order: Order; done: () => void }) {
  const { t } = useWords();
  const sealed = order.transfer.key === 'sealed_medium';
  return (
    <details data-add-extraction>
      <summary className="pad">{t('migration.extraction_add')}</summary>
      <p className="pad sub">{t('migration.extraction_why')}</p>
      <QuickForm
        id="extraction"
        fields={[
          { name: 'what', label: t('migration.what'), type: 'line' },
          { name: 'row_count', label: t('migration.rows'), type: 'number' },
          { name: 'sha256', label: t('migration.sha256'), type: 'line' },
          {
            name: 'encryption',
            label: t('migration.encryption'),
            type: 'choice',
            options: [
              ['aes256', 'AES-256'],
              ['device', t('migration.encryption_device')],
              ['none', t('migration.encryption_none')],
            ],
          },
          {
            name: 'way',
            label: t('migration.transfer'),
            type: 'choice',
            initial: order.transfer.key,
            options: [
              ['private_line', t('migration.way_private_line')],
              ['sealed_medium', t('migration.way_sealed_medium')],
            ],
          },
          {
            name: 'medium_no',
            label: t('migration.medium_no'),
            type: 'line',
            optional: !sealed,
            when: (values) => values.way === 'sealed_medium',
          },
          {
            name: 'seal_no',
            label: t('migration.seal_no'),
            type: 'line',
            optional: !sealed,
            when: (values) => values.way === 'sealed_medium',
          },
          { name: 'write_protected', label: t('migration.write_protected'), type: 'check' },
        ]}
        send_label={t('migration.extraction_send')}
        send={async (values) =>
          t('migration.extraction_added', { number: (await api.extract(order.id, values)).number })
        }
        done={done}
      />
    </details>
  );
}
