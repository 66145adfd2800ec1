// What is left of a term: days and hours, red when it is over, amber when it is near.
import type { Timer } from '../../api/incidents';
import { date_short } from '../../lib/era_date';
import { Mark } from '../../parts/mark';
import { useWords } from '../../state/language';

const kHour = 60;
const kDay = 24 * kHour;

export function TimerMark({ timer }: { timer: Timer }) {
  const { t, d, lang } = useWords();
  const late = timer.minutes < 0;
  const minutes = Math.abs(timer.minutes);
  const text =
    minutes >= 3 * kDay
      ? t('incident.days', { n: Math.floor(minutes / kDay) })
      : t('incident.hours', { n: Math.floor(minutes / kHour) });
  return (
    <>
      <Mark tone={timer.tone}>{late ? t('incident.over_by', { left: text }) : t('incident.left', { left: text })}</Mark>
      <div className="sub">
        {d(timer.to.label)} {d(timer.stage.label)} {date_short(timer.due, lang)}
      </div>
    </>
  );
}
