// 基準: the catalogs of criteria with all they ask, and answers judged while they are given.
import { useEffect, useState } from 'react';
import * as api from '../../api/criteria';
import type { Catalog, Judgement } from '../../api/criteria';
import { call } from '../../api/client';
import { Await } from '../../parts/await';
import { DateInput } from '../../parts/date_input';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { useToday } from '../../state/server_state';
import { answers_of, begun, record_of, subject, type Answers } from './answers';
import { CriteriaForm } from './criteria_form';
import { Readings } from './readings';
import { VerdictPanel } from './verdict_panel';

interface Page {
  rows: { id: string; key: string; values: Record<string, string | null>; display: Record<string, unknown> }[];
}
interface Sheet {
  key: string;
  values: Record<string, string | null>;
}

export function CriteriaScreen({ name }: { name: string | null }) {
  const { t, d } = useWords();
  const { go } = useRouter();
  const list = useQuery('criteria', api.catalogs);
  const chosen = name ?? 'sendai-cloud';
  const query = useQuery(`criteria ${chosen}`, (signal) => api.catalog(chosen, signal));
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        title={query.data ? d(query.data.title) : t('criteria.title')}
        tags={
          query.data ? (
            <span className="sub">{t('criteria.edition', { edition: query.data.edition })}</span>
          ) : null
        }
        actions={
          <label className="row">
            <span>{t('criteria.catalog')}</span>
            <select
              className="sel"
              value={chosen}
              onChange={(event) => go(`/criteria/${event.target.value}`)}
            >
              {(list.data?.catalogs ?? []).map((one) => (
                <option key={one.name} value={one.name}>
                  {d(one.title)}
                </option>
              ))}
            </select>
          </label>
        }
      />
      <Await query={query} rows={20}>
        {(catalog) => <Judging key={catalog.name} catalog={catalog} />}
      </Await>
    </main>
  );
}

/** The stored request whose answers are shown, by the address. */
function useAssessment() {
  const { search } = useRouter();
  const id = search.get('assessment');
  return useQuery(id ? `assessment ${id}` : null, (signal) =>
    call<Sheet>(`/api/registers/criteria_assessment/records/${encodeURIComponent(id ?? '')}`, {
      signal,
    }),
  );
}

function Judging({ catalog }: { catalog: Catalog }) {
  const { t, d } = useWords();
  const today = useToday() ?? '';
  const [answers, set] = useState<Answers>(() => begun(catalog, today));
  const [at, set_at] = useState(0);
  const [judgement, set_judgement] = useState<Judgement | null>(null);
  const [fault, set_fault] = useState<unknown>(null);
  const stored = useAssessment();
  useEffect(() => {
    const text = stored.data?.values['record'];
    const read = text ? answers_of(catalog, text) : null;
    if (read) set(read);
    set_at(0);
  }, [stored.data, catalog]);
  useEffect(() => {
    const stop = new AbortController();
    api.judge(catalog.name, record_of(catalog, answers), stop.signal).then(
      (one) => {
        set_judgement(one);
        set_fault(null);
      },
      (error: unknown) => {
        if (!stop.signal.aborted) set_fault(error);
      },
    );
    return () => stop.abort();
  }, [catalog, answers]);
  const one = answers.subjects[Math.min(at, answers.subjects.length - 1)];
  const judged = catalog.by_party ? (judgement?.parties[at] ?? null) : judgement;
  return (
    <div className="criteria">
      <div>
        <div className="pad row criteria-bar">
          <Assessments catalog={catalog} />
          <span className="row">
            <span>{t('criteria.as_of')}</span>
            <DateInput
              small
              label={t('criteria.as_of')}
              value={answers.as_of}
              set={(as_of) => set({ ...answers, as_of })}
            />
          </span>
        </div>
        {catalog.by_party ? (
          <Parties catalog={catalog} answers={answers} at={at} set={set} choose={set_at} />
        ) : null}
        {one ? (
          <CriteriaForm
            catalog={catalog}
            subject={one}
            judged={judged}
            set={(next) =>
              set({
                ...answers,
                subjects: answers.subjects.map((old, index) => (index === at ? next : old)),
              })
            }
          />
        ) : null}
      </div>
      <aside className="criteria-side" tabIndex={0} aria-label={t('criteria.verdict')}>
        {fault ? <Trouble error={fault as never} /> : null}
        {judgement ? <VerdictPanel judgement={judgement} /> : null}
        <Readings catalog={catalog} />
        <Panel title={t('criteria.source')}>
          <p className="pad">{catalog.source}</p>
          <p className="pad sub">{d(catalog.source_note)}</p>
        </Panel>
      </aside>
    </div>
  );
}

