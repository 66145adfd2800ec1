// One incident: terms, board, facts, whom to tell, evidence, what it taught.
import * as api from '../../api/incidents';
import type { Incident } from '../../api/incidents';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { DeskTable } from '../../parts/desk_table';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { QuickForm } from '../../parts/quick_form';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record, to_system } from '../../state/routes';
import { Board } from './board';
import { Evidence } from './evidence';
import { Duty, FactsForm, Threshold } from './facts';
import { Papers, Reports } from './reports';

export function IncidentScreen({ id }: { id: string }) {
  const { t } = useWords();
  const query = useQuery(`incident:${id}`, (signal) => api.incident(id, signal));
  const incident = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.incidents'), to: '/incidents' },
          { label: incident?.incident_no ?? '' },
        ]}
        title={incident?.title ?? t('nav.incidents')}
        actions={
          <Link className="btn s" to={to_record('incident', id)}>
            {t('incident.register')}
          </Link>
        }
      />
      <Await query={query} rows={18}>
        {(data) => (
          <div className="stack">
            <Head incident={data} />
            <div className="two-columns">
              <div className="stack">
                <Duty incident={data} />
                <Threshold incident={data} />
              </div>
              <Reports incident={data} done={query.reload} />
            </div>
            <Board incident={data} done={query.reload} />
            {data.may.step ? <FactsForm incident={data} done={query.reload} /> : null}
            <Contacts incident={data} />
            <Evidence incident={data} done={query.reload} />
            <Panel title={t('incident.timeline')} count={data.timeline.rows.length}>
              <DeskTable table={data.timeline} none={t('incident.none')} />
            </Panel>
            <Papers incident={data} done={query.reload} />
            <Lessons incident={data} done={query.reload} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Head({ incident }: { incident: Incident }) {
  const { t, d, lang } = useWords();
  const { system } = incident.names;
  const said = [
    incident.incident_no,
    d(incident.kind.label),
    d(incident.state.label),
    t('incident.known_head', {
      date: date_short(incident.known_on, lang),
      time: incident.known_at ?? '',
    }),
    incident.names.department,
    incident.contractor ?? '',
    incident.opened_from ?? '',
  ];
  return (
    <p className="sub" data-head={incident.state.key}>
      {said.filter((text) => text !== '').join(' / ')}{' '}
      {system ? <Link to={to_system(system.id)}>{system.name}</Link> : null}
    </p>
  );
}

function Contacts({ incident }: { incident: Incident }) {
  const { t, lang } = useWords();
  return (
    <Panel
      title={t('incident.contacts')}
      end={t('incident.contacts_of', { date: date_short(incident.known_on, lang) })}
    >
      <DeskTable table={incident.contacts} none={t('incident.contacts_none')} />
      {incident.contractors.length > 0 ? (
        <ul className="pad" data-contractors>
          {incident.contractors.map((one) => (
            <li key={`${one.id}-${one.contract}`}>
              <Link to={to_record('vendor', one.id)}>{one.name}</Link> {one.contact ?? ''}{' '}
              <span className="sub">{one.contract}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

function Lessons({ incident, done }: { incident: Incident; done: () => void }) {
  const { t } = useWords();
  return (
    <Panel title={t('incident.lessons')} count={incident.lessons.rows.length}>
      <DeskTable table={incident.lessons} none={t('incident.lessons_none')} />
      {incident.may.lesson ? (
        <details data-lesson>
          <summary className="pad">{t('incident.lesson_add')}</summary>
          <QuickForm
            id="lesson"
            fields={[
              { name: 'lesson', label: t('incident.lesson'), type: 'text' },
              { name: 'measure', label: t('incident.measure'), type: 'text' },
              { name: 'person', label: t('incident.person'), type: 'line' },
              { name: 'due', label: t('incident.lesson_due'), type: 'date' },
            ]}
            send_label={t('incident.lesson_send')}
            send={async (values) =>
              t('incident.lesson_added', { number: (await api.add_lesson(incident.id, values)).number })
            }
            done={done}
          />
        </details>
      ) : null}
    </Panel>
  );
}
