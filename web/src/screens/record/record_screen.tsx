// Any record of any register, from its definition: what it says, since when, who entered it, who
// looked.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { Definition, RegisterArea, RegisterRecord } from '../../api/types';
import { date_short } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Protected } from '../../parts/person_name';
import { PurposeGate, purpose_is_missing } from '../../parts/purpose_gate';
import { Sections } from '../../parts/sections';
import { Tabs } from '../../parts/tabs';
import { TimeBar } from '../../parts/time_bar';
import { RecentViewers, ViewersTable } from '../../parts/viewers';
import { area_of } from '../../shell/nav_items';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import {
  to_incident,
  to_list,
  to_map,
  to_migration,
  to_system,
  to_taxpayer,
} from '../../state/routes';
import { Neighbours } from '../list/neighbours';
import { About } from './about';
import { Documents } from './documents';
import { EditRecord } from './edit_record';
import { History } from './history';
import { Related } from './related';
import { RecordWaiting } from './record_waiting';

interface Props {
  register: string;
  id: string;
  registers: { areas: RegisterArea[] } | null;
}

export function RecordScreen({ register, id, registers }: Props) {
  const { d, t } = useWords();
  const { at } = useRouter();
  const definition = useQuery(`definition:${register}`, (signal) =>
    api.definition(register, signal),
  );
  const record = useQuery(
    purpose_is_missing(definition.data)
      ? null
      : `record:${register}:${id}:${at.as_of ?? ''}:${at.as_known ?? ''}`,
    (signal) => api.record(register, id, at, signal),
  );
  const area = area_of(registers?.areas, register);
  const name = definition.data ? d(definition.data.label) : register;
  const title = record.data
    ? (record.data.title ?? (record.data.protected ? t('state.protected') : record.data.key))
    : '…';
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: area ? d(area.label) : '…', to: '/registers' },
          { label: name, to: to_list(register) },
          { label: record.data?.key ?? id },
        ]}
        title={title}
        tags={
          record.data && definition.data ? (
            <Tags record={record.data} definition={definition.data} />
          ) : null
        }
        actions={
          <>
            <Neighbours register={register} is={(place) => place.id === id} />
            {record.data ? (
              <Actions
                register={register}
                record={record.data}
                map={definition.data?.map ?? false}
                personal={definition.data?.fields.some((field) => is_personal(field)) ?? false}
              />
            ) : null}
          </>
        }
      />
      <TimeBar>
        {record.data ? (
          <span className="sub ml-auto">
            {t('record.entry', { n: grouped(record.data.commit) })}
          </span>
        ) : null}
      </TimeBar>
      <Await query={definition} rows={12}>
        {(what) => (
          <PurposeGate definition={what} chosen={definition.reload}>
            <Await query={record} rows={12}>
              {(data) => (
                <>
                  <RecordWaiting
                    register={register}
                    record={data}
                    may_change={what.permissions.change && !at.as_of && !at.as_known}
                    reload={record.reload}
                  />
                  {at.as_of || at.as_known ? null : (
                    <EditRecord definition={what} record={data} done={record.reload} />
                  )}
                  <Sheet definition={what} record={data} />
                </>
              )}
            </Await>
          </PurposeGate>
        )}
      </Await>
    </main>
  );
}

function Tags({ record, definition }: { record: RegisterRecord; definition: Definition }) {
  const { t, lang } = useWords();
  const until = record.valid_to;
  return (
    <>
      {record.protected ? (
        <span className="tag warn">
          <Protected />
        </span>
      ) : null}
      <span className="tag b">{t('record.version', { n: record.version })}</span>
      {definition.temporal === 'event' ? (
        <span className="tag">{t('record.event')}</span>
      ) : record.valid_from ? (
        <span className="tag">
          {t('record.valid', {
            from: date_short(record.valid_from, lang),
            to: until ? date_short(until, lang) : t('record.open_end'),
          })}
        </span>
      ) : null}
    </>
  );
}

const is_personal = (field: Definition['fields'][number]) =>
  field.classification === 'personal' || field.classification === 'personal_number';

