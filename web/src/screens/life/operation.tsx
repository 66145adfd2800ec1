// While a system runs: work by whom and how many, levels, faults, backups month by month.
import type { Procurement } from '../../api/life';
import { date_short } from '../../lib/era_date';
import { grouped, yen } from '../../lib/number_format';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { Grid } from './grid';
import { useLifeWords } from './words';

export function Operation({ data }: { data: Procurement }) {
  return (
    <>
      <Backups data={data} />
      <Levels data={data} />
      <Faults data={data} />
      <Works data={data} />
    </>
  );
}

function Backups({ data }: { data: Procurement }) {
  const { w, lang } = useLifeWords();
  const rows = data.backups.rows;
  const cost = rows.reduce((sum, row) => sum + (row.cost ?? 0), 0);
  return (
    <Panel
      title={w('life.backups')}
      count={data.backups.all}
      end={w('life.backups_cost', { yen: grouped(cost) })}
    >
      <Grid
        label={w('life.backups')}
        name="backups"
        none={w('life.none')}
        rows={rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('system'),
            cell: (row) => (
              <Link to={to_record('backup_check', row.id)}>{row.system?.name || row.no}</Link>
            ),
          },
          { head: w('life.month'), nw: true, cell: (row) => date_short(row.month, lang) },
          {
            head: w('life.made'),
            num: true,
            cell: (row) => `${row.made ?? '—'} / ${row.expected}`,
          },
          {
            head: w('life.lost'),
            cell: (row) =>
              row.checked_on === null ? (
                <Mark tone="bad">{w('life.not_checked')}</Mark>
              ) : row.lost > 0 ? (
                <Mark tone="bad">{w('life.lost_n', { n: row.lost })}</Mark>
              ) : (
                <Mark tone="ok">{w('is.right')}</Mark>
              ),
          },
          {
            head: w('life.tried'),
            nw: true,
            cell: (row) =>
              row.tried && row.tried_on ? (
                date_short(row.tried_on, lang)
              ) : (
                <Mark tone="warn">{w('life.not_tried')}</Mark>
              ),
          },
          {
            head: w('life.apart'),
            cell: (row) =>
              row.apart ? w('life.apart_yes') : <Mark tone="warn">{w('life.apart_no')}</Mark>,
          },
          { head: w('life.cost'), num: true, cell: (row) => yen(row.cost) },
        ]}
      />
    </Panel>
  );
}

function Levels({ data }: { data: Procurement }) {
  const { w, lang } = useLifeWords();
  return (
    <Panel title={w('life.levels')} count={data.levels.all}>
      <Grid
        label={w('life.levels')}
        name="levels"
        none={w('life.levels_none')}
        rows={data.levels.rows}
        id_of={(row) => row.id}
        columns={[
          {
            head: w('system'),
            cell: (row) => (
              <Link to={to_record('service_level', row.id)}>{row.system?.name || row.item}</Link>
            ),
          },
          { head: w('life.item'), cell: (row) => row.item },
          { head: w('life.month'), nw: true, cell: (row) => date_short(row.month, lang) },
          { head: w('life.promised'), num: true, cell: (row) => `${row.promised} ${row.unit}` },
          {
            head: w('life.measured'),
            num: true,
            cell: (row) => (row.measured === null ? '—' : `${row.measured} ${row.unit}`),
          },
          {
            head: w('state'),
            cell: (row) =>
              row.met === null ? (
                <Mark tone="warn">{w('life.not_measured')}</Mark>
              ) : row.met ? (
                <Mark tone="ok">{w('life.met')}</Mark>
              ) : (
                <Mark tone={row.measure ? 'warn' : 'bad'}>{row.measure ?? w('life.missed')}</Mark>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Faults({ data }: { data: Procurement }) {
  const { w, d, lang } = useLifeWords();
  return (
    <Panel title={w('life.faults')} count={data.faults.all}>
      <Grid
        label={w('life.faults')}
        name="faults"
        none={w('life.none')}
        rows={data.faults.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('life.effect'),
            cell: (row) => (
              <>
                <Link to={to_record('system_fault', row.id)}>{row.effect}</Link>
                <div className="sub">{row.system?.name ?? ''}</div>
              </>
            ),
          },
          { head: w('life.occurred'), nw: true, cell: (row) => date_short(row.occurred_on, lang) },
          { head: w('life.minutes'), num: true, cell: (row) => row.minutes ?? '—' },
          {
            head: w('life.cause'),
            cell: (row) => row.cause ?? <Mark tone="bad">{w('life.no_cause')}</Mark>,
          },
          { head: w('life.prevention'), cell: (row) => row.prevention ?? '—' },
          {
            head: w('life.incident'),
            cell: (row) => (row.incident ? w('life.incident_yes') : (row.incident_reason ?? '—')),
          },
          { head: w('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
        ]}
      />
    </Panel>
  );
}

function Works({ data }: { data: Procurement }) {
  const { w, lang } = useLifeWords();
  return (
    <Panel title={w('life.works')} count={data.works.all}>
      <Grid
        label={w('life.works')}
        name="works"
        none={w('life.none')}
        rows={data.works.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: w('life.content'),
            cell: (row) => (
              <>
                <Link to={to_record('work_record', row.id)}>{row.content}</Link>
                <div className="sub">{row.system?.name ?? ''}</div>
              </>
            ),
          },
          { head: w('life.worked'), nw: true, cell: (row) => date_short(row.worked_on, lang) },
          { head: w('life.company'), cell: (row) => row.company },
          {
            head: w('life.people'),
            cell: (row) =>
              row.alone ? (
                <Mark tone="bad">{w('life.alone')}</Mark>
              ) : (
                w('life.people_n', { n: row.people })
              ),
          },
          { head: w('life.seen_by'), cell: (row) => row.seen_by ?? '—' },
          {
            head: w('life.checked'),
            nw: true,
            cell: (row) =>
              row.checked_on ? (
                date_short(row.checked_on, lang)
              ) : (
                <Mark tone="warn">{w('life.not_checked')}</Mark>
              ),
          },
        ]}
      />
    </Panel>
  );
}
