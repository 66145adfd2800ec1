// docs/api.md, request by request. Screens call these and never spell an address themselves.
import { call, with_query, type Query } from './client';
import { all_purposes, chosen_purpose } from './purposes';
import type * as T from './types';
import type * as C from './types_change';

/** The date for which and the journal entry up to which records are read; null = today, now. */
export interface PointInTime {
  as_of: string | null;
  as_known: string | null;
}
export const kNow: PointInTime = { as_of: null, as_known: null };

const part = encodeURIComponent;
// A key may hold "/" between its fields; each stays one part of the path.
const taxpayer = (number: string) => `/api/taxpayers/${part(number)}`;
const get = <A>(path: string, query: Query, signal?: AbortSignal) =>
  call<A>(with_query(path, { ...all_purposes(), ...query }), { signal });

export const place = () => call<T.Place>('/api/place');
/** Somebody is at work here: the session goes on. */
export const stay = () => call<T.Session>('/api/session');
export const session = () => call<T.Session>('/api/session', { quiet_401: true });
export const sign_in = (account: string, password: string) =>
  call<T.Session | T.SignInStep>('/api/session', { method: 'POST', body: { account, password }, quiet_401: true });
const step = <A>(name: string, body: unknown) =>
  call<A>(`/api/sign-in/${name}`, { method: 'POST', body, quiet_401: true });
export const sign_in_step = (name: string, body: unknown) =>
  step<T.Session | T.SignInStep>(name, body);
export const sign_in_offer = () => step<T.TotpOffer>('totp', {});
export const sign_in_challenge = () => step<T.PasskeyRequest>('challenge', {});
export const change_password = (current: string, password: string) =>
  call<void>('/api/session/password', { method: 'POST', body: { current, password } });
export const factors = (signal?: AbortSignal) => get<T.Factors>('/api/session/factors', {}, signal);
export const factor = <A>(name: string, body: unknown) =>
  call<A>(`/api/session/factors/${name}`, { method: 'POST', body });
export const emergencies = (signal?: AbortSignal) =>
  get<T.Emergencies>('/api/emergencies', {}, signal);
export const open_emergency = (kind: string, reason: string) =>
  call<void>('/api/emergencies', { method: 'POST', body: { kind, reason } });
export const review_emergency = (id: string, finding: string) =>
  call<void>(`/api/emergencies/${part(id)}/review`, { method: 'POST', body: { finding } });
export const sign_out = () => call<void>('/api/session', { method: 'DELETE', quiet_401: true });

export const home = (signal?: AbortSignal) =>
  call<T.Home>('/api/home', { signal, background: true });
export const accounts = (signal?: AbortSignal) => get<T.Accounts>('/api/accounts', {}, signal);
export const unlock = (id: string, reason: string) =>
  call<void>(`/api/accounts/${part(id)}/unlock`, { method: 'POST', body: { reason } });
export const old_departments = (as_of: string, signal?: AbortSignal) =>
  get<T.OldDepartments>('/api/accounts/departments', { as_of }, signal);
export const reset_password = (account: string) =>
  call<{ first_password: string }>('/api/accounts/reset-password', {
    method: 'POST',
    body: { account },
  });
export const reset_factors = (account: string) =>
  call<void>('/api/accounts/reset-factors', { method: 'POST', body: { account } });
export const search = (q: string, limit: number, kind: T.HitKind | null, signal?: AbortSignal) =>
  get<T.SearchAnswer>('/api/search', { q, limit, kind }, signal);

export const registers = (signal?: AbortSignal) =>
  get<T.Overview>('/api/registers', {}, signal);
export const definition = (name: string, signal?: AbortSignal) =>
  get<T.Definition>(`/api/registers/${part(name)}`, {}, signal);

export interface ListQuery {
  sort: string | null;
  direction: 'asc' | 'desc';
  q: string;
  filters: Record<string, string>;
  fields: string[];
}
export function records(
  name: string,
  query: ListQuery,
  range: { offset: number; limit: number },
  at: PointInTime,
  signal?: AbortSignal,
) {
  const filters = Object.fromEntries(
    Object.entries(query.filters).map(([field, value]) => [`filter.${field}`, value]),
  );
  return get<T.RecordPage>(
    `/api/registers/${part(name)}/records`,
    {
      ...range,
      sort: query.sort,
      direction: query.sort ? query.direction : null,
      q: query.q,
      fields: query.fields.join(','),
      ...filters,
      ...at,
      purpose: chosen_purpose(name),
    },
    signal,
  );
}
export const record = (name: string, id: string, at: PointInTime, signal?: AbortSignal) =>
  get<T.RegisterRecord>(`/api/registers/${part(name)}/records/${part(id)}`, { ...at, purpose: chosen_purpose(name) }, signal);

const record_path = (name: string, id: string) =>
  `/api/registers/${part(name)}/records/${part(id)}`;
export const inbox = (signal?: AbortSignal) =>
  get<{ items: C.Waiting[] }>('/api/inbox', {}, signal);
export const waiting = (name: string, id: string, signal?: AbortSignal) =>
  get<C.Waiting>(`${record_path(name, id)}/waiting`, { purpose: chosen_purpose(name) }, signal);
/** `once` names the intention: sent again, it is not carried out again. `form` is the open form,
 *  whose draft ends with the change. */
export const change = (
  name: string,
  id: string,
  body: C.ChangeBody,
  once?: string,
  form: string | null = null,
) =>
  call<C.ChangeResult>(with_query(record_path(name, id), { form }), {
    method: 'PUT',
    body,
    ...(once ? { once } : {}),
  });
