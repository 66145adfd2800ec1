// A form of the contractor's room: title, why, fields, what went wrong, what came of it, one button.
import { useState, type ReactNode } from 'react';
import type { Filed } from '../../api/chains';
import { Note, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

interface Props {
  title: string;
  why: string;
  name: string;
  button: string;
  ready: boolean;
  send: () => Promise<Filed>;
  done: () => void;
  children: ReactNode;
}

export function FormFrame({ title, why, name, button, ready, send, done, children }: Props) {
  const [made, set_made] = useState<Filed | null>(null);
  const action = useAction();
  const run = async () => {
    set_made(null);
    if (await action.run(async () => set_made(await send()))) done();
  };
  return (
    <Panel title={title}>
      <div className="pad stack" data-form={name}>
        <p className="sub">{why}</p>
        {children}
        <ActionTrouble fault={action.fault} />
        <div role="status">{made ? <Made made={made} /> : null}</div>
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={action.busy || !ready}
            onClick={() => void run()}
          >
            {button}
          </button>
        </div>
      </div>
    </Panel>
  );
}

function Made({ made }: { made: Filed }) {
  const { t, d } = useWords();
  const wrong = made.verdict !== undefined && made.verdict !== 'accepted';
  const tone: Tone = wrong ? 'bad' : made.late ? 'warn' : 'ok';
  return (
    <Note tone={tone}>
      <p>
        {wrong
          ? t('contractor.does_not_agree', { no: made.number ?? '' })
          : made.late
            ? t('contractor.taken_late')
            : t('contractor.taken', { no: made.number ?? '' })}
      </p>
      {made.faults?.map((fault) => <p key={fault.en}>{d(fault)}</p>)}
    </Note>
  );
}
