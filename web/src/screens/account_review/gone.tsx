// Accounts of the round that a later list does not name any more.
import * as api from '../../api/account_review';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';

export function Gone({ id }: { id: string }) {
  const { t, lang } = useWords();
  const query = useQuery(`account-review-gone:${id}`, (signal) => api.gone(id, signal));
  return (
    <Await query={query} rows={4}>
      {({ rows }) => (
        <Panel title={t('review.class.gone')} count={rows.length}>
          {rows.length === 0 ? (
            <Empty why={t('review.nothing')} />
          ) : (
            <table className="tight" data-gone>
              <thead>
                <tr>
                  <th scope="col">{t('review.account')}</th>
                  <th scope="col">{t('review.gone_on')}</th>
                  <th scope="col">{t('review.decision')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      {row.source_no} {row.account_id}
                      <div className="sub">{row.name_written}</div>
                    </th>
                    <td className="nw">{row.gone_on ? date_short(row.gone_on, lang) : '—'}</td>
                    <td>
                      {row.decision ? t(`review.decision.${row.decision}`) : t('review.undecided')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Panel>
      )}
    </Await>
  );
}
