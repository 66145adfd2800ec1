// Records that point to this one or that it points to, by register.
import type { RegisterRecord } from '../../api/types';
import { Empty, Panel } from '../../parts/panel';
import { PersonName } from '../../parts/person_name';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';

export function Related({ record, limit }: { record: RegisterRecord; limit: number | null }) {
  const { t, d } = useWords();
  const groups = record.related.filter((group) => group.count > 0);
  return (
    <Panel title={t('record.related')}>
      {groups.length === 0 ? (
        <Empty why={t('record.related_none')} />
      ) : (
        groups.map((group) => (
          <div className="pad" key={`${group.register}/${group.label.ja}`}>
            <h3>
              {d(group.label)} <span className="count q">{group.count}</span>
            </h3>
            <ul className="leading-6">
              {(limit === null ? group.rows : group.rows.slice(0, limit)).map((row) => (
                <li key={row.id}>
                  <Link to={to_record(group.register, row.id)}>
                    <PersonName name={row.title} />
                  </Link>
                </li>
              ))}
            </ul>
            {limit !== null && group.count > limit ? (
              <p className="sub">{t('record.related_all', { n: group.count })}</p>
            ) : null}
          </div>
        ))
      )}
    </Panel>
  );
}
