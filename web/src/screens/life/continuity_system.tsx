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
import { useLifeWords } from './words';

export function ContinuitySystemScreen({ id }: { id: string }) {
  const { t } = useWords();
  const { w, lang } = useLifeWords();
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
              {w('continuity.print_one')}
            </a>
          ) : null
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Plan data={data} />
            <div className="two-columns">
              <Edges title={w('one.depends')} name="depends" rows={data.depends_on} />
              <Edges title={w('one.needed_by')} name="needed_by" rows={data.needed_by} />
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
  const { w, d, lang } = useLifeWords();
  const { plan } = data;
  if (!plan)
    return (
      <Panel title={w('continuity.plan')}>
        <Empty
          why={w('one.no_plan')}
          next={<Link to={to_new_record('continuity_plan')}>{w('one.make')}</Link>}
        />
      </Panel>
    );
  const hours = (n: number | null) => (n === null ? w('drawing.unknown') : w('continuity.hours', { n }));
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  const late = plan.review_due !== null && plan.review_due < data.today;
  const wrong = plan.hours !== null && data.back !== null && plan.hours < data.back;
  const facts: readonly [string, ReactNode][] = [
    [w('section'), plan.section],
    [w('state'), d(plan.state.label)],
    [w('one.hours'), hours(plan.hours)],
    [w('one.back'), wrong ? <Mark tone="bad">{hours(data.back)}</Mark> : hours(data.back)],
    [w('one.data_hours'), hours(plan.data_hours)],
    [w('one.first'), plan.first_actions ?? '—'],
    [w('hours.substitute'), plan.substitute ?? '—'],
    [w('one.made'), day(plan.made_on)],
    [w('one.reviewed'), day(plan.reviewed_on)],
    [w('one.due'), late ? <Mark tone="bad">{day(plan.review_due)}</Mark> : day(plan.review_due)],
    [w('one.paper'), plan.paper_at ?? <Mark tone="warn">{w('hours.no_paper')}</Mark>],
  ];
  return (
    <Panel
      title={w('continuity.plan')}
      end={<Link to={to_record('continuity_plan', plan.id)}>{plan.no}</Link>}
    >
      {wrong ? (
        <div className="pad">
          <Note tone="bad">
            {w('continuity.promise', { promised: plan.hours ?? 0, real: data.back ?? 0 })}{' '}
            {data.way.map((step) => step.label).join(' → ')}
          </Note>
        </div>
      ) : null}
      {data.open ? (
        <div className="pad">
          <Note tone="warn">{w('one.open')}</Note>
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
  const { w } = useLifeWords();
  const hours = (n: number | null) => (n === null ? w('drawing.unknown') : w('continuity.hours', { n }));
  return (
    <Panel title={title} count={rows.length}>
      <Grid
        label={title}
        name={name}
        none={w('drawing.none')}
        rows={rows.map((row, at) => ({ ...row, at }))}
        id_of={(row) => String(row.at)}
        columns={[
          { head: w('drawing.needs'), cell: (row) => <Place place={row} /> },
          {
            head: w('drawing.promised'),
            num: true,
            cell: (row) => hours(row.promised ?? row.hours),
          },
          { head: w('one.back'), num: true, cell: (row) => hours(row.back) },
          {
            head: w('drawing.alternative'),
            cell: (row) => (row.replaceable ? w('drawing.there') : '—'),
          },
        ]}
      />
    </Panel>
  );
}

function Contacts({ data }: { data: ContinuitySystem }) {
  const { w, d, lang } = useLifeWords();
  return (
    <Panel title={w('one.contacts')} count={data.contacts.length}>
      <Grid
        label={w('one.contacts')}
        name="contacts"
        none={w('one.contacts_none')}
        rows={data.contacts}
        id_of={(row) => row.id}
        columns={[
          { head: w('one.turn'), num: true, cell: (row) => row.turn },
          {
            head: w('one.post'),
            cell: (row) => <Link to={to_record('continuity_contact', row.id)}>{row.post}</Link>,
          },
          { head: w('one.part'), cell: (row) => d(row.part.label) },
          { head: w('one.by_day'), nw: true, cell: (row) => row.day_phone },
          {
            head: w('one.by_night'),
            nw: true,
            cell: (row) => row.night_phone ?? <Mark tone="warn">{w('one.no_phone')}</Mark>,
          },
          {
            head: w('one.confirmed'),
            nw: true,
            cell: (row) => (row.confirmed_on ? date_short(row.confirmed_on, lang) : '—'),
          },
        ]}
      />
    </Panel>
  );
}

function Copies({ data }: { data: ContinuitySystem }) {
  const { w, lang } = useLifeWords();
  const state = (row: ContinuitySystem['papers'][number]) => {
    if (row.withdrawn_on) return w('one.withdrawn', { day: date_short(row.withdrawn_on, lang) });
    if (row.leaves_on && !row.taken_over_on && row.leaves_on < data.today)
      return <Mark tone="bad">{w('continuity.not_handed')}</Mark>;
    if (row.old) return <Mark tone="warn">{w('continuity.old')}</Mark>;
    return <Mark tone="ok">{w('is.right')}</Mark>;
  };
  return (
    <Panel title={w('continuity.papers')} count={data.papers.length}>
      <Grid
        label={w('continuity.papers')}
        name="copies"
        none={w('continuity.papers_none')}
        rows={data.papers}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('continuity.place'),
            cell: (row) => <Link to={to_record('continuity_paper', row.id)}>{row.place}</Link>,
          },
          { head: w('continuity.holder'), cell: (row) => row.taken_over ?? row.holder },
          { head: w('continuity.printed'), nw: true, cell: (row) => date_short(row.printed_on, lang) },
          { head: w('state'), cell: state },
        ]}
      />
    </Panel>
  );
}

function Held({ data }: { data: ContinuitySystem }) {
  const { w, lang } = useLifeWords();
  return (
    <Panel title={w('continuity.drills')} count={data.drills.length}>
      <Grid
        label={w('continuity.drills')}
        name="held"
        none={w('continuity.drills_none')}
        rows={data.drills}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('continuity.planned'),
            nw: true,
            cell: (row) => (
              <Link to={to_record('continuity_drill', row.id)}>{date_short(row.planned_on, lang)}</Link>
            ),
          },
          { head: w('continuity.scenario'), cell: (row) => row.scenario },
          {
            head: w('continuity.held'),
            nw: true,
            cell: (row) => (row.held_on ? date_short(row.held_on, lang) : '—'),
          },
          {
            head: w('continuity.took'),
            num: true,
            cell: (row) => (row.measured === null ? '—' : w('continuity.hours', { n: row.measured })),
          },
          { head: w('continuity.result'), cell: (row) => row.result ?? '—' },
          { head: w('continuity.mend'), cell: (row) => row.improvement ?? '—' },
        ]}
      />
    </Panel>
  );
}

function Levels({ data }: { data: ContinuitySystem }) {
  const { w, lang } = useLifeWords();
  return (
    <Panel title={w('life.levels')} count={data.levels.length}>
      <Grid
        label={w('life.levels')}
        name="levels"
        none={w('life.levels_none')}
        rows={data.levels}
        id_of={(row) => row.id}
        columns={[
          { head: w('life.item'), cell: (row) => row.item },
          { head: w('life.month'), nw: true, cell: (row) => date_short(row.month, lang) },
          { head: w('life.promised'), num: true, cell: (row) => `${row.promised} ${row.unit}` },
          {
            head: w('life.measured'),
            num: true,
            cell: (row) => (row.measured === null ? '—' : `${row.measured} ${row.unit}`),
          },
        ]}
      />
    </Panel>
  );
}
