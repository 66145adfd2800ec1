// From address to screen. A pure table, so that it can be tested without a browser.
export type Route =
  | { screen: 'home' }
  | { screen: 'taxpayers' }
  | { screen: 'taxpayer'; number: string }
  | { screen: 'what_if'; number: string }
  | { screen: 'registers' }
  | { screen: 'list'; register: string }
  | { screen: 'record'; register: string; id: string }
  | { screen: 'new_record'; register: string }
  | { screen: 'map'; register: string }
  | { screen: 'levy'; run_no: string | null }
  | { screen: 'system'; id: string }
  | { screen: 'systems' }
  | { screen: 'survey'; id: string | null }
  | { screen: 'survey_results'; id: string }
  | { screen: 'survey_form'; id: string }
  | { screen: 'selection' }
  | { screen: 'account_reviews' }
  | { screen: 'account_review'; id: string }
  | { screen: 'disposals' }
  | { screen: 'mayor' }
  | { screen: 'audit' }
  | { screen: 'policies' }
  | { screen: 'disposal'; id: string }
  | { screen: 'cloud_exit'; id: string }
  | { screen: 'portable' }
  | { screen: 'chains' }
  | { screen: 'chain'; id: string }
  | { screen: 'contractor'; id: string | null }
  | { screen: 'privacy' }
  | { screen: 'privacy_task'; id: string }
  | { screen: 'daily' }
  | { screen: 'entrusts' }
  | { screen: 'entrust'; id: string }
  | { screen: 'entrust_guide' }
  | { screen: 'entrust_editions' }
  | { screen: 'continuity' }
  | { screen: 'continuity_system'; id: string }
  | { screen: 'procurement' }
  | { screen: 'procurement_plan'; id: string }
  | { screen: 'lock_in' }
  | { screen: 'digital_plan' }
  | { screen: 'incidents' }
  | { screen: 'incident'; id: string }
  | { screen: 'new_incident' }
  | { screen: 'migrations' }
  | { screen: 'migration'; id: string }
  | { screen: 'letters' }
  | { screen: 'letter_new' }
  | { screen: 'letter'; id: string }
  | { screen: 'requests' }
  | { screen: 'request'; id: string }
  | { screen: 'inquiries' }
  | { screen: 'inquiry'; id: string }
  | { screen: 'file_register' }
  | { screen: 'journal' }
  | { screen: 'jobs' }
  | { screen: 'exchange' }
  | { screen: 'accounts' }
  | { screen: 'protections' }
  | { screen: 'admin'; part: AdminPart }
  | { screen: 'figures' }
  | { screen: 'findings' }
  | { screen: 'measures' }
  | { screen: 'logs' }
  | { screen: 'criteria'; catalog: string | null }
  | { screen: 'inspections' }
  | { screen: 'inspection'; id: string }
  | { screen: 'me' }
  | { screen: 'checks'; id: string | null }
  | { screen: 'guide'; page: string | null }
  | { screen: 'missing' };

const kAdminParts = ['health', 'keys', 'retention', 'copies', 'settings'] as const;
export type AdminPart = (typeof kAdminParts)[number];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % in an address: let the server say that there is no such thing
  }
}

