// Whom to tell, until when, and that it was sent – late ones as late. And the papers.
import { useState } from 'react';
import * as api from '../../api/incidents';
import type { Incident, Kept, Report } from '../../api/incidents';
import { date_short, japan_time } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { DeskTable } from '../../parts/desk_table';
import { Mark, Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { Scroll } from '../../parts/scroll';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { TimerMark } from './timer';

export function Reports({ incident, done }: { incident: Incident; done: () => void }) {
  const { t } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const report = incident.reports.find((one) => one.id === chosen);
  return (
    <Panel title={t('incident.reports')} count={incident.reports.length}>
      {incident.reports.length === 0 ? (
        <Empty why={t('incident.none')} />
      ) : (
        <Scroll label={t('incident.reports')}>
          <table className="tight" data-reports>
            <thead>
              <tr>
                <th scope="col">{t('incident.to')}</th>
                <th scope="col">{t('incident.due')}</th>
                <th scope="col">{t('incident.sent')}</th>
              </tr>
            </thead>
            <tbody>
              {incident.reports.map((one) => (
                <Row
                  key={one.id}
                  report={one}
                  may={incident.may.report}
                  chosen={chosen === one.id}
                  choose={() => choose(chosen === one.id ? null : one.id)}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {report ? (
        <SentForm
          key={report.id}
          incident={incident}
          report={report}
          done={() => {
            choose(null);
            done();
          }}
        />
      ) : null}
    </Panel>
  );
}

interface RowProps {
  report: Report;
  may: boolean;
  chosen: boolean;
  choose: () => void;
}

function Row({ report, may, chosen, choose }: RowProps) {
  const { t, d, lang } = useWords();
  return (
    <tr data-report={`${report.to.key}-${report.stage.key}`}>
      <th scope="row">
        <Link to={to_record('incident_report', report.id)}>
          {d(report.to.label)} {d(report.stage.label)}
        </Link>
        <div className="sub">{report.ground}</div>
      </th>
      <td className="nw">
        {report.timer ? <TimerMark timer={report.timer} /> : date_short(report.due, lang)}
      </td>
      <td>
        {report.sent_on ? (
          <>
            {date_short(report.sent_on, lang)}{' '}
            {report.late ? <Mark tone="bad">{t('incident.late')}</Mark> : null}
            {report.why_late ? <div className="sub">{report.why_late}</div> : null}
          </>
        ) : may ? (
          <button type="button" className="btn s" aria-expanded={chosen} onClick={choose}>
            {t('incident.sent_record')}
          </button>
        ) : (
          '—'
        )}
      </td>
    </tr>
  );
}

function SentForm(props: { incident: Incident; report: Report; done: () => void }) {
  const { t } = useWords();
  const { incident, report } = props;
  const now = japan_time(new Date().toISOString());
  return (
    <QuickForm
      id="sent"
      fields={[
        { name: 'sent_on', label: t('incident.sent_on'), type: 'date', initial: now?.date ?? '' },
        {
          name: 'sent_at',
          label: t('incident.sent_at'),
          type: 'line',
          initial: now?.clock.slice(0, 5) ?? '',
        },
        { name: 'content', label: t('incident.content'), type: 'text', optional: true },
        { name: 'why_late', label: t('incident.why_late'), type: 'line', optional: true },
      ]}
      send_label={t('incident.sent_send')}
      send={async (values) => {
        const said = await api.report_sent(incident.id, report.id, values);
        return said.late ? t('incident.recorded_late') : null;
      }}
      done={props.done}
    />
  );
}

const kPapers = ['first', 'final', 'persons', 'publication'] as const;
const kLetters = ['first_report', 'final_report', 'notice', 'publication'] as const;

export function Papers({ incident, done }: { incident: Incident; done: () => void }) {
  const { t, lang } = useWords();
  const [made, set_made] = useState<Kept | null>(null);
  const action = useAction();
  const make = async (kind: string) => {
    set_made(null);
    const sent = await action.run(async () =>
      set_made(await api.make_paper(incident.id, kind, lang)),
    );
    if (sent) done();
  };
  return (
    <Panel title={t('incident.papers')} count={incident.papers.rows.length}>
      <DeskTable table={incident.papers} none={t('incident.papers_none')} />
      {incident.may.step ? (
        <div className="pad stack" data-papers>
          <p className="sub">{t('incident.papers_why')}</p>
          <div className="row flex-wrap gap-x-2">
            {kPapers.map((kind) => (
              <button
                key={kind}
                type="button"
                className="btn"
                data-paper={kind}
                disabled={action.busy}
                onClick={() => void make(kind)}
              >
                {t(`incident.paper_${kind}`)}
              </button>
            ))}
          </div>
          <p className="sub">{t('incident.letters')}</p>
          <div className="row flex-wrap gap-x-2">
            {kLetters.map((letter) => (
              <Link
                key={letter}
                className="btn s"
                to={`/letters/new?template=incident_${letter}&register=incident&record=${incident.id}`}
              >
                {t(`incident.letter_${letter}`)}
              </Link>
            ))}
          </div>
          <ActionTrouble fault={action.fault} />
          <div role="status">
            {made ? (
              <Note tone="ok">
                {t('incident.made', {
                  name: made.name,
                  pages: made.pages,
                  entry: grouped(made.entry),
                })}
              </Note>
            ) : null}
          </div>
        </div>
      ) : null}
    </Panel>
  );
}
