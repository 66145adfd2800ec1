// The next step of a letter: approve, send, what came back, withdraw.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/letters';
import type { Letter } from '../../api/letters';
import { parse_date } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kMeans = ['post', 'registered', 'hand', 'mail', 'internal'] as const;

export function LetterSteps({ letter, done }: { letter: Letter; done: () => void }) {
  const { may } = letter;
  return (
    <>
      {letter.state.key === 'draft' ? <Approve letter={letter} done={done} /> : null}
      {may.send ? <Send letter={letter} done={done} /> : null}
      {may.return ? <CameBack letter={letter} done={done} /> : null}
      {may.settle ? <Why letter={letter} which="settle" act={api.settle} done={done} /> : null}
      {may.void ? <Why letter={letter} which="void" act={api.withdraw} done={done} /> : null}
    </>
  );
}

function Approve({ letter, done }: { letter: Letter; done: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const gaps = letter.gaps.length > 0;
  return (
    <Panel title={t('letters.approve')}>
      <div className="pad stack" data-approve>
        <p className="sub">{t('letters.approve_why')}</p>
        {gaps ? (
          <Note tone="warn">{t('letters.gaps', { gaps: letter.gaps.join('、') })}</Note>
        ) : null}
        {letter.may.own && letter.approval ? <Note tone="inf">{t('letters.own')}</Note> : null}
        <ActionTrouble fault={action.fault} />
        {letter.may.approve ? (
          <div>
            <button
              type="button"
              className="btn fill"
              disabled={action.busy || gaps}
              onClick={() =>
                void action
                  .run(() => api.approve(letter.id, letter.version))
                  .then((went) => went && done())
              }
            >
              {t('letters.approve')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

function Send({ letter, done }: { letter: Letter; done: () => void }) {
  const { t } = useWords();
  const [on, set_on] = useState('');
  const [means, set_means] = useState('post');
  const action = useAction();
  const day = parse_date(on);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!day) return;
    void action.run(() => api.send(letter.id, day, means)).then((went) => went && done());
  };
  return (
    <Panel title={t('letters.send')}>
      <form className="pad stack" data-send onSubmit={send}>
        <DateLine label={t('letters.sent_on')} value={on} set={set_on} />
        <Choice
          label={t('letters.means')}
          value={means}
          set={set_means}
          options={kMeans.map((one) => [one, t(`letters.means_${one}`)] as const)}
        />
        <ActionTrouble fault={action.fault} />
        <div>
          <button type="submit" className="btn fill" disabled={action.busy || !day}>
            {t('letters.send_do')}
          </button>
        </div>
      </form>
    </Panel>
  );
}

function CameBack({ letter, done }: { letter: Letter; done: () => void }) {
  const { t } = useWords();
  const [on, set_on] = useState('');
  const [why, set_why] = useState('');
  const action = useAction();
  const day = parse_date(on);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!day) return;
    void action.run(() => api.came_back(letter.id, day, why)).then((went) => went && done());
  };
  return (
    <Panel title={t('letters.return')}>
      <form className="pad stack" data-return onSubmit={send}>
        <DateLine label={t('letters.returned_on')} value={on} set={set_on} />
        <Line label={t('letters.returned_why')} value={why} set={set_why} />
        <ActionTrouble fault={action.fault} />
        <div>
          <button type="submit" className="btn" disabled={action.busy || !day || why.trim() === ''}>
            {t('letters.return_do')}
          </button>
        </div>
      </form>
    </Panel>
  );
}

interface WhyProps {
  letter: Letter;
  which: 'settle' | 'void';
  act: (id: string, why: string) => Promise<void>;
  done: () => void;
}

function Why({ letter, which, act, done }: WhyProps) {
  const { t } = useWords();
  const [why, set_why] = useState('');
  const action = useAction();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void action.run(() => act(letter.id, why)).then((went) => went && done());
  };
  return (
    <Panel title={t(`letters.${which}`)}>
      <form className="pad stack" data-why={which} onSubmit={send}>
        <p className="sub">{t(`letters.${which}_hint`)}</p>
        <Line label={t(`letters.${which}_why`)} value={why} set={set_why} max_length={400} />
        <ActionTrouble fault={action.fault} />
        <div>
          <button type="submit" className="btn" disabled={action.busy || why.trim() === ''}>
            {t(`letters.${which}_do`)}
          </button>
        </div>
      </form>
    </Panel>
  );
}