export function parse_route(path: string): Route {
  const [first, second, third, ...rest] = path.split('/').filter(Boolean).map(decoded);
  if (rest.length > 0) return { screen: 'missing' };
  if (first === undefined) return { screen: 'home' };
  if (first === 'registers') {
    if (second === undefined) return { screen: 'registers' };
    if (third === undefined) return { screen: 'list', register: second };
    if (third === 'map') return { screen: 'map', register: second };
    return third === 'new' // ids are numbers
      ? { screen: 'new_record', register: second }
      : { screen: 'record', register: second, id: third };
  }
  if (first === 'taxpayers' && second !== undefined && third === 'what-if')
    return { screen: 'what_if', number: second };
  if (first === 'survey' && second !== undefined && third === 'results')
    return { screen: 'survey_results', id: second };
  if (first === 'disposal' && second === 'cloud' && third !== undefined)
    return { screen: 'cloud_exit', id: third };
  if (third !== undefined) return { screen: 'missing' };
  if (first === 'taxpayers')
    return second === undefined ? { screen: 'taxpayers' } : { screen: 'taxpayer', number: second };
  if (first === 'levy') return { screen: 'levy', run_no: second ?? null };
  if (first === 'checks') return { screen: 'checks', id: second ?? null };
  if (first === 'criteria') return { screen: 'criteria', catalog: second ?? null };
  if (first === 'inspections')
    return second === undefined ? { screen: 'inspections' } : { screen: 'inspection', id: second };
  if (first === 'guide') return { screen: 'guide', page: second ?? null };
  if (first === 'systems')
    return second === undefined ? { screen: 'systems' } : { screen: 'system', id: second };
  if (first === 'survey') return { screen: 'survey', id: second ?? null };
  if (first === 'survey-answers' && second !== undefined)
    return { screen: 'survey_form', id: second };
  if (first === 'account-review')
    return second === undefined
      ? { screen: 'account_reviews' }
      : { screen: 'account_review', id: second };
  if (first === 'entrust') {
    if (second === undefined) return { screen: 'entrusts' };
    if (second === 'guide') return { screen: 'entrust_guide' };
    if (second === 'editions') return { screen: 'entrust_editions' };
    return { screen: 'entrust', id: second }; // ids are numbers
  }
  if (first === 'chains')
    return second === undefined ? { screen: 'chains' } : { screen: 'chain', id: second };
  if (first === 'contractor') return { screen: 'contractor', id: second ?? null };
  if (first === 'privacy')
    return second === undefined ? { screen: 'privacy' } : { screen: 'privacy_task', id: second };
  if (first === 'disposal')
    return second === undefined ? { screen: 'disposals' } : { screen: 'disposal', id: second };
  if (first === 'continuity')
    return second === undefined
      ? { screen: 'continuity' }
      : { screen: 'continuity_system', id: second };
  if (first === 'procurement')
    return second === undefined
      ? { screen: 'procurement' }
      : { screen: 'procurement_plan', id: second };
  if (first === 'incidents' && second === 'new') return { screen: 'new_incident' };
  if (first === 'incidents')
    return second === undefined ? { screen: 'incidents' } : { screen: 'incident', id: second };
  if (first === 'migrations')
    return second === undefined ? { screen: 'migrations' } : { screen: 'migration', id: second };
  if (first === 'letters' && second !== undefined)
    return second === 'new' ? { screen: 'letter_new' } : { screen: 'letter', id: second };
  if (first === 'requests' && second !== undefined) return { screen: 'request', id: second };
  if (first === 'inquiries' && second !== undefined) return { screen: 'inquiry', id: second };
  if (second !== undefined) return { screen: 'missing' };
  if (first === 'lock-in') return { screen: 'lock_in' };
  if (first === 'digital-plan') return { screen: 'digital_plan' };
  if (first === 'letters') return { screen: 'letters' };
  if (first === 'requests') return { screen: 'requests' };
  if (first === 'inquiries') return { screen: 'inquiries' };
  if (first === 'file-register') return { screen: 'file_register' };
  if (first === 'portable-media') return { screen: 'portable' };
  if (first === 'daily') return { screen: 'daily' };
  if (first === 'journal') return { screen: 'journal' };
  if (first === 'accounts') return { screen: 'accounts' };
  if (first === 'protections') return { screen: 'protections' };
  if (first === 'me') return { screen: 'me' };
  if (first === 'exchange') return { screen: 'exchange' };
  if (first === 'selection') return { screen: 'selection' };
  if (first === 'mayor') return { screen: 'mayor' };
  if (first === 'audit') return { screen: 'audit' };
  if (first === 'policies') return { screen: 'policies' };
  if (first === 'logs') return { screen: 'logs' };
  if (first === 'figures') return { screen: 'figures' };
  if (first === 'findings') return { screen: 'findings' };
  if (first === 'measures') return { screen: 'measures' };
  if (first === 'jobs') return { screen: 'jobs' };
  const part = kAdminParts.find((one) => one === first);
  if (part) return { screen: 'admin', part };
  return { screen: 'missing' };
}

/** Screens whose facts depend on the point in time. */
export function timed(route: Route): boolean {
  return ['taxpayer', 'list', 'record', 'system', 'systems', 'map', 'mayor'].includes(route.screen);
}

export const to_record = (register: string, id: string) =>
  `/registers/${encodeURIComponent(register)}/${encodeURIComponent(id)}`;
export const to_new_record = (register: string) => `${to_list(register)}/new`;
export const to_map = (register: string, record?: string) =>
  `/registers/${encodeURIComponent(register)}/map${record ? `?record=${encodeURIComponent(record)}` : ''}`;
export const to_list = (register: string) => `/registers/${encodeURIComponent(register)}`;
export const to_taxpayer = (number: string, year?: number) =>
  `/taxpayers/${encodeURIComponent(number)}${year === undefined ? '' : `?year=${year}`}`;
export const to_system = (id: string) => `/systems/${encodeURIComponent(id)}`;
export const to_account_review = (id: string) => `/account-review/${encodeURIComponent(id)}`;
export const to_letter = (id: string) => `/letters/${encodeURIComponent(id)}`;
/** The letter of a template about a record, ready to be completed. */
export const to_new_letter = (template: string, register: string, record: string) =>
  `/letters/new?${new URLSearchParams({ template, register, record }).toString()}`;
export const to_request = (id: string) => `/requests/${encodeURIComponent(id)}`;
export const to_inquiry = (id: string) => `/inquiries/${encodeURIComponent(id)}`;
export const to_disposal = (id: string) => `/disposal/${encodeURIComponent(id)}`;
export const to_cloud_exit = (id: string) => `/disposal/cloud/${encodeURIComponent(id)}`;
export const to_entrust = (id: string) => `/entrust/${encodeURIComponent(id)}`;
export const to_chains = () => '/chains';
export const to_chain = (id: string) => `/chains/${encodeURIComponent(id)}`;
export const to_contractor = (id?: string) =>
  `/contractor${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
export const to_continuity = (system: string) => `/continuity/${encodeURIComponent(system)}`;
export const to_procurement = (plan: string) => `/procurement/${encodeURIComponent(plan)}`;
export const to_incident = (id: string) => `/incidents/${encodeURIComponent(id)}`;
export const to_migration = (id: string) => `/migrations/${encodeURIComponent(id)}`;
export const to_check = (id: string) => `/checks/${encodeURIComponent(id)}`;
export const to_run = (run_no: string) => `/levy/${encodeURIComponent(run_no)}`;
export const to_guide = (page?: string, section?: string) =>
  `/guide${page ? `/${page}` : ''}${section ? `#${section}` : ''}`;
export const to_what_if = (number: string, year: number) =>
  `${to_taxpayer(number)}/what-if?year=${year}`;
