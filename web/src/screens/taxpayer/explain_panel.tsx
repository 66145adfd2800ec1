// Why this yen: a side panel, never a dialog, so that amount and table stay visible together. Path
// on top, then numbered steps; the last equals the amount; the foot says whether recomputation
// agrees.
import { useEffect, useRef } from 'react';
import * as api from '../../api/endpoints';
import type { Explanation } from '../../api/types';
import { flatten } from '../../lib/arithmetic';
import { grouped, yen } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark } from '../../parts/mark';
import { Empty } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { ExplainStep } from './explain_step';

interface Props {
  number: string;
  year: number;
  path: string;
  close: () => void;
}

export function ExplainPanel({ number, year, path, close }: Props) {
  const { t } = useWords();
  const { at } = useRouter();
  const query = useQuery(
    `explain:${number}:${year}:${path}:${at.as_of ?? ''}:${at.as_known ?? ''}`,
    (signal) => api.explanation(number, year, path, at, signal),
  );
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [path]);
  const answer = query.data;
  return (
    <aside className="explain" aria-label={t('explain.title')}>
      <header>
        <div className="row">
          <h2 className="grow" ref={head} tabIndex={-1} data-quiet-focus>
            {t('explain.title')}
          </h2>
          <button type="button" className="btn s quiet no-print" onClick={print}>
            <Icon name="print" small />
            {t('action.print')}
          </button>
          <button
            type="button"
            className="btn s quiet no-print"
            onClick={close}
            aria-label={t('action.close')}
          >
            <Icon name="x" small />
          </button>
        </div>
        {answer ? <PathAndAmount answer={answer} /> : null}
      </header>
      <div className="scroll">
        <Await query={query} rows={10}>
          {(data) => <Steps data={data} />}
        </Await>
      </div>
      {answer ? <Agreement answer={answer} /> : null}
    </aside>
  );
}

/** Prints the explanation without the page behind it. */
function print() {
  document.body.classList.add('print-explain');
  window.print();
  document.body.classList.remove('print-explain');
}

function PathAndAmount({ answer }: { answer: Explanation }) {
  const { t, d } = useWords();
  const last = answer.path.length - 1;
  return (
    <>
      <p className="path">
        {answer.path.map((part, index) => (
          <span key={index} className="contents">
            {index > 0 ? <span aria-hidden="true">›</span> : null}
            {index === last ? <b>{d(part)}</b> : <span>{d(part)}</span>}
          </span>
        ))}
      </p>
      <div className="big mt-0.5">
        {yen(answer.amount_yen)} {t('taxpayer.yen')}
      </div>
    </>
  );
}

function Agreement({ answer }: { answer: Explanation }) {
  const { t } = useWords();
  const run = answer.run_no ? t('taxpayer.run', { no: answer.run_no }) : '';
  const entry = answer.commit === null ? '' : t('explain.commit', { n: grouped(answer.commit) });
  return (
    <footer className="row">
      {answer.agrees ? (
        <Mark tone="ok">{t('explain.agrees')}</Mark>
      ) : (
        <Mark tone="bad">{t('explain.differs', { stored: yen(answer.stored_yen) })}</Mark>
      )}
      <span className="sub">{[run, entry].filter(Boolean).join('　')}</span>
    </footer>
  );
}

function Steps({ data }: { data: Explanation }) {
  const { t } = useWords();
  const steps = flatten(data.steps);
  if (steps.length === 0) return <Empty why={t('explain.none')} />;
  return (
    <ol aria-label={t('explain.steps')}>
        {steps.map(({ step, depth }, index) => (
          <ExplainStep
            key={index}
            step={step}
            no={index + 1}
            depth={depth}
            last={index === steps.length - 1}
          />
        ))}
    </ol>
  );
}
