// Which systems deserve a closer audit: points with what says so. Other weights are tried in the
// address alone; only a chosen set is kept, with its reasons.
import { useId, useState } from 'react';
import * as api from '../../api/survey';
import type { Selection } from '../../api/survey';
import { date_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Constructed } from '../system/parts';

const kShown = 20;

export function SelectionScreen() {
  const { t, d } = useWords();
  const { search, set_query } = useRouter();
  const weights = search.get('weights') ?? '';
  const survey = search.get('survey');
  const [limit, set_limit] = useState(kShown);
  const query = useQuery(`selection:${survey ?? ''}:${weights}:${limit}`, (signal) =>
    api.selection(survey, weights, limit, signal),
  );
  const [last, set_last] = useState<Selection | null>(null);
  if (query.data && query.data !== last) set_last(query.data);
  const shown = query.data ?? last; // while other weights are on their way
  const [chosen, set_chosen] = useState<readonly string[]>([]);
  const set_weight = (id: string, weight: number) => {
    const all = shown?.criteria.map((one) =>
      one.id === id ? { ...one, weight } : one,
    );
    const changed = all?.filter((one) => one.weight !== one.usual) ?? [];
    set_query({
      weights: changed.map((one) => `${one.id}:${one.weight}`).join(',') || null,
    });
  };
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.systems'), to: '/systems' }]}
        title={t('nav.selection')}
        tags={shown ? <span className="sub">{d(shown.title)}</span> : null}
      />
      {weights ? (
        <div className="mb-3">
          <Note tone="inf">{t('selection.trying')}</Note>
        </div>
      ) : null}
      <Await query={shown ? { ...query, data: shown } : query} rows={16}>
        {(selection) => (
          <div className="selection">
            <div className="stack">
              <Weights
                selection={selection}
                set={set_weight}
                survey={(id) => set_query({ survey: id })}
                back={() => set_query({ weights: null })}
              />
              {selection.may_keep ? (
                <Keep
                  selection={selection}
                  chosen={chosen}
                  done={() => {
                    set_chosen([]);
                    query.reload();
                  }}
                />
              ) : null}
              <Kept selection={selection} />
            </div>
            <Systems
              selection={selection}
              chosen={chosen}
              choose={set_chosen}
              all={() => set_limit(selection.total)}
            />
          </div>
        )}
      </Await>
    </main>
  );
}

interface WeightsProps {
  selection: Selection;
  set: (id: string, weight: number) => void;
  survey: (id: string) => void;
  back: () => void;
}

