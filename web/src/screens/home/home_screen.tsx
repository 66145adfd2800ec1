// What waits for me, what is wrong, what runs, is the city all right? Only what the server knows.
import type { Home, RegisterArea } from '../../api/types';
import { date_long, moment } from '../../lib/era_date';
import { JobLine } from '../../parts/progress';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Await } from '../../parts/await';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import type { QueryResult } from '../../state/query';
import { Link } from '../../state/router';
import { useServer, useToday } from '../../state/server_state';
import { useSteps } from '../../state/use_steps';
import { translate_or } from '../../texts';
import { PreviousSignIn } from '../sign_in/previous_sign_in';
import { AlarmList } from './alarm_list';
import { CityNow } from './city_now';
import { Deadlines } from './deadlines';
import { Inbox } from './inbox';
import { MyDeliveries } from './my_deliveries';
import { MyDrafts } from './my_drafts';

interface Props {
  home: QueryResult<Home>;
  registers: { areas: RegisterArea[] } | null;
}

export function HomeScreen({ home, registers }: Props) {
  const { t, lang } = useWords();
  const today = useToday();
  const step = useSteps('#main [data-stop]');
  useKeys([
    { on: ['j', 'ArrowDown'], cap: 'J K', label: t('keys.move'), run: () => step(1) },
    { on: ['k', 'ArrowUp'], cap: '', label: '', run: () => step(-1) },
    { on: 'Enter', cap: 'Enter', label: t('keys.open'), run: () => undefined },
  ]);
  const year = home.data?.fiscal_year;
  const above = today ? (
    <p className="sub">
      {date_long(today, lang, { weekday: true })}
      {year ? `　${t('home.assessment_date', { date: date_long(`${year}-01-01`, lang) })}` : ''}
    </p>
  ) : null;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead title={t('nav.home')} above={above} />
      <div className="home">
        <div className="stack">
          <Inbox />
          <MyDeliveries />
          <Waiting home={home} />
          <Deadlines home={home} />
          <MyDrafts />
          <Previous />
        </div>
        <div className="stack">
          <Alarms home={home} />
          <Jobs home={home} />
        </div>
        {home.data ? <CityNow home={home.data} areas={registers?.areas ?? []} /> : null}
      </div>
    </main>
  );
}

/** Was the last sign-in mine? */
function Previous() {
  const { t } = useWords();
  const { session } = useServer();
  return (
    <Panel title={t('sign_in.previous')}>
      <div className="pad">
        <PreviousSignIn previous={session?.previous ?? null} />
      </div>
    </Panel>
  );
}

function Waiting({ home }: { home: QueryResult<Home> }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  return (
    <Panel title={t('home.waiting')} count={home.data?.waiting.length} end={t('home.waiting_note')}>
      <Await query={home} rows={5}>
        {({ waiting }) =>
          waiting.length === 0 ? (
            <Empty why={t('home.waiting_none')} next={t('home.waiting_none_next')} />
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col" style={{ width: 84 }}>
                    {t('home.kind')}
                  </th>
                  <th scope="col">{t('home.subject')}</th>
                  <th scope="col" style={{ width: 130 }}>
                    {t('home.by')}
                  </th>
                  <th scope="col" style={{ width: 120 }}>
                    {t('home.at')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {waiting.map((item) => (
                  <tr key={item.route + item.at}>
                    <td>
                      <span className="tag">
                        {translate_or(lang, `home.kind.${item.kind}`, item.kind)}
                      </span>
                    </td>
                    <th scope="row">
                      <Link to={item.route} data-stop>
                        {d(item.title)}
                      </Link>
                    </th>
                    <td>{item.by}</td>
                    <td className="sub nw">{moment(item.at, lang, today)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
    </Panel>
  );
}

function Alarms({ home }: { home: QueryResult<Home> }) {
  const { t } = useWords();
  return (
    <Panel
      title={
        <>
          {t('shell.alarms')}{' '}
          {home.data && home.data.alarms.length > 0 ? (
            <span className="count ml-1">{home.data.alarms.length}</span>
          ) : null}
        </>
      }
    >
      <Await query={home} rows={3}>
        {({ alarms }) =>
          alarms.length === 0 ? (
            <Empty why={t('home.alarms_none')} next={t('home.alarms_none_next')} />
          ) : (
            <AlarmList alarms={alarms} />
          )
        }
      </Await>
    </Panel>
  );
}

function Jobs({ home }: { home: QueryResult<Home> }) {
  const { t } = useWords();
  const running = home.data?.jobs.filter(
    (job) => job.state === 'running' || job.state === 'queued',
  ).length;
  return (
    <Panel
      title={t('home.jobs')}
      count={running}
      end={
        <Link to="/jobs" data-stop>
          {t('home.jobs_record')}
        </Link>
      }
    >
      <Await query={home} rows={3}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <Empty why={t('home.jobs_none')} next={t('home.jobs_none_next')} />
          ) : (
            <>
              {jobs.slice(0, 4).map((job) => (
                <JobLine key={job.id} job={job} />
              ))}
            </>
          )
        }
      </Await>
    </Panel>
  );
}
