// One entrusted contract, from its announcement to the proof that everything came back.
import { useState } from 'react';
import * as api from '../../api/entrust';
import type { Contract } from '../../api/entrust';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_record } from '../../state/routes';
import type { TextKey } from '../../texts';
import { Articles } from './articles';
import { BackPanel } from './back';
import { Before } from './before';
import { Checks } from './checks';
import { Gaps } from './gaps';
import { Schedule } from './schedule';
import { Steps } from './steps';
import { Talks } from './talks';

const kParts = ['course', 'articles', 'checks', 'gaps', 'before', 'talks', 'end'] as const;
type Part = (typeof kParts)[number];

export function EntrustScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`entrust:${id}`, (signal) => api.contract(id, signal));
  const one = query.data?.contract;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.entrust'), to: '/entrust' },
          { label: one?.contract_no ?? id },
        ]}
        title={one?.subject ?? '…'}
        tags={
          one ? (
            <>
              <span className="tag">{t('entrust.process_tag', { process: one.process })}</span>
              <StateTag tone={one.state?.key === 'closed' ? 'ok' : 'inf'}>
                {d(one.state?.label)}
              </StateTag>
            </>
          ) : null
        }
        actions={
          <>
            <Link className="btn s" to={`/chains/${encodeURIComponent(id)}`}>
              {t('entrust.chain')}
            </Link>
            <Link className="btn s" to={to_record('entrusted_contract', id)}>
              {t('entrust.record')}
            </Link>
          </>
        }
      />
      <Await query={query} rows={16}>
        {(data) => <Sheet data={data} done={query.reload} />}
      </Await>
    </main>
  );
}

function Sheet({ data, done }: { data: Contract; done: () => void }) {
  const { t, d } = useWords();
  const { search, set_query } = useRouter();
  const asked = search.get('part');
  const [part, set_part] = useState<Part>(kParts.find((one) => one === asked) ?? 'course');
  const choose = (next: string) => {
    set_part(kParts.find((one) => one === next) ?? 'course');
    set_query({ part: next === 'course' ? null : next });
  };
  const counts: Partial<Record<Part, number>> = {
    articles: data.articles.length,
    checks: data.checks.length,
    gaps: data.gaps.filter((one) => !one.rechecked_on).length,
    talks: data.consultations.filter((one) => !one.answered_on).length,
    end: data.data.filter((one) => !one.complete).length,
  };
  const shown = kParts.filter((one) => one !== 'before' || data.contract.process === 'B');
  return (
    <div className="stack">
      <Facts data={data} />
      {data.contradictions.map((one) => (
        <Note key={one.clause} tone="bad">
          <b>{one.clause}</b> {d(one.why)}
        </Note>
      ))}
      <div>
        <Tabs
          label={t('entrust.parts')}
          current={part}
          choose={choose}
          tabs={shown.map((one) => ({
            id: one,
            label: t(`entrust.part.${one}` as TextKey),
            count: counts[one] ? String(counts[one]) : null,
          }))}
        />
        <div
          id="tab-panel"
          role="tabpanel"
          aria-labelledby={`tab-${part}`}
          tabIndex={-1}
          className="stack"
        >
          {part === 'course' ? (
            <>
              <Steps data={data} done={done} />
              <Schedule data={data} done={done} />
            </>
          ) : null}
          {part === 'articles' ? <Articles data={data} /> : null}
          {part === 'checks' ? <Checks data={data} done={done} /> : null}
          {part === 'gaps' ? <Gaps data={data} done={done} /> : null}
          {part === 'before' ? <Before data={data} done={done} /> : null}
          {part === 'talks' ? <Talks data={data} done={done} /> : null}
          {part === 'end' ? <BackPanel data={data} done={done} /> : null}
        </div>
      </div>
    </div>
  );
}

function Facts({ data }: { data: Contract }) {
  const { t, d, lang } = useWords();
  const one = data.contract;
  const day = (value: string | null) => (value ? date_short(value, lang) : '—');
  const facts: [TextKey, string][] = [
    ['entrust.department', one.department ?? '—'],
    ['entrust.vendor', one.vendor ?? t('entrust.no_vendor')],
    ['entrust.kind', d(one.kind?.label)],
    ['entrust.term', `${day(one.first_day)}–${day(one.last_day)}`],
    ['entrust.persons', one.persons === null ? '—' : one.persons.toLocaleString()],
    ['entrust.edition', one.edition],
    ['entrust.announced_on', day(one.announced_on)],
    ['entrust.signed_on', day(one.signed_on)],
    ['entrust.policy_on', day(one.policy_received_on)],
    ['entrust.visit_on', day(one.annual_visit_on)],
  ];
  return (
    <Panel title={t('entrust.contract')}>
      <dl className="contract-facts pad" data-facts>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="pad row flex-wrap gap-x-2" data-conditions>
        {data.conditions
          .filter((each) => each.holds)
          .map((each) => (
            <span className="tag" key={each.key}>
              {d(each.label)}
            </span>
          ))}
        {data.people.unapproved > 0 ? (
          <Mark tone="bad">{t('entrust.unapproved', { n: data.people.unapproved })}</Mark>
        ) : null}
      </p>
    </Panel>
  );
}
