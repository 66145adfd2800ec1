// The steps of the contract's process, what stands before the next one, and taking it.
import { useId, useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract, Step } from '../../api/entrust';
import { DateInput } from '../../parts/date_input';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import { LetterLink } from './letter_link';

const tone_of = (step: Step) => (step.done ? 'ok' : step.current ? 'inf' : 'none');

export function Steps({ data, done }: { data: Contract; done: () => void }) {
  const { t, d } = useWords();
  const next = data.steps.find((one) => one.key === data.next);
  return (
    <Panel title={t('entrust.steps', { process: data.contract.process })}>
      <ol className="pad row flex-wrap gap-x-4" data-steps>
        {data.steps.map((one) => (
          <li key={one.key} aria-current={one.current ? 'step' : undefined}>
            <Mark tone={tone_of(one)}>
              {one.current ? <b>{d(one.label)}</b> : d(one.label)}
            </Mark>
          </li>
        ))}
      </ol>
      {next?.blocked ? (
        <p className="pad" data-blocked>
          <Mark tone="warn">{d(next.blocked)}</Mark>
        </p>
      ) : null}
      {data.may.change && next ? <Take data={data} next={next} done={done} /> : null}
    </Panel>
  );
}

const kDated = ['running', 'closed'];

function Take({ data, next, done }: { data: Contract; next: Step; done: () => void }) {
  const { t, d } = useWords();
  const id = useId();
  const one = data.contract;
  const [on, set_on] = useState(data.today);
  const [policy, set_policy] = useState(one.policy_received_on ?? '');
  const [told, set_told] = useState(one.announced_on ?? '');
  const [back, set_back] = useState(one.data_back_on ?? '');
  const action = useAction();
  const take = async () => {
    const sent = await action.run(() =>
      api.step(one.id, {
        to: next.key,
        ...(kDated.includes(next.key) ? { on } : {}),
        ...(next.key === 'running' && policy ? { policy_received_on: policy } : {}),
        ...(next.key === 'closed' && back ? { data_back_on: back } : {}),
      }),
    );
    if (sent) done();
  };
  const announce = async () => {
    const sent = await action.run(() => api.step(one.id, { to: 'announced', on: told }));
    if (sent) done();
  };
  const field = (key: string, label: string, value: string, set: (text: string) => void) => (
    <span className="row gap-x-2" key={key}>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <DateInput id={`${id}-${key}`} of={label} value={value} set={set} small />
    </span>
  );
  return (
    <div className="pad stack" data-take>
      {one.state?.key === 'announced' ? (
        <div className="row flex-wrap gap-x-2">
          {field('told', t('entrust.announced_on'), told, set_told)}
          <button
            type="button"
            className="btn s"
            disabled={!told || action.busy}
            onClick={() => void announce()}
          >
            {t('entrust.announce')}
          </button>
          <LetterLink
            template="entrust_notice"
            register="entrusted_contract"
            record={one.id}
            text={t('entrust.letter.notice')}
          />
        </div>
      ) : null}
      <div className="row flex-wrap gap-x-2">
        {next.key === 'running' ? field('on', t('entrust.signed_on'), on, set_on) : null}
        {next.key === 'running' ? field('pol', t('entrust.policy_on'), policy, set_policy) : null}
        {next.key === 'closed' ? field('on', t('entrust.closed_on'), on, set_on) : null}
        {next.key === 'closed' ? field('back', t('entrust.back_on'), back, set_back) : null}
        <button
          type="button"
          className="btn fill"
          disabled={action.busy}
          onClick={() => void take()}
        >
          {t('entrust.take', { step: d(next.label) })}
        </button>
      </div>
      <ActionTrouble fault={action.fault} />
    </div>
  );
}
