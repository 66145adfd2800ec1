// One entry at the left: where it leads, and who sees it – whoever may view its register.
import type { Home, RegisterArea } from '../api/types';
import type { IconName } from '../parts/icon';
import { to_list, type Route } from '../state/routes';
import type { TextKey } from '../texts';

export interface NavItem {
  to: string;
  text: TextKey;
  icon: IconName;
  current: (route: Route) => boolean;
  count?: (home: Home) => number;
}
export interface NavGroup {
  text: TextKey | null;
  items: NavItem[];
}

/** Several registers: the first that exists and may be seen wins. */
export interface Listed {
  text: TextKey;
  icon: IconName;
  registers: readonly string[];
  /** A screen over several registers; without it the entry leads to the register's list. */
  to?: string;
  /** Names of screens under which this is the current entry, or how they begin. */
  screens?: readonly string[];
  count?: (home: Home) => number;
}

const is_screen = (route: Route, screens: readonly string[]) =>
  screens.some((name) => route.screen === name || route.screen.startsWith(`${name}_`));

export function present(listed: Listed, areas: RegisterArea[]): NavItem[] {
  const may_view = areas
    .flatMap((area) => area.registers)
    .filter((register) => register.may_view)
    .map((register) => register.name);
  const found = listed.registers.find((name) => may_view.includes(name));
  if (!found) return [];
  const listing = (route: Route) =>
    !listed.to &&
    (route.screen === 'list' || route.screen === 'record') &&
    listed.registers.includes(route.register);
  return [
    {
      to: listed.to ?? to_list(found),
      text: listed.text,
      icon: listed.icon,
      current: (route) => listing(route) || is_screen(route, listed.screens ?? []),
      ...(listed.count ? { count: listed.count } : {}),
    },
  ];
}
