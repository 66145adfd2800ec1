// One revision to whole departments at once: one delivery for each person.
import { useId, useState } from 'react';
import * as api from '../../api/policies';
import type { Policies } from '../../api/policies';
import { DateInput } from '../../parts/date_input';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kMethods = ['intranet', 'paper', 'annex', 'briefing'] as const;

export function Deliver({ data, done }: { data: Policies; done: () => void }) {
  const { t } = useWords();
  const id = useId();
  const in_force = data.documents.filter((one) => one.state.key === 'in_force');
  const [document, set_document] = useState(in_force[0]?.id ?? '');
  const [chosen, set_chosen] = useState<readonly string[]>([]);
  const [method, set_method] = useState<string>('intranet');
  const [on, set_on] = useState(data.today);
  const [made, set_made] = useState<{ made: number; already: number } | null>(null);
  const action = useAction();
  const send = async () => {
    set_made(null);
    const sent = await action.run(async () =>
      set_made(
        await api.deliver({ document, departments: [...chosen], method, delivered_on: on }),
      ),
    );
    if (sent) done();
  };
  const turn = (one: string) =>
    set_chosen(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <Panel title={t('policies.deliver')}>
      <div className="pad stack" data-deliver>
        <p className="sub">{t('policies.deliver_why')}</p>
        <label htmlFor={`${id}-d`}>{t('policies.document')}</label>
        <select
          id={`${id}-d`}
          className="in"
          value={document}
          onChange={(event) => set_document(event.currentTarget.value)}
        >
          {in_force.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}（{one.edition}）
            </option>
          ))}
        </select>
        <fieldset>
          <legend>{t('policies.to')}</legend>
          <div className="pick-list" data-departments>
            {data.departments.map((one) => (
              <label key={one.id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(one.id)}
                  onChange={() => turn(one.id)}
                />{' '}
                {one.name}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="row flex-wrap gap-x-2">
          <label htmlFor={`${id}-m`}>{t('policies.method')}</label>
          <select
            id={`${id}-m`}
            className="in s"
            value={method}
            onChange={(event) => set_method(event.currentTarget.value)}
          >
            {kMethods.map((one) => (
              <option key={one} value={one}>
                {t(`policies.method.${one}`)}
              </option>
            ))}
          </select>
          <label htmlFor={`${id}-o`}>{t('policies.delivered_on')}</label>
          <DateInput id={`${id}-o`} of={t('policies.delivered_on')} value={on} set={set_on} small />
        </div>
        <ActionTrouble fault={action.fault} />
        <div role="status">
          {made ? (
            <Note tone="ok">
              {t('policies.delivered_now', { made: made.made, already: made.already })}
            </Note>
          ) : null}
        </div>
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={!document || chosen.length === 0 || action.busy}
            onClick={() => void send()}
          >
            {t('policies.deliver_do')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
