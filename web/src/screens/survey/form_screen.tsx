// One part of the survey: every question can be answered, be "unknown" or "not applicable", or stay
// open; these are never the same. What is typed is kept on the server as a draft.
import { useEffect, useId, useRef, useState } from 'react';
import * as api from '../../api/survey';
import type { Answers, Question, SurveyForm } from '../../api/survey';
import { date_short, moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Note, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Line } from '../../parts/form_line';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { Constructed } from '../system/parts';
import { kPartTone } from './survey_screen';

const kKeepAfterMs = 1_500;

export function SurveyFormScreen({ id }: { id: string }) {
  const { t, lang } = useWords();
  const query = useQuery(`survey-form:${id}`, (signal) => api.form(id, signal));
  const form = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('survey.title'), to: '/survey' },
          {
            label: form?.survey.name ?? '…',
            ...(form ? { to: `/survey/${form.survey.id}` } : {}),
          },
        ]}
        title={form ? `${form.system.name} ${t(`survey.part.${form.part}`)}` : '…'}
        tags={
          form ? (
            <>
              <StateTag tone={kPartTone[form.state]}>
                {t(`survey.part_state.${form.state}`)}
              </StateTag>
              <span className="tag">{t('survey.for', { department: form.department })}</span>
              <span className="tag">
                {t('survey.due')} {date_short(form.due, lang)}
              </span>
              {form.constructed ? <Constructed /> : null}
            </>
          ) : null
        }
      />
      <Await query={query} rows={16}>
        {(data) => <Form key={`${data.id} ${data.state}`} form={data} done={query.reload} />}
      </Await>
    </main>
  );
}

function without(all: Record<string, string>, id: string): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}

/** Keeps what was typed a moment after the last touch. */
function useDraft(id: string, answers: Answers, touched: boolean) {
  const [kept, set_kept] = useState<string | null>(null);
  const latest = useRef(answers);
  latest.current = answers;
  useEffect(() => {
    if (!touched) return;
    const timer = window.setTimeout(() => {
      api.keep_draft(id, latest.current).then(
        (saved) => set_kept(saved.saved_at),
        () => set_kept(null), // the band above the page says that the server is away
      );
    }, kKeepAfterMs);
    return () => window.clearTimeout(timer);
  }, [id, answers, touched]);
  return kept;
}

function Form({ form, done }: { form: SurveyForm; done: () => void }) {
  const { t, d, lang } = useWords();
  const [answers, set_answers] = useState<Answers>(form.draft?.answers ?? form.answers);
  const [touched, set_touched] = useState(false);
  const action = useAction();
  const kept = useDraft(form.id, answers, touched && form.may.answer);
  const change = (next: Answers) => {
    set_answers(next);
    set_touched(true);
  };
  const questions = form.groups.flatMap((group) => group.questions);
  const filled = questions.filter(
    ({ id }) => (answers.values[id] ?? '') !== '' || answers.marks[id] !== undefined,
  ).length;
  const send = () => {
    const values = Object.fromEntries(
      Object.entries(answers.values).filter(([, value]) => value !== ''),
    );
    void action
      .run(() => api.submit(form.id, { values, marks: answers.marks }))
      .then((well) => {
        if (well) done();
      });
  };
  return (
    <form
      className="stack survey-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {form.may.answer ? null : (
        <Note tone="inf">
          {t(form.survey.state === 'open' ? 'survey.read_only' : 'survey.closed')}
        </Note>
      )}
      {form.draft && form.may.answer ? (
        <Note tone="inf">{t('survey.draft_found')}</Note>
      ) : null}
      {form.groups.map((group) => (
        <Panel key={group.id} title={d(group.label)} count={group.questions.length}>
          <div className="pad stack">
            {group.questions.map((question) => (
              <OneQuestion
                key={question.id}
                question={question}
                answers={answers}
                change={change}
                fixed={!form.may.answer}
              />
            ))}
          </div>
        </Panel>
      ))}
      <ActionTrouble fault={action.fault} />
      {form.may.answer ? (
        <div className="acts-row">
          <button type="submit" className="btn" disabled={action.busy}>
            {t('survey.submit')}
          </button>
          <span>{t('survey.filled', { n: filled, all: questions.length })}</span>
          <span role="status" className="sub">
            {kept ? t('survey.draft_kept', { at: moment(kept, lang) }) : ''}
          </span>
        </div>
      ) : null}
      {form.may.send_back ? <SendBack id={form.id} done={done} /> : null}
    </form>
  );
}

interface QuestionProps {
  question: Question;
  answers: Answers;
  change: (next: Answers) => void;
  fixed: boolean;
}

const kMarks = ['unknown', 'not_applicable'] as const;

function OneQuestion({ question, answers, change, fixed }: QuestionProps) {
  const { t, d } = useWords();
  const name = useId();
  const { id } = question;
  const mark = answers.marks[id];
  const value = answers.values[id] ?? '';
  const set_value = (next: string) =>
    change({
      values: next === '' ? without(answers.values, id) : { ...answers.values, [id]: next },
      marks: without(answers.marks, id),
    });
  const set_mark = (next: string) =>
    change({
      values: without(answers.values, id),
      marks: next === '' ? without(answers.marks, id) : { ...answers.marks, [id]: next },
    });
  const label = d(question.label);
  return (
    <fieldset className="survey-question" data-question={id} disabled={fixed}>
      <legend>
        <span className="sub">{id}</span> {label}
      </legend>
      <Value question={question} label={label} value={value} set={set_value} />
      <div className="marks">
        {(['', ...kMarks] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              checked={(mark ?? '') === one}
              onChange={() => set_mark(one)}
            />{' '}
            {one === ''
              ? t(value === '' ? 'survey.unanswered' : 'survey.value')
              : t(`survey.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface ValueProps {
  question: Question;
  label: string;
  value: string;
  set: (value: string) => void;
}

function Value({ question, label, value, set }: ValueProps) {
  const { t, d } = useWords();
  const said = t('survey.value_of', { question: label });
  if (question.type === 'choice')
    return (
      <select
        className="in"
        aria-label={said}
        value={value}
        onChange={(event) => set(event.target.value)}
      >
        <option value="">{t('survey.choose')}</option>
        {question.choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {d(choice.label)}
          </option>
        ))}
      </select>
    );
  return (
    <div className="grow">
      <input
        className="in wide"
        aria-label={said}
        type="text"
        inputMode={question.type === 'integer' ? 'numeric' : undefined}
        placeholder={question.type === 'date' ? '2026-04-01' : undefined}
        maxLength={600}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
      {question.type === 'money_by_year' ? (
        <p className="sub">{t('survey.money_hint')}</p>
      ) : null}
    </div>
  );
}

function SendBack({ id, done }: { id: string; done: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [reason, set_reason] = useState('');
  return (
    <Panel title={t('survey.send_back')}>
      <div className="pad stack">
        <ActionTrouble fault={action.fault} />
        <Line label={t('survey.reason')} value={reason} set={set_reason} max_length={300} />
        <div className="acts-row">
          <button
            type="button"
            className="btn s"
            disabled={action.busy || reason.trim() === ''}
            onClick={() =>
              void action
                .run(() => api.send_back(id, reason.trim()))
                .then((well) => {
                  if (well) done();
                })
            }
          >
            {t('survey.send_back')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
