// One run: figures, totals by class, what it was computed from, confirmation.
import * as api from '../../api/endpoints';
import type { LevyRun } from '../../api/types';
import { date_long, fiscal_year, moment } from '../../lib/era_date';
import { grouped, yen } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { StateTag } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { translate_or } from '../../texts';
import { Comparison } from './comparison';
import { ConfirmRun } from './confirm_run';
import { LawTag } from './law_tag';

export function RunDetail({ run, reload }: { run: LevyRun; reload: () => void }) {
  const { t, lang } = useWords();
  return (
    <div className="record">
      <div className="stack">
        <Panel
          title={t('levy.run_title', { no: run.run_no })}
          aside={
            <>
              <span className="sub">{fiscal_year(run.fiscal_year, lang)}</span>
              <StateTag tone={run.state === 'confirmed' ? 'ok' : 'inf'}>
                {t(`run.${run.state}`)}
              </StateTag>
              <LawTag status={run.law_status} />
            </>
          }
          end={
            run.id ? (
              <Link to={`${to_list('levy_taxpayer')}?filter.run=${encodeURIComponent(run.id)}`}>
                {t('levy.result_register')}
              </Link>
            ) : null
          }
        >
          <div className="figs">
            <Figure label={t('levy.annual')} value={yen(run.totals.annual_tax_yen)} />
            <Figure label={t('levy.fixed')} value={yen(run.totals.fixed_tax_yen)} />
            <Figure label={t('levy.city')} value={yen(run.totals.city_planning_tax_yen)} />
            <Figure label={t('levy.taxpayers')} value={grouped(run.totals.taxpayers)} />
            <Figure label={t('levy.taxed')} value={grouped(run.totals.taxed)} />
          </div>
        </Panel>
        <Totals run_no={run.run_no} />
        {run.result_digest ? <Comparison run={run} /> : null}
      </div>
      <div className="stack">
        <ConfirmRun run={run} reload={reload} />
        <Basis run={run} />
      </div>
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="fig">
      <span className="sub">{label}</span>
      <div className="text-[18px] font-bold">{value}</div>
    </div>
  );
}

function Totals({ run_no }: { run_no: string }) {
  const { t, d } = useWords();
  const query = useQuery(`totals:${run_no}`, (signal) => api.levy_totals(run_no, signal));
  return (
    <Panel title={t('levy.totals')}>
      <Await query={query} rows={6}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty why={t('levy.totals_none')} />
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('levy.class')}</th>
                  <th scope="col" className="num">
                    {t('levy.objects')}
                  </th>
                  <th scope="col" className="num">
                    {t('levy.value')}
                  </th>
                  <th scope="col" className="num">
                    {t('levy.fixed_base')}
                  </th>
                  <th scope="col" className="num">
                    {t('levy.city_base')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.class} className={row.class === 'total' ? 'sum' : ''}>
                    <th scope="row">{d(row.label)}</th>
                    <td className="num">{grouped(row.objects)}</td>
                    <td className="num">{yen(row.value_yen)}</td>
                    <td className="num">{yen(row.fixed_base_yen)}</td>
                    <td className="num">{yen(row.city_planning_base_yen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
    </Panel>
  );
}

function Basis({ run }: { run: LevyRun }) {
  const { t, lang } = useWords();
  const today = useToday();
  return (
    <Panel title={t('levy.counts')}>
      <div className="pad">
        <dl className="kv">
          {Object.entries(run.counts).map(([name, n]) => (
            <div key={name} className="contents">
              <dt>{translate_or(lang, `levy.count.${name}`, name)}</dt>
              <dd className="num">{grouped(n)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="border-t border-solid-gray-100 px-3 py-2.5">
        <dl className="kv">
          <dt>{t('levy.as_of')}</dt>
          <dd>{date_long(run.as_of, lang)}</dd>
          {run.as_known === null ? null : (
            <>
              <dt>{t('levy.as_known')}</dt>
              <dd>{grouped(run.as_known)}</dd>
            </>
          )}
          <dt>{t('levy.law_status')}</dt>
          <dd>{translate_or(lang, `explain.law.${run.law_status}`, run.law_status)}</dd>
          <dt>{t('levy.started')}</dt>
          <dd>
            {run.started_by} <span className="sub">{moment(run.started_at, lang, today)}</span>
          </dd>
          {run.confirmed_by ? (
            <>
              <dt>{t('levy.confirmed')}</dt>
              <dd>
                {run.confirmed_by}{' '}
                <span className="sub">{moment(run.confirmed_at, lang, today)}</span>
              </dd>
            </>
          ) : null}
          <dt className="row items-start gap-1">
            <Icon name="chain" small />
            {t('levy.digest')}
          </dt>
          <dd className="hash">{run.result_digest}</dd>
        </dl>
      </div>
    </Panel>
  );
}
