// What the contractor was handed, and the proof that each came back or was erased.
import { useId, useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract, DataItem } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { DateInput } from '../../parts/date_input';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_new_record, to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';
import { LetterLink } from './letter_link';
import { LineInput } from './line_input';

const kHow = ['returned', 'erased', 'destroyed'] as const;

export function BackPanel({ data, done }: { data: Contract; done: () => void }) {
  const { t, d, lang } = useWords();
  const [open, set_open] = useState<string | null>(null);
  const chosen = data.data.find((one) => one.id === open);
  return (
    <Panel
      title={t('entrust.back')}
      count={data.data.length}
      end={
        <>
          <LetterLink
            template="entrust_return"
            register="entrusted_contract"
            record={data.contract.id}
            text={t('entrust.back.letter')}
          />{' '}
          {data.may.data ? (
            <Link to={to_new_record('contract_data')}>{t('entrust.back.new')}</Link>
          ) : null}
        </>
      }
    >
      {data.data.length === 0 ? (
        <Empty why={t('entrust.back.none')} />
      ) : (
        <Scroll label={t('entrust.back')}>
          <table className="tight" data-back>
            <thead>
              <tr>
                <th scope="col">{t('entrust.back.item')}</th>
                <th scope="col" className="num">
                  {t('entrust.back.count')}
                </th>
                <th scope="col">{t('entrust.back.out')}</th>
                <th scope="col">{t('entrust.back.due')}</th>
                <th scope="col">{t('entrust.back.state')}</th>
                <th scope="col">{t('entrust.back.do')}</th>
              </tr>
            </thead>
            <tbody>
              {data.data.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={to_record('contract_data', one.id)}>{one.what}</Link>
                    <div className="sub">
                      {one.item_no} {d(one.kind?.label)} {one.serial}
                    </div>
                  </th>
                  <td className="num">{one.count ?? '—'}</td>
                  <td>
                    {one.out_on ? date_short(one.out_on, lang) : '—'}
                    <div className="sub">
                      {one.handed_by} → {one.received_by}
                    </div>
                  </td>
                  <td className="nw">{one.back_due ? date_short(one.back_due, lang) : '—'}</td>
                  <td>
                    <State one={one} today={data.today} />
                  </td>
                  <td>
                    {data.may.data && !one.complete ? (
                      <button
                        type="button"
                        className="btn s"
                        aria-expanded={open === one.id}
                        onClick={() => set_open(open === one.id ? null : one.id)}
                      >
                        {t('entrust.back.enter')}
                      </button>
                    ) : (
                      '—'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {chosen ? (
        <Bring
          key={chosen.id}
          data={data}
          one={chosen}
          done={() => {
            set_open(null);
            done();
          }}
        />
      ) : null}
    </Panel>
  );
}

function State({ one, today }: { one: DataItem; today: string }) {
  const { t, d, lang } = useWords();
  if (!one.back_on) {
    const late = one.back_due !== null && one.back_due < today;
    return (
      <Mark tone={late ? 'bad' : 'none'}>{t(late ? 'entrust.overdue' : 'entrust.back.out_now')}</Mark>
    );
  }
  return (
    <Mark tone={one.complete ? 'ok' : 'bad'}>
      {d(one.back_how?.label)} {date_short(one.back_on, lang)}{' '}
      {one.complete ? '' : t('entrust.back.short', { n: one.back_count ?? 0 })}
    </Mark>
  );
}

function Bring({ data, one, done }: { data: Contract; one: DataItem; done: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [on, set_on] = useState(data.today);
  const [how, set_how] = useState<string>(one.back_how?.key ?? 'returned');
  const [count, set_count] = useState(one.count === null ? '1' : String(one.count));
  const [certificate, set_certificate] = useState(one.certificate_on ?? '');
  const action = useAction();
  const send = async () => {
    const sent = await action.run(() =>
      api.bring_back(data.contract.id, one.id, {
        back_on: on,
        back_how: how,
        back_count: Number(count),
        ...(certificate ? { certificate_on: certificate } : {}),
      }),
    );
    if (sent) done();
  };
  return (
    <div className="pad stack" data-bring>
      <h3>{one.what}</h3>
      <div className="row flex-wrap gap-x-2">
        <label htmlFor={`${id}-h`}>{t('entrust.back.how')}</label>
        <select
          id={`${id}-h`}
          className="in s"
          value={how}
          onChange={(event) => set_how(event.currentTarget.value)}
        >
          {kHow.map((each) => (
            <option key={each} value={each}>
              {t(`entrust.back.${each}` as TextKey)}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-o`}>{t('entrust.back.on')}</label>
        <DateInput id={`${id}-o`} of={t('entrust.back.on')} value={on} set={set_on} small />
        <label htmlFor={`${id}-c`}>{t('entrust.back.certificate')}</label>
        <DateInput
          id={`${id}-c`}
          of={t('entrust.back.certificate')}
          value={certificate}
          set={set_certificate}
          small
        />
      </div>
      <LineInput label={t('entrust.back.counted')} value={count} set={set_count} />
      <ActionTrouble fault={action.fault} />
      <div>
        <button
          type="button"
          className="btn fill"
          disabled={!/^\d+$/.test(count) || action.busy}
          onClick={() => void send()}
        >
          {t('entrust.back.keep')}
        </button>
      </div>
    </div>
  );
}
