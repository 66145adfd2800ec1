// Portable media: the desk (hand out, take back), what is out and late, requests, counting by two,
// connections that do not agree with the loans.
import * as api from '../../api/portable';
import type { Portable } from '../../api/portable';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Mark } from '../../parts/mark';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { AskForm } from './ask_form';
import { BringLog } from './bring_log';
import { CountPanel } from './count_panel';
import { Loans } from './loans';
import { ScanPanel } from './scan_panel';

export function PortableScreen() {
  const { t } = useWords();
  const query = useQuery('portable', api.portable);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.portable') }]}
        title={t('portable.title')}
        actions={
          <>
            <Link className="btn s" to={to_list('usb_reduction')}>
              {t('portable.plan')}
            </Link>
            <Link className="btn s" to={to_list('medium_loan')}>
              {t('portable.loans')}
            </Link>
          </>
        }
      />
      <div className="stack">
        <Await query={query} rows={16}>
          {(data) => (
            <>
              <p className="sub" data-summary>
                {t('portable.summary', data.media)}
              </p>
              {data.may.lend ? <ScanPanel done={query.reload} /> : null}
              <Loans which="out" data={data} done={query.reload} />
              <Loans which="waiting" data={data} done={query.reload} />
              <Loans which="approved" data={data} done={query.reload} />
              <CountPanel data={data} done={query.reload} />
              <Devices data={data} />
              {data.may.bring ? <BringLog done={query.reload} /> : null}
              {data.may.ask ? <AskForm done={query.reload} /> : null}
            </>
          )}
        </Await>
      </div>
    </main>
  );
}

function Devices({ data }: { data: Portable }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('portable.devices')} count={data.devices.total}>
      {data.devices.rows.length === 0 ? (
        <Empty why={t('portable.none')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('portable.devices')}>
          <table className="tight" data-devices>
            <thead>
              <tr>
                <th scope="col">{t('portable.device')}</th>
                <th scope="col">{t('portable.terminal')}</th>
                <th scope="col">{t('portable.when')}</th>
                <th scope="col">{t('portable.result')}</th>
              </tr>
            </thead>
            <tbody>
              {data.devices.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={to_record('device_log_line', row.id)}>{row.serial}</Link>
                    <div className="sub">{row.medium?.number ?? row.device}</div>
                  </th>
                  <td className="nw">{row.terminal_no}</td>
                  <td className="nw">
                    {date_short(row.plugged_on, lang)} {row.plugged_at}
                  </td>
                  <td>
                    <Mark tone="bad">{d(row.judged.label)}</Mark>
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
