// Administration at the left: each entry for those who may view the register its screen tells of.
import type { RegisterArea } from '../api/types';
import type { IconName } from '../parts/icon';
import type { AdminPart } from '../state/routes';
import type { TextKey } from '../texts';
import type { NavItem } from './nav_items';

interface Entry {
  part: AdminPart;
  text: TextKey;
  icon: IconName;
  register: string;
}

const kEntries: readonly Entry[] = [
  { part: 'health', text: 'nav.health', icon: 'shield', register: 'account' },
  { part: 'keys', text: 'nav.keys', icon: 'lock', register: 'account' },
  { part: 'retention', text: 'nav.retention', icon: 'x', register: 'erasure_proposal' },
  { part: 'copies', text: 'nav.copies', icon: 'media', register: 'masked_copy' },
  { part: 'settings', text: 'nav.settings', icon: 'cols', register: 'account' },
];

export function admin_items(areas: RegisterArea[]): NavItem[] {
  const may_view = new Set(
    areas
      .flatMap((area) => area.registers)
      .filter((register) => register.may_view)
      .map((register) => register.name),
  );
  return kEntries
    .filter((entry) => may_view.has(entry.register))
    .map((entry) => ({
      to: `/${entry.part}`,
      text: entry.text,
      icon: entry.icon,
      current: (route) => route.screen === 'admin' && route.part === entry.part,
    }));
}
