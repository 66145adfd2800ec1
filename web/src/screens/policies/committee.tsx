// The committee: what is open becomes its agenda, what it decides becomes improvement plans.
import { useId, useState } from 'react';
import * as api from '../../api/policies';
import type { Meeting, Policies } from '../../api/policies';
import { date_short } from '../../lib/era_date';
import { DateInput } from '../../parts/date_input';
import { Mark, Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { Decide } from './decide';

export function Committee({ data, done }: { data: Policies; done: () => void }) {
  return (
    <div className="two-columns">
      <Agenda data={data} done={done} />
      <Meetings data={data} done={done} />
    </div>
  );
}

function Agenda({ data, done }: { data: Policies; done: () => void }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('policies.agenda')} count={data.agenda.length}>
      {data.agenda.length === 0 ? (
        <Empty why={t('policies.agenda_none')} />
      ) : (
        <ul data-agenda>
          {data.agenda.map((one) => (
            <li key={one.id} className="pad" data-item={one.id}>
              <Link to={one.route}>{d(one.label)}</Link> <b>{one.count}</b>
              <div className="sub">{one.titles.join('、')}</div>
            </li>
          ))}
        </ul>
      )}
      {data.may_decide ? <CallMeeting data={data} done={done} /> : null}
    </Panel>
  );
}

function CallMeeting({ data, done }: { data: Policies; done: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [on, set_on] = useState(data.today);
  const [made, set_made] = useState<{ number: string; record: string } | null>(null);
  const action = useAction();
  const send = async () => {
    set_made(null);
    const sent = await action.run(async () => set_made(await api.call_meeting(on)));
    if (sent) done();
  };
  return (
    <div className="pad stack" data-call>
      <p className="sub">{t('policies.call_why')}</p>
      <div className="row flex-wrap gap-x-2">
        <label htmlFor={`${id}-o`}>{t('policies.planned_on')}</label>
        <DateInput id={`${id}-o`} of={t('policies.planned_on')} value={on} set={set_on} small />
        <button type="button" className="btn" disabled={action.busy} onClick={() => void send()}>
          {t('policies.call_do')}
        </button>
      </div>
      <ActionTrouble fault={action.fault} />
      <div role="status">
        {made ? (
          <Note tone="ok">
            <Link to={to_record('committee_meeting', made.record)}>
              {t('policies.called', { number: made.number })}
            </Link>
          </Note>
        ) : null}
      </div>
    </div>
  );
}

function Meetings({ data, done }: { data: Policies; done: () => void }) {
  const { t } = useWords();
  const open = data.meetings.filter((one) => one.held_on === null);
  return (
    <Panel title={t('policies.meetings')} count={data.meetings.length}>
      <ul data-meetings>
        {data.meetings.map((one) => (
          <Line key={one.id} meeting={one} />
        ))}
      </ul>
      {data.may_decide && open.length > 0 ? (
        <Decide meetings={open} data={data} done={done} />
      ) : null}
    </Panel>
  );
}

function Line({ meeting }: { meeting: Meeting }) {
  const { t, lang } = useWords();
  const day = (iso: string) => date_short(iso, lang);
  return (
    <li className="pad" data-meeting={meeting.no}>
      <Link to={to_record('committee_meeting', meeting.id)}>{meeting.no}</Link>{' '}
      {meeting.held_on
        ? t('policies.held', { date: day(meeting.held_on) })
        : t('policies.planned', { date: day(meeting.planned_on) })}
      <div className="sub">{meeting.agenda}</div>
      {meeting.decision ? <div>{meeting.decision}</div> : null}
      {meeting.task ? (
        <div>
          {meeting.late ? <Mark tone="bad">{t('policies.task_late')}</Mark> : null} {meeting.task}
          {meeting.task_due ? `　${day(meeting.task_due)}` : ''}
        </div>
      ) : null}
    </li>
  );
}
