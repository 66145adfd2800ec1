// What stands at the left, in this order. An entry appears only when its register exists and may be
// seen: a dead control is worse than none. Several names: the first register that exists wins.
import type { Home, RegisterArea } from '../api/types';
import type { IconName } from '../parts/icon';
import { admin_items } from './admin_items';
import { pressing } from '../lib/deadlines';
import { to_list, type Route } from '../state/routes';
import type { TextKey } from '../texts';

export interface NavItem {
  to: string;
  text: TextKey;
  icon: IconName;
  registers?: readonly string[];
  current: (route: Route) => boolean;
  count?: (home: Home) => number;
}
export interface NavGroup {
  text: TextKey | null;
  items: NavItem[];
}

const in_register = (names: readonly string[]) => (route: Route) =>
  (route.screen === 'list' || route.screen === 'record') && names.includes(route.register);

interface Listed {
  text: TextKey;
  icon: IconName;
  registers: readonly string[];
  count?: (home: Home) => number;
  also?: (route: Route) => boolean;
}

const kTax: readonly Listed[] = [
  { text: 'nav.parcel', icon: 'land', registers: ['parcel'] },
  { text: 'nav.house', icon: 'house', registers: ['house'] },
  { text: 'nav.asset', icon: 'cog', registers: ['depreciable_asset'] },
];
const kGovern: readonly Listed[] = [
  {
    text: 'nav.system',
    icon: 'system',
    registers: ['information_system', 'system'],
    also: (route) => route.screen === 'system',
  },
  {
    text: 'nav.contract',
    icon: 'contract',
    registers: ['contract', 'system_contract', 'outsourcing_contract', 'outsourcing'],
  },
  {
    text: 'nav.finding',
    icon: 'shield',
    registers: ['finding', 'audit_finding'],
    count: (home) => home.counts.findings.unfit,
  },
  {
    text: 'nav.media',
    icon: 'media',
    registers: ['medium', 'media', 'storage_medium', 'device'],
  },
  { text: 'nav.log_review', icon: 'log', registers: ['log_review', 'log_analysis'] },
  { text: 'nav.pia', icon: 'pia', registers: ['privacy_assessment', 'impact_assessment', 'pia'] },
];
// Screens over several registers; the one named says who has them.
const kGovernScreens: readonly (Listed & { to: string })[] = [
  {
    to: '/mayor',
    text: 'nav.mayor',
    icon: 'log',
    registers: ['committee_meeting'],
    also: (route) => route.screen === 'mayor',
  },
  {
    to: '/audit',
    text: 'nav.audit',
    icon: 'shield',
    registers: ['committee_meeting'],
    also: (route) => route.screen === 'audit',
  },
  {
    to: '/policies',
    text: 'nav.policies',
    icon: 'contract',
    registers: ['committee_meeting'],
    also: (route) => route.screen === 'policies',
  },
  {
    to: '/systems',
    text: 'nav.systems',
    icon: 'table',
    registers: ['information_system'],
    also: (route) => route.screen === 'systems',
  },
  {
    to: '/survey',
    text: 'nav.survey',
    icon: 'check',
    registers: ['survey'],
    also: (route) => route.screen.startsWith('survey'),
  },
  {
    to: '/selection',
    text: 'nav.selection',
    icon: 'shield',
    registers: ['audit_selection'],
    also: (route) => route.screen === 'selection',
  },
  {
    to: '/findings',
    text: 'nav.controls',
    icon: 'shield',
    registers: ['finding'],
    also: (route) => route.screen === 'findings',
  },
  {
    to: '/measures',
    text: 'nav.measures',
    icon: 'lock',
    registers: ['protective_measure'],
    also: (route) => route.screen === 'measures',
  },
  {
    to: '/inspections',
    text: 'nav.inspections',
    icon: 'check',
    registers: ['self_inspection'],
    also: (route) => route.screen.startsWith('inspection'),
  },
  {
    to: '/requests',
    text: 'nav.requests',
    icon: 'person',
    registers: ['personal_request'],
    also: (route) => route.screen === 'requests' || route.screen === 'request',
  },
  {
    to: '/inquiries',
    text: 'nav.inquiries',
    icon: 'log',
    registers: ['inquiry'],
    also: (route) => route.screen === 'inquiries' || route.screen === 'inquiry',
  },
  {
    to: '/letters',
    text: 'nav.letters',
    icon: 'contract',
    registers: ['letter'],
    also: (route) => route.screen.startsWith('letter'),
  },
  {
    to: '/file-register',
    text: 'nav.file_register',
    icon: 'table',
    registers: ['file_edition'],
    also: (route) => route.screen === 'file_register',
  },
];
const kPeople: Listed = { text: 'nav.people', icon: 'users', registers: ['account'] };

function present(listed: Listed, areas: RegisterArea[]): NavItem[] {
  const may_view = areas
    .flatMap((area) => area.registers)
    .filter((register) => register.may_view)
    .map((register) => register.name);
  const found = listed.registers.find((name) => may_view.includes(name));
  if (!found) return [];
  const inside = in_register(listed.registers);
  return [
    {
      to: to_list(found),
      text: listed.text,
      icon: listed.icon,
      current: (route) => inside(route) || (listed.also?.(route) ?? false),
      ...(listed.count ? { count: listed.count } : {}),
    },
  ];
}

/** The catalogs are for those who may view the assessments made by them. */
const criteria_items = (areas: RegisterArea[]): NavItem[] =>
  present({ text: 'nav.criteria', icon: 'check', registers: ['criteria_assessment'] }, areas).map(
    (item) => ({ ...item, to: '/criteria', current: (route) => route.screen === 'criteria' }),
  );

const account_review_items = (areas: RegisterArea[]): NavItem[] =>
  present(
    { text: 'nav.account_review', icon: 'check', registers: ['account_source'] },
    areas,
  ).map((item) => ({
    ...item,
    to: '/account-review',
    current: (route) => route.screen.startsWith('account_review'),
  }));

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
    {
      text: 'nav.govern',
      items: [
        ...kGovern.flatMap((item) => present(item, areas)),
        ...kGovernScreens.flatMap((one) =>
          present(one, areas).map(
            (item): NavItem => ({ ...item, to: one.to, current: one.also ?? (() => false) }),
          ),
        ),
        ...criteria_items(areas),
        ...account_review_items(areas),
        ...present({ text: 'nav.logs', icon: 'log', registers: ['log_run'] }, areas).map(
          (item): NavItem => ({
            ...item,
            to: '/logs',
            current: (route) => route.screen === 'logs',
          }),
        ),
        ...present({ text: 'nav.disposal', icon: 'check', registers: ['disposal'] }, areas).map(
          (item): NavItem => ({
            ...item,
            to: '/disposal',
            current: (route) => ['disposals', 'disposal', 'cloud_exit'].includes(route.screen),
          }),
        ),
        ...present({ text: 'nav.portable', icon: 'media', registers: ['medium_loan'] }, areas).map(
          (item): NavItem => ({
            ...item,
            to: '/portable-media',
            current: (route) => route.screen === 'portable',
          }),
        ),
        ...present({ text: 'nav.daily', icon: 'check', registers: ['controlled_area'] }, areas).map(
          (item): NavItem => ({
            ...item,
            to: '/daily',
            current: (route) => route.screen === 'daily',
          }),
        ),
      ],
    },
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
