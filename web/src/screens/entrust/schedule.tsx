// When the contract is checked: each date with the rule that made it, and both duties beside each
// other.
import { useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { Mark, Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { TextKey } from '../../texts';

export function Schedule({ data, done }: { data: Contract; done: () => void }) {
  const { t, d, lang } = useWords();
  const [made, set_made] = useState<{ made: number; moved: number; ended: number } | null>(null);
  const action = useAction();
  const plan = async () => {
    set_made(null);
    const sent = await action.run(async () => set_made(await api.schedule(data.contract.id)));
    if (sent) done();
  };
  const check_of = (id: string | null) => data.checks.find((one) => one.id === id);
  return (
    <Panel
      title={t('entrust.schedule')}
      count={data.planned.length}
      end={t(`entrust.quarters.${data.quarters}`)}
    >
      <dl className="contract-facts pad" data-duties>
        {data.duties.map((one) => (
          <div key={one.id}>
            <dt>{d(one.label)}</dt>
            <dd>
              {one.met_on
                ? t('entrust.met_on', { date: date_short(one.met_on, lang) })
                : t('entrust.not_met')}
              {one.next ? (
                <>
                  {' '}
                  <Mark tone={one.late ? 'bad' : 'none'}>
                    {t('entrust.next_on', { date: date_short(one.next, lang) })}
                  </Mark>
                </>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      <Scroll label={t('entrust.schedule')}>
        <table className="tight" data-schedule>
          <thead>
            <tr>
              <th scope="col">{t('entrust.due')}</th>
              <th scope="col">{t('entrust.check')}</th>
              <th scope="col">{t('entrust.rule')}</th>
              <th scope="col">{t('entrust.state')}</th>
            </tr>
          </thead>
          <tbody>
            {data.planned.map((one) => {
              const check = check_of(one.check);
              return (
                <tr key={`${one.kind}${one.number}`}>
                  <th scope="row" className="nw">
                    {date_short(one.due, lang)}
                  </th>
                  <td className="nw">
                    {t(`entrust.kind.${one.kind}` as TextKey)} {one.number}
                  </td>
                  <td>
                    {one.ambiguous ? <Mark tone="warn">{d(one.why)}</Mark> : d(one.why)}
                  </td>
                  <td>
                    {check === undefined ? (
                      <Mark tone="none">{t('entrust.no_row')}</Mark>
                    ) : check.done_on ? (
                      <Mark tone={check.late ? 'bad' : 'ok'}>
                        {date_short(check.done_on, lang)}
                        {check.late ? ` ${t('entrust.late')}` : ''}
                      </Mark>
                    ) : (
                      <Mark tone={check.late ? 'bad' : 'none'}>
                        {check.late ? t('entrust.overdue') : t('entrust.planned')}
                      </Mark>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      <div className="pad stack">
        <ActionTrouble fault={action.fault} />
        <div role="status">
          {made ? <Note tone="ok">{t('entrust.planned_now', { ...made })}</Note> : null}
        </div>
        {data.may.check ? (
          <div>
            <button
              type="button"
              className="btn"
              disabled={action.busy}
              onClick={() => void plan()}
            >
              {t('entrust.plan')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
