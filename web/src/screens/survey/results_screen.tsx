// What the answers add up to: a chart and its table for each question. No share stands without what
// it was reckoned on; "unknown", "not applicable" and "unanswered" are told apart.
import { lazy, Suspense, useId } from 'react';
import * as api from '../../api/survey';
import type { Counted, QuestionCount, Tabulation } from '../../api/survey';
import type { Figure } from '../../api/figures';
import { Await } from '../../parts/await';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { survey_texts } from '../../texts/survey';
import { ChartGuard } from '../figures/chart_guard';
import { Constructed } from '../system/parts';

const Chart = lazy(() => import('../figures/chart'));

export function SurveyResultsScreen({ id }: { id: string }) {
  const { t, lang } = useWords();
  const { search, set_query } = useRouter();
  const with_id = search.get('with');
  const rounds = useQuery('surveys', api.rounds);
  const query = useQuery(`tabulation:${id}:${with_id ?? ''}`, (signal) =>
    api.tabulation(id, with_id, signal),
  );
  const choice = useId();
  const others = rounds.data?.surveys.filter((one) => one.id !== id) ?? [];
  const open = search.get('group');
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('survey.title'), to: '/survey' },
          { label: query.data?.survey.name ?? '…', to: `/survey/${id}` },
        ]}
        title={t('survey.results_title')}
        tags={query.data?.survey.constructed ? <Constructed /> : null}
        actions={
          <>
            <span className="row">
              <label htmlFor={choice}>{t('survey.with')}</label>
              <select
                id={choice}
                className="in"
                value={with_id ?? ''}
                onChange={(event) => set_query({ with: event.target.value || null })}
              >
                <option value="">{t('survey.with_none')}</option>
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </span>
            <a className="btn s" href={api.file_of(id, 'csv', lang)} download>
              {t('survey.csv')}
            </a>
            <a className="btn s" href={api.file_of(id, 'xlsx', lang)} download>
              {t('survey.xlsx')}
            </a>
          </>
        }
      />
      <Await query={query} rows={16}>
        {(table) => (
          <Groups table={table} open={open} choose={(group) => set_query({ group })} />
        )}
      </Await>
    </main>
  );
}

interface GroupsProps {
  table: Tabulation;
  open: string | null;
  choose: (group: string) => void;
}

function Groups({ table, open, choose }: GroupsProps) {
  const { t, d } = useWords();
  const shown = table.groups.find((group) => group.id === open) ?? table.groups[0];
  if (!shown) return null;
  const counted = shown.questions.filter((question) => question.all.figures.length > 0);
  const written = shown.questions.filter((question) => question.all.figures.length === 0);
  return (
    <>
      <Tabs
        label={t('survey.results_title')}
        tabs={table.groups.map((group) => ({
          id: group.id,
          label: d(group.label),
          count: String(group.questions.length),
        }))}
        current={shown.id}
        choose={choose}
      />
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${shown.id}`} className="stack">
        <div className="figures">
          {counted.map((question) => (
            <OneQuestion key={question.id} question={question} route={`/survey/${table.survey.id}`} />
          ))}
        </div>
        {written.length > 0 ? <Written questions={written} /> : null}
        <p className="sub">{t('survey.source', { source: table.source })}</p>
      </div>
    </>
  );
}

const kSilent = ['unknown', 'not_applicable', 'unanswered'] as const;

/** Answers and the kinds of silence, so that the columns add up to the base. */
function figure_of(question: QuestionCount, route: string): Figure {
  return {
    id: question.id,
    title: question.label,
    axis: 'name',
    unit: 'count',
    route,
    least: null,
    categories: [
      ...question.all.figures.map((one) => ({ key: one.key, label: one.label, open: false })),
      ...kSilent.map((kind) => ({ key: `?${kind}`, label: survey_texts[`survey.${kind}`], open: false })),
    ],
    series: [
      {
        id: question.id,
        label: question.label,
        values: [
          ...question.all.figures.map((one) => one.count),
          ...kSilent.map((kind) => question[kind]),
        ],
      },
    ],
  };
}

function OneQuestion({ question, route }: { question: QuestionCount; route: string }) {
  const { t, d } = useWords();
  const title = `${question.id} ${d(question.label)}`;
  const said = question.all.figures
    .map((one) => `${d(one.label)} ${one.count}`)
    .join(t('app.comma'));
  return (
    <div data-question={question.id}>
      <Panel
        title={title}
        aside={
          <span className="sub">
            {t('survey.base', { n: question.all.base, what: d(question.all.label) })}
          </span>
        }
        end={question.result}
      >
        <ChartGuard otherwise={null}>
          <Suspense fallback={<div className="chart" aria-busy="true" />}>
            <Chart figure={figure_of(question, route)} label={`${title}${t('app.comma')}${said}`} />
          </Suspense>
        </ChartGuard>
        <CountTable question={question} counted={question.all} silent />
        {question.other ? (
          <>
            <p className="pad">
              <b>{t('survey.other_base')}</b>{' '}
              {t('survey.base', { n: question.other.base, what: d(question.other.label) })}
            </p>
            <CountTable question={question} counted={question.other} />
          </>
        ) : null}
      </Panel>
    </div>
  );
}

interface TableProps {
  question: QuestionCount;
  counted: Counted;
  silent?: boolean;
}

const signed = (points: number) => (points > 0 ? `+${points}` : String(points));

function CountTable({ question, counted, silent }: TableProps) {
  const { t, d } = useWords();
  const compares = counted.figures.some((one) => one.before !== null);
  const share = (percent: number | null) => (percent === null ? '—' : `${percent}%`);
  return (
    <table className="tight">
      <thead>
        <tr>
          <th scope="col">{t('survey.figure')}</th>
          <th scope="col" className="num">
            {t('survey.count')}
          </th>
          <th scope="col" className="num">
            {t('survey.percent')}
          </th>
          {compares ? (
            <>
              <th scope="col" className="num">
                {t('survey.before')}
              </th>
              <th scope="col" className="num">
                {t('survey.change')}
              </th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {counted.figures.map((one) => (
          <tr key={one.key}>
            <th scope="row">{d(one.label)}</th>
            <td className="num">{one.count}</td>
            <td className="num">{share(one.percent)}</td>
            {compares ? (
              <>
                <td className="num">{share(one.before?.percent ?? null)}</td>
                <td className="num">
                  {one.percent !== null && one.before?.percent != null
                    ? signed(one.percent - one.before.percent)
                    : '—'}
                </td>
              </>
            ) : null}
          </tr>
        ))}
        {silent
          ? kSilent.map((kind) => (
              <tr key={kind}>
                <th scope="row" className="sub">
                  {t(`survey.${kind}`)}
                </th>
                <td className="num">{question[kind]}</td>
                <td className="num" />
                {compares ? (
                  <>
                    <td />
                    <td />
                  </>
                ) : null}
              </tr>
            ))
          : null}
      </tbody>
    </table>
  );
}

function Written({ questions }: { questions: readonly QuestionCount[] }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('survey.texts_only')}>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('survey.figure')}</th>
            <th scope="col" className="num">
              {t('survey.part_state.submitted')}
            </th>
            {kSilent.map((kind) => (
              <th key={kind} scope="col" className="num">
                {t(`survey.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {questions.map((question) => (
            <tr key={question.id}>
              <th scope="row">
                <span className="sub">{question.id}</span> {d(question.label)}
              </th>
              <td className="num">{question.answered}</td>
              {kSilent.map((kind) => (
                <td key={kind} className="num">
                  {question[kind]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
