// 締切: what must be done until when, most urgent first. How late it is stands in words.
import type { Deadline, Home } from '../../api/types';
import { date_long } from '../../lib/era_date';
import { pressing } from '../../lib/deadlines';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import type { QueryResult } from '../../state/query';
import { Link } from '../../state/router';

export function Deadlines({ home }: { home: QueryResult<Home> }) {
  const { t } = useWords();
  const late = pressing(home.data?.deadlines ?? []);
  return (
    <Panel
      title={t('due.title')}
      count={home.data?.deadlines.length}
      aside={late > 0 ? <Mark tone="bad">{t('due.pressing', { n: late })}</Mark> : null}
    >
      <Await query={home} rows={4}>
        {({ deadlines }) =>
          deadlines.length === 0 ? (
            <Empty why={t('due.none')} next={t('due.none_next')} />
          ) : (
            <ul data-deadlines>
              {deadlines.map((one) => (
                <Line key={`${one.due} ${one.title.ja}`} deadline={one} />
              ))}
            </ul>
          )
        }
      </Await>
    </Panel>
  );
}

function Line({ deadline }: { deadline: Deadline }) {
  const { t, d, lang } = useWords();
  const { days } = deadline;
  return (
    <li className="due">
      <span className="when">
        {days <= 0 ? (
          <Mark tone={days < 0 ? 'bad' : 'warn'}>
            {days < 0 ? t('due.late', { n: -days }) : t('due.today')}
          </Mark>
        ) : (
          t('due.left', { n: days })
        )}
      </span>
      <span>
        <Link to={deadline.route} data-stop>
          {d(deadline.title)}
        </Link>
        {deadline.cite ? <span className="sub"> {deadline.cite}</span> : null}
      </span>
      <span className="sub nw">{date_long(deadline.due, lang, { weekday: true })}</span>
    </li>
  );
}
