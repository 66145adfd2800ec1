// How the annual tax of a trial is computed: what differs from the levy, or everything.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import { ApiError } from '../../api/client';
import type { CaseAnswer, TaxCase } from '../../api/types';
import { flatten } from '../../lib/arithmetic';
import { useWords } from '../../state/language';
import { ExplainStep } from '../taxpayer/explain_step';
import { changed_steps, gone_steps, type TrialStep } from './changed_steps';

interface Shown {
  of: TaxCase;
  all: TrialStep[];
  changed: TrialStep[];
  gone: number;
}

/** Asked for the question as it stands now; another question closes it. */
export function HowComputed({ question, levied }: { question: TaxCase; levied: TaxCase }) {
  const { t } = useWords();
  const [shown, set_shown] = useState<Shown | null>(null);
  const open = shown !== null && shown.of === question;
  const ask = async () => {
    if (open) return set_shown(null);
    try {
      const [before, after] = await Promise.all([
        api.answer_case(levied, true),
        api.answer_case(question, true),
      ]);
      const [was, all] = [annual_of(before), annual_of(after)];
      const changed = changed_steps(was, all);
      set_shown({ of: question, all, changed, gone: gone_steps(was, all) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the faults stand above already
    }
  };
  return (
    <>
      <p className="mt-2">
        <button
          type="button"
          className="btn s"
          aria-expanded={open}
          onClick={() => void ask()}
        >
          {open ? t('what_if.hide_steps') : t('what_if.steps')}
        </button>
      </p>
      {open ? <Steps shown={shown} /> : null}
    </>
  );
}

function Steps({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const [all, set_all] = useState(shown.changed.length === 0);
  const steps = flatten(all ? shown.all : shown.changed);
  return (
    <>
      <div className="seg mt-2" role="group" aria-label={t('explain.steps')}>
        <button type="button" aria-pressed={!all} onClick={() => set_all(false)}>
          {t('what_if.steps_changed')}
        </button>
        <button type="button" aria-pressed={all} onClick={() => set_all(true)}>
          {t('what_if.steps_all')}
        </button>
      </div>
      {steps.length === 0 ? <p className="sub mt-2">{t('what_if.steps_same')}</p> : null}
      {shown.gone > 0 && !all ? (
        <p className="sub mt-2">{t('what_if.steps_gone', { n: shown.gone })}</p>
      ) : null}
      <ol className="explain-steps" aria-label={t('explain.steps')}>
        {steps.map(({ step, depth }, at) => (
          <ExplainStep
            key={at}
            step={step}
            no={at + 1}
            depth={depth}
            last={at === steps.length - 1}
            was={all ? undefined : (step as TrialStep).was}
          />
        ))}
      </ol>
    </>
  );
}

type Told = Omit<TrialStep, 'text' | 'formula' | 'because'> & {
  text_ja: string;
  text_en: string;
  formula_ja: string;
  formula_en: string;
  because: Told[];
};

/** Steps of the command line's form as the screens show them. */
const as_shown = (step: Told): TrialStep => ({
  ...step,
  text: { ja: step.text_ja, en: step.text_en },
  formula: { ja: step.formula_ja, en: step.formula_en },
  because: step.because.map(as_shown),
});

function annual_of(answer: CaseAnswer): TrialStep[] {
  const steps = (answer.explanation ?? []) as Told[];
  return steps.filter((step) => step.subject === 'annual').map(as_shown);
}
