// The ledger as a whole: systems by bureau beside the printed count, money beside printed totals.
import { useState } from 'react';
import * as api from '../../api/survey';
import type { Ledger } from '../../api/survey';
import { fiscal_year } from '../../lib/era_date';
import { grouped, yen } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { TimeBar } from '../../parts/time_bar';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_list } from '../../state/routes';
import { Constructed } from './parts';

export function SystemsScreen() {
  const { t } = useWords();
  const { at } = useRouter();
  const query = useQuery(`systems:${at.as_of ?? ''}:${at.as_known ?? ''}`, (signal) =>
    api.ledger(at, signal),
  );
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.system'), to: to_list('information_system') },
        ]}
        title={t('ledger.title')}
        actions={
          <Link className="btn s" to="/selection">
            {t('nav.selection')}
          </Link>
        }
      />
      <TimeBar />
      <Await query={query} rows={16}>
        {(ledger) => (
          <div className="two-columns">
            <Bureaus ledger={ledger} />
            <div className="stack">
              <Budget budget={ledger.budget} />
              <Costs ledger={ledger} />
            </div>
          </div>
        )}
      </Await>
    </main>
  );
}

type Bureau = Ledger['bureaus'][number];
const kCounts = ['in_service', 'planned', 'retired', 'in_ledger', 'printed'] as const;
const total = (bureaus: readonly Bureau[], of: (typeof kCounts)[number]) =>
  bureaus.reduce((sum, bureau) => sum + bureau[of], 0);

function Bureaus({ ledger }: { ledger: Ledger }) {
  const { t } = useWords();
  const { bureaus } = ledger;
  const [open, set_open] = useState(bureaus[0]?.name ?? '');
  const shown = bureaus.find((bureau) => bureau.name === open);
  const parts = bureaus
    .filter((bureau) => bureau.printed > 0)
    .map((bureau) => bureau.printed)
    .join('＋');
  return (
    <div className="stack">
      <Panel title={t('ledger.systems')}>
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{t('ledger.bureau')}</th>
              {kCounts.map((name) => (
                <th key={name} scope="col" className="num">
                  {t(`ledger.${name}`)}
                </th>
              ))}
              <th scope="col" className="num">
                {t('ledger.difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bureaus.map((bureau) => (
              <tr key={bureau.name}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-pressed={bureau.name === open}
                    onClick={() => set_open(bureau.name)}
                  >
                    {bureau.name}
                  </button>
                </th>
                {kCounts.map((name) => (
                  <td key={name} className="num">
                    {bureau[name]}
                  </td>
                ))}
                <td className="num">{bureau.in_ledger - bureau.printed}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('ledger.total')}</th>
              {kCounts.map((name) => (
                <td key={name} className="num">
                  <b>{total(bureaus, name)}</b>
                </td>
              ))}
              <td className="num">
                <b>{total(bureaus, 'in_ledger') - total(bureaus, 'printed')}</b>
              </td>
            </tr>
          </tbody>
        </table>
        <p className="pad sub">
          {t('ledger.difference_note', { parts, total: total(bureaus, 'printed') })}
        </p>
      </Panel>
      {shown ? <Systems bureau={shown} /> : null}
    </div>
  );
}

const kStates = ['in_service', 'planned', 'retired'] as const;

function Systems({ bureau }: { bureau: Bureau }) {
  const { t } = useWords();
  return (
    <Panel title={t('ledger.shown', { name: bureau.name })} count={bureau.systems.length}>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('ledger.name')}</th>
            <th scope="col">{t('ledger.section')}</th>
            <th scope="col">{t('ledger.state')}</th>
          </tr>
        </thead>
        <tbody>
          {bureau.systems.map((system) => {
            const state = kStates.find((one) => one === system.state);
            return (
              <tr key={system.id}>
                <th scope="row">
                  <span className="sub">{system.no}</span>{' '}
                  <Link to={`/systems/${system.id}`}>{system.name}</Link>{' '}
                  {system.constructed ? <Constructed /> : null}
                </th>
                <td>{system.section}</td>
                <td className="nw">{state ? t(`ledger.${state}`) : system.state}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}

function Budget({ budget }: { budget: Ledger['budget'] }) {
  const { t, d, lang } = useWords();
  const items = [...new Map(budget.flatMap((year) => year.items.map((i) => [i.item, i.label])))];
  const amount = (year: Ledger['budget'][number], item: string) =>
    year.items.find((one) => one.item === item)?.thousand_yen ?? 0;
  const line = (label: string, of: (year: Ledger['budget'][number]) => number | null) => (
    <tr>
      <th scope="row">{label}</th>
      {budget.map((year) => {
        const value = of(year);
        return (
          <td key={year.fiscal_year} className="num">
            <b>{value === null ? '—' : grouped(value)}</b>
          </td>
        );
      })}
    </tr>
  );
  return (
    <Panel title={t('ledger.budget')}>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('ledger.item')}</th>
            {budget.map((year) => (
              <th key={year.fiscal_year} scope="col" className="num">
                {fiscal_year(year.fiscal_year, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(([item, label]) => (
            <tr key={item}>
              <th scope="row">{d(label)}</th>
              {budget.map((year) => (
                <td key={year.fiscal_year} className="num">
                  {grouped(amount(year, item))}
                </td>
              ))}
            </tr>
          ))}
          {line(t('ledger.sum'), (year) => year.sum)}
          {line(t('ledger.printed_total'), (year) => year.printed)}
          {line(t('ledger.difference'), (year) => year.difference)}
        </tbody>
      </table>
      <dl className="pad sub">
        {budget
          .filter((year) => year.note)
          .map((year) => (
            <div key={year.fiscal_year}>
              <dt>
                {t('ledger.why')} {fiscal_year(year.fiscal_year, lang)}
              </dt>
              <dd>{year.note}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}

function Costs({ ledger }: { ledger: Ledger }) {
  const { t, lang } = useWords();
  const { costs, contracts } = ledger;
  const sum = (of: (cost: Ledger['costs'][number]) => number) =>
    costs.reduce((all, cost) => all + of(cost), 0);
  return (
    <Panel title={t('ledger.costs')}>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('ledger.year')}</th>
            {(['count', 'development', 'operation', 'combined'] as const).map((name) => (
              <th key={name} scope="col" className="num">
                {t(`ledger.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {costs.map((cost) => (
            <tr key={cost.fiscal_year}>
              <th scope="row">{fiscal_year(cost.fiscal_year, lang)}</th>
              <td className="num">{cost.systems}</td>
              <td className="num">{yen(cost.development_yen)}</td>
              <td className="num">{yen(cost.operation_yen)}</td>
              <td className="num">{yen(cost.combined_yen)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('ledger.total')}</th>
            <td className="num">{sum((cost) => cost.systems)}</td>
            <td className="num">{yen(sum((cost) => cost.development_yen))}</td>
            <td className="num">{yen(sum((cost) => cost.operation_yen))}</td>
            <td className="num">{yen(sum((cost) => cost.combined_yen))}</td>
          </tr>
        </tbody>
      </table>
      <p className="pad sub">{t('ledger.combined_note')}</p>
      <p className="pad">
        {t('ledger.contracts', { n: contracts.published, yen: grouped(contracts.published_yen) })}{' '}
        {contracts.constructed > 0 ? (
          <span className="sub">
            {t('ledger.contracts_made', {
              n: contracts.constructed,
              yen: grouped(contracts.constructed_yen),
            })}
          </span>
        ) : null}
      </p>
    </Panel>
  );
}
