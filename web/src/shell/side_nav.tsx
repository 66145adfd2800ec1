// Navigation at the left, 172 px; below 900 px a list behind a button.
import { Fragment } from 'react';
import type { Home, RegisterArea } from '../api/types';
import { Icon } from '../parts/icon';
import { useWords } from '../state/language';
import { Link, useRouter } from '../state/router';
import { nav_groups, type NavItem } from './nav_items';

interface Props {
  glance: Home | null;
  registers: { areas: RegisterArea[] } | null;
  open: boolean;
}

export function SideNav({ glance, registers, open }: Props) {
  const { t } = useWords();
  return (
    <aside className={open ? 'side open' : 'side'} id="side">
      <nav aria-label={t('shell.nav')}>
        {nav_groups(registers?.areas ?? []).map((group) => (
          <Fragment key={group.text ?? 'top'}>
            {group.text ? <h2>{t(group.text)}</h2> : null}
            {group.items.map((item) => (
              <Entry
                key={item.to}
                item={item}
                count={glance && item.count ? item.count(glance) : 0}
              />
            ))}
          </Fragment>
        ))}
      </nav>
    </aside>
  );
}

function Entry({ item, count }: { item: NavItem; count: number }) {
  const { t } = useWords();
  const { route } = useRouter();
  return (
    <Link to={item.to} now {...(item.current(route) ? { 'aria-current': 'page' as const } : {})}>
      <Icon name={item.icon} />
      <span className="t">{t(item.text)}</span>
      {count > 0 ? (
        <span className="count q">
          <span aria-hidden="true">{count}</span>
          <span className="vh">{t('shell.count_unit', { n: count })}</span>
        </span>
      ) : null}
    </Link>
  );
}
