// Opening an incident: one short form for anybody of the staff, on whatever screen.
import { useState } from 'react';
import * as api from '../../api/incidents';
import { japan_time } from '../../lib/era_date';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { QuickForm, type QuickField } from '../../parts/quick_form';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_incident } from '../../state/routes';

const kLong = 300;

// What another screen hands over: a system that stopped, a breach, a medium that is gone.
function handed_over() {
  const given = new URLSearchParams(window.location.search);
  const text = (name: string) => (given.get(name) ?? '').slice(0, kLong);
  return { kind: text('kind'), title: text('title'), system: text('system'), from: text('from') };
}

export function NewIncidentScreen() {
  const { t } = useWords();
  const [given] = useState(handed_over);
  const [opened, set_opened] = useState<{ number: string; id: string | null } | null>(null);
  const now = japan_time(new Date().toISOString());
  const fields: readonly QuickField[] = [
    {
      name: 'kind',
      label: t('incident.kind'),
      type: 'choice',
      initial: given.kind === 'leak' || given.kind === 'attack' ? given.kind : 'stop',
      options: [
        ['stop', t('incident.kind_stop')],
        ['attack', t('incident.kind_attack')],
        ['leak', t('incident.kind_leak')],
      ],
    },
    { name: 'title', label: t('incident.what'), type: 'line', initial: given.title },
    { name: 'known_on', label: t('incident.known_on'), type: 'date', initial: now?.date ?? '' },
    {
      name: 'known_at',
      label: t('incident.known_at'),
      type: 'line',
      initial: now?.clock.slice(0, 5) ?? '',
    },
    { name: 'effect', label: t('incident.effect'), type: 'text', optional: true },
    {
      name: 'system',
      label: t('incident.system_no'),
      type: 'line',
      initial: given.system,
      optional: true,
    },
    { name: 'contractor', label: t('incident.contractor'), type: 'line', optional: true },
    { name: 'personal_information', label: t('incident.personal'), type: 'check' },
    { name: 'individual_number', label: t('incident.numbers'), type: 'check' },
    { name: 'wrongful_aim', label: t('incident.wrongful'), type: 'check' },
    { name: 'public_reach', label: t('incident.public'), type: 'check' },
    {
      name: 'persons',
      label: t('incident.persons'),
      type: 'number',
      optional: true,
      when: (values) => values.personal_information === true || values.individual_number === true,
    },
  ];
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.incidents'), to: '/incidents' },
          { label: t('incident.open') },
        ]}
        title={t('incident.open')}
      />
      <Panel title={t('incident.open_head')}>
        <p className="pad sub">{t('incident.open_why')}</p>
        {given.from ? <p className="pad sub">{t('incident.from', { from: given.from })}</p> : null}
        {opened ? (
          <div className="pad" role="status" data-opened={opened.number}>
            <Note tone="ok">
              {t('incident.opened', { number: opened.number })}{' '}
              {opened.id ? (
                <Link to={to_incident(opened.id)}>{t('incident.go_on')}</Link>
              ) : (
                t('incident.opened_call')
              )}
            </Note>
          </div>
        ) : (
          <QuickForm
            id="open"
            fields={fields}
            send_label={t('incident.open_send')}
            keep
            send={async (values) => {
              set_opened(await api.open_incident({ ...values, opened_from: given.from || null }));
              return null;
            }}
            done={() => undefined}
          />
        )}
      </Panel>
    </main>
  );
}