export const create = (name: string, body: C.ChangeBody, once?: string, form: string | null = null) =>
  call<C.ChangeResult>(with_query(`/api/registers/${part(name)}/records`, { form }), {
    method: 'POST',
    body,
    ...(once ? { once } : {}),
  });
export type Decision = 'approve' | 'refuse' | 'withdraw';
/** `to` names the step of an approval, where several lead on from a state. */
export const decide = (item: C.Waiting, what: Decision, reason: string, to?: string) =>
  call<C.ChangeResult>(`${record_path(item.register, item.record)}/${what}`, {
    method: 'POST',
    body: { version: item.version, digest: item.digest, ...(reason ? { reason } : {}), ...(to ? { to } : {}) },
  });

export const taxpayer_sheet = (
  number: string,
  year: number | null,
  at: PointInTime,
  signal?: AbortSignal,
) => get<T.Taxpayer>(taxpayer(number), { year, ...at }, signal);
export const explanation = (
  number: string,
  year: number,
  path: string,
  at: PointInTime,
  signal?: AbortSignal,
) => get<T.Explanation>(`${taxpayer(number)}/explanation`, { year, path, ...at }, signal);
export const notice_address = (number: string, year: number) =>
  with_query(`${taxpayer(number)}/notice.pdf`, { year });
export const owner_list_address = (number: string, year: number) =>
  with_query(`${taxpayer(number)}/owner-list.pdf`, { year });

/** Who was shown a record: a form for the person it is about. */
export const viewings_address = (name: string, id: string) =>
  with_query(`${record_path(name, id)}/viewings.pdf`, { purpose: chosen_purpose(name) });

export const taxpayer_case = (number: string, year: number | null, signal?: AbortSignal) =>
  get<T.TaxpayerCase>(`/api/taxpayers/${part(number)}/case`, { year }, signal);
export const year_reliefs = (year: number, signal?: AbortSignal) =>
  get<T.YearReliefs>('/api/tax/reliefs', { year }, signal);
/** Law that is not enacted answers too, and says so: whoever tries things out may look ahead. */
export const answer_case = (question: T.TaxCase, explain: boolean, signal?: AbortSignal) =>
  call<T.CaseAnswer>('/api/tax/case', {
    method: 'POST',
    body: { question, explain, provisional: true },
    signal,
  });
export const levy_runs = (signal?: AbortSignal) =>
  get<{ runs: T.LevyRun[] }>('/api/levy/runs', {}, signal);
export const levy_years = (signal?: AbortSignal) =>
  get<T.LevyYears>('/api/levy/years', {}, signal);
/** What is out of the ordinary for whoever asks; null: what usually is. */
export type AskedAttention = { times: string; least_yen: string } | null;
export const levy_comparison = (
  run_no: string,
  attention: AskedAttention,
  signal?: AbortSignal,
) => get<T.LevyComparison>('/api/levy/comparison', { run_no, ...attention }, signal);
export const levy_comparison_list = (
  run_no: string,
  list: string,
  offset: number,
  attention: AskedAttention,
  signal?: AbortSignal,
) =>
  get<T.LevyComparisonList>(
    `/api/levy/comparison/${part(list)}`,
    { run_no, offset: String(offset), ...attention },
    signal,
  );
export const levy_totals = (run_no: string, signal?: AbortSignal) =>
  get<{ rows: T.LevyTotal[] }>('/api/levy/totals', { run_no }, signal);
export const confirm_run = (run_no: string, reason: string) =>
  call<T.LevyRun>(`/api/levy/runs/${part(run_no)}/confirm`, { method: 'POST', body: { reason } });

export const system_sheet = (id: string, at: PointInTime, signal?: AbortSignal) =>
  get<T.SystemSheet>(`/api/systems/${part(id)}`, { ...at }, signal);

export const journal_status = (signal?: AbortSignal) =>
  get<T.JournalStatus>('/api/journal/status', {}, signal);
export const verify_journal = () =>
  call<{ job: T.Job }>('/api/journal/verify', { method: 'POST', body: {} });
export const checks = (signal?: AbortSignal) => get<T.Checks>('/api/checks', {}, signal);
export const run_checks = () => call<T.Checks>('/api/checks/run', { method: 'POST', body: {} });
export const check_findings = (id: string, offset: number, signal?: AbortSignal) =>
  get<T.CheckFindings>(`/api/checks/${part(id)}`, { offset }, signal);

export const jobs = (signal?: AbortSignal) =>
  call<T.Jobs>('/api/jobs', { signal, background: true });
export const job = (id: string, signal?: AbortSignal) =>
  call<T.JobDetail>(`/api/jobs/${part(id)}`, { signal, background: true });
export const order_job = (order: T.JobOrder) =>
  call<T.JobOrdered>('/api/jobs', { method: 'POST', body: order });
export const cancel_job = (id: string) =>
  call<{ job: T.Job }>(`/api/jobs/${part(id)}/cancel`, { method: 'POST', body: {} });
export const end_plan = (id: string) =>
  call<void>(`/api/jobs/plans/${part(id)}/end`, { method: 'POST', body: {} });
export const upload = (file: File) =>
  call<{ file: string }>(with_query('/api/uploads', { name: file.name }), {
    method: 'POST',
    bytes: file,
  });
export const job_file_address = (id: string, file: string) =>
  `/api/jobs/${part(id)}/files/${part(file)}`;
export const import_report = (id: string, file: string, signal?: AbortSignal) =>
  call<T.ImportReport>(job_file_address(id, file), { signal });
