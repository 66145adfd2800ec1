// One section's self-inspection: for each item, is there a measure, is it carried out, on what does
// the answer rest. What is typed is kept as a draft; a weak answer becomes a plan in one step.
import { useEffect, useRef, useState } from 'react';
import * as api from '../../api/inspections';
import type { Inspection, InspectionForm, InspectionItem, ItemAnswer, Told } from '../../api/inspections';
import { date_short, moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { useAction } from '../../state/use_action';
import { Asked } from '../criteria/criteria_form';
import { kVerdictTone } from '../criteria/verdict_panel';
import { Constructed } from '../system/parts';
import { PlanForm } from './plan_form';

const kKeepAfterMs = 1_500;
const kTold: readonly Told[] = ['yes', 'no', 'unknown'];
const kOpen: ItemAnswer = { measure: 'unknown', practice: 'unknown', evidence: '', remark: '' };

export function InspectionScreen({ id }: { id: string }) {
  const { t, d, lang } = useWords();
  const query = useQuery(`inspection ${id}`, (signal) => api.inspection(id, signal));
  const data = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('inspection.title'), to: '/inspections' }]}
        title={
          data ? t('inspection.of', { section: data.department, year: data.year }) : t('inspection.title')
        }
        tags={
          data ? (
            <>
              <span className="tag">
                {t('inspection.due')} {date_short(data.due, lang)}
              </span>
              {data.verdict ? (
                <StateTag tone={kVerdictTone[data.verdict.tone]}>{d(data.verdict.label)}</StateTag>
              ) : null}
              {data.constructed ? <Constructed /> : null}
            </>
          ) : null
        }
      />
      <Await query={query} rows={16}>
        {(found) => <Form key={`${found.id} ${found.version}`} data={found} done={query.reload} />}
      </Await>
    </main>
  );
}

function begun(data: Inspection): InspectionForm {
  if (data.draft) return data.draft.form;
  return {
    class: data.about.data_classes?.[0] ?? data.classes[0]?.key ?? '',
    profile: data.about.profile ?? {},
    answers: Object.fromEntries(
      data.item_rows.flatMap(({ no, answer }) =>
        answer
          ? [
              [
                no,
                {
                  measure: answer.measure,
                  practice: answer.practice,
                  evidence: answer.evidence,
                  remark: answer.remark,
                },
              ],
            ]
          : [],
      ),
    ),
  };
}

/** Keeps what was typed a moment after the last touch. */
function useKept(id: string, form: InspectionForm, touched: boolean) {
  const [at, set_at] = useState<string | null>(null);
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    if (!touched) return;
    const timer = window.setTimeout(() => {
      api.keep(id, latest.current).then(
        (kept) => set_at(kept.saved_at),
        () => set_at(null), // the band above the page says that the server is away
      );
    }, kKeepAfterMs);
    return () => window.clearTimeout(timer);
  }, [id, form, touched]);
  return at;
}

function Form({ data, done }: { data: Inspection; done: () => void }) {
  const { t, lang } = useWords();
  const [form, set_form] = useState<InspectionForm>(() => begun(data));
  const [touched, set_touched] = useState(false);
  const action = useAction();
  const kept = useKept(data.id, form, touched && data.may_answer);
  const change = (next: InspectionForm) => {
    set_form(next);
    set_touched(true);
  };
  const told = data.item_rows.filter((row) => form.answers[row.no] !== undefined).length;
  return (
    <form
      className="stack inspection"
      onSubmit={(event) => {
        event.preventDefault();
        void action
          .run(() => api.submit(data.id, data.version, form))
          .then((well) => {
            if (well) done();
          });
      }}
    >
      {data.may_answer ? null : <Note tone="inf">{t('inspection.read_only')}</Note>}
      {data.draft && data.may_answer ? <Note tone="inf">{t('inspection.draft_found')}</Note> : null}
      {data.answered_on && data.item_rows.every((row) => row.answer === null) ? (
        <Note tone="inf">{t('inspection.figures_only')}</Note>
      ) : null}
      <About data={data} form={form} change={change} />
      <Panel title={t('inspection.items')} count={data.item_rows.length}>
        {data.item_rows.map((row) => (
          <Item
            key={row.no}
            row={row}
            data={data}
            excused={row.when.some((key) => form.profile[key] === false)}
            answer={form.answers[row.no] ?? null}
            set={(answer) => change({ ...form, answers: { ...form.answers, [row.no]: answer } })}
            done={done}
          />
        ))}
      </Panel>
      <ActionTrouble fault={action.fault} />
      {data.may_answer ? (
        <div className="acts-row">
          <button type="submit" className="btn" disabled={action.busy}>
            {t('inspection.submit')}
          </button>
          <span>{t('inspection.filled', { n: told, all: data.item_rows.length })}</span>
          <span role="status" className="sub">
            {kept ? t('inspection.draft_kept', { at: moment(kept, lang) }) : ''}
          </span>
        </div>
      ) : null}
    </form>
  );
}

