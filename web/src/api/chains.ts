// docs/api.md: chains of contractors, and the contractor's own room.
import type { Coded } from './audit';
import { call, send_file } from './client';
import type { Text } from './types';

const part = encodeURIComponent;

export interface ChainFault {
  id: string;
  bad: boolean;
  text: Text;
}
export interface ChainLine {
  id: string;
  no: string;
  subject: string;
  state: Coded;
  last_day: string;
  parties: number;
  depth: number;
  bad: number;
  caution: number;
  worst: { id: string; text: Text } | null;
  applications: number;
  renewal: { state: Renewal; due: string };
}
export type Renewal = 'fresh' | 'never' | 'due' | 'changed';
export const kChainViews = ['all', 'bad', 'applications', 'renewal'] as const;
export type ChainView = (typeof kChainViews)[number];
export interface Chains {
  today: string;
  total: number;
  offset: number;
  counts: Record<ChainView, number>;
  rows: ChainLine[];
}
export interface ChainParty {
  id: string;
  under: string | null;
  no: string;
  name: string;
  level: number;
  work: string;
  information: string;
  part: Coded | null;
  number_handled: boolean;
  applied_on: string | null;
  approved_on: string | null;
  approval_no: string | null;
  until: string | null;
  working_since: string | null;
  found_on: string | null;
  approved: boolean;
  has_certificates: boolean;
  needs: Text[] | null;
  faults: ChainFault[];
}
export interface ChainWorker {
  id: string;
  no: string;
  party: string;
  party_name: string;
  duty: string;
  responsible: boolean;
  filed_on: string | null;
  identified_on: string | null;
  trained_on: string | null;
  pledged_on: string | null;
  first_access_on: string | null;
  left_on: string | null;
  faults: ChainFault[];
}
export interface ChainItem {
  id: string;
  no: string;
  kind: Coded;
  what: string;
  count: number;
  serial: string | null;
  out_on: string;
  means: Coded;
  consent: string | null;
  back_due: string | null;
  back_on: string | null;
  back_count: number | null;
  short: boolean;
  late: boolean;
}
export interface ChainTraining {
  id: string;
  no: string;
  title: string;
  kind: Coded;
  planned_on: string;
  held_on: string | null;
  reported_on: string | null;
  attended: number | null;
  absent: { id: string; worker: string; make_up_due: string; late: boolean }[];
  late: boolean;
}
export interface ChainApplication {
  id: string;
  no: string;
  under: string;
  level: number;
  name: string;
  work: string;
  applied_on: string;
  filed_by: Coded;
  after_the_fact: boolean;
  working_since: string | null;
  number_handled: boolean;
  state: Coded;
  decide_by: string;
  approval_no: string | null;
  decision_reason: string | null;
}
export interface StaffApplication extends ChainApplication {
  address: string | null;
  reason_text: string | null;
  information: string | null;
  measures: string | null;
  supervision: string | null;
  conditions: string | null;
  number_term: string | null;
  number_control: string | null;
  clauses_carried: boolean;
  responsibility: boolean;
  section_by: string | null;
  digital_by: string | null;
}
interface Head {
  id: string;
  no: string;
  subject: string;
  state: Coded;
  first_day: string;
  last_day: string;
  most_levels: number | null;
  numbers_in_work: boolean;
}
interface Parts {
  tree: ChainParty[];
  workers: ChainWorker[];
  items: ChainItem[];
  trainings: ChainTraining[];
}
export interface Chain extends Head, Parts {
  today: string;
  renewal: { state: Renewal; due: string };
  may: { apply: boolean; confirm: boolean; find: boolean; follow: boolean };
  applications: StaffApplication[];
  places: {
    id: string;
    party: string;
    kind: Coded;
    address: string;
    approved_on: string | null;
    open: boolean;
  }[];
  certificates: {
    id: string;
    no: string;
    paper_no: string;
    party: string;
    kind: Coded;
    work_on: string;
    received_on: string;
    verdict: Coded;
    faults: string | null;
    followed_up_on: string | null;
  }[];
  accidents: {
    id: string;
    no: string;
    found_on: string;
    reported_on: string;
    what: string;
    late: boolean;
    taken_up_on: string | null;
  }[];
  checks: {
    id: string;
    no: string;
    kind: Coded;
    due: string;
    done_on: string | null;
    late: boolean;
    answers: number;
    answers_open: number;
    answers_late: boolean;
  }[];
  accounts:
    | { id: string; number: string; name: string; state: Coded; ends: string | null; too_long: boolean }[]
    | null;
}
export interface Contact {
  section: string;
  extension: string | null;
}
export interface ContractorDue {
  contract: string;
  contract_no: string;
  kind: string;
  label: Text;
  what: string;
  due: string;
  days: number;
  late: boolean;
}
export interface ContractorStart {
  today: string;
  company: string;
  contracts: (Head & { contact: Contact | null; late: number })[];
  dues: ContractorDue[];
}
export interface ContractorContract extends Head, Parts {
  today: string;
  contact: Contact | null;
  dues: ContractorDue[];
  applications: ChainApplication[];
  checks: {
    id: string;
    no: string;
    kind: Coded;
    due: string;
    done: boolean;
    late: boolean;
    answers: {
      clause: string;
      exists: string;
      practised: string;
      remark: string | null;
      reported_on: string;
      late: boolean;
    }[];
  }[];
  clauses: { id: string; title: Text; text: Text }[];
  filed: {
    register: string;
    id: string;
    no: string;
    on: string;
    late: boolean;
    verdict: Coded | null;
  }[];
}
export type SelfChoice = 'yes' | 'no' | 'not_applicable';
export interface Application {
  under: string;
  name: string;
  address: string;
  reason_text: string;
  work: string;
  information: string;
  measures: string;
  supervision: string;
  part: string;
  further_levels: string;
  conditions: string;
  number_term: string;
  number_control: string;
  responsibility: boolean;
  clauses_carried: boolean;
  number_handled: boolean;
  starts_on: string;
  until: string;
  working_since: string | null;
}
/** What was filed: a number, and what the server made of it. */
export interface Filed {
  record?: string;
  number?: string;
  late?: boolean;
  after_the_fact?: boolean;
  verdict?: 'accepted' | 'doubtful' | 'forged';
  faults?: Text[];
  answers?: number;
}

