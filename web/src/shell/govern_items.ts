// Governance at the left, in rooms: the state of the city first, then what it knows, keeps and gives away.
import type { RegisterArea } from '../api/types';
import type { TextKey } from '../texts';
import { present, type Listed, type NavGroup } from './nav_item';

const kCity: readonly Listed[] = [
  { to: '/mayor', text: 'nav.mayor', icon: 'log', registers: ['committee_meeting'], screens: ['mayor'] },
  {
    text: 'nav.finding',
    icon: 'shield',
    registers: ['finding'],
    count: (home) => home.counts.findings.unfit,
  },
  { to: '/findings', text: 'nav.controls', icon: 'shield', registers: ['finding'], screens: ['findings'] },
  {
    to: '/measures',
    text: 'nav.measures',
    icon: 'lock',
    registers: ['protective_measure'],
    screens: ['measures'],
  },
  { to: '/audit', text: 'nav.audit', icon: 'shield', registers: ['committee_meeting'], screens: ['audit'] },
  {
    to: '/inspections',
    text: 'nav.inspections',
    icon: 'check',
    registers: ['self_inspection'],
    screens: ['inspection', 'inspections'],
  },
  {
    to: '/policies',
    text: 'nav.policies',
    icon: 'contract',
    registers: ['committee_meeting'],
    screens: ['policies'],
  },
];

const kSystems: readonly Listed[] = [
  { text: 'nav.system', icon: 'system', registers: ['information_system'], screens: ['system'] },
  {
    to: '/systems',
    text: 'nav.systems',
    icon: 'table',
    registers: ['information_system'],
    screens: ['systems'],
  },
  { text: 'nav.contract', icon: 'contract', registers: ['system_contract'] },
  { to: '/survey', text: 'nav.survey', icon: 'check', registers: ['survey'], screens: ['survey', 'surveys'] },
  {
    to: '/selection',
    text: 'nav.selection',
    icon: 'shield',
    registers: ['audit_selection'],
    screens: ['selection'],
  },
  {
    to: '/criteria',
    text: 'nav.criteria',
    icon: 'check',
    registers: ['criteria_assessment'],
    screens: ['criteria'],
  },
  {
    to: '/procurement',
    text: 'nav.procurement',
    icon: 'contract',
    registers: ['procurement_plan'],
    screens: ['procurement'],
  },
  {
    to: '/lock-in',
    text: 'nav.lock_in',
    icon: 'chain',
    registers: ['contract_competition'],
    screens: ['lock_in'],
  },
  {
    to: '/continuity',
    text: 'nav.continuity',
    icon: 'clock',
    registers: ['continuity_plan'],
    screens: ['continuity'],
  },
  {
    to: '/digital-plan',
    text: 'nav.digital_plan',
    icon: 'globe',
    registers: ['digital_measure'],
    screens: ['digital_plan'],
  },
];

const kMedia: readonly Listed[] = [
  { text: 'nav.media', icon: 'media', registers: ['medium'] },
  {
    to: '/portable-media',
    text: 'nav.portable',
    icon: 'media',
    registers: ['medium_loan'],
    screens: ['portable'],
  },
  {
    to: '/disposal',
    text: 'nav.disposal',
    icon: 'check',
    registers: ['disposal'],
    screens: ['disposals', 'disposal', 'cloud_exit'],
  },
  {
    to: '/migrations',
    text: 'nav.migrations',
    icon: 'media',
    registers: ['migration_order'],
    screens: ['migrations', 'migration'],
  },
  { to: '/daily', text: 'nav.daily', icon: 'check', registers: ['controlled_area'], screens: ['daily'] },
];

const kAccess: readonly Listed[] = [
  {
    to: '/account-review',
    text: 'nav.account_review',
    icon: 'check',
    registers: ['account_source'],
    screens: ['account_review', 'account_reviews'],
  },
  { to: '/logs', text: 'nav.logs', icon: 'log', registers: ['log_run'], screens: ['logs'] },
  { text: 'nav.log_review', icon: 'log', registers: ['log_review'] },
  {
    to: '/incidents',
    text: 'nav.incidents',
    icon: 'alert',
    registers: ['incident'],
    screens: ['incidents', 'incident', 'new_incident'],
  },
];

const kPrivacy: readonly Listed[] = [
  {
    to: '/entrust',
    text: 'nav.entrust',
    icon: 'contract',
    registers: ['entrusted_contract'],
    screens: ['entrusts', 'entrust'],
  },
  {
    to: '/chains',
    text: 'nav.chains',
    icon: 'chain',
    registers: ['contract_party'],
    screens: ['chains', 'chain'],
  },
  {
    to: '/privacy',
    text: 'nav.privacy',
    icon: 'pia',
    registers: ['privacy_task'],
    screens: ['privacy'],
  },
  {
    to: '/requests',
    text: 'nav.requests',
    icon: 'person',
    registers: ['personal_request'],
    screens: ['requests', 'request'],
  },
  {
    to: '/inquiries',
    text: 'nav.inquiries',
    icon: 'log',
    registers: ['inquiry'],
    screens: ['inquiries', 'inquiry'],
  },
  {
    to: '/file-register',
    text: 'nav.file_register',
    icon: 'table',
    registers: ['file_edition'],
    screens: ['file_register'],
  },
  {
    to: '/letters',
    text: 'nav.letters',
    icon: 'contract',
    registers: ['letter'],
    screens: ['letters', 'letter'],
  },
];

const kRooms: readonly { text: TextKey; items: readonly Listed[] }[] = [
  { text: 'nav.room_city', items: kCity },
  { text: 'nav.room_systems', items: kSystems },
  { text: 'nav.room_media', items: kMedia },
  { text: 'nav.room_access', items: kAccess },
  { text: 'nav.room_privacy', items: kPrivacy },
];

export const govern_groups = (areas: RegisterArea[]): NavGroup[] =>
  kRooms.map((room) => ({
    text: room.text,
    items: room.items.flatMap((item) => present(item, areas)),
  }));