function About(props: {
  data: Inspection;
  form: InspectionForm;
  change: (form: InspectionForm) => void;
}) {
  const { t, d } = useWords();
  const { data, form, change } = props;
  return (
    <Panel title={t('inspection.about')}>
      <fieldset className="pad stack" disabled={!data.may_answer}>
        <legend className="vh">{t('inspection.about')}</legend>
        <label className="row">
          <span>{t('criteria.class')}</span>
          <select
            className="sel"
            value={form.class}
            onChange={(event) => change({ ...form, class: event.target.value })}
          >
            {data.classes.map((one) => (
              <option key={one.key} value={one.key}>
                {d(one.label)}
              </option>
            ))}
          </select>
        </label>
        {data.conditions.map((one) => (
          <label key={one.key} className="row">
            <select
              className="sel s"
              value={form.profile[one.key] === undefined ? '' : String(form.profile[one.key])}
              onChange={(event) => {
                const { [one.key]: _, ...rest } = form.profile;
                const value = event.target.value;
                change({
                  ...form,
                  profile: value === '' ? rest : { ...rest, [one.key]: value === 'true' },
                });
              }}
            >
              <option value="">{t('criteria.not_told')}</option>
              <option value="true">{t('criteria.yes')}</option>
              <option value="false">{t('criteria.no')}</option>
            </select>
            <span>{d(one.label)}</span>
          </label>
        ))}
      </fieldset>
    </Panel>
  );
}

interface ItemProps {
  row: InspectionItem;
  data: Inspection;
  excused: boolean;
  answer: ItemAnswer | null;
  set: (answer: ItemAnswer) => void;
  done: () => void;
}

function Item({ row, data, excused, answer, set, done }: ItemProps) {
  const { t, d } = useWords();
  const one = answer ?? kOpen;
  const weak = row.answer?.result === 'weak';
  return (
    <fieldset
      className={excused ? 'pad inspection-item mut' : 'pad inspection-item'}
      data-item={row.no}
      disabled={!data.may_answer}
    >
      <legend>
        <span className="sub">{row.no}</span> {d(row.label)}{' '}
        <span className="sub">{d(row.category)}</span>
      </legend>
      <p>{d(row.requirement)}</p>
      <p className="sub">
        {t('criteria.risk', { risk: d(row.risk) })} {row.source_no}
      </p>
      {row.asked ? <Asked evidence={row.asked} /> : null}
      {excused ? <p className="sub">{t('inspection.not_asked')}</p> : null}
      <div className="row">
        <Three
          label={t('inspection.measure_of', { no: row.no })}
          said={t('inspection.measure')}
          value={answer ? one.measure : null}
          set={(measure) => set({ ...one, measure })}
        />
        <Three
          label={t('inspection.practice_of', { no: row.no })}
          said={t('inspection.practice')}
          value={answer ? one.practice : null}
          set={(practice) => set({ ...one, practice })}
        />
      </div>
      <div className="row inspection-words">
        <Words
          label={t('inspection.evidence')}
          value={one.evidence}
          set={(evidence) => set({ ...one, evidence })}
        />
        <Words
          label={t('inspection.remark')}
          value={one.remark}
          set={(remark) => set({ ...one, remark })}
        />
      </div>
      {weak && row.answer?.plan ? (
        <Mark tone="inf">
          <Link to={`/registers/improvement_plan?q=${encodeURIComponent(row.answer.plan)}`}>
            {t('inspection.plan_is', { plan: row.answer.plan })}
          </Link>
        </Mark>
      ) : null}
      {weak && row.answer?.plan === '' && data.may_answer ? (
        <PlanForm inspection={data.id} item={row.no} done={done} />
      ) : null}
    </fieldset>
  );
}

function Three(props: {
  label: string;
  said: string;
  value: Told | null;
  set: (value: Told) => void;
}) {
  const { t } = useWords();
  return (
    <span className="row">
      <span>{props.said}</span>
      <span className="seg" role="group" aria-label={props.label}>
        {kTold.map((one) => (
          <button
            key={one}
            type="button"
            className="btn s"
            aria-pressed={props.value === one}
            onClick={() => props.set(one)}
          >
            {t(`criteria.${one}`)}
          </button>
        ))}
      </span>
    </span>
  );
}

function Words({ label, value, set }: { label: string; value: string; set: (text: string) => void }) {
  return (
    <label className="row grow">
      <span>{label}</span>
      <input
        className="in wide"
        maxLength={1000}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
}
