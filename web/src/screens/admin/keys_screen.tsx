// The city's keys: where, since when, copies, stretches of the journal; a new city key. What is
// shown tells of keys and is none.
import { useState } from 'react';
import * as admin from '../../api/admin';
import type { Keys } from '../../api/admin';
import { moment_long } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Mark, Note } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { Commands } from './commands';
import { Sure } from './sure';

export function KeysScreen() {
  const { t } = useWords();
  const query = useQuery('keys', admin.keys);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.admin') }, { label: t('keycare.title') }]}
        title={t('keycare.title')}
      />
      <div className="stack">
        <Await query={query} rows={10}>
          {(keys) => (
            <>
              <div className="halves">
                <CityKey keys={keys} />
                <Rotate keys={keys} changed={query.reload} />
              </div>
              <Copies keys={keys} />
              <Periods keys={keys} />
              <Commands
                why={t('keycare.why_command')}
                rows={[
                  [t('keycare.copy'), 'daicho key backup --to FILE --passphrase-file FILE'],
                  [
                    t('backup.key_restore'),
                    'daicho key restore --from FILE --to FILE --passphrase-file FILE',
                  ],
                  [t('keycare.into_token'), 'daicho key rotate --by ACCOUNT --into pkcs11:URI'],
                ]}
              />
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function CityKey({ keys }: { keys: Keys }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('keycare.city')}>
      <div className="pad">
        <dl className="kv" data-city-key={keys.place.kind}>
          <dt>{t('keycare.place')}</dt>
          <dd>
            {keys.place.fault ? (
              <Mark tone="bad">{d(keys.place.fault)}</Mark>
            ) : (
              <Mark tone="ok">
                {t(keys.place.kind === 'token' ? 'keycare.in_token' : 'keycare.in_file')}
              </Mark>
            )}
            {keys.place.token ? <code className="cmd">{keys.place.token}</code> : null}
          </dd>
          <dt>{t('keycare.since')}</dt>
          <dd>{keys.since ? moment_long(keys.since, lang) : '—'}</dd>
          <dt>{t('keycare.older')}</dt>
          <dd>
            {keys.backups_of_older_keys === 0
              ? t('keycare.older_none')
              : t('keycare.older_some', { n: keys.backups_of_older_keys })}
          </dd>
        </dl>
      </div>
    </Panel>
  );
}

function Rotate({ keys, changed }: { keys: Keys; changed: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [keep, set_keep] = useState(true);
  const [said, set_said] = useState<string | null>(null);
  const go = async () => {
    set_said(null);
    const done = await action.run(async () => {
      const { entry, kept_in } = await admin.rotate_key(keep);
      set_said(
        kept_in
          ? t('keycare.rotated_kept', { entry: grouped(entry), file: kept_in })
          : t('keycare.rotated', { entry: grouped(entry) }),
      );
    });
    if (done) changed();
  };
  return (
    <Panel title={t('keycare.rotate')} begins="rotate">
      <div className="pad grid gap-2">
        <p>{t('keycare.rotate_note')}</p>
        {keys.may_rotate ? (
          <>
            <label className="row">
              <input
                type="checkbox"
                className="cb"
                checked={keep}
                onChange={(event) => set_keep(event.target.checked)}
              />
              {t('keycare.keep')}
            </label>
            <p className="sub">{t(keep ? 'keycare.keep_note' : 'keycare.drop_note')}</p>
            <Sure
              label={t('keycare.rotate')}
              question={t('keycare.sure')}
              busy={action.busy}
              go={() => void go()}
            />
          </>
        ) : (
          <p className="sub">{t('admin.only_keepers')}</p>
        )}
        <div role="status" className="empty:hidden">
          {said ? <Note tone="ok">{said}</Note> : null}
        </div>
        <ActionTrouble fault={action.fault} />
      </div>
    </Panel>
  );
}

function Copies({ keys }: { keys: Keys }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('keycare.copies')} count={keys.copies.length}>
      {keys.copies.length === 0 ? (
        <Empty why={t('keycare.copies_none')} next={t('keycare.copies_next')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('keycare.copies')}>
          <table className="words">
            <thead>
              <tr>
                <th scope="col">{t('admin.when')}</th>
                <th scope="col">{t('keycare.put')}</th>
                <th scope="col">{t('admin.state')}</th>
              </tr>
            </thead>
            <tbody>
              {[...keys.copies].reverse().map((one) => (
                <tr key={one.at}>
                  <th scope="row" className="nw">
                    {moment_long(one.at, lang)}
                  </th>
                  <td>{one.file}</td>
                  <td>
                    <Mark tone={one.of_this_key ? 'ok' : 'warn'}>
                      {t(one.of_this_key ? 'keycare.of_this' : 'keycare.of_older')}
                    </Mark>
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

function Periods({ keys }: { keys: Keys }) {
  const { t, lang } = useWords();
  return (
    <Panel
      title={t('keycare.periods')}
      count={keys.periods.length}
      aside={
        <span className="sub">
          {t('keycare.periods_rule', { years: keys.journal_years, cite: keys.cite })}
        </span>
      }
    >
      <div className="wide" tabIndex={0} role="group" aria-label={t('keycare.periods')}>
        <table data-periods>
          <thead>
            <tr>
              <th scope="col">{t('keycare.period')}</th>
              <th scope="col">{t('keycare.began')}</th>
              <th scope="col" className="num">
                {t('keycare.first')}
              </th>
              <th scope="col" className="num">
                {t('backup.entries')}
              </th>
              <th scope="col">{t('admin.state')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.periods.map((one) => (
              <tr key={one.number}>
                <th scope="row">{one.number}</th>
                <td className="nw">{moment_long(one.began, lang)}</td>
                <td className="num">{grouped(one.first_entry)}</td>
                <td className="num">{grouped(one.entries)}</td>
                <td>
                  {one.current ? (
                    <Mark tone="ok">{t('keycare.current')}</Mark>
                  ) : (
                    <Mark tone="none">{t(one.kept ? 'keycare.kept' : 'keycare.destroyed')}</Mark>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
