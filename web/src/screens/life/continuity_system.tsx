// One system: its plan, when it is really back and why, whom to call, copies, drills, levels.
import type { ReactNode } from 'react';
import * as api from '../../api/life';
import type { ContinuityEdge, ContinuitySystem } from '../../api/life';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_new_record, to_record } from '../../state/routes';
import { Place } from './continuity_screen';
import { Grid } from './grid';

export function ContinuitySystemScreen({ id }: { id: string }) {
  const { t, lang } = useWords();
  const query = useQuery(`continuity:${id}`, (signal) => api.continuity_system(id, signal));
  const name = query.data?.label || t('nav.continuity');
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.continuity'), to: '/continuity' },
          { label: name },
        ]}
        title={name}
        actions={
          query.data?.plan ? (
            <a
              className="btn s"
              href={api.continuity_sheets(lang, id)}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="print" small />
              {t('continuity.print_one')}
            </a>
          ) : null
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Plan data={data} />
            <div className="two-columns">
              <Edges title={t('one.depends')} name="depends" rows={data.depends_on} />
              <Edges title={t('one.needed_by')} name="needed_by" rows={data.needed_by} />
            </div>
            <Contacts data={data} />
            <Copies data={data} />
            <Held data={data} />
            <Levels data={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Plan({ data }: { data: ContinuitySystem }) {
  const { t, d, lang } = useWords();
  const { plan } = data;
  if (!plan)
    return (
      <Panel title={t('continuity.plan')}>
        <Empty
          why={t('one.no_plan')}
          next={<Link to={to_new_record('continuity_plan')}>{t('one.make')}</Link>}
        />
      </Panel>
    );
  const hours = (n: number | null) => (n === null ? t('drawing.unknown') : t('continuity.hours', { n }));
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const late = plan.review_due !== null && plan.review_due < data.today;
  const wrong = plan.hours !== null && data.back !== null && plan.hours < data.back;
  const facts: readonly [string, ReactNode][] = [
    [t('section'), plan.section],
    [t('state'), d(plan.state.label)],
    [t('one.hours'), hours(plan.hours)],
    [t('one.back'), wrong ? <Mark tone="bad">{hours(data.back)}</Mark> : hours(data.back)],
    [t('one.data_hours'), hours(plan.data_hours)],
    [t('one.first'), plan.first_actions ?? '—'],
    [t('hours.substitute'), plan.substitute ?? '—'],
    [t('one.made'), day(plan.made_on)],
    [t('one.reviewed'), day(plan.reviewed_on)],
    [t('one.due'), late ? <Mark tone="bad">{day(plan.review_due)}</Mark> : day(plan.review_due)],
    [t('one.paper'), plan.paper_at ?? <Mark tone="warn">{t('hours.no_paper')}</Mark>],
  ];
  return (
    <Panel
      title={t('continuity.plan')}
      end={<Link to={to_record('continuity_plan', plan.id)}>{plan.no}</Link>}
    >
      {wrong ? (
        <div className="pad">
          <Note tone="bad">
            {t('continuity.promise', { promised: plan.hours ?? 0, real: data.back ?? 0 })}{' '}
            {data.way.map((step) => step.label).join(' → ')}
          </Note>
        </div>
      ) : null}
      {data.open ? (
        <div className="pad">
          <Note tone="warn">{t('one.open')}</Note>
        </div>
      ) : null}
      <table className="tight" data-plan={plan.no}>
        <tbody>
          {facts.map(([label, value]) => (
            <tr key={label}>
              <th scope="row" className="nw">
                {label}
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Edges({ title, name, rows }: { title: string; name: string; rows: ContinuityEdge[] }) {
  const { t } = useWords();
  const hours = (n: number | null) => (n === null ? t('drawing.unknown') : t('continuity.hours', { n }));
  return (
    <Panel title={title} count={rows.length}>
      <Grid
        label={title}
        name={name}
        none={t('drawing.none')}
        rows={rows.map((row, at) => ({ ...row, at }))}
        id_of={(row) => String(row.at)}
        columns={[
          { head: t('drawing.needs'), cell: (row) => <Place place={row} /> },
          {
            head: t('drawing.promised'),
            num: true,
            cell: (row) => hours(row.promised ?? row.hours),
          },
          { head: t('one.back'), num: true, cell: (row) => hours(row.back) },
          {
            head: t('drawing.alternative'),
            cell: (row) => (row.replaceable ? t('drawing.there') : '—'),
          },
        ]}
      />
    </Panel>
  );
}

function Contacts({ data }: { data: ContinuitySystem }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('one.contacts')} count={data.contacts.length}>
      <Grid
        label={t('one.contacts')}
        name="contacts"
        none={t('one.contacts_none')}
        rows={data.contacts}
        id_of={(row) => row.id}
        columns={[
          { head: t('one.turn'), num: true, cell: (row) => row.turn },
          {
            head: t('one.post'),
            cell: (row) => <Link to={to_record('continuity_contact', row.id)}>{row.post}</Link>,
          },
          { head: t('one.part'), cell: (row) => d(row.part.label) },
          { head: t('one.by_day'), nw: true, cell: (row) => row.day_phone },
          {
            head: t('one.by_night'),
            nw: true,
            cell: (row) => row.night_phone ?? <Mark tone="warn">{t('one.no_phone')}</Mark>,
          },
          {
            head: t('one.confirmed'),
            nw: true,
            cell: (row) => (row.confirmed_on ? date_short(row.confirmed_on, lang) : '—'),
          },
        ]}
      />
    </Panel>
  );
}

function Copies({ data }: { data: ContinuitySystem }) {
  const { t, lang } = useWords();
  const state = (row: ContinuitySystem['papers'][number]) => {
    if (row.withdrawn_on) return t('one.withdrawn', { day: date_short(row.withdrawn_on, lang) });
    if (row.leaves_on && !row.taken_over_on && row.leaves_on < data.today)
      return <Mark tone="bad">{t('continuity.not_handed')}</Mark>;
    if (row.old) return <Mark tone="warn">{t('continuity.old')}</Mark>;
    return <Mark tone="ok">{t('is.right')}</Mark>;
  };
  return (
    <Panel title={t('continuity.papers')} count={data.papers.length}>
      <Grid
        label={t('continuity.papers')}
        name="copies"
        none={t('continuity.papers_none')}
        rows={data.papers}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('continuity.place'),
            cell: (row) => <Link to={to_record('continuity_paper', row.id)}>{row.place}</Link>,
          },
          { head: t('continuity.holder'), cell: (row) => row.taken_over ?? row.holder },
          { head: t('continuity.printed'), nw: true, cell: (row) => date_short(row.printed_on, lang) },
          { head: t('state'), cell: state },
        ]}
      />
    </Panel>
  );
}

function Held({ data }: { data: ContinuitySystem }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('continuity.drills')} count={data.drills.length}>
      <Grid
        label={t('continuity.drills')}
        name="held"
        none={t('continuity.drills_none')}
        rows={data.drills}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('continuity.planned'),
            nw: true,
            cell: (row) => (
              <Link to={to_record('continuity_drill', row.id)}>{date_short(row.planned_on, lang)}</Link>
            ),
          },
          { head: t('continuity.scenario'), cell: (row) => row.scenario },
          {
            head: t('continuity.held'),
            nw: true,
            cell: (row) => (row.held_on ? date_short(row.held_on, lang) : '—'),
          },
          {
            head: t('continuity.took'),
            num: true,
            cell: (row) => (row.measured === null ? '—' : t('continuity.hours', { n: row.measured })),
          },
          { head: t('continuity.result'), cell: (row) => row.result ?? '—' },
          { head: t('continuity.mend'), cell: (row) => row.improvement ?? '—' },
        ]}
      />
    </Panel>
  );
}

function Levels({ data }: { data: ContinuitySystem }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('life.levels')} count={data.levels.length}>
      <Grid
        label={t('life.levels')}
        name="levels"
        none={t('life.levels_none')}
        rows={data.levels}
        id_of={(row) => row.id}
        columns={[
          { head: t('life.item'), cell: (row) => row.item },
          { head: t('life.month'), nw: true, cell: (row) => date_short(row.month, lang) },
          { head: t('life.promised'), num: true, cell: (row) => `${row.promised} ${row.unit}` },
          {
            head: t('life.measured'),
            num: true,
            cell: (row) => (row.measured === null ? '—' : `${row.measured} ${row.unit}`),
          },
        ]}
      />
    </Panel>
  );
}
