// Administration at the left: each entry for those who may view the register its screen tells of,
// or decide on what is proposed there.
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
  decided?: boolean;
}

const kEntries: readonly Entry[] = [
  { part: 'health', text: 'nav.health', icon: 'shield', register: 'account' },
  { part: 'keys', text: 'nav.keys', icon: 'lock', register: 'account' },
  { part: 'retention', text: 'nav.retention', icon: 'x', register: 'erasure_proposal', decided: true },
  { part: 'copies', text: 'nav.copies', icon: 'media', register: 'masked_copy', decided: true },
  { part: 'settings', text: 'nav.settings', icon: 'cols', register: 'account' },
];

export function admin_items(areas: RegisterArea[]): NavItem[] {
  const registers = areas.flatMap((area) => area.registers);
  const named = (may: (register: (typeof registers)[number]) => boolean) =>
    new Set(registers.filter(may).map((register) => register.name));
  const may_view = named((register) => register.may_view);
  const decides = named((register) => register.may_approve ?? false);
  return kEntries
    .filter((entry) => may_view.has(entry.register) || (entry.decided && decides.has(entry.register)))
    .map((entry) => ({
      to: `/${entry.part}`,
      text: entry.text,
      icon: entry.icon,
      current: (route) => route.screen === 'admin' && route.part === entry.part,
    }));
}
