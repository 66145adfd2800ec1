// Who is locked out, since when, and letting them in again: by a second person, with a reason. How
// many administrators there are, resets, and what a reorganisation left behind.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import type { Accounts } from '../../api/types';
import { moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useToday } from '../../state/server_state';
import { EmergencyPanel } from './emergencies';
import { OldDepartmentsPanel } from './old_departments';
import { Reset } from './reset';
import { Unlock } from './unlock';

export function AccountsScreen() {
  const { t } = useWords();
  const query = useQuery('accounts', api.accounts);
  const [done, set_done] = useState<string | null>(null);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('accounts.title') }]}
        title={t('accounts.title')}
      />
      <div className="stack">
        <div role="status" className="empty:hidden">
          {done ? <Note tone="ok">{t('accounts.done', { number: done })}</Note> : null}
        </div>
        <Panel title={t('accounts.locked')} begins="unlock" count={query.data?.locked.length}>
          <Await query={query} rows={3}>
            {(accounts) => (
              <Locked
                accounts={accounts}
                done={(number) => {
                  set_done(number);
                  query.reload();
                }}
              />
            )}
          </Await>
        </Panel>
        {query.data ? <Administrators accounts={query.data} /> : null}
        {query.data?.may_reset ? <Reset /> : null}
        <OldDepartmentsPanel />
        <EmergencyPanel />
      </div>
    </main>
  );
}

interface Props {
  accounts: Accounts;
  done: (number: string) => void;
}

function Locked({ accounts, done }: Props) {
  const { t, d, lang } = useWords();
  const today = useToday();
  const rule = t('accounts.rule', { n: accounts.lock.failures, cite: accounts.lock.cite });
  if (accounts.locked.length === 0) return <Empty why={t('accounts.none')} next={rule} />;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('accounts.number')}</th>
            <th scope="col">{t('accounts.name')}</th>
            <th scope="col">{t('accounts.department')}</th>
            <th scope="col" className="num">
              {t('accounts.failures')}
            </th>
            <th scope="col">{t('accounts.since')}</th>
            {accounts.may_unlock ? <th scope="col">{t('accounts.action')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {accounts.locked.map((one) => (
            <tr key={one.id} data-locked={one.number}>
              <th scope="row">{one.number}</th>
              <td>{one.name}</td>
              <td>{d(one.department)}</td>
              <td className="num">{one.failures}</td>
              <td className="nw">{moment(one.since, lang, today)}</td>
              {accounts.may_unlock ? (
                <td>
                  <Unlock account={one} done={() => done(one.number)} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="pad">
        <p>{t('accounts.note')}</p>
        <p className="sub">{rule}</p>
      </div>
    </>
  );
}

function Administrators({ accounts }: { accounts: Accounts }) {
  const { t } = useWords();
  const { count, most, cite } = accounts.administrators;
  return (
    <Panel title={t('accounts.administrators')}>
      <div className="pad" data-administrators={count}>
        <Note tone={count > most ? 'bad' : count === most ? 'warn' : 'ok'}>
          {t('accounts.administrators_count', { count, most, cite })}
        </Note>
      </div>
    </Panel>
  );
}
