// One task's privacy assessment: the version chosen, its entries, check, changes and course.
import { useState } from 'react';
import * as api from '../../api/privacy';
import type { Assessment, Form, Version } from '../../api/privacy';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { BeginPanel } from './begin_panel';
import { ChangesPanel } from './changes_panel';
import { CoursePanel } from './course_panel';
import { EntriesPanel } from './entries_panel';
import { FindingsPanel } from './findings_panel';
import { kWhole, kWrap, stage_tone } from './words';

export interface Shown {
  data: Assessment;
  version: Version;
  form: Form;
  done: () => void;
}

export function AssessmentScreen({ id }: { id: string }) {
  const { t } = useWords();
  const { search } = useRouter();
  const version = search.get('version');
  const query = useQuery(`privacy ${id} ${version ?? ''}`, (signal) =>
    api.assessment(id, version, signal),
  );
  const shown = query.data?.version;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: t('nav.govern') },
          { label: t('nav.privacy'), to: '/privacy' },
          { label: query.data?.task.name ?? '' },
        ]}
        title={query.data?.task.name ?? t('privacy.title')}
        actions={
          shown ? (
            <>
              <a
                className="btn s"
                href={api.file_of(id, shown.id, 'pdf')}
                target="_blank"
                rel="noreferrer"
              >
                {t('privacy.pdf')}
              </a>
              <a className="btn s" href={api.file_of(id, shown.id, 'xlsx')} download>
                {t('privacy.xlsx')}
              </a>
            </>
          ) : null
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => <Body data={data} done={query.reload} />}
        </Await>
      </div>
    </main>
  );
}

const kTabs = ['entries', 'findings', 'changes', 'course'] as const;

function Body({ data, done }: { data: Assessment; done: () => void }) {
  const { t } = useWords();
  const [tab, set_tab] = useState<string>('entries');
  const { version, form } = data;
  if (!version || !form)
    return (
      <>
        <Panel title={t('privacy.versions')}>
          <Empty why={t('privacy.no_version')} />
        </Panel>
        {data.may.change ? <BeginPanel data={data} done={done} /> : null}
      </>
    );
  const shown = { data, version, form, done };
  const counts: Record<string, string | null> = {
    findings: String(data.findings?.length ?? 0),
    changes: String(data.changes?.length ?? 0),
  };
  return (
    <>
      <Head shown={shown} />
      <div>
        <Tabs
          label={t('privacy.parts')}
          tabs={kTabs.map((one) => ({
            id: one,
            label: t(`privacy.tab_${one}`),
            count: counts[one] ?? null,
          }))}
          current={tab}
          choose={set_tab}
        />
        <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`} className="stack">
          {tab === 'entries' ? <EntriesPanel key={version.id} {...shown} /> : null}
          {tab === 'findings' ? <FindingsPanel {...shown} /> : null}
          {tab === 'changes' ? <ChangesPanel key={version.id} {...shown} /> : null}
          {tab === 'course' ? <CoursePanel key={version.id} {...shown} /> : null}
        </div>
      </div>
    </>
  );
}

function Head({ shown }: { shown: Shown }) {
  const { t, d, lang } = useWords();
  const { set_query } = useRouter();
  const { data, version, form } = shown;
  return (
    <>
      <p className="row" style={kWrap} data-version-head>
        <label className="row" style={kWrap}>
          <span>{t('privacy.version')}</span>
          <select
            className="sel"
            style={kWhole}
            value={version.id}
            onChange={(event) => set_query({ version: event.target.value })}
          >
            {data.versions.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.number} ${t(`privacy.cause_${one.cause}` as 'privacy.due')} ${
                  one.changed_on ? date_short(one.changed_on, lang) : ''
                }`}
              </option>
            ))}
          </select>
        </label>
        <Mark tone={stage_tone(version.state)}>
          {t(`privacy.state_${version.state}` as 'privacy.due')}
        </Mark>
        <span>
          {form.number} {d(form.title)}
        </span>
        {form.verified ? null : <Mark tone="warn">{t('privacy.unverified')}</Mark>}
      </p>
      {form.verified ? null : <Note tone="warn">{d(form.source_note)}</Note>}
      {version.note ? <Note tone="inf">{version.note}</Note> : null}
    </>
  );
}
