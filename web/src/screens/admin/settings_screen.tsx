// What the municipality decided and by which rule, what each role may and who holds it, the
// departments of a day. Settings are a file: the screen says which, which line, and how it changes.
import { useId, useState } from 'react';
import * as admin from '../../api/admin';
import type { Setting } from '../../api/admin';
import { moment_long } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useRouter } from '../../state/router';
import { Commands } from './commands';
import { DepartmentsPanel } from './departments_panel';
import { RolesPanel } from './roles_panel';

type View = 'settings' | 'roles' | 'departments';
const kViews: readonly View[] = ['settings', 'roles', 'departments'];

export function SettingsScreen() {
  const { t } = useWords();
  const { search } = useRouter();
  const asked = kViews.find((one) => one === search.get('view'));
  const [view, set_view] = useState<View>(asked ?? 'settings');
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('settings.title') }]}
        title={t('settings.title')}
      />
      <div className="mb-3">
        <div className="seg" role="group" aria-label={t('settings.title')}>
          {kViews.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === view}
              onClick={() => set_view(one)}
            >
              {t(`settings.view.${one}`)}
            </button>
          ))}
        </div>
      </div>
      {view === 'settings' ? <Settings /> : null}
      {view === 'roles' ? <RolesPanel /> : null}
      {view === 'departments' ? <DepartmentsPanel /> : null}
    </main>
  );
}

function Settings() {
  const { t, d, lang } = useWords();
  const query = useQuery('settings', admin.settings);
  const id = useId();
  const [search, set_search] = useState('');
  const matches = (one: Setting) =>
    [one.path, d(one.name), d(one.value), one.cite ?? ''].some((text) =>
      text.toLowerCase().includes(search.trim().toLowerCase()),
    );
  return (
    <Await query={query} rows={16}>
      {(data) => {
        const shown = data.settings.filter(matches);
        const groups = [...new Set(shown.map((one) => d(one.group)))];
        return (
          <div className="stack">
            {data.newer_than_server ? (
              <Note tone="warn">{t('settings.newer')}</Note>
            ) : null}
            <Panel
              title={t('settings.view.settings')}
              count={shown.length}
              aside={
                <span className="sub">
                  {t('settings.file', {
                    file: data.file,
                    at: moment_long(data.written_at, lang),
                  })}
                </span>
              }
            >
              <div className="pad acts-row">
                <label className="f" htmlFor={id}>
                  {t('settings.search')}
                </label>
                <input
                  id={id}
                  type="search"
                  className="in s"
                  value={search}
                  onChange={(event) => set_search(event.target.value)}
                />
                <span className="sub" role="status">
                  {t('settings.shown', { n: shown.length })}
                </span>
              </div>
              <div
                className="wide"
                tabIndex={0}
                role="group"
                aria-label={t('settings.view.settings')}
              >
                <table className="words" data-settings>
                  <thead>
                    <tr>
                      <th scope="col">{t('settings.name')}</th>
                      <th scope="col">{t('settings.value')}</th>
                      <th scope="col">{t('settings.default')}</th>
                      <th scope="col">{t('settings.cite')}</th>
                      <th scope="col">{t('settings.key')}</th>
                    </tr>
                  </thead>
                  {groups.map((group) => (
                    <tbody key={group}>
                      <tr className="grp">
                        <th scope="rowgroup" colSpan={5}>
                          {group}
                        </th>
                      </tr>
                      {shown
                        .filter((one) => d(one.group) === group)
                        .map((one) => (
                          <Row key={`${one.path} ${one.line}`} one={one} />
                        ))}
                    </tbody>
                  ))}
                </table>
              </div>
            </Panel>
            <Commands
              why={t('settings.why_file', { file: data.file })}
              rows={[[t('settings.check'), 'daicho doctor']]}
            />
          </div>
        );
      }}
    </Await>
  );
}

function Row({ one }: { one: Setting }) {
  const { t, d } = useWords();
  const value = d(one.value);
  const said = value === 'true' ? t('state.yes') : value === 'false' ? t('state.no') : value;
  return (
    <tr data-setting={one.path}>
      <th scope="row">{d(one.name)}</th>
      <td>
        <b>{said}</b>
        {one.unit ? ` ${d(one.unit)}` : ''}
      </td>
      <td>
        {one.default === null
          ? t('settings.no_default')
          : one.default === 'false'
            ? t('state.no')
            : one.default}
      </td>
      <td>{one.cite ?? '—'}</td>
      <td>
        <code className="cmd">{one.path}</code>{' '}
        <span className="sub nw">{t('settings.line', { n: one.line })}</span>
      </td>
    </tr>
  );
}
