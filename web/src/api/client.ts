// One way to the server: JSON in, JSON out, faults as one class, and two facts told to whoever
// listens (the session has ended; the server cannot be reached). Knows no screen and no text.
import { forget_purposes } from './purposes';
import type { ApiFault } from './types';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly faults: ApiFault[],
    /** Seconds the server asks us to wait (429, 503). */
    readonly retry_after: number | null = null,
  ) {
    super(faults[0]?.id ?? `http.${status}`);
  }
  /** True when no answer came at all: the line is cut or the server is down. */
  get unreachable(): boolean {
    return this.status === 0;
  }
  has(id: string): boolean {
    return this.faults.some((fault) => fault.id === id);
  }
}

export interface Listeners {
  session_ended: () => void;
  reachable: (yes: boolean) => void;
}

let csrf = '';
let listeners: Listeners = { session_ended: () => undefined, reachable: () => undefined };

export function set_csrf(token: string): void {
  if (token !== csrf) forget_purposes();
  csrf = token;
}
export function listen(to: Listeners): void {
  listeners = to;
}

async function faults_of(response: Response): Promise<ApiFault[]> {
  try {
    const body = (await response.json()) as { errors?: ApiFault[] };
    return body.errors ?? [];
  } catch {
    return []; // a proxy's page, or nothing: the status alone must do
  }
}

function wait_of(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? '');
  return Number.isInteger(seconds) && seconds > 0 ? seconds : null;
}

/** A name for one intention of a person; also where the page has no secure context. */
export function fresh_key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Sent as they are, instead of a body. */
  bytes?: Blob;
  signal?: AbortSignal | undefined;
  quiet_401?: boolean;
  /** Carried out once, however often it is sent. */
  once?: string;
  /** Goes on when the page is left. */
  keepalive?: boolean;
  /** Asked by the screen itself: does not keep a session alive that nobody uses. */
  background?: boolean;
}

export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const method = options.method ?? 'GET';
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Daicho-Csrf'] = csrf;
  if (options.background) headers['X-Daicho-Background'] = '1';
  if (options.body !== undefined) headers['Content-Type'] = 'application/json; charset=utf-8';
  if (options.bytes) headers['Content-Type'] = 'application/octet-stream';
  if (options.once) headers['Idempotency-Key'] = options.once;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.bytes ? { body: options.bytes } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    listeners.reachable(false);
    throw new ApiError(0, []);
  }
  listeners.reachable(true);
  if (response.status === 401 && !options.quiet_401) listeners.session_ended();
  if (!response.ok)
    throw new ApiError(response.status, await faults_of(response), wait_of(response));
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** A file, with how far it is on its way; faults as `call` has them. */
export function send_file<T>(
  path: string,
  file: Blob,
  progress: (percent: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Daicho-Csrf', csrf);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0)
        progress(Math.floor((event.loaded * 100) / event.total));
    };
    request.onerror = () => {
      listeners.reachable(false);
      reject(new ApiError(0, []));
    };
    request.onload = () => {
      listeners.reachable(true);
      if (request.status === 401) listeners.session_ended();
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // a proxy's page, or nothing: the status alone must do
      }
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else
        reject(new ApiError(request.status, (body as { errors?: ApiFault[] } | null)?.errors ?? []));
    };
    request.send(file);
  });
}

export type Query = Record<string, string | number | null | undefined>;

/** Joins a path and what stands behind the question mark; empty values are left out. */
export function with_query(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
