// The first hours: from when on each system can be used, by its promise and by what it depends on.
import type { Continuity, ContinuityRow } from '../../api/life';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { Scroll } from '../../parts/scroll';
import { Link } from '../../state/router';
import { to_continuity } from '../../state/routes';
import { useWords } from '../../state/language';

const kSteps = [1, 3, 6, 12, 24, 48, 72, 120, 168, 336, 720];

type Cell = 'down' | 'promised' | 'back' | 'unknown';

function cell_at(row: ContinuityRow, hour: number): Cell {
  if (row.hours === null) return 'unknown';
  if (row.hours > hour) return 'down';
  return row.back !== null && row.back > hour ? 'promised' : 'back';
}
const kSigns: Record<Cell, string> = { down: '—', promised: '△', back: '●', unknown: '？' };

export function Hours({ data }: { data: Continuity }) {
  const { t } = useWords();
  const hours = [...kSteps.filter((hour) => hour < data.needed_hours), data.needed_hours];
  return (
    <Panel
      title={t('hours.title', { n: data.needed_hours })}
      count={data.rows_all}
      end={t('hours.signs')}
    >
      {data.rows.length === 0 ? (
        <Empty why={t('hours.none')} />
      ) : (
        <Scroll label={t('hours.title', { n: data.needed_hours })}>
          <table className="tight" data-hours>
            <thead>
              <tr>
                <th scope="col">{t('system')}</th>
                <th scope="col">{t('section')}</th>
                <th scope="col">{t('continuity.plan')}</th>
                {hours.map((hour) => (
                  <th key={hour} scope="col" className="num">
                    {t('continuity.hours', { n: hour })}
                  </th>
                ))}
                <th scope="col">{t('hours.substitute')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.plan} data-plan={row.no}>
                  <th scope="row">
                    <Link to={to_continuity(row.system)}>{row.label}</Link>
                    {row.needed ? <div className="sub">{t('hours.needed')}</div> : null}
                  </th>
                  <td>{row.section}</td>
                  <td>
                    <Standing row={row} />
                  </td>
                  {hours.map((hour) => {
                    const cell = cell_at(row, hour);
                    return (
                      <td key={hour} className="num" data-cell={cell}>
                        <span aria-hidden="true">{kSigns[cell]}</span>
                        <span className="vh">{t(`hours.${cell}`)}</span>
                      </td>
                    );
                  })}
                  <td>{row.substitute ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {data.rows_all > data.rows.length ? (
        <p className="pad sub">{t('more', { n: data.rows_all - data.rows.length })}</p>
      ) : null}
    </Panel>
  );
}

function Standing({ row }: { row: ContinuityRow }) {
  const { t, d } = useWords();
  if (row.missing) return <Mark tone="bad">{t('hours.missing')}</Mark>;
  if (row.contradicted)
    return <Mark tone="bad">{t('hours.contradicted', { n: row.back ?? 0 })}</Mark>;
  if (row.late) return <Mark tone="bad">{t('hours.late')}</Mark>;
  if (row.no_paper) return <Mark tone="warn">{t('hours.no_paper')}</Mark>;
  if (row.open) return <Mark tone="warn">{t('hours.open')}</Mark>;
  return row.state.key === 'made' ? <Mark tone="ok">{d(row.state.label)}</Mark> : <>{d(row.state.label)}</>;
}