interface ActionProps {
  register: string;
  record: RegisterRecord;
  personal: boolean;
  map: boolean;
}

// What may turn out to be an incident: a breach, a case of the logs, a medium that is gone.
const kMayBeIncidents: readonly string[] = ['breach', 'log_case', 'medium', 'medium_loan'];

function Actions({ register, record, personal, map }: ActionProps) {
  const { t } = useWords();
  return (
    <>
      {register === 'addressee' ? (
        <Link className="btn s" to={to_taxpayer(record.key)}>
          <Icon name="yen" small />
          {t('record.taxpayer')}
        </Link>
      ) : null}
      {register === 'information_system' ? (
        <Link className="btn s" to={to_system(record.id)}>
          <Icon name="system" small />
          {t('record.system')}
        </Link>
      ) : null}
      {register === 'incident' ? (
        <Link className="btn s" to={to_incident(record.id)}>
          {t('incident.of_record')}
        </Link>
      ) : null}
      {register === 'migration_order' ? (
        <Link className="btn s" to={to_migration(record.id)}>
          {t('migration.of_record')}
        </Link>
      ) : null}
      {kMayBeIncidents.includes(register) ? (
        <Link
          className="btn s"
          to={`/incidents/new?kind=leak&from=${encodeURIComponent(`${register} ${record.key}`)}`}
        >
          {t('incident.open')}
        </Link>
      ) : null}
      {map && !record.protected ? (
        <Link className="btn s" to={to_map(register, record.id)}>
          <Icon name="land" small />
          {t('map.show_here')}
        </Link>
      ) : null}
      {personal ? (
        <a
          className="btn s"
          href={api.viewings_address(register, record.id)}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="log" small />
          {t('record.viewings')}
        </a>
      ) : null}
      <button type="button" className="btn s" onClick={() => window.print()}>
        <Icon name="print" small />
        {t('action.print')}
      </button>
    </>
  );
}

function Sheet({ definition, record }: { definition: Definition; record: RegisterRecord }) {
  const { t } = useWords();
  const [tab, set_tab] = useState('overview');
  useKeys([
    { on: 'h', cap: 'H', label: t('keys.history'), run: () => set_tab('history') },
    ...(definition.documents
      ? [{ on: 'd', cap: 'D', label: t('keys.documents'), run: () => set_tab('documents') }]
      : []),
  ]);
  const related = record.related.reduce((sum, group) => sum + group.count, 0);
  const tabs = [
    { id: 'overview', label: t('record.tab.overview') },
    { id: 'history', label: t('record.tab.history', { n: record.history.length }) },
    { id: 'related', label: t('record.tab.related', { n: related }) },
    ...(definition.documents ? [{ id: 'documents', label: t('documents.tab') }] : []),
    { id: 'viewers', label: t('record.tab.viewers', { n: record.viewers.length }) },
  ];
  return (
    <>
      <Tabs label={t('record.parts')} tabs={tabs} current={tab} choose={set_tab} />
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {record.protected ? (
          <div className="mb-2.5">
            <Note tone="warn">{t('record.protected')}</Note>
          </div>
        ) : null}
        {tab === 'overview' ? (
          <div className="record">
            <Sections
              definition={definition}
              values={record.values}
              display={record.display}
              hidden={record.protected}
            />
            <div className="stack">
              <Panel
                title={t('record.viewers')}
                end={
                  <button type="button" className="link" onClick={() => set_tab('viewers')}>
                    {t('shell.count_unit', { n: record.viewers.length })}
                  </button>
                }
              >
                <div className="pad">
                  <RecentViewers viewers={record.viewers} limit={5} />
                </div>
              </Panel>
              <Related record={record} limit={5} />
              <About definition={definition} />
            </div>
          </div>
        ) : null}
        {tab === 'history' ? <History definition={definition} record={record} /> : null}
        {tab === 'related' ? <Related record={record} limit={null} /> : null}
        {tab === 'documents' ? <Documents definition={definition} record={record} /> : null}
        {tab === 'viewers' ? <ViewersTable viewers={record.viewers} /> : null}
      </div>
    </>
  );
}
