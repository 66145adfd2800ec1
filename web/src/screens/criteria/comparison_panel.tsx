// A stored verdict beside another assessment of the same subject, or beside today: what changed, and
// which change the verdict follows from.
import { useState } from 'react';
import * as api from '../../api/assessments';
import type { Assessment, Change, Comparison } from '../../api/assessments';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, StateTag } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { kVerdictTone } from './verdict_panel';

export function ComparisonPanel({ stored }: { stored: Assessment }) {
  const { t, lang } = useWords();
  const [other, set_other] = useState('');
  const query = useQuery(`comparison ${stored.id} ${other} ${stored.version}`, (signal) =>
    api.comparison(stored.id, other || null, signal),
  );
  return (
    <Panel title={t('criteria.compare')}>
      <div className="pad row criteria-bar">
        <label className="row">
          <span>{t('criteria.compare_with')}</span>
          <select className="sel" value={other} onChange={(event) => set_other(event.target.value)}>
            <option value="">{t('criteria.compare_today')}</option>
            {stored.others.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.number} ${one.judged_on ? date_short(one.judged_on, lang) : ''}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Await query={query} rows={3}>
        {(found) => <Compared found={found} />}
      </Await>
    </Panel>
  );
}

function Compared({ found }: { found: Comparison }) {
  const { t, d } = useWords();
  return (
    <div data-comparison={found.before.number}>
      {found.editions_kept ? null : <Note tone="warn">{t('criteria.edition_not_kept')}</Note>}
      <table className="tight criteria-compare">
        <caption className="vh">{t('criteria.compare')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('criteria.number')}</th>
            <th scope="col">{t('criteria.changed')}</th>
            <th scope="col">
              {t('criteria.side', { number: found.before.number, edition: found.before.edition })}
            </th>
            <th scope="col">
              {t('criteria.side', { number: found.after.number, edition: found.after.edition })}
            </th>
            <th scope="col">{t('criteria.weight')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td />
            <th scope="row">{t('criteria.verdict_stored')}</th>
            <td>
              <StateTag tone={kVerdictTone[found.verdict_before.tone]}>
                {d(found.verdict_before.label)}
              </StateTag>
            </td>
            <td>
              <StateTag tone={kVerdictTone[found.verdict_after.tone]}>
                {d(found.verdict_after.label)}
              </StateTag>
            </td>
            <td />
          </tr>
          {found.changes.map((change) => (
            <ChangeRow key={change.path} change={change} />
          ))}
        </tbody>
      </table>
      {found.changes.length === 0 ? <p className="pad">{t('criteria.no_changes')}</p> : null}
      <Reasons title={t('criteria.reasons_new')} list={found.reasons_new.map((one) => d(one.text))} />
      <Reasons title={t('criteria.reasons_gone')} list={found.reasons_gone.map((one) => d(one.text))} />
    </div>
  );
}

export function ChangeRow({ change }: { change: Change }) {
  const { t, d } = useWords();
  return (
    <tr data-change={change.path}>
      <td className="num">{change.item}</td>
      <th scope="row">{d(change.label)}</th>
      <td className="wrap">{said(change.before, t)}</td>
      <td className="wrap">{said(change.after, t)}</td>
      <td>
        {change.decides ? (
          <Mark tone="warn">
            {t('criteria.decides', { verdict: change.without ? d(change.without.label) : '' })}
          </Mark>
        ) : (
          <span className="sub">{t('criteria.no_weight')}</span>
        )}
      </td>
    </tr>
  );
}

const kAnswers = ['yes', 'no', 'unknown'] as const;
function said(text: string, t: ReturnType<typeof useWords>['t']): string {
  if (text === '') return t('criteria.not_told');
  const known = kAnswers.find((one) => one === text);
  return known ? t(`criteria.${known}`) : text;
}

function Reasons({ title, list }: { title: string; list: string[] }) {
  if (list.length === 0) return null;
  return (
    <section className="pad">
      <h3>{title}</h3>
      <ul>
        {list.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
