// Reliefs of a house: each with what became of it, and the periods in which the law knows it.
import { useId } from 'react';
import type { CaseAnswer, CaseObject, ReliefTerms } from '../../api/types';
import { date_short } from '../../lib/era_date';
import { yen } from '../../lib/number_format';
import { DateInput } from '../../parts/date_input';
import { useWords } from '../../state/language';
import { input_value } from '../../texts';
import { Fault } from './input_field';
import type { PlacedFault } from './object_form';
import {
  free_kinds,
  kMaxReliefs,
  relief_of,
  reliefs_of,
  with_reliefs,
  type Relief,
} from './reliefs';

interface Props {
  object: CaseObject;
  was: CaseObject;
  year: number;
  faults: readonly PlacedFault[];
  given: NonNullable<CaseAnswer['houses'][number]['reliefs']>;
  terms: readonly ReliefTerms[];
  set: (object: CaseObject) => void;
}

export function ReliefsForm({ object, was, year, faults, given, terms, set }: Props) {
  const { t, lang } = useWords();
  const reliefs = reliefs_of(object);
  const free = free_kinds(object, terms);
  const change = (next: readonly Relief[]) => set(with_reliefs(object, next));
  const before =
    reliefs_of(was)
      .map(({ kind }) => input_value(lang, kind))
      .join(t('app.list_comma')) || t('what_if.none');
  const changed = JSON.stringify(reliefs) !== JSON.stringify(reliefs_of(was));
  return (
    <fieldset className="reliefs mt-3" data-changed={changed || undefined}>
      <legend className="f">{t('what_if.reliefs')}</legend>
      {reliefs.length === 0 ? <p className="sub">{t('what_if.none')}</p> : null}
      {reliefs.map((relief, at) => (
        <ReliefLine
          key={at}
          relief={relief}
          terms={terms}
          year={year}
          free={free}
          given={given.find(({ kind }) => kind === relief.kind) ?? null}
          faults={faults.filter(({ key }) => key.startsWith(`reliefs[${String(at)}]`))}
          set={(next) => change(reliefs.map((old, index) => (index === at ? next : old)))}
          remove={() => change(reliefs.filter((_, index) => index !== at))}
        />
      ))}
      {faults
        .filter(({ key }) => key === 'reliefs')
        .map(({ fault }) => (
          <Fault key={fault.id} fault={fault} />
        ))}
      {free[0] && reliefs.length < kMaxReliefs ? (
        <button
          type="button"
          className="btn s mt-2"
          onClick={() => free[0] && change([...reliefs, relief_of(free[0], year)])}
        >
          {t('what_if.relief_add')}
        </button>
      ) : null}
      {changed ? <p className="sub">{t('what_if.was', { value: before })}</p> : null}
    </fieldset>
  );
}

interface LineProps {
  relief: Relief;
  terms: readonly ReliefTerms[];
  year: number;
  free: readonly ReliefTerms[];
  given: Props['given'][number] | null;
  faults: readonly PlacedFault[];
  set: (relief: Relief) => void;
  remove: () => void;
}

function ReliefLine(props: LineProps) {
  const { relief, terms, year, free, given, faults, set, remove } = props;
  const { t, lang } = useWords();
  const id = useId();
  const of = terms.find(({ kind }) => kind === relief.kind) ?? null;
  const choices = [...new Set([relief.kind, ...free.map(({ kind }) => kind)])];
  const dated = relief.completed !== undefined || of?.counts_from === 'completed';
  const choose = (kind: string) => {
    const next = terms.find((one) => one.kind === kind);
    if (next) set(relief_of(next, year));
  };
  return (
    <div className="relief mt-2">
      <div className="row flex-wrap gap-2">
        <label className="vh" htmlFor={id}>
          {t('what_if.relief_kind')}
        </label>
        <select
          id={id}
          className="sel"
          value={relief.kind}
          onChange={(event) => choose(event.target.value)}
        >
          {choices.map((kind) => (
            <option key={kind} value={kind}>
              {input_value(lang, kind)}
            </option>
          ))}
        </select>
        {dated ? (
          <DateInput
            label={t('what_if.relief_completed')}
            value={relief.completed ?? ''}
            set={(completed) => set({ ...relief, completed })}
            invalid={faults.length > 0}
          />
        ) : null}
        <button type="button" className="btn s" onClick={remove}>
          {t('what_if.relief_remove')}
        </button>
      </div>
      {given ? (
        <p>
          {input_value(lang, given.state)} <b>{t('what_if.relief_yen', { n: yen(given.relief_yen) })}</b>
        </p>
      ) : null}
      {of ? <Periods of={of} /> : null}
      {faults.map(({ fault }) => (
        <Fault key={fault.id} fault={fault} />
      ))}
    </div>
  );
}

/** Windows of construction or completion, with their article. */
function Periods({ of }: { of: ReliefTerms }) {
  const { t, lang } = useWords();
  const from = of.counts_from === 'built' ? 'what_if.window_built' : 'what_if.window_completed';
  return (
    <ul className="sub">
      {of.windows.map((window) => (
        <li key={window.from}>
          {t(from, { from: date_short(window.from, lang), to: date_short(window.to, lang) })}
          {' '}
          {window.years === window.years_mid_high
            ? t('what_if.window_years', { n: window.years, fraction: window.fraction })
            : t('what_if.window_years_two', {
                n: window.years,
                high: window.years_mid_high,
                fraction: window.fraction,
              })}
          {' '}
          {window.law}
        </li>
      ))}
    </ul>
  );
}
