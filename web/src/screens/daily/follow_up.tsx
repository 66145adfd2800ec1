// What is followed up: training with its coverage, absentees with the day to make it up, breaches with
// their guidance.
import type { Daily } from '../../api/daily';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

function Due({ due, today }: { due: string | null; today: string }) {
  const { t, lang } = useWords();
  if (due === null) return <>—</>;
  const date = date_short(due, lang);
  return due < today ? <Mark tone="bad">{t('daily.late', { date })}</Mark> : <>{date}</>;
}

export function Training({ data }: { data: Daily }) {
  const { t, d, lang } = useWords();
  const { training, absent, today } = data;
  return (
    <>
      {training ? (
        <Panel title={t('daily.training')} count={training.length}>
          <div className="wide" tabIndex={0} role="group" aria-label={t('daily.training')}>
            <table className="tight" data-training>
              <thead>
                <tr>
                  <th scope="col">{t('daily.training_title')}</th>
                  <th scope="col">{t('daily.held')}</th>
                  <th scope="col" className="num">
                    {t('daily.coverage')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {training.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to={to_record('training', one.id)}>{one.title}</Link>
                      <div className="sub">{d(one.audience)}</div>
                    </th>
                    <td className="nw">
                      {one.held_on ? (
                        date_short(one.held_on, lang)
                      ) : (
                        <>
                          {t('daily.not_held')} <Due due={one.due} today={today} />
                        </>
                      )}
                    </td>
                    <td className="num nw">
                      {one.invited === null || one.attended === null
                        ? '—'
                        : t('daily.coverage_of', { attended: one.attended, invited: one.invited })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      ) : null}
      {absent ? (
        <Panel title={t('daily.absent')} count={absent.length}>
          {absent.length === 0 ? (
            <Empty why={t('daily.none')} />
          ) : (
            <div className="wide" tabIndex={0} role="group" aria-label={t('daily.absent')}>
              <table className="tight" data-absent>
                <thead>
                  <tr>
                    <th scope="col">{t('daily.absent_who')}</th>
                    <th scope="col">{t('daily.training')}</th>
                    <th scope="col">{t('daily.repeat')}</th>
                  </tr>
                </thead>
                <tbody>
                  {absent.map((one) => (
                    <tr key={one.id}>
                      <th scope="row">
                        <Link to={to_record('training_attendance', one.id)}>{one.person}</Link>
                        <div className="sub">{one.department}</div>
                      </th>
                      <td>{one.training}</td>
                      <td className="nw">
                        <Due due={one.due} today={today} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Panel>
      ) : null}
    </>
  );
}

export function Breaches({ data }: { data: Daily }) {
  const { t, d } = useWords();
  const { breaches, today } = data;
  if (breaches === null) return null;
  return (
    <Panel title={t('daily.breaches')} count={breaches.length}>
      {breaches.length === 0 ? (
        <Empty why={t('daily.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('daily.breaches')}>
          <table className="tight" data-breaches>
            <thead>
              <tr>
                <th scope="col">{t('daily.breach')}</th>
                <th scope="col">{t('daily.guidance')}</th>
                <th scope="col">{t('daily.due')}</th>
              </tr>
            </thead>
            <tbody>
              {breaches.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={to_record('breach', one.id)}>{one.breach_no}</Link> {one.summary}
                    <div className="sub">{one.department}</div>
                  </th>
                  <td>
                    {d(one.state)}
                    <div className="sub">{one.guidance || t('daily.no_guidance')}</div>
                  </td>
                  <td className="nw">
                    <Due due={one.due} today={today} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
