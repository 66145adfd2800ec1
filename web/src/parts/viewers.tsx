// Who looked at a record: the latest on its first screen, all of them behind a tab.
import type { Viewer } from '../api/types';
import { moment } from '../lib/era_date';
import { useWords } from '../state/language';
import { useToday } from '../state/server_state';
import { Empty } from './panel';

export function RecentViewers({ viewers, limit }: { viewers: readonly Viewer[]; limit: number }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  if (viewers.length === 0) return <p className="mut">{t('taxpayer.viewers_none')}</p>;
  return (
    <dl className="kv" style={{ gap: '0 10px' }}>
      {viewers.slice(0, limit).map((viewer, index) => (
        <div key={`${viewer.at}/${index}`} className="contents">
          <dt className="nw">{moment(viewer.at, lang, today)}</dt>
          <dd className="truncate">
            {viewer.by} <span className="sub">{d(viewer.purpose) || d(viewer.department)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function ViewersTable({ viewers }: { viewers: readonly Viewer[] }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  return (
    <section className="pn" aria-label={t('record.viewers')}>
      {viewers.length === 0 ? (
        <Empty why={t('taxpayer.viewers_none')} />
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('viewers.at')}</th>
              <th scope="col">{t('viewers.by')}</th>
              <th scope="col">{t('viewers.department')}</th>
              <th scope="col">{t('viewers.purpose')}</th>
            </tr>
          </thead>
          <tbody>
            {viewers.map((viewer, index) => (
              <tr key={`${viewer.at}/${index}`}>
                <td className="nw">{moment(viewer.at, lang, today)}</td>
                <td>{viewer.by}</td>
                <td>{d(viewer.department)}</td>
                <td>{d(viewer.purpose)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
