// The contractor's start page: what is due, its contracts, whom to call.
import * as api from '../../api/chains';
import type { ContractorDue } from '../../api/chains';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_contractor } from '../../state/routes';

export function StartPage({ missing }: { missing: boolean }) {
  const { t, d, lang } = useWords();
  const query = useQuery('contractor', api.contractor);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead title={t('contractor.title')} />
      {missing ? <Note tone="inf">{t('contractor.missing')}</Note> : null}
      <Await query={query} rows={10}>
        {(data) => (
          <div className="stack">
            <p className="sub">{data.company}</p>
            <Dues dues={data.dues} />
            <Panel title={t('contractor.contracts')} count={data.contracts.length}>
              {data.contracts.length === 0 ? (
                <Empty why={t('contractor.no_contracts')} />
              ) : (
                <ul className="chain-lines" data-contracts>
                  {data.contracts.map((one) => (
                    <li key={one.id} data-contract={one.no}>
                      <div className="titles">
                        <Link to={to_contractor(one.id)}>{one.subject}</Link>
                        <span className="tag">{d(one.state.label)}</span>
                        {one.late > 0 ? (
                          <Mark tone="bad">{t('contractor.late', { n: one.late })}</Mark>
                        ) : null}
                      </div>
                      <p className="sub">
                        {one.no}・
                        {t('chain.period', {
                          from: date_short(one.first_day, lang),
                          to: date_short(one.last_day, lang),
                        })}
                      </p>
                      {one.contact ? (
                        <p className="sub">
                          {t('contractor.contact', {
                            section: one.contact.section,
                            extension: one.contact.extension ?? '—',
                          })}
                        </p>
                      ) : null}
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </div>
        )}
      </Await>
    </main>
  );
}

export function Dues({ dues }: { dues: readonly ContractorDue[] }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('contractor.dues')} count={dues.length}>
      {dues.length === 0 ? (
        <Empty why={t('contractor.no_dues')} />
      ) : (
        <ul className="chain-lines" data-dues>
          {dues.map((one) => (
            <li key={`${one.contract} ${one.kind} ${one.what} ${one.due}`} data-due={one.kind}>
              <div className="titles">
                <Mark tone={one.late ? 'bad' : one.days <= 14 ? 'warn' : 'none'}>
                  {date_short(one.due, lang)}{' '}
                  {one.late
                    ? t('contractor.over', { n: -one.days })
                    : t('contractor.left', { n: one.days })}
                </Mark>
                <b>{d(one.label)}</b>
                <Link to={to_contractor(one.contract)}>{one.what}</Link>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
