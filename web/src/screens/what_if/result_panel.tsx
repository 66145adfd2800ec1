// What would be levied beside what was: taxes, instalments, and on request how it is computed.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import { ApiError } from '../../api/client';
import type { ApiFault, CaseAnswer, ExplanationStep, TaxCase } from '../../api/types';
import { flatten } from '../../lib/arithmetic';
import { fiscal_year } from '../../lib/era_date';
import { change, yen } from '../../lib/number_format';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { ExplainStep } from '../taxpayer/explain_step';

interface Props {
  year: number;
  set_year: (year: number) => void;
  levied: CaseAnswer | null;
  tried: CaseAnswer | null;
  question: TaxCase;
  faults: readonly ApiFault[];
  wrong: boolean;
  reset: () => void;
}

export function ResultPanel(props: Props) {
  const { levied, tried, faults, wrong, reset } = props;
  const { t, lang } = useWords();
  return (
    <Panel title={t('what_if.result')} className="trial">
      <div className="pad">
        <YearChoice year={props.year} set={props.set_year} />
        {wrong ? (
          <Note tone="bad" role="alert">
            {t('what_if.wrong')}
          </Note>
        ) : null}
        {faults.map((fault) => (
          <Note key={fault.id + (fault.path ?? '')} tone="bad" role="alert">
            {lang === 'ja' ? fault.message_ja : fault.message_en}
          </Note>
        ))}
        {tried?.provisional ? <Note tone="warn">{t('what_if.provisional')}</Note> : null}
      </div>
      {tried && levied ? <Figures levied={levied} tried={tried} /> : null}
      <div className="pad">
        <p className="row gap-2">
          <button type="button" className="btn s" onClick={reset}>
            {t('what_if.reset')}
          </button>
        </p>
        <HowComputed question={props.question} />
      </div>
    </Panel>
  );
}

function YearChoice({ year, set }: { year: number; set: (year: number) => void }) {
  const { t, lang } = useWords();
  const now = Number((useToday() ?? String(year)).slice(0, 4));
  const years = [...new Set([year, now + 1, now, now - 1, now - 2, now - 3])];
  return (
    <p className="mb-2">
      <label className="f" htmlFor="trial-year">
        {t('what_if.year')}
      </label>{' '}
      <select
        id="trial-year"
        className="sel s"
        value={year}
        onChange={(event) => set(Number(event.target.value))}
      >
        {years
          .sort((a, b) => b - a)
          .map((one) => (
            <option key={one} value={one}>
              {fiscal_year(one, lang)}
            </option>
          ))}
      </select>
    </p>
  );
}

function Figures({ levied, tried }: { levied: CaseAnswer; tried: CaseAnswer }) {
  const { t } = useWords();
  const lines: [string, number, number][] = [
    [t('taxpayer.fixed_tax'), levied.totals.fixed.tax_yen, tried.totals.fixed.tax_yen],
    [
      t('taxpayer.city_tax'),
      levied.totals.city_planning.tax_yen,
      tried.totals.city_planning.tax_yen,
    ],
    [t('taxpayer.annual'), levied.totals.annual_tax_yen, tried.totals.annual_tax_yen],
    ...tried.totals.instalments_yen.map((part, at): [string, number, number] => [
      t('taxpayer.instalment', { n: at + 1 }),
      levied.totals.instalments_yen[at] ?? 0,
      part,
    ]),
  ];
  return (
    <table aria-live="polite">
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">{t('taxpayer.annual')}</span>
          </th>
          <th scope="col" className="num">
            {t('what_if.levied')}
          </th>
          <th scope="col" className="num">
            {t('what_if.tried')}
          </th>
          <th scope="col" className="num">
            {t('what_if.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, before, after], at) => (
          <tr key={label} className={at === 2 ? 'sum' : ''} data-line={at}>
            <th scope="row">{label}</th>
            <td className="num">{yen(before)}</td>
            <td className="num">
              <b>{yen(after)}</b>
            </td>
            <td className="num">{change(after - before)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The steps of the annual tax, asked for the question as it stands now. */
function HowComputed({ question }: { question: TaxCase }) {
  const { t } = useWords();
  const [shown, set_shown] = useState<{ of: TaxCase; steps: ExplanationStep[] } | null>(null);
  const open = shown !== null && shown.of === question;
  const ask = async () => {
    if (open) return set_shown(null);
    try {
      const answer = await api.answer_case(question, true);
      set_shown({ of: question, steps: annual_of(answer) });
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
      {open ? <Steps steps={shown.steps} /> : null}
    </>
  );
}

function Steps({ steps }: { steps: readonly ExplanationStep[] }) {
  const { t } = useWords();
  const all = flatten(steps);
  return (
    <ol className="explain-steps" aria-label={t('explain.steps')}>
      {all.map(({ step, depth }, at) => (
        <ExplainStep key={at} step={step} no={at + 1} depth={depth} last={at === all.length - 1} />
      ))}
    </ol>
  );
}

type Told = Omit<ExplanationStep, 'text' | 'formula' | 'because'> & {
  text_ja: string;
  text_en: string;
  formula_ja: string;
  formula_en: string;
  subject?: string;
  because: Told[];
};

/** Steps of the command line's form as the screens show them. */
const as_shown = (step: Told): ExplanationStep => ({
  ...step,
  text: { ja: step.text_ja, en: step.text_en },
  formula: { ja: step.formula_ja, en: step.formula_en },
  because: step.because.map(as_shown),
});

function annual_of(answer: CaseAnswer): ExplanationStep[] {
  const steps = (answer.explanation ?? []) as Told[];
  return steps.filter((step) => step.subject === 'annual').map(as_shown);
}
