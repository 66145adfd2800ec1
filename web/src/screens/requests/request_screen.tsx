// One request: who asks, how its deadline came about, what was done, the decision by two, appeals.
import * as api from '../../api/requests';
import type { OneRequest } from '../../api/requests';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_new_letter, to_record, to_request } from '../../state/routes';
import { Appeals } from './appeals';
import { Decisions } from './decisions';
import { DueMark } from './requests_screen';
import { StepForm } from './step_form';

export function RequestScreen({ id }: { id: string }) {
  const { t, d } = useWords();
  const query = useQuery(`request ${id}`, api.request(id));
  const one = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.requests'), to: '/requests' },
          { label: one?.request_no ?? t('nav.requests') },
        ]}
        title={one ? `${d(one.kind.label)}　${one.request_no}` : t('nav.requests')}
        tags={
          one ? (
            <>
              <Mark tone="inf">{d(one.state.label)}</Mark>{' '}
              <DueMark row={{ days_late: one.days_late, days_left: one.may.step ? one.deadline.days_left : null }} />
            </>
          ) : null
        }
        actions={
          one?.may.viewings ? (
            <a className="btn s" href={api.viewings_pdf(id)} target="_blank" rel="noreferrer">
              {t('requests.viewings')}
            </a>
          ) : null
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              {data.protected ? <Note tone="warn">{t('requests.protected')}</Note> : null}
              <Facts data={data} />
              <Clock data={data} />
              <Steps data={data} />
              {data.may.step || data.may.carry_out ? (
                <StepForm key={data.steps.length} data={data} done={query.reload} />
              ) : null}
              <Decisions data={data} done={query.reload} />
              <Appeals data={data} done={query.reload} />
              {data.may.letter ? <Letters data={data} /> : null}
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Facts({ data }: { data: OneRequest }) {
  const { t, d, lang } = useWords();
  const hidden = t('letters.withheld');
  const date = (day: string | null) => (day ? date_short(day, lang) : '—');
  const rows: [string, string][] = [
    [t('requests.received_on'), `${date(data.received_on)}　${d(data.channel.label)}`],
    [t('requests.asked'), data.asked ?? hidden],
    [t('requests.department'), data.department?.name ?? '—'],
    [t('requests.relation'), d(data.relation.label)],
    [t('requests.requester'), data.requester_name ?? hidden],
    [t('requests.address'), data.requester_address ?? (data.protected ? hidden : '—')],
    [t('requests.subject_name'), data.subject_name ?? hidden],
    [
      t('requests.identity'),
      data.identity_on
        ? `${date(data.identity_on)}　${data.identity_kind ? d(data.identity_kind.label) : ''}　${data.identity_by ?? ''}`
        : t('requests.not_yet'),
    ],
  ];
  if (data.agent_proof) rows.push([t('requests.agent_proof'), data.agent_proof]);
  if (data.inquiry) rows.push([t('requests.inquiry'), data.inquiry]);
  if (data.transferred_to) rows.push([t('requests.transferred_to'), data.transferred_to]);
  if (data.note) rows.push([t('requests.note'), data.note]);
  return (
    <Panel title={t('requests.facts')}>
      <dl className="kv pad" data-facts>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {data.prior ? (
          <div style={{ display: 'contents' }}>
            <dt>{t('requests.prior_of')}</dt>
            <dd>
              <Link to={to_request(data.prior.id)}>{data.prior.name}</Link>
            </dd>
          </div>
        ) : null}
      </dl>
      <p className="pad sub">
        <Link to={to_record('personal_request', data.id)}>{t('requests.record')}</Link>
      </p>
    </Panel>
  );
}

function Clock({ data }: { data: OneRequest }) {
  const { t, d, lang } = useWords();
  const { deadline } = data;
  return (
    <Panel title={t('requests.deadline')} end={date_short(deadline.due, lang)}>
      <div className="wide" tabIndex={0} role="group" aria-label={t('requests.deadline')}>
        <table className="tight" data-deadline>
          <thead>
            <tr>
              <th scope="col">{t('requests.day')}</th>
              <th scope="col">{t('requests.what')}</th>
              <th scope="col" className="num">
                {t('requests.days')}
              </th>
              <th scope="col">{t('requests.due')}</th>
              <th scope="col">{t('requests.article')}</th>
            </tr>
          </thead>
          <tbody>
            {deadline.steps.map((step, at) => (
              <tr key={at}>
                <th scope="row" className="nw">
                  {date_short(step.on, lang)}
                </th>
                <td>{d(step.label)}</td>
                <td className="num">＋{step.days}</td>
                <td className="nw">{date_short(step.due, lang)}</td>
                <td>{step.article}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="pad stack">
        {deadline.part_due ? (
          <Note tone="inf">{t('requests.part_due', { date: date_short(deadline.part_due, lang) })}</Note>
        ) : null}
        {deadline.stopped ? <Note tone="inf">{t('requests.stopped')}</Note> : null}
        {deadline.faults.map((fault, at) => (
          <Note key={at} tone="bad">
            {d(fault)}
          </Note>
        ))}
        <p className="sub">
          {t('requests.source', { source: deadline.source, edition: deadline.edition })}
          {deadline.verified ? '' : `　${t('requests.not_verified')}`}
        </p>
        <p className="sub">
          {t(deadline.holiday_moves ? 'requests.holiday_moves' : 'requests.holiday_stays', {
            article: deadline.holiday_article,
          })}
          {deadline.holiday_verified ? '' : `　${t('requests.not_verified')}`}
        </p>
      </div>
    </Panel>
  );
}

function Steps({ data }: { data: OneRequest }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('requests.steps')} count={data.steps.length}>
      {data.steps.length === 0 ? (
        <Empty why={t('requests.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('requests.steps')}>
          <table className="tight" data-steps>
            <thead>
              <tr>
                <th scope="col">{t('requests.day')}</th>
                <th scope="col">{t('requests.what')}</th>
                <th scope="col">{t('requests.by')}</th>
                <th scope="col">{t('requests.said')}</th>
              </tr>
            </thead>
            <tbody>
              {data.steps.map((step) => (
                <tr key={step.id}>
                  <th scope="row" className="nw">
                    {date_short(step.on, lang)}
                  </th>
                  <td className="nw">{d(step.kind.label)}</td>
                  <td>{step.by}</td>
                  <td>{step.text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Letters({ data }: { data: OneRequest }) {
  const { t, d } = useWords();
  const subject = (register: string) => {
    if (register === 'personal_request') return data.id;
    if (register === 'request_appeal') return data.appeals.at(-1)?.id ?? null;
    return data.decisions.filter((one) => one.state.key !== 'rejected').at(-1)?.id ?? null;
  };
  const ready = data.templates.flatMap((one) => {
    const record = subject(one.register);
    return record === null ? [] : [{ ...one, record }];
  });
  return (
    <Panel title={t('requests.letters')}>
      <ul className="pad plain" data-letters-to-write>
        {ready.map((one) => (
          <li key={one.id}>
            <Link to={to_new_letter(one.id, one.register, one.record)}>{d(one.title)}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