export const chains = (view: ChainView, offset: number, signal?: AbortSignal) =>
  call<Chains>(`/api/chains?state=${view}&offset=${offset}`, { signal });
export const chain = (id: string, signal?: AbortSignal) =>
  call<Chain>(`/api/chains/${part(id)}`, { signal });
export const contractor = (signal?: AbortSignal) =>
  call<ContractorStart>('/api/contractor', { signal });
export const contractor_contract = (id: string, signal?: AbortSignal) =>
  call<ContractorContract>(`/api/contractor/contracts/${part(id)}`, { signal });

/** One way for both sides: the contractor's own door, or the section's for it. */
export type Side = 'contractor' | 'section';
const door = (side: Side, id: string) =>
  side === 'contractor' ? `/api/contractor/contracts/${part(id)}` : `/api/chains/${part(id)}`;
export const file = (side: Side, id: string, what: string, body: unknown) =>
  call<Filed>(`${door(side, id)}/${what}`, { method: 'POST', body });
export const attach = (side: Side, id: string, to: { register: string; record: string; kind: string }, paper: File) =>
  send_file<Filed>(
    `${door(side, id)}/papers?register=${to.register}&record=${part(to.record)}&kind=${to.kind}` +
      `&name=${part(paper.name)}`,
    paper,
    () => undefined,
  );

export const decide = (
  application: string,
  body: { decision: 'approve' | 'refuse'; approval_no?: string; until?: string; reason?: string },
) =>
  call<{ state: string; party: string }>(`/api/chains/applications/${part(application)}/decisions`, {
    method: 'POST',
    body,
  });
export const confirm = (id: string, how: string) =>
  call<{ number: string; next_due: string }>(`/api/chains/${part(id)}/confirmations`, {
    method: 'POST',
    body: { how },
  });
export const found = (
  id: string,
  body: {
    under: string;
    name: string;
    work: string;
    information: string;
    number_handled: boolean;
    working_since?: string;
  },
) => call<{ party: string; incident: string }>(`/api/chains/${part(id)}/found`, { method: 'POST', body });
export const take_up = (report: string) =>
  call<{ incident: string }>(`/api/chains/accidents/${part(report)}/incident`, { method: 'POST' });
export const follow_up = (certificate: string, outcome: string) =>
  call<{ closed: number }>(`/api/chains/certificates/${part(certificate)}/confirm`, {
    method: 'POST',
    body: { outcome },
  });
