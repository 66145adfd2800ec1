// What each role may see and do, as the definitions say it, and who holds it on a day.
import { useState } from 'react';
import * as admin from '../../api/admin';
import type { Role, Roles } from '../../api/admin';
import { date_long } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { askable, DayChoice } from './day_choice';

export function RolesPanel() {
  const [day, set_day] = useState('');
  const [chosen, set_chosen] = useState<string | null>(null);
  const query = useQuery(`roles:${askable(day)}`, (signal) => admin.roles(askable(day), signal));
  return (
    <div className="stack">
      <DayChoice day={day} answered={query.data?.as_of ?? ''} choose={set_day} />
      <Await query={query} rows={10}>
        {(data) => {
          const role = data.roles.find((one) => one.role === chosen) ?? data.roles[0];
          return (
            <>
              <Overview data={data} chosen={role?.role ?? ''} choose={set_chosen} />
              {role ? (
                <div className="halves">
                  <Reach role={role} />
                  <Holders data={data} role={role} />
                </div>
              ) : null}
            </>
          );
        }}
      </Await>
    </div>
  );
}

interface OverviewProps {
  data: Roles;
  chosen: string;
  choose: (role: string) => void;
}

function Overview({ data, chosen, choose }: OverviewProps) {
  const { t, d } = useWords();
  const count = (role: Role, right: string) =>
    role.reach.filter((one) => one.rights.includes(right)).length;
  return (
    <Panel title={t('roles.title')} count={data.roles.length}>
      <div className="wide" tabIndex={0} role="group" aria-label={t('roles.title')}>
        <table data-roles>
          <thead>
            <tr>
              <th scope="col">{t('roles.role')}</th>
              <th scope="col" className="num">
                {t('roles.views')}
              </th>
              <th scope="col" className="num">
                {t('roles.changes')}
              </th>
              <th scope="col" className="num">
                {t('roles.approves')}
              </th>
              <th scope="col" className="num">
                {t('roles.exports')}
              </th>
              <th scope="col" className="num">
                {t('roles.people')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.roles.map((role) => (
              <tr key={role.role} className={role.role === chosen ? 'on' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-pressed={role.role === chosen}
                    onClick={() => choose(role.role)}
                  >
                    {d(role.label)}
                  </button>
                </th>
                <td className="num">{count(role, 'view')}</td>
                <td className="num">{count(role, 'change')}</td>
                <td className="num">{count(role, 'approve')}</td>
                <td className="num">{count(role, 'export')}</td>
                <td className="num">
                  {data.holders
                    ? new Set(
                        data.holders
                          .filter((one) => one.role === role.role)
                          .map((one) => one.number),
                      ).size
                    : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Reach({ role }: { role: Role }) {
  const { t, d } = useWords();
  const tasks = [...new Set(role.reach.map((one) => d(one.task)))];
  const title = t('roles.reach', { role: d(role.label) });
  return (
    <Panel title={title} count={role.reach.length}>
      <p className="pad sub">{t('roles.reach_note')}</p>
      <div className="wide" tabIndex={0} role="group" aria-label={title}>
        <table className="words" data-reach={role.role}>
          <thead>
            <tr>
              <th scope="col">{t('erase.register')}</th>
              <th scope="col">{t('roles.may')}</th>
              <th scope="col">{t('settings.cite')}</th>
            </tr>
          </thead>
          {tasks.map((task) => (
            <tbody key={task}>
              <tr className="grp">
                <th scope="rowgroup" colSpan={3}>
                  {task}
                </th>
              </tr>
              {role.reach
                .filter((one) => d(one.task) === task)
                .map((one) => (
                  <tr key={one.register}>
                    <th scope="row">
                      <Link to={`/registers/${one.register}`}>{d(one.label)}</Link>
                    </th>
                    <td>
                      {one.rights
                        .map((right) =>
                          t(`roles.${right as 'view' | 'change' | 'approve' | 'import' | 'export'}`),
                        )
                        .join(t('app.comma'))}
                    </td>
                    <td>{one.law}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Panel>
  );
}

function Holders({ data, role }: { data: Roles; role: Role }) {
  const { t, d, lang } = useWords();
  const holders = data.holders?.filter((one) => one.role === role.role);
  const title = t('roles.holders', { role: d(role.label) });
  return (
    <Panel title={title} count={holders?.length}>
      {holders === undefined ? (
        <Empty why={t('roles.holders_hidden')} />
      ) : holders.length === 0 ? (
        <Empty why={t('roles.holders_none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={title}>
          <table className="words" data-holders={role.role}>
            <thead>
              <tr>
                <th scope="col">{t('accounts.number')}</th>
                <th scope="col">{t('accounts.name')}</th>
                <th scope="col">{t('accounts.department')}</th>
                <th scope="col">{t('roles.task')}</th>
                <th scope="col">{t('roles.time')}</th>
              </tr>
            </thead>
            <tbody>
              {holders.map((one) => (
                <tr key={`${one.number} ${one.task.en} ${one.from}`}>
                  <th scope="row">{one.number}</th>
                  <td>{one.name}</td>
                  <td>{one.department}</td>
                  <td>{d(one.task)}</td>
                  <td>
                    {date_long(one.from, lang)} – {one.to ? date_long(one.to, lang) : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
