// Navigation at the left, 172 px; below 900 px a list behind a button.
import { useEffect, useRef } from 'react';
import type { Home, RegisterArea } from '../api/types';
import { remember } from '../lib/storage';
import { Icon } from '../parts/icon';
import { useWords } from '../state/language';
import { useRemembered } from '../state/remembered';
import { Link, useRouter } from '../state/router';
import { nav_groups, type NavGroup, type NavItem } from './nav_items';

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
          <Group key={group.text ?? 'top'} group={group} glance={glance} />
        ))}
      </nav>
    </aside>
  );
}

// A group that somebody closed stays closed, on every machine, unless its screen is the one at hand.
function Group({ group, glance }: { group: NavGroup; glance: Home | null }) {
  const { t } = useWords();
  const { route } = useRouter();
  const all_closed = (useRemembered('closed_groups') ?? '').split(',').filter(Boolean);
  const closed = group.text !== null && all_closed.includes(group.text);
  const here = group.items.some((item) => item.current(route));
  const open = !closed || here;
  const turn = () => {
    const others = all_closed.filter((one) => one !== group.text);
    const next = closed ? others : [...others, group.text];
    remember('closed_groups', next.length > 0 ? next.join(',') : null);
  };
  const entries = group.items.map((item) => (
    <Entry key={item.to} item={item} count={glance && item.count ? item.count(glance) : 0} />
  ));
  if (!group.text) return <>{entries}</>;
  return (
    <>
      <h2>
        <button type="button" aria-expanded={open} disabled={here} onClick={turn}>
          {t(group.text)}
        </button>
      </h2>
      {open ? entries : null}
    </>
  );
}

function Entry({ item, count }: { item: NavItem; count: number }) {
  const { t } = useWords();
  const { route } = useRouter();
  const current = item.current(route);
  const place = useRef<HTMLSpanElement>(null);
  // The list is longer than most screens: where one is must be seen. (scrollIntoView would also move
  // where the next Tab begins.)
  useEffect(() => {
    const list = place.current?.closest('.side');
    if (!current || !list || !place.current) return;
    const [own, seen] = [place.current.getBoundingClientRect(), list.getBoundingClientRect()];
    const hidden = own.top < seen.top || own.bottom > seen.bottom;
    if (hidden) list.scrollTop += own.top - seen.top - seen.height / 2;
  }, [current]);
  return (
    <Link to={item.to} now {...(current ? { 'aria-current': 'page' as const } : {})}>
      <Icon name={item.icon} />
      <span className="t" ref={place}>
        {t(item.text)}
      </span>
      {count > 0 ? (
        <span className="count q">
          <span aria-hidden="true">{count}</span>
          <span className="vh">{t('shell.count_unit', { n: count })}</span>
        </span>
      ) : null}
    </Link>
  );
}
