// デジタル化推進計画: measures by pillar and which stand still, groups that overlap, procedures by
// ground and phase, the twenty standard systems, figures by year.
import * as api from '../../api/life';
import type { DigitalPlan, Measure } from '../../api/life';
import { date_short, shift_date } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { Figures } from './digital_figures';
import { Procedures } from './digital_procedures';
import { Grid } from './grid';

export function DigitalScreen() {
  const { t, lang } = useWords();
  const query = useQuery('digital_plan', api.digital_plan);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.digital_plan') }]}
        title={t('nav.digital_plan')}
        actions={
          <>
            <Link className="btn s" to={to_list('digital_measure')}>
              {t('plan.register')}
            </Link>
            {query.data ? (
              <a
                className="btn s"
                href={api.digital_report(query.data.year, lang)}
                target="_blank"
                rel="noreferrer"
              >
                <Icon name="print" small />
                {t('plan.report')}
              </a>
            ) : null}
          </>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Summary data={data} />
            {data.pillars
              .filter((pillar) => pillar.rows.length > 0)
              .map((pillar) => (
                <Pillar key={pillar.key} pillar={pillar} />
              ))}
            <div className="two-columns">
              <Overlaps data={data} />
              <Groups data={data} />
            </div>
            <Procedures data={data} />
            <Moves data={data} />
            <Figures data={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Summary({ data }: { data: DigitalPlan }) {
  const { t } = useWords();
  const list = to_list('digital_measure');
  const since = shift_date(data.today, -data.still_days);
  const still = `${list}?view=all&filter.progress=%3Dnot_begun%7Cconsidering%7Ctrial&filter.moved_on=%3C%3D${since}`;
  const figures: readonly [string, number, string, boolean][] = [
    [t('plan.measures'), data.measures, `${list}?view=all`, false],
    [t('plan.still', { n: data.still_days }), data.still, still, true],
    [t('plan.late'), data.late, `${list}?view=watch_late`, true],
    [
      t('plan.procedures_late'),
      data.procedures.late,
      `${to_list('procedure_inventory')}?view=watch_late`,
      true,
    ],
    [
      t('plan.no_target'),
      data.procedures.no_target,
      `${to_list('procedure_inventory')}?view=watch_no_target`,
      true,
    ],
  ];
  return (
    <Panel title={t('plan.summary')}>
      <ul className="pad" data-summary>
        {figures.map(([label, count, where, wrong]) => (
          <li key={label} className="state-line">
            <Link to={where}>{label}</Link> <b className="value">{count}</b>
            <span className="tone">
              {wrong ? (
                <Mark tone={count > 0 ? 'warn' : 'ok'}>{count > 0 ? t('is.wrong') : t('is.right')}</Mark>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Standing({ row }: { row: Measure }) {
  const { t } = useWords();
  const said = [
    row.late ? t('plan.is_late') : '',
    row.still ? t('plan.is_still') : '',
    row.no_next ? t('plan.no_next') : '',
  ].filter(Boolean);
  if (said.length === 0) return <Mark tone="ok">{t('is.right')}</Mark>;
  return <Mark tone={row.late || row.still ? 'bad' : 'warn'}>{said.join('・')}</Mark>;
}

function Pillar({ pillar }: { pillar: DigitalPlan['pillars'][number] }) {
  const { t, d, lang } = useWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  return (
    <Panel title={d(pillar.label)} count={pillar.rows.length}>
      <Grid
        label={d(pillar.label)}
        name={pillar.key}
        none={t('life.none')}
        rows={pillar.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('plan.measure'),
            cell: (row) => (
              <>
                <Link to={to_record('digital_measure', row.id)}>{row.title}</Link>
                <div className="sub">
                  {row.no}　{row.department}
                </div>
              </>
            ),
          },
          { head: t('plan.progress'), cell: (row) => <span className="tag">{d(row.progress.label)}</span> },
          { head: t('plan.moved'), nw: true, cell: (row) => day(row.moved_on) },
          { head: t('plan.target'), nw: true, cell: (row) => day(row.target_on) },
          { head: t('plan.result'), cell: (row) => row.result ?? '—' },
          { head: t('plan.next'), cell: (row) => row.next_step ?? '—' },
          { head: t('state'), cell: (row) => <Standing row={row} /> },
        ]}
      />
    </Panel>
  );
}

function Overlaps({ data }: { data: DigitalPlan }) {
  const { t } = useWords();
  return (
    <Panel title={t('plan.overlaps')} count={data.overlaps.length} end={t('plan.overlaps_why')}>
      <Grid
        label={t('plan.overlaps')}
        name="overlaps"
        none={t('plan.overlaps_none')}
        rows={data.overlaps}
        id_of={(row) => `${row.first.id} ${row.second.id}`}
        columns={[
          {
            head: t('plan.group'),
            cell: (row) => (
              <>
                <Link to={to_record('working_group', row.first.id)}>{row.first.name}</Link>
                {' ／ '}
                <Link to={to_record('working_group', row.second.id)}>{row.second.name}</Link>
              </>
            ),
          },
          {
            head: t('plan.same_members'),
            num: true,
            cell: (row) => t('life.people_n', { n: row.members }),
          },
          { head: t('plan.likeness'), num: true, cell: (row) => `${row.theme_percent}%` },
          {
            head: t('plan.decision'),
            cell: (row) => row.decision ?? <Mark tone="warn">{t('plan.undecided')}</Mark>,
          },
        ]}
      />
    </Panel>
  );
}

function Groups({ data }: { data: DigitalPlan }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('plan.groups')} count={data.groups.length}>
      <Grid
        label={t('plan.groups')}
        name="groups"
        none={t('life.none')}
        rows={data.groups}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('plan.group'),
            cell: (row) => (
              <>
                <Link to={to_record('working_group', row.id)}>{row.name}</Link>
                <div className="sub">{row.theme}</div>
              </>
            ),
          },
          { head: t('plan.members'), num: true, cell: (row) => row.members ?? '—' },
          {
            head: t('plan.met'),
            nw: true,
            cell: (row) => (row.met_on ? date_short(row.met_on, lang) : '—'),
          },
          {
            head: t('state'),
            cell: (row) =>
              row.asleep ? <Mark tone="bad">{t('plan.asleep')}</Mark> : d(row.state.label),
          },
        ]}
      />
    </Panel>
  );
}

const kRisk = { low: 'ok', middle: 'none', high: 'warn', after: 'bad' } as const;

function Moves({ data }: { data: DigitalPlan }) {
  const { t, d, lang } = useWords();
  const day = (iso: string | null) => (iso ? date_short(iso, lang) : '—');
  return (
    <Panel title={t('plan.moves')} count={data.moves.rows.length}>
      <ul className="pad row flex-wrap gap-x-4" data-phases>
        {data.moves.phases.map((phase) => (
          <li key={phase.key}>
            <Link to={`${to_list('standard_move')}?view=all&filter.phase=${phase.key}`}>
              {d(phase.label)}
            </Link>{' '}
            <b>{phase.count}</b>
          </li>
        ))}
      </ul>
      <Grid
        label={t('plan.moves')}
        name="moves"
        none={t('life.none')}
        rows={data.moves.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('plan.task'),
            cell: (row) => <Link to={to_record('standard_move', row.id)}>{row.task}</Link>,
          },
          { head: t('section'), cell: (row) => row.department },
          { head: t('plan.phase'), cell: (row) => <span className="tag">{d(row.phase.label)}</span> },
          {
            head: t('plan.target'),
            nw: true,
            cell: (row) =>
              row.late ? <Mark tone="bad">{day(row.target_on)}</Mark> : day(row.target_on),
          },
          {
            head: t('plan.moved'),
            nw: true,
            cell: (row) =>
              row.still ? <Mark tone="warn">{day(row.moved_on)}</Mark> : day(row.moved_on),
          },
          { head: t('plan.done'), nw: true, cell: (row) => day(row.done_on) },
          { head: t('plan.cloud'), cell: (row) => d(row.cloud.label) },
          {
            head: t('plan.risk'),
            cell: (row) => {
              const tone = kRisk[row.risk.key as keyof typeof kRisk] ?? 'none';
              return (
                <Mark tone={tone}>
                  {d(row.risk.label)} {row.obstacle ?? ''}
                </Mark>
              );
            },
          },
        ]}
      />
    </Panel>
  );
}
