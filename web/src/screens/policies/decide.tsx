// The decisions of a meeting, each with the improvement plans that follow, in one step.
import { useId, useState } from 'react';
import * as api from '../../api/policies';
import type { Meeting, NewPlan, Policies } from '../../api/policies';
import { DateInput } from '../../parts/date_input';
import { Note } from '../../parts/mark';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

interface Props {
  meetings: readonly Meeting[];
  data: Policies;
  done: () => void;
}
const kNone: NewPlan = { finding: '', measure: '', person: '', due: '' };

export function Decide({ meetings, data, done }: Props) {
  const { t } = useWords();
  const id = useId();
  const [meeting, set_meeting] = useState(meetings[0]?.id ?? '');
  const [decision, set_decision] = useState('');
  const [held_on, set_held_on] = useState(data.today);
  const [plans, set_plans] = useState<readonly NewPlan[]>([]);
  const [made, set_made] = useState<string[] | null>(null);
  const action = useAction();
  const chosen = meetings.some((one) => one.id === meeting) ? meeting : (meetings[0]?.id ?? '');
  const send = async () => {
    set_made(null);
    const body = { decision, held_on, plans: [...plans] };
    const sent = await action.run(async () => set_made((await api.decide(chosen, body)).plans));
    if (!sent) return;
    set_decision('');
    set_plans([]);
    done();
  };
  const change = (at: number, plan: NewPlan) =>
    set_plans(plans.map((one, place) => (place === at ? plan : one)));
  return (
    <div className="pad stack" data-decide>
      <h3>{t('policies.decide')}</h3>
      <div className="row flex-wrap gap-x-2">
        <label htmlFor={`${id}-m`}>{t('policies.meeting')}</label>
        <select
          id={`${id}-m`}
          className="in s"
          value={chosen}
          onChange={(event) => set_meeting(event.currentTarget.value)}
        >
          {meetings.map((one) => (
            <option key={one.id} value={one.id}>
              {one.no}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-h`}>{t('policies.held_on')}</label>
        <DateInput
          id={`${id}-h`}
          of={t('policies.held_on')}
          value={held_on}
          set={set_held_on}
          small
        />
      </div>
      <label htmlFor={`${id}-t`}>{t('policies.decision')}</label>
      <textarea
        id={`${id}-t`}
        className="in"
        rows={3}
        value={decision}
        onChange={(event) => set_decision(event.currentTarget.value)}
      />
      {plans.map((plan, at) => (
        <Plan key={at} at={at} plan={plan} data={data} set={(one) => change(at, one)} />
      ))}
      <ActionTrouble fault={action.fault} />
      <div role="status">
        {made ? (
          <Note tone="ok">{t('policies.decided', { plans: made.join('、') || '—' })}</Note>
        ) : null}
      </div>
      <div className="row flex-wrap gap-x-2">
        <button type="button" className="btn s" onClick={() => set_plans([...plans, kNone])}>
          {t('policies.add_plan')}
        </button>
        <button
          type="button"
          className="btn fill"
          disabled={decision.trim() === '' || action.busy}
          onClick={() => void send()}
        >
          {t('policies.decide_do')}
        </button>
      </div>
    </div>
  );
}

interface PlanProps {
  at: number;
  plan: NewPlan;
  data: Policies;
  set: (plan: NewPlan) => void;
}

function Plan({ at, plan, data, set }: PlanProps) {
  const { t, d } = useWords();
  const id = useId();
  return (
    <fieldset className="stack" data-plan={at}>
      <legend>{t('policies.plan_no', { n: at + 1 })}</legend>
      <label htmlFor={`${id}-f`}>{t('policies.plan_finding')}</label>
      <select
        id={`${id}-f`}
        className="in"
        value={plan.finding}
        onChange={(event) => set({ ...plan, finding: event.currentTarget.value })}
      >
        <option value="">{t('policies.choose')}</option>
        {data.findings.map((one) => (
          <option key={one.id} value={one.id}>
            {one.no} {d(one.title)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-m`}>{t('policies.plan_measure')}</label>
      <input
        id={`${id}-m`}
        className="in"
        value={plan.measure}
        onChange={(event) => set({ ...plan, measure: event.currentTarget.value })}
      />
      <div className="row flex-wrap gap-x-2">
        <label htmlFor={`${id}-p`}>{t('policies.plan_person')}</label>
        <input
          id={`${id}-p`}
          className="in s"
          value={plan.person}
          onChange={(event) => set({ ...plan, person: event.currentTarget.value })}
        />
        <label htmlFor={`${id}-d`}>{t('policies.plan_due')}</label>
        <DateInput
          id={`${id}-d`}
          of={t('policies.plan_due')}
          value={plan.due}
          set={(due) => set({ ...plan, due })}
          small
        />
      </div>
    </fieldset>
  );
}
