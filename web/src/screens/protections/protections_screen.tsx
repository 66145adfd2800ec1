// Protections of victims: which measures run out or were not cleared, which releases hold, and
// asking for one. Numbers only: nothing here shows whom they protect.
import { return_release, protections } from '../../api/protections';
import type { Measure, Release, Standing } from '../../api/types_protection';
import { date_short, moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { AskRelease } from './ask_release';

export function ProtectionsScreen() {
  const { t } = useWords();
  const query = useQuery('protections', protections);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.tax') }, { label: t('nav.protections') }]}
        title={t('protection.title')}
      />
      <div className="stack">
        <Panel title={t('protection.releases')} count={query.data?.releases.length}>
          <Await query={query} rows={2}>
            {(data) => <Releases releases={data.releases} done={query.reload} />}
          </Await>
        </Panel>
        <Panel title={t('protection.ask')} begins="release">
          <AskRelease />
        </Panel>
        <Panel title={t('protection.measures')} count={query.data?.measures?.length}>
          <Await query={query} rows={4}>
            {(data) =>
              data.measures ? (
                <Measures measures={data.measures} />
              ) : (
                <Empty why={t('protection.keepers_only')} />
              )
            }
          </Await>
        </Panel>
      </div>
    </main>
  );
}

function Releases({ releases, done }: { releases: readonly Release[]; done: () => void }) {
  const { t, lang } = useWords();
  const today = useToday();
  const { busy, fault, run } = useAction();
  if (releases.length === 0) return <Empty why={t('protection.releases_none')} />;
  const give_back = async (one: Release) => {
    if (today && (await run(() => return_release(one, today)))) done();
  };
  return (
    <>
      <ActionTrouble fault={fault} />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('protection.person')}</th>
            <th scope="col">{t('protection.account')}</th>
            <th scope="col">{t('protection.extent')}</th>
            <th scope="col">{t('protection.until')}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {releases.map((one) => (
            <tr key={one.record}>
              <th scope="row">
                <Link to={to_record('addressee', one.addressee)}>{one.addressee_no}</Link>
              </th>
              <td>{one.account}</td>
              <td>{t(one.print ? 'protection.print' : 'protection.screen')}</td>
              <td className="nw">{moment(one.until, lang, today)}</td>
              <td>
                <button
                  type="button"
                  className="btn s"
                  disabled={busy}
                  onClick={() => void give_back(one)}
                >
                  {t('protection.give_back')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const kTone: Record<Standing, Tone> = {
  applied: 'inf',
  active: 'ok',
  expiring: 'warn',
  expired: 'bad',
};

function Measures({ measures }: { measures: readonly Measure[] }) {
  const { t, lang } = useWords();
  if (measures.length === 0) return <Empty why={t('protection.measures_none')} />;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('protection.person')}</th>
          <th scope="col">{t('protection.standing')}</th>
          <th scope="col">{t('protection.from')}</th>
          <th scope="col">{t('protection.to')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((one) => (
          <tr key={`${one.record}/${one.addressee}`} data-standing={one.standing}>
            <th scope="row">
              <Link to={to_record('protected_person', one.record)}>{one.addressee_no}</Link>
            </th>
            <td>
              <Mark tone={kTone[one.standing]}>{t(`protection.${one.standing}`)}</Mark>
            </td>
            <td className="nw">{date_short(one.from, lang)}</td>
            <td className="nw">{date_short(one.to, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