function Weights({ selection, set, survey, back }: WeightsProps) {
  const { t, d } = useWords();
  const choice = useId();
  return (
    <Panel
      title={t('selection.weights')}
      end={
        <button type="button" className="btn s" onClick={back}>
          {t('selection.back')}
        </button>
      }
    >
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('selection.criterion')}</th>
            <th scope="col">{t('selection.cite')}</th>
            <th scope="col" className="num">
              {t('selection.usual')}
            </th>
            <th scope="col" className="num">
              {t('selection.weight')}
            </th>
          </tr>
        </thead>
        <tbody>
          {selection.criteria.map((one) => (
            <tr key={one.id}>
              <th scope="row">{d(one.label)}</th>
              <td className="nw sub">{one.cite}</td>
              <td className="num">{one.usual}</td>
              <td className="num">
                <input
                  className="in weight"
                  type="number"
                  min={0}
                  max={100}
                  aria-label={t('selection.weight_of', { name: d(one.label) })}
                  data-weight={one.id}
                  value={one.weight}
                  onChange={(event) => {
                    const weight = Number(event.target.value);
                    if (Number.isInteger(weight) && weight >= 0 && weight <= 100)
                      set(one.id, weight);
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pad row">
        <label htmlFor={choice}>{t('selection.survey')}</label>
        <select
          id={choice}
          className="in"
          value={selection.survey ?? ''}
          onChange={(event) => survey(event.target.value)}
        >
          {selection.surveys.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </p>
    </Panel>
  );
}

interface SystemsProps {
  selection: Selection;
  chosen: readonly string[];
  choose: (ids: readonly string[]) => void;
  all: () => void;
}

const to_source = (register: string, id: string) =>
  register === 'survey-answers' ? `/survey-answers/${id}` : to_record(register, id);

function Systems({ selection, chosen, choose, all }: SystemsProps) {
  const { t, d } = useWords();
  const { systems } = selection;
  const label_of = (id: string) =>
    d(selection.criteria.find((one) => one.id === id)?.label ?? null);
  return (
    <Panel title={t('selection.systems')} count={selection.total}>
      <table className="tight" data-table="selection">
        <thead>
          <tr>
            {selection.may_keep ? <th scope="col">{t('selection.choose')}</th> : null}
            <th scope="col">{t('ledger.name')}</th>
            <th scope="col" className="num">
              {t('selection.points')}
            </th>
            <th scope="col">{t('selection.because')}</th>
          </tr>
        </thead>
        <tbody>
          {systems.map((system) => (
            <tr key={system.id}>
              {selection.may_keep ? (
                <td>
                  <input
                    type="checkbox"
                    aria-label={t('selection.choose_one', { name: system.name })}
                    checked={chosen.includes(system.id)}
                    onChange={(event) =>
                      choose(
                        event.target.checked
                          ? [...chosen, system.id]
                          : chosen.filter((id) => id !== system.id),
                      )
                    }
                  />
                </td>
              ) : null}
              <th scope="row">
                <Link to={`/systems/${system.id}`}>{system.name}</Link>{' '}
                {system.constructed ? <Constructed /> : null}
                <div className="sub">
                  {system.bureau} {system.section}
                </div>
              </th>
              <td className="num">
                <b>{system.points}</b>
              </td>
              <td>
                <ul className="reasons">
                  {system.hits.map((hit) => (
                    <li key={hit.criterion}>
                      <b>{label_of(hit.criterion)}</b>{' '}
                      {hit.because.map((one) => (
                        <span key={one.fact}>
                          {d(one.label)}
                          {one.sources.map((source) => (
                            <Link
                              key={`${source.register}/${source.id}`}
                              className="source"
                              to={to_source(source.register, source.id)}
                            >
                              {source.title || t('parts.open')}
                            </Link>
                          ))}{' '}
                        </span>
                      ))}
                    </li>
                  ))}
                </ul>
                {system.not_known > 0 ? (
                  <span className="sub">{t('selection.not_known', { n: system.not_known })}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {systems.length >= selection.total ? null : (
        <p className="pad">
          <button type="button" className="btn s" onClick={all}>
            {t('selection.more', { n: grouped(selection.total) })}
          </button>
        </p>
      )}
    </Panel>
  );
}

interface KeepProps {
  selection: Selection;
  chosen: readonly string[];
  done: () => void;
}

function Keep({ selection, chosen, done }: KeepProps) {
  const { t, d } = useWords();
  const action = useAction();
  const [title, set_title] = useState('');
  const [why, set_why] = useState('');
  const [by, set_by] = useState('');
  const [said, set_said] = useState('');
  const because = (id: string) =>
    (selection.systems.find((one) => one.id === id)?.hits ?? [])
      .flatMap((hit) => hit.because.map((one) => d(one.label)))
      .join(t('app.list_comma'));
  const keep = () =>
    void action
      .run(async () => {
        const { number } = await api.keep_selection({
          title: title.trim(),
          considerations: why.trim(),
          survey: selection.survey,
          audit_by: by || null,
          weights: Object.fromEntries(selection.criteria.map((one) => [one.id, one.weight])),
          systems: chosen.map((id) => ({ id, because: because(id) })),
        });
        set_said(t('selection.kept_as', { number }));
      })
      .then((well) => {
        if (well) done();
      });
  return (
    <Panel title={t('selection.keep', { n: chosen.length })}>
      <form
        className="pad stack"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <ActionTrouble fault={action.fault} />
        <Line label={t('selection.keep_title')} value={title} set={set_title} max_length={100} />
        <Line label={t('selection.considerations')} value={why} set={set_why} max_length={600} />
        <DateLine label={t('selection.audit_by')} value={by} set={set_by} />
        <div className="acts-row">
          <button
            type="submit"
            className="btn"
            disabled={action.busy || chosen.length === 0 || !title.trim() || !why.trim()}
          >
            {t('selection.keep', { n: chosen.length })}
          </button>
          <span role="status">{said}</span>
        </div>
      </form>
    </Panel>
  );
}

function Kept({ selection }: { selection: Selection }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('selection.kept')} count={selection.kept.length}>
      {selection.kept.length === 0 ? (
        <Empty why={t('selection.kept_none')} />
      ) : (
        <ul className="pad">
          {selection.kept.map((one) => (
            <li key={one.id}>
              <Link to={to_record('audit_selection', one.id)}>
                {one.no} {one.title}
              </Link>{' '}
              <span className="sub">
                {date_short(one.decided_on, lang)} {one.systems}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
