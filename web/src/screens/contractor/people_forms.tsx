// Workers, pledges, training and what was made up later.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ContractorContract } from '../../api/chains';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { useWords } from '../../state/language';
import { Area, Tick } from '../../parts/form_area';
import { FormFrame } from './form_frame';

interface Props {
  contract: ContractorContract;
  done: () => void;
}

const at_work = (contract: ContractorContract) => contract.workers.filter((one) => !one.left_on);

export function WorkerForm({ contract, done }: Props) {
  const { t } = useWords();
  const [party, set_party] = useState(contract.tree[0]?.id ?? '');
  const [duty, set_duty] = useState('');
  const [responsible, set_responsible] = useState(false);
  return (
    <FormFrame
      name="worker"
      title={t('contractor.worker')}
      why={t('contractor.worker_why')}
      button={t('contractor.file')}
      ready={duty !== '' && party !== ''}
      send={() => api.file('contractor', contract.id, 'workers', { party, duty, responsible })}
      done={done}
    >
      <Choice
        label={t('chain.employer')}
        value={party}
        set={set_party}
        options={contract.tree.map((one) => [one.id, one.name] as const)}
      />
      <Line label={t('contractor.duty')} value={duty} set={set_duty} max_length={100} />
      <Tick label={t('chain.responsible')} value={responsible} set={set_responsible} />
    </FormFrame>
  );
}

export function PledgeForm({ contract, done }: Props) {
  const { t } = useWords();
  const people = at_work(contract);
  const [worker, set_worker] = useState(people[0]?.id ?? '');
  const [edition, set_edition] = useState('');
  const [signed_on, set_signed] = useState('');
  const [promise, set_promise] = useState(false);
  return (
    <FormFrame
      name="pledge"
      title={t('contractor.pledge')}
      why={t('contractor.pledge_why')}
      button={t('contractor.file')}
      ready={worker !== '' && edition !== '' && signed_on !== ''}
      send={() =>
        api.file('contractor', contract.id, 'pledges', {
          worker,
          edition,
          signed_on,
          no_file_sharing: promise,
        })
      }
      done={done}
    >
      <Choice
        label={t('chain.worker')}
        value={worker}
        set={set_worker}
        options={people.map((one) => [one.id, `${one.no} ${one.duty}`] as const)}
      />
      <Line label={t('contractor.edition')} value={edition} set={set_edition} max_length={20} />
      <DateLine label={t('contractor.signed_on')} value={signed_on} set={set_signed} />
      <Tick label={t('contractor.no_file_sharing')} value={promise} set={set_promise} />
    </FormFrame>
  );
}

const kKinds = ['before_access', 'before_contract', 'yearly'] as const;

export function TrainingForm({ contract, done }: Props) {
  const { t } = useWords();
  const people = at_work(contract);
  const planned = contract.trainings.filter((one) => one.held_on === null);
  const [training, set_training] = useState('');
  const [title, set_title] = useState('');
  const [kind, set_kind] = useState<string>('before_access');
  const [edition, set_edition] = useState('');
  const [content, set_content] = useState('');
  const [held_on, set_held] = useState('');
  const [tested, set_tested] = useState(false);
  const [came, set_came] = useState<readonly string[]>([]);
  const [make_up, set_make_up] = useState('');
  const absent = people.filter((one) => !came.includes(one.id)).map((one) => one.id);
  const turn = (id: string) =>
    set_came(came.includes(id) ? came.filter((one) => one !== id) : [...came, id]);
  return (
    <FormFrame
      name="training"
      title={t('contractor.training')}
      why={t('contractor.training_why')}
      button={t('contractor.file')}
      ready={title !== '' && held_on !== '' && came.length > 0 && (absent.length === 0 || make_up !== '')}
      send={() =>
        api.file('contractor', contract.id, 'trainings', {
          ...(training ? { training } : {}),
          title,
          kind,
          edition,
          content,
          held_on,
          tested,
          attended: came,
          absent,
          ...(make_up ? { make_up_due: make_up } : {}),
        })
      }
      done={done}
    >
      {planned.length > 0 ? (
        <Choice
          label={t('contractor.planned')}
          value={training}
          set={(id) => {
            set_training(id);
            const one = planned.find((row) => row.id === id);
            if (one) set_title(one.title);
            if (one) set_kind(one.kind.key);
          }}
          options={[
            ['', t('contractor.not_planned')] as const,
            ...planned.map((one) => [one.id, one.title] as const),
          ]}
        />
      ) : null}
      <Line label={t('contractor.training_title')} value={title} set={set_title} max_length={100} />
      <Choice
        label={t('contractor.kind')}
        value={kind}
        set={set_kind}
        options={kKinds.map((one) => [one, t(`contractor.kind.${one}`)] as const)}
      />
      <Line label={t('contractor.guideline')} value={edition} set={set_edition} max_length={20} />
      <Area label={t('contractor.content')} value={content} set={set_content} max={1000} />
      <DateLine label={t('contractor.held_on')} value={held_on} set={set_held} />
      <fieldset>
        <legend>{t('contractor.who_came')}</legend>
        <div className="pick-list">
          {people.map((one) => (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={came.includes(one.id)}
                onChange={() => turn(one.id)}
              />{' '}
              {one.no} {one.duty}
            </label>
          ))}
        </div>
      </fieldset>
      {absent.length > 0 ? (
        <DateLine label={t('contractor.make_up_due')} value={make_up} set={set_make_up} />
      ) : null}
      <Tick label={t('contractor.tested')} value={tested} set={set_tested} />
    </FormFrame>
  );
}

export function MakeUpForm({ contract, done }: Props) {
  const { t } = useWords();
  const open = contract.trainings.flatMap((training) =>
    training.absent.map((one) => ({
      id: one.id,
      text: `${contract.workers.find((worker) => worker.id === one.worker)?.no ?? one.worker} ${training.title}`,
    })),
  );
  const [chosen, set_chosen] = useState('');
  const [on, set_on] = useState('');
  const first = open.find((one) => one.id === chosen)?.id ?? open[0]?.id ?? '';
  if (open.length === 0) return null;
  return (
    <FormFrame
      name="made-up"
      title={t('contractor.made_up')}
      why={t('contractor.made_up_why')}
      button={t('contractor.file')}
      ready={on !== ''}
      send={() =>
        api.file('contractor', contract.id, 'made-up', { attendance: first, attended_on: on })
      }
      done={done}
    >
      <Choice
        label={t('chain.worker')}
        value={first}
        set={set_chosen}
        options={open.map((one) => [one.id, one.text] as const)}
      />
      <DateLine label={t('contractor.held_on')} value={on} set={set_on} />
    </FormFrame>
  );
}
