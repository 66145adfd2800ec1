// Alarms of my work: what the data itself says is wrong, the worst first.
import { useState } from 'react';
import type { Home } from '../../api/types';
import { Shape } from '../../parts/mark';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';

const kFirst = 8;

/** The worst stand first; the rest on asking, so that the page stays a page. */
export function AlarmList({ alarms }: { alarms: Home['alarms'] }) {
  const { t } = useWords();
  const [all, set_all] = useState(alarms.length <= kFirst + 1);
  const shown = all ? alarms : alarms.slice(0, kFirst);
  return (
    <>
      <ul>
        {shown.map((alarm) => (
          <AlarmLine key={alarm.title.ja + (alarm.detail?.ja ?? '')} alarm={alarm} />
        ))}
      </ul>
      {all ? null : (
        <p className="pad">
          <button type="button" className="btn s" data-stop onClick={() => set_all(true)}>
            {t('home.alarms_rest', { n: alarms.length - kFirst })}
          </button>
        </p>
      )}
    </>
  );
}

function AlarmLine({ alarm }: { alarm: Home['alarms'][number] }) {
  const { t, d } = useWords();
  return (
    <li className="alarm">
      <Shape tone={alarm.severity === 'bad' ? 'bad' : 'warn'} />
      <div>
        <b>
          <span className="vh">
            {t(alarm.severity === 'bad' ? 'verdict.unfit' : 'verdict.caution')}{' '}
          </span>
          {d(alarm.title)}
        </b>
        {alarm.detail ? <div className="sub">{d(alarm.detail)}</div> : null}
      </div>
      {alarm.route ? (
        <Link
          to={alarm.route}
          className="nw"
          data-stop
          aria-label={`${d(alarm.title)} ${t('action.look')}`}
        >
          {t('action.look')}
        </Link>
      ) : null}
    </li>
  );
}
