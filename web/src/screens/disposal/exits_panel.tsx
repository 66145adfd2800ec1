// Ends of cloud contracts beside the disposals of media: what each still lacks.
import * as api from '../../api/disposals';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_cloud_exit } from '../../state/routes';

export function ExitsPanel() {
  const { t, d, lang } = useWords();
  const query = useQuery('cloud-exits', api.cloud_exits);
  return (
    <Panel title={t('disposal.exits')} count={query.data?.total}>
      <Await query={query} rows={4}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty why={t('disposal.exits_none')} />
          ) : (
            <div className="wide" tabIndex={0} role="group" aria-label={t('disposal.exits')}>
              <table className="tight" data-exits>
                <thead>
                  <tr>
                    <th scope="col">{t('disposal.exit_no')}</th>
                    <th scope="col">{t('disposal.exit_service')}</th>
                    <th scope="col">{t('disposal.exit_class')}</th>
                    <th scope="col">{t('disposal.exit_ends')}</th>
                    <th scope="col">{t('disposal.state')}</th>
                    <th scope="col">{t('disposal.exit_next')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => {
                    const next = row.steps.find((step) => step.key === row.next);
                    return (
                      <tr key={row.id}>
                        <td className="nw">
                          <Link to={to_cloud_exit(row.id)}>{row.exit_no}</Link>
                        </td>
                        <th scope="row">
                          {row.service}
                          <div className="sub">
                            {row.system}
                            {row.origin.key === 'constructed' ? `　${d(row.origin.label)}` : ''}
                          </div>
                        </th>
                        <td className="nw">({row.disposal_class.key})</td>
                        <td className="nw">{date_short(row.ends_on, lang)}</td>
                        <td className="nw">{d(row.state.label)}</td>
                        <td>
                          {row.state.key === 'closed' ? (
                            '—'
                          ) : next ? (
                            <Mark tone={next.state === 'late' ? 'bad' : 'warn'}>
                              {d(next.label)}
                            </Mark>
                          ) : (
                            <Mark tone="ok">{t('disposal.exit_complete')}</Mark>
                          )}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )
        }
      </Await>
    </Panel>
  );
}
