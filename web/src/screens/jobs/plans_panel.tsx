// What comes back by itself, and ending it.
import * as api from '../../api/endpoints';
import type { Jobs } from '../../api/types';
import { moment } from '../../lib/era_date';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';

interface Props {
  jobs: Jobs;
  changed: () => void;
}

export function PlansPanel({ jobs, changed }: Props) {
  const { plans } = jobs;
  const { t, d, lang } = useWords();
  const today = useToday();
  const { busy, fault, run } = useAction();
  const end = async (id: string) => {
    if (await run(() => api.end_plan(id))) changed();
  };
  return (
    <Panel title={t('jobs.plans')} count={plans.length}>
      {plans.length === 0 ? <p className="pad sub">{t('jobs.plans_none')}</p> : null}
      {plans.length > 0 ? (
        <table>
          <tbody>
            {plans.map((plan) => (
              <tr key={plan.id} data-plan={plan.id}>
                <th scope="row">{d(plan.label)}</th>
                <td>
                  {t('jobs.plan_next')} {moment(plan.next_at, lang, today)}
                </td>
                <td>
                  {plan.mine || jobs.keeps_the_machine ? (
                    <button
                      type="button"
                      className="btn"
                      disabled={busy}
                      onClick={() => void end(plan.id)}
                    >
                      {t('jobs.plan_end')}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <ActionTrouble fault={fault} />
    </Panel>
  );
}
