// The items of one subject: requirement, risk and number, three-valued answers, facts, evidence.
import { useId } from 'react';
import type { Ground, StoredAnswer } from '../../api/assessments';
import type { Catalog, CatalogRow, Evidence, Given, Judged, Subject } from '../../api/criteria';
import { moment } from '../../lib/era_date';
import { Mark, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { no_ground } from './answers';
import { FactField } from './fact_field';
import { GroundFields } from './ground_fields';

interface Props {
  catalog: Catalog;
  subject: Subject;
  judged: Judged | null;
  set: (subject: Subject) => void;
  /** Of an assessment on record: what each answer rests on. */
  grounds: Grounds | null;
}
interface Grounds {
  party: number;
  list: Ground[];
  stored: StoredAnswer[];
  set: (list: Ground[]) => void;
}

export function CriteriaForm({ catalog, subject, judged, set, grounds }: Props) {
  const { t, d } = useWords();
  const cls = subject.data_classes[0] ?? '';
  const id = useId();
  return (
    <Panel title={t('criteria.items')} count={catalog.rows.length}>
      <div className="pad row criteria-head">
        <label htmlFor={id}>{t('criteria.class')}</label>
        <select
          id={id}
          className="sel"
          value={cls}
          onChange={(event) => set({ ...subject, data_classes: [event.target.value] })}
        >
          {catalog.classes.map((row) => (
            <option key={row.key} value={row.key}>
              {d(row.label)}
            </option>
          ))}
        </select>
      </div>
      {catalog.conditions.length > 0 ? (
        <fieldset className="pad criteria-conditions">
          <legend>{t('criteria.conditions')}</legend>
          {catalog.conditions.map((row) => (
            <Condition
              key={row.key}
              label={d(row.label)}
              value={subject.profile?.[row.key]}
              set={(value) => {
                const { [row.key]: _, ...rest } = subject.profile ?? {};
                set({ ...subject, profile: value === undefined ? rest : { ...rest, [row.key]: value } });
              }}
            />
          ))}
        </fieldset>
      ) : null}
      <table className="crit criteria-rows">
        <caption className="vh">{t('criteria.items_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('criteria.number')}</th>
            <th scope="col">{t('criteria.requirement')}</th>
            <th scope="col">{t('criteria.asked')}</th>
            <th scope="col">{t('criteria.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {catalog.rows.map((row) => (
            <Row
              key={row.no}
              row={row}
              subject={subject}
              judged={judged}
              set={set}
              grounds={grounds}
            />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Condition(props: {
  label: string;
  value: boolean | undefined;
  set: (value: boolean | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <label className="row">
      <select
        className="sel s"
        value={props.value === undefined ? '' : String(props.value)}
        onChange={(event) =>
          props.set(event.target.value === '' ? undefined : event.target.value === 'true')
        }
      >
        <option value="">{t('criteria.not_told')}</option>
        <option value="true">{t('criteria.yes')}</option>
        <option value="false">{t('criteria.no')}</option>
      </select>
      <span>{props.label}</span>
    </label>
  );
}

const kGiven: readonly Given[] = ['yes', 'no', 'unknown'];

function Row({ row, subject, judged, set, grounds }: { row: CatalogRow } & Omit<Props, 'catalog'>) {
  const { t, d } = useWords();
  const state = judged?.rows.find((one) => one.no === row.no);
  const asked = state?.asked ?? true;
  const given = subject.answers[row.no] ?? 'unknown';
  return (
    <tr data-item={row.no} className={asked ? '' : 'mut'}>
      <td className="num">{row.no}</td>
      <td>
        <b>{d(row.label)}</b>
        <div>{d(row.requirement)}</div>
        <div className="sub">{t('criteria.risk', { risk: d(row.risk) })}</div>
        {row.source_no ? <div className="sub">{t('criteria.source_no', { no: row.source_no })}</div> : null}
        {row.footnotes.map((note) => (
          <div key={note.id} className="sub">
            {t('criteria.footnote', { text: d(note.text) })}
          </div>
        ))}
        {asked
          ? row.facts.map((rule) => (
              <div key={rule.key}>
                <FactField
                  rule={rule}
                  value={subject.facts[rule.key] ?? null}
                  set={(value) => set({ ...subject, facts: { ...subject.facts, [rule.key]: value } })}
                />
              </div>
            ))
          : null}
        {row.evidence ? <Asked evidence={row.evidence} /> : null}
        {grounds && asked && subject.answers[row.no] !== undefined ? (
          <RowGround row={row} unknown={given === 'unknown'} grounds={grounds} />
        ) : null}
      </td>
      <td className="nw">{state ? d(state.cell) : d(row.cells[subject.data_classes[0] ?? ''] ?? null)}</td>
      <td className="criteria-answer">
        <span className="seg" role="group" aria-label={t('criteria.answer_to', { no: row.no })}>
          {kGiven.map((one) => (
            <button
              key={one}
              type="button"
              className="btn s"
              aria-pressed={given === one}
              onClick={() => set({ ...subject, answers: { ...subject.answers, [row.no]: one } })}
            >
              {t(`criteria.${one}`)}
            </button>
          ))}
        </span>
        {asked && state && given !== 'unknown' ? (
          <Mark tone={state.satisfied ? 'ok' : 'bad'}>
            {t(state.satisfied ? 'system.satisfied' : 'system.unsatisfied')}
          </Mark>
        ) : null}
      </td>
    </tr>
  );
}

function RowGround(props: { row: CatalogRow; unknown: boolean; grounds: Grounds }) {
  const { row, unknown, grounds } = props;
  const mine = (one: { item: string; party: number }) =>
    one.item === row.no && one.party === grounds.party;
  return (
    <GroundFields
      no={row.no}
      unknown={unknown}
      query={row.evidence?.name ?? null}
      ground={grounds.list.find(mine) ?? no_ground(row.no, grounds.party)}
      stored={grounds.stored.find(mine) ?? null}
      set={(next) => grounds.set([...grounds.list.filter((one) => !mine(one)), next])}
    />
  );
}

export const kEvidenceTone: Record<Evidence['state'], Tone> = { fit: 'ok', unfit: 'bad', unknown: 'none' };

/** What the register says now; whoever opens the page again asks again. */
export function Asked({ evidence }: { evidence: Evidence }) {
  const { t, d, lang } = useWords();
  const text = t(`criteria.evidence.${evidence.state}`, {
    label: d(evidence.label),
    n: evidence.count ?? 0,
    at: moment(evidence.asked_at, lang),
  });
  return (
    <div data-evidence={evidence.name}>
      <Mark tone={kEvidenceTone[evidence.state]}>
        {evidence.route ? <Link to={evidence.route}>{text}</Link> : text}
      </Mark>
    </div>
  );
}
