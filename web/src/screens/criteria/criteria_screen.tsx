// 基準: the catalogs of criteria with all they ask, and answers judged while they are given.
import { useEffect, useState } from 'react';
import * as api from '../../api/criteria';
import type { Catalog, Judgement } from '../../api/criteria';
import * as records from '../../api/assessments';
import type { Assessment, Ground } from '../../api/assessments';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { DateInput } from '../../parts/date_input';
import { Note, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { useToday } from '../../state/server_state';
import { answers_of, begun, ground_of, record_of, subject, type Answers } from './answers';
import { AssessmentBar } from './assessment_bar';
import { ComparisonPanel } from './comparison_panel';
import { CriteriaForm } from './criteria_form';
import { Readings } from './readings';
import { RedoPanel } from './redo_panel';
import { SaveBar } from './save_bar';
import { kVerdictTone, VerdictPanel } from './verdict_panel';

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

/** The assessment on record whose answers are shown, by the address. */
function useAssessment() {
  const { search } = useRouter();
  const id = search.get('assessment');
  return useQuery(id ? `assessment ${id}` : null, (signal) =>
    records.assessment(id ?? '', signal),
  );
}

interface Typed {
  answers: Answers;
  grounds: Ground[];
  touched: boolean;
}

/** What was typed last; a stored assessment puts its answers, or its draft, in their place. */
function useTyped(catalog: Catalog, stored: Assessment | null) {
  const today = useToday() ?? '';
  const [typed, set] = useState<Typed>(() => ({
    answers: begun(catalog, today),
    grounds: [],
    touched: false,
  }));
  useEffect(() => {
    if (!stored) return;
    const read = answers_of(catalog, JSON.stringify(stored.draft?.record ?? stored.record));
    if (!read) return;
    set({ answers: read, grounds: stored.draft?.items ?? stored.items.map(ground_of), touched: false });
  }, [stored, catalog]);
  return [typed, set] as const;
}

function Judging({ catalog }: { catalog: Catalog }) {
  const { t, d } = useWords();
  const query = useAssessment();
  const stored = query.data;
  const [typed, set_typed] = useTyped(catalog, stored);
  const { answers } = typed;
  const set = (next: Answers) => set_typed({ ...typed, answers: next, touched: true });
  const [at, set_at] = useState(0);
  const [judgement, set_judgement] = useState<Judgement | null>(null);
  const [fault, set_fault] = useState<unknown>(null);
  useEffect(() => set_at(0), [stored?.id]);
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
      <div className="stack">
        <div className="pad row criteria-bar">
          <AssessmentBar catalog={catalog} />
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
        {stored?.stored ? <ComparisonPanel stored={stored} /> : null}
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
            grounds={
              stored?.may_change
                ? {
                    party: at + 1,
                    list: typed.grounds,
                    stored: stored.items,
                    set: (grounds) => set_typed({ ...typed, grounds, touched: true }),
                  }
                : null
            }
          />
        ) : null}
      </div>
      <aside className="criteria-side" tabIndex={0} aria-label={t('criteria.verdict')}>
        {fault ? <Trouble error={fault as never} /> : null}
        {stored?.stored ? <StoredVerdict stored={stored} /> : null}
        {judgement ? <VerdictPanel judgement={judgement} kept={stored !== null} /> : null}
        {stored ? (
          <SaveBar
            stored={stored}
            record={record_of(catalog, answers)}
            grounds={typed.grounds}
            touched={typed.touched}
            saved={query.reload}
          />
        ) : null}
        {stored ? null : <RedoPanel />}
        <Readings catalog={catalog} />
        <Panel title={t('criteria.source')}>
          <p className="pad">{catalog.source}</p>
          <p className="pad sub">{d(catalog.source_note)}</p>
        </Panel>
      </aside>
    </div>
  );
}

/** The verdict as it was recorded; it stands with its edition, whatever is typed now. */
function StoredVerdict({ stored }: { stored: Assessment }) {
  const { t, d, lang } = useWords();
  const one = stored.stored;
  if (!one) return null;
  return (
    <Panel
      title={t('criteria.verdict_stored')}
      aside={<span className="sub">{t('criteria.edition', { edition: one.edition })}</span>}
      end={<StateTag tone={kVerdictTone[one.verdict.tone]}>{d(one.verdict.label)}</StateTag>}
    >
      <div className="pad" data-stored={one.verdict.key}>
        {one.judged_on ? <p className="sub">{date_short(one.judged_on, lang)}</p> : null}
        {stored.today.key === one.verdict.key ? null : (
          <Note tone="warn">{t('criteria.other_today', { verdict: d(stored.today.label) })}</Note>
        )}
        <ul className="criteria-reasons">
          {one.reasons.map((reason) => (
            <li key={reason.code}>{d(reason.text)}</li>
          ))}
        </ul>
      </div>
    </Panel>
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