/** Requests of this catalog that are on record; choosing one shows its answers. */
function Assessments({ catalog }: { catalog: Catalog }) {
  const { t } = useWords();
  const { search, set_query } = useRouter();
  const query = useQuery('assessments', (signal) =>
    call<Page>('/api/registers/criteria_assessment/records?limit=200&offset=0', { signal }),
  );
  const editions = useQuery('editions', (signal) =>
    call<Page>('/api/registers/criteria_edition/records?limit=200&offset=0', { signal }),
  );
  const mine = new Set(
    (editions.data?.rows ?? [])
      .filter((row) => row.values['catalog'] === catalog.name)
      .map((row) => row.id),
  );
  const rows = (query.data?.rows ?? []).filter((row) => mine.has(row.values['edition'] ?? ''));
  const id = search.get('assessment') ?? '';
  return (
    <span className="row">
      <label className="row">
        <span>{t('criteria.assessment')}</span>
        <select
          className="sel"
          value={rows.some((row) => row.id === id) ? id : ''}
          onChange={(event) => set_query({ assessment: event.target.value || null })}
        >
          <option value="">{t('criteria.assessment_none')}</option>
          {rows.map((row) => (
            <option key={row.id} value={row.id}>
              {`${row.key} ${row.values['section'] ?? ''} ${String(row.display['system'] ?? row.display['contract'] ?? '')}`}
            </option>
          ))}
        </select>
      </label>
      {id ? <Link to={`/registers/criteria_assessment/${id}`}>{t('criteria.open_record')}</Link> : null}
      <Link to="/registers/criteria_assessment">{t('criteria.all_assessments')}</Link>
    </span>
  );
}

function Parties(props: {
  catalog: Catalog;
  answers: Answers;
  at: number;
  set: (answers: Answers) => void;
  choose: (at: number) => void;
}) {
  const { t } = useWords();
  const { answers, at, set, choose } = props;
  const one = answers.subjects[at];
  const put = (changed: object) =>
    set({
      ...answers,
      subjects: answers.subjects.map((old, index) => (index === at ? { ...old, ...changed } : old)),
    });
  const add = () => {
    const under = one?.name ?? '';
    const added = { ...subject(props.catalog, String(answers.subjects.length + 1)), under };
    set({ ...answers, subjects: [...answers.subjects, added] });
    choose(answers.subjects.length);
  };
  return (
    <div className="pad row criteria-parties">
      <label className="row">
        <span>{t('criteria.party')}</span>
        <select className="sel" value={at} onChange={(event) => choose(Number(event.target.value))}>
          {answers.subjects.map((party, index) => (
            <option key={index} value={index}>
              {party.name}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <span>{t('criteria.party_name')}</span>
        <input
          className="in"
          value={one?.name ?? ''}
          onChange={(event) => put({ name: event.target.value })}
        />
      </label>
      <span className="sub">
        {one?.under ? t('criteria.under', { name: one.under }) : t('criteria.under_city')}
      </span>
      <button type="button" className="btn s" onClick={add}>
        {t('criteria.add_party')}
      </button>
    </div>
  );
}
