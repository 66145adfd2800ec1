// A weak answer becomes an improvement plan: what is done, by whom, until when.
import { useState } from 'react';
import * as api from '../../api/inspections';
import { DateLine, Line } from '../../parts/form_line';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

export function PlanForm(props: { inspection: string; item: string; done: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [open, set_open] = useState(false);
  const [plan, set] = useState({ measure: '', person: '', due: '' });
  if (!open)
    return (
      <button type="button" className="btn s" onClick={() => set_open(true)}>
        {t('inspection.make_plan', { no: props.item })}
      </button>
    );
  return (
    <div className="stack" data-plan={props.item}>
      <Line
        label={t('inspection.plan_measure')}
        value={plan.measure}
        set={(measure) => set({ ...plan, measure })}
        max_length={2000}
      />
      <Line
        label={t('inspection.plan_person')}
        value={plan.person}
        set={(person) => set({ ...plan, person })}
        max_length={60}
      />
      <DateLine label={t('inspection.plan_due')} value={plan.due} set={(due) => set({ ...plan, due })} />
      <ActionTrouble fault={action.fault} />
      <div className="acts-row">
        <button
          type="button"
          className="btn s"
          disabled={action.busy}
          onClick={() =>
            void action
              .run(() => api.plan(props.inspection, { item: props.item, ...plan }))
              .then((well) => {
                if (well) props.done();
              })
          }
        >
          {t('inspection.enter_plan')}
        </button>
      </div>
    </div>
  );
}
