// What would be levied beside what was: taxes, instalments, and on request how it is computed.
import type { ApiFault, CaseAnswer, TaxCase } from '../../api/types';
import { fiscal_year } from '../../lib/era_date';
import { change, yen } from '../../lib/number_format';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { HowComputed } from './how_computed';

interface Props {
  year: number;
  set_year: (year: number) => void;
  levied: CaseAnswer | null;
  tried: CaseAnswer | null;
  question: TaxCase;
  levied_question: TaxCase;
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
        <HowComputed question={props.question} levied={props.levied_question} />
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
