// One information system: whose it is, what it costs and since when, does it pass and why, what
// changed.
import * as api from '../../api/endpoints';
import type { Definition, SystemSheet } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { StateTag } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { Facts } from '../../parts/sections';
import { state_tone } from '../../parts/state_tone';
import { TimeBar } from '../../parts/time_bar';
import { Neighbours } from '../list/neighbours';
import { RecentViewers } from '../../parts/viewers';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { Compare } from '../record/history';
import { Contracts } from './contracts';
import { Costs } from './costs';
import { Criteria } from './criteria';
import { Findings } from './findings';
import { Constructed, Parts } from './parts';

// The register the ledger stands in, unless the record says otherwise.
const kRegister = 'information_system';
const kLedgerLines = 24;
// Who answers for it stands first.
const kFirst = ['owner_department', 'owner_post'];

export function SystemScreen({ id }: { id: string }) {
  const { t } = useWords();
  const { at, go } = useRouter();
  const sheet = useQuery(`system:${id}:${at.as_of ?? ''}:${at.as_known ?? ''}`, (signal) =>
    api.system_sheet(id, at, signal),
  );
  const register = sheet.data?.record.register ?? kRegister;
  const definition = useQuery(sheet.data ? `definition:${register}` : null, (signal) =>
    api.definition(register, signal),
  );
  const record = sheet.data?.record;
  useKeys(
    record
      ? [
          {
            on: 'h',
            cap: 'H',
            label: t('keys.history'),
            run: () => go(to_record(register, record.id)),
          },
        ]
      : [],
  );
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.system'), to: to_list(register) },
          { label: record?.key ?? id },
        ]}
        title={record?.title ?? '…'}
        tags={
          record && definition.data ? (
            <Tags sheet={sheet.data as SystemSheet} definition={definition.data} />
          ) : null
        }
        actions={
          record ? (
            <>
              <Neighbours register={register} is={(place) => place.id === id} />
              <button type="button" className="btn s" onClick={() => window.print()}>
                <Icon name="print" small />
                {t('action.print')}
              </button>
              <Link
                className="btn s"
                to={`/incidents/new?kind=stop&system=${encodeURIComponent(record.key)}`}
              >
                {t('incident.of_system')}
              </Link>
              <Link className="btn s" to={to_record(register, record.id)}>
                <Icon name="table" small />
                {t('system.full_record')}
              </Link>
            </>
          ) : null
        }
      />
      <TimeBar>
        {record ? (
          <span className="sub ml-auto">{t('record.entry', { n: grouped(record.commit) })}</span>
        ) : null}
      </TimeBar>
      <Await query={sheet} rows={14}>
        {(data) => (
          <Await query={definition} rows={14}>
            {(what) => <Sheet sheet={data} definition={what} />}
          </Await>
        )}
      </Await>
    </main>
  );
}

/** What kind of system it is, from the fields that the ledger has; what it lacks is left out. */
function Tags({ sheet, definition }: { sheet: SystemSheet; definition: Definition }) {
  const { d, t } = useWords();
  const { values, display, version } = sheet.record;
  const label = (name: string) => {
    const field = definition.fields.find((item) => item.name === name);
    return d(
      field?.codes?.find((code) => code.key === values[name])?.label ?? display[name] ?? null,
    );
  };
  const state = definition.fields.find((field) => field.name === 'state');
  const tone = state ? state_tone(state, values.state) : null;
  return (
    <>
      {['data_class', 'importance'].map((name) =>
        values[name] ? (
          <span key={name} className="tag b">
            {label(name)}
          </span>
        ) : null,
      )}
      {typeof values.personal_information === 'boolean' ? (
        <span className="tag">
          {t(values.personal_information ? 'system.personal' : 'system.no_personal')}
        </span>
      ) : null}
      {typeof values.individual_number === 'boolean' ? (
        <span className="tag">
          {t(values.individual_number ? 'system.number' : 'system.no_number')}
        </span>
      ) : null}
      {tone ? <StateTag tone={tone}>{label('state')}</StateTag> : null}
      {values.origin === 'constructed' ? <span className="tag warn">{label('origin')}</span> : null}
      <span className="tag">{t('record.version', { n: version })}</span>
    </>
  );
}

/** Of a published row, what was made for the demonstration. */
function MadeUp({ names, definition }: { names: readonly string[]; definition: Definition }) {
  const { t, d } = useWords();
  const labels = definition.fields
    .filter((field) => names.includes(field.name))
    .map((field) => d(field.label));
  return (
    <p className="pad sub">
      <Constructed /> {t('ledger.constructed')} {labels.join(t('app.list_comma'))}
    </p>
  );
}

function Sheet({ sheet, definition }: { sheet: SystemSheet; definition: Definition }) {
  const { t } = useWords();
  const { record } = sheet;
  const made = String(record.values.constructed_fields ?? '').split(' ');
  const filled = definition.fields
    .filter(
      (field) =>
        !definition.key.includes(field.name) &&
        field.name !== 'constructed_fields' &&
        (record.values[field.name] ?? null) !== null,
    )
    .sort((a, b) => Number(kFirst.includes(b.name)) - Number(kFirst.includes(a.name)));
  return (
    <div className="sys">
      <div className="stack">
        <Panel
          title={t('system.ledger')}
          end={`${record.key}　${t('record.version', { n: record.version })}`}
        >
          <Facts
            fields={filled.slice(0, kLedgerLines)}
            values={record.values}
            display={record.display}
            hidden={record.protected}
          />
          {made[0] ? <MadeUp names={made} definition={definition} /> : null}
        </Panel>
        <Panel title={t('record.viewers')}>
          <div className="pad">
            <RecentViewers viewers={record.viewers} limit={4} />
          </div>
        </Panel>
      </div>
      <div className="stack">
        <Costs costs={sheet.costs} />
        <Contracts contracts={sheet.contracts} />
      </div>
      <div className="stack">
        <Criteria judgement={sheet.judgement} />
      </div>
      <div className="wide">
        <Compare definition={definition} record={record} />
      </div>
      <Findings findings={sheet.findings} />
      <div className="wide">
        <Parts id={record.id} />
      </div>
    </div>
  );
}
