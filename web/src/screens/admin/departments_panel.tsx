// The departments of a day as they stand under each other.
import { useState } from 'react';
import * as admin from '../../api/admin';
import type { Department } from '../../api/admin';
import { Await } from '../../parts/await';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { askable, DayChoice } from './day_choice';

export function DepartmentsPanel() {
  const { t } = useWords();
  const [day, set_day] = useState('');
  const query = useQuery(`departments:${askable(day)}`, (signal) =>
    admin.departments(askable(day), signal),
  );
  return (
    <Panel title={t('settings.view.departments')} count={query.data?.departments.length}>
      <div className="pad">
        <DayChoice day={day} answered={query.data?.as_of ?? ''} choose={set_day} />
      </div>
      <Await query={query} rows={10}>
        {({ departments }) =>
          departments.length === 0 ? (
            <Empty why={t('settings.departments_none')} />
          ) : (
            <div className="pad">
              <Branch all={departments} parent={null} />
            </div>
          )
        }
      </Await>
    </Panel>
  );
}

// What hangs on a department that is no more on that day stands at the top.
function children_of(all: readonly Department[], parent: string | null): Department[] {
  const there = new Set(all.map((one) => one.id));
  return all
    .filter((one) =>
      parent === null ? one.parent === null || !there.has(one.parent) : one.parent === parent,
    )
    .sort((a, b) => a.number.localeCompare(b.number));
}

function Branch({ all, parent }: { all: readonly Department[]; parent: string | null }) {
  const { d } = useWords();
  const list = children_of(all, parent);
  if (list.length === 0) return null;
  return (
    <ul className="tree">
      {list.map((one) => (
        <li key={one.id} data-department={one.number}>
          <Link to={to_record('department', one.id)}>
            {one.number} {one.name}
          </Link>{' '}
          <span className="sub">
            {d(one.kind)}
            {one.duties ? `　${one.duties}` : ''}
          </span>
          <Branch all={all} parent={one.id} />
        </li>
      ))}
    </ul>
  );
}
