// What stands at the left, in this order. An entry appears only when its register exists and may be
// seen: a dead control is worse than none. Several names: the first register that exists wins.
import type { RegisterArea } from '../api/types';
import { pressing } from '../lib/deadlines';
import { admin_items } from './admin_items';
import { govern_groups } from './govern_items';
import { present, type Listed, type NavGroup, type NavItem } from './nav_item';

export type { NavGroup, NavItem };

const kTax: readonly Listed[] = [
  { text: 'nav.parcel', icon: 'land', registers: ['parcel'] },
  { text: 'nav.house', icon: 'house', registers: ['house'] },
  { text: 'nav.asset', icon: 'cog', registers: ['depreciable_asset'] },
];
const kPeople: Listed = { text: 'nav.people', icon: 'users', registers: ['account'] };

export function nav_groups(areas: RegisterArea[]): NavGroup[] {
  const groups: NavGroup[] = [
    {
      text: null,
      items: [
        {
          to: '/',
          text: 'nav.home',
          icon: 'home',
          current: (route) => route.screen === 'home',
          count: (home) => home.waiting.length + home.changes + pressing(home.deadlines),
        },
        {
          to: '/figures',
          text: 'nav.figures',
          icon: 'log',
          current: (route) => route.screen === 'figures',
        },
      ],
    },
    {
      text: 'nav.tax',
      items: [
        {
          to: '/taxpayers',
          text: 'nav.taxpayers',
          icon: 'person',
          current: (route) => route.screen === 'taxpayers' || route.screen === 'taxpayer',
        },
        ...kTax.flatMap((item) => present(item, areas)),
        {
          to: '/checks',
          text: 'nav.checks',
          icon: 'check',
          current: (route) => route.screen === 'checks',
        },
        ...present({ text: 'nav.protections', icon: 'lock', registers: ['protection_release'] }, areas).map(
          (item): NavItem => ({
            ...item,
            to: '/protections',
            current: (route) => route.screen === 'protections',
          }),
        ),
        { to: '/levy', text: 'nav.levy', icon: 'yen', current: (route) => route.screen === 'levy' },
      ],
    },
    ...govern_groups(areas),
    {
      text: 'nav.admin',
      items: [
        {
          to: '/journal',
          text: 'nav.journal',
          icon: 'chain',
          current: (route) => route.screen === 'journal',
        },
        {
          to: '/jobs',
          text: 'nav.jobs',
          icon: 'clock',
          current: (route) => route.screen === 'jobs',
        },
        {
          to: '/exchange',
          text: 'nav.exchange',
          icon: 'table',
          current: (route) => route.screen === 'exchange',
        },
        ...admin_items(areas),
        ...present(kPeople, areas),
        ...present(kPeople, areas).map((people): NavItem => ({
          ...people,
          to: '/accounts',
          text: 'nav.accounts',
          icon: 'lock',
          current: (route) => route.screen === 'accounts',
        })),
        {
          to: '/registers',
          text: 'nav.registers',
          icon: 'table',
          current: (route) => route.screen === 'registers',
        },
      ],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** The area under which a register's breadcrumb stands. */
export function area_of(
  areas: RegisterArea[] | undefined,
  register: string,
): RegisterArea | undefined {
  return areas?.find((area) => area.registers.some((item) => item.name === register));
}
