// 指摘と手当て: which findings are not in order, where, and what prevents, detects or tracks each.
import * as api from '../../api/findings';
import type { Finding, Findings } from '../../api/findings';
import { date_short, moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { FindingDetail } from './finding_detail';
import { Filters } from './filters';
import { narrowed } from './narrowing';
import { tone_text } from './proofs';
import { Wall } from './wall';

export function FindingsScreen() {
  const { t, d, lang } = useWords();
  const query = useQuery('findings', api.findings);
  const { data } = query;
  const of_kind = (kind: string) => data?.findings.filter((one) => one.kind.key === kind).length ?? 0;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }]}
        title={t('nav.controls')}
        tags={
          data ? (
            <span className="sub">
              {d(data.title)}{' '}
              {t('findings.counts', {
                total: data.findings.length,
                violation: of_kind('violation'),
                advice: of_kind('advice'),
                at: moment(data.asked_at, lang),
              })}
            </span>
          ) : null
        }
        actions={
          <>
            <button type="button" className="btn s" onClick={query.reload}>
              {t('findings.ask_now')}
            </button>
            <Link className="btn s" to={to_list('finding')}>
              {t('findings.as_table')}
            </Link>
            <Link className="btn s" to="/measures">
              {t('nav.measures')}
            </Link>
          </>
        }
      />
      <Await query={query} rows={20}>
        {(page) => <Shown page={page} />}
      </Await>
    </main>
  );
}

function Shown({ page }: { page: Findings }) {
  const { t, d } = useWords();
  const { search, set_query } = useRouter();
  const shown = narrowed(page.findings, search);
  const chosen = page.findings.find((one) => one.no === search.get('no')) ?? shown[0] ?? null;
  const choose = (no: string) => set_query({ no });
  return (
    <div className="findings">
      <Filters page={page} />
      {shown.length === 0 ? (
        <Panel title={t('findings.rows')}>
          <Empty why={t('findings.nothing')} next={<Clear />} />
        </Panel>
      ) : (
        <div className="findings-top no-print">
          <Wall findings={shown} chosen={chosen?.no ?? ''} choose={choose} />
          {chosen ? <FindingDetail finding={chosen} built={page.built} /> : null}
        </div>
      )}
      {shown.length > 0 ? <Rows findings={shown} /> : null}
      <Repetition page={page} />
      <Panel title={t('findings.source')}>
        <p className="pad">{page.source}</p>
        <p className="pad sub">{d(page.source_note)}</p>
      </Panel>
    </div>
  );
}

export function Clear() {
  const { t } = useWords();
  const { set_query } = useRouter();
  return (
    <button
      type="button"
      className="btn s"
      onClick={() =>
        set_query({ tone: null, kind: null, class: null, department: null, clause: null, state: null })
      }
    >
      {t('findings.clear')}
    </button>
  );
}

function Rows({ findings }: { findings: readonly Finding[] }) {
  const { t } = useWords();
  return (
    <Panel title={t('findings.rows')} count={findings.length}>
      <div className="wide-table" tabIndex={0} role="region" aria-label={t('findings.table')}>
        <table className="tight finding-rows" data-table="findings">
          <thead>
            <tr>
              <th scope="col">{t('findings.no')}</th>
              <th scope="col">{t('findings.tone')}</th>
              <th scope="col">{t('findings.kind')}</th>
              <th scope="col">{t('findings.finding')}</th>
              <th scope="col">{t('findings.clause')}</th>
              <th scope="col">{t('findings.owner')}</th>
              <th scope="col">{t('findings.due')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => (
              <Row key={finding.no} finding={finding} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Row({ finding }: { finding: Finding }) {
  const { t, d, lang } = useWords();
  return (
    <tr data-finding={finding.no}>
      <th scope="row">
        <Link to={to_record('finding', finding.id)}>{finding.no}</Link>
        <div className="sub">{d(finding.kind.label)}</div>
      </th>
      <td className="nw">
        <Mark tone={finding.tone}>{t(tone_text[finding.tone])}</Mark>
      </td>
      <td className="nw">{t(`findings.${finding.control?.kind ?? 'none'}`)}</td>
      <td>
        {d(finding.summary)}
        <div className="sub">
          {[finding.system?.name, finding.departments.join(t('app.list_comma'))]
            .filter(Boolean)
            .join(' / ')}
        </div>
        {finding.control ? <div className="sub">{d(finding.control.how)}</div> : null}
      </td>
      <td>{finding.clauses}</td>
      <td>{finding.owner || t('findings.no_owner')}</td>
      <td className="nw">
        {finding.due ? date_short(finding.due, lang) : t('findings.no_due')}
        {finding.late ? (
          <div>
            <Mark tone="bad">{t('findings.late')}</Mark>
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function Repetition({ page }: { page: Findings }) {
  const { t, d } = useWords();
  const repeated = page.classes.filter((one) => one.findings > 1);
  return (
    <Panel title={t('findings.repetition')} count={repeated.length}>
      <table className="tight repetition">
        <caption className="vh">{t('findings.repetition_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('findings.class')}</th>
            <th scope="col" className="num">
              {t('findings.count')}
            </th>
            <th scope="col" className="num">
              {t('findings.departments')}
            </th>
            <th scope="col">{t('findings.which')}</th>
          </tr>
        </thead>
        <tbody>
          {repeated.map((one) => (
            <tr key={one.key} data-class={one.key}>
              <th scope="row">
                <Link to={`/findings?class=${one.key}`}>{d(one.label)}</Link>
              </th>
              <td className="num">
                <Link to={`/registers/finding?filter.finding_class=${one.key}`}>{one.findings}</Link>
              </td>
              <td className="num">{one.departments.length}</td>
              <td>
                {one.departments.join(t('app.list_comma'))}
                {one.departments.length >= kCityWide ? (
                  <>
                    {' '}
                    <span className="tag">{t('findings.city_wide')}</span>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

// From here on one department's measure is not enough: the same was found in so many.
const kCityWide = 3;
