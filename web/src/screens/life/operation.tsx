// While a system runs: work by whom and how many, levels, faults, backups month by month.
import type { Procurement } from '../../api/life';
import { date_short } from '../../lib/era_date';
import { grouped, yen } from '../../lib/number_format';
import { Mark } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { Grid } from './grid';
import { useWords } from '../../state/language';

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
  const { t, lang } = useWords();
  const rows = data.backups.rows;
  const cost = rows.reduce((sum, row) => sum + (row.cost ?? 0), 0);
  return (
    <Panel
      title={t('life.backups')}
      count={data.backups.all}
      end={t('life.backups_cost', { yen: grouped(cost) })}
    >
      <Grid
        label={t('life.backups')}
        name="backups"
        none={t('life.none')}
        rows={rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('system'),
            cell: (row) => (
              <Link to={to_record('backup_check', row.id)}>{row.system?.name || row.no}</Link>
            ),
          },
          { head: t('life.month'), nw: true, cell: (row) => date_short(row.month, lang) },
          {
            head: t('life.made'),
            num: true,
            cell: (row) => `${row.made ?? '—'} / ${row.expected}`,
          },
          {
            head: t('life.lost'),
            cell: (row) =>
              row.checked_on === null ? (
                <Mark tone="bad">{t('life.not_checked')}</Mark>
              ) : row.lost > 0 ? (
                <Mark tone="bad">{t('life.lost_n', { n: row.lost })}</Mark>
              ) : (
                <Mark tone="ok">{t('is.right')}</Mark>
              ),
          },
          {
            head: t('life.tried'),
            nw: true,
            cell: (row) =>
              row.tried && row.tried_on ? (
                date_short(row.tried_on, lang)
              ) : (
                <Mark tone="warn">{t('life.not_tried')}</Mark>
              ),
          },
          {
            head: t('life.apart'),
            cell: (row) =>
              row.apart ? t('life.apart_yes') : <Mark tone="warn">{t('life.apart_no')}</Mark>,
          },
          { head: t('life.cost'), num: true, cell: (row) => yen(row.cost) },
        ]}
      />
    </Panel>
  );
}

function Levels({ data }: { data: Procurement }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('life.levels')} count={data.levels.all}>
      <Grid
        label={t('life.levels')}
        name="levels"
        none={t('life.levels_none')}
        rows={data.levels.rows}
        id_of={(row) => row.id}
        columns={[
          {
            head: t('system'),
            cell: (row) => (
              <Link to={to_record('service_level', row.id)}>{row.system?.name || row.item}</Link>
            ),
          },
          { head: t('life.item'), cell: (row) => row.item },
          { head: t('life.month'), nw: true, cell: (row) => date_short(row.month, lang) },
          { head: t('life.promised'), num: true, cell: (row) => `${row.promised} ${row.unit}` },
          {
            head: t('life.measured'),
            num: true,
            cell: (row) => (row.measured === null ? '—' : `${row.measured} ${row.unit}`),
          },
          {
            head: t('state'),
            cell: (row) =>
              row.met === null ? (
                <Mark tone="warn">{t('life.not_measured')}</Mark>
              ) : row.met ? (
                <Mark tone="ok">{t('life.met')}</Mark>
              ) : (
                <Mark tone={row.measure ? 'warn' : 'bad'}>{row.measure ?? t('life.missed')}</Mark>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Faults({ data }: { data: Procurement }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('life.faults')} count={data.faults.all}>
      <Grid
        label={t('life.faults')}
        name="faults"
        none={t('life.none')}
        rows={data.faults.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('life.effect'),
            cell: (row) => (
              <>
                <Link to={to_record('system_fault', row.id)}>{row.effect}</Link>
                <div className="sub">{row.system?.name ?? ''}</div>
              </>
            ),
          },
          { head: t('life.occurred'), nw: true, cell: (row) => date_short(row.occurred_on, lang) },
          { head: t('life.minutes'), num: true, cell: (row) => row.minutes ?? '—' },
          {
            head: t('life.cause'),
            cell: (row) => row.cause ?? <Mark tone="bad">{t('life.no_cause')}</Mark>,
          },
          { head: t('life.prevention'), cell: (row) => row.prevention ?? '—' },
          {
            head: t('life.incident'),
            cell: (row) => (row.incident ? t('life.incident_yes') : (row.incident_reason ?? '—')),
          },
          { head: t('state'), cell: (row) => <span className="tag">{d(row.state.label)}</span> },
        ]}
      />
    </Panel>
  );
}

function Works({ data }: { data: Procurement }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('life.works')} count={data.works.all}>
      <Grid
        label={t('life.works')}
        name="works"
        none={t('life.none')}
        rows={data.works.rows}
        id_of={(row) => row.no}
        columns={[
          {
            head: t('life.content'),
            cell: (row) => (
              <>
                <Link to={to_record('work_record', row.id)}>{row.content}</Link>
                <div className="sub">{row.system?.name ?? ''}</div>
              </>
            ),
          },
          { head: t('life.worked'), nw: true, cell: (row) => date_short(row.worked_on, lang) },
          { head: t('life.company'), cell: (row) => row.company },
          {
            head: t('life.people'),
            cell: (row) =>
              row.alone ? (
                <Mark tone="bad">{t('life.alone')}</Mark>
              ) : (
                t('life.people_n', { n: row.people })
              ),
          },
          { head: t('life.seen_by'), cell: (row) => row.seen_by ?? '—' },
          {
            head: t('life.checked'),
            nw: true,
            cell: (row) =>
              row.checked_on ? (
                date_short(row.checked_on, lang)
              ) : (
                <Mark tone="warn">{t('life.not_checked')}</Mark>
              ),
          },
        ]}
      />
    </Panel>
  );
}
