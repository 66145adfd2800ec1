// A stand-in for the server while it is being built: answers docs/api.md with invented data and serves
// dist/ with the headers the binary uses. For development and tests only; nothing of it ships.
//   PORT=8081 node mock/server.mjs
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import {
  areas,
  home,
  missing,
  place,
  records,
  Refusal,
  search,
  session_answer,
} from './answers.mjs';
import * as govern from './govern.mjs';
import { accounts, by_number, now } from './people.mjs';
import { definition_of } from './registers.mjs';
import * as checks from './checks.mjs';
import { desk_routes } from './desk.mjs';
import { explanation } from './explanation.mjs';
import * as tax from './tax.mjs';

const dist = new URL('../dist/', import.meta.url).pathname;
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const sessions = new Map();

const routes = [
  ['GET', /^\/api\/home$/, home],
  [
    'GET',
    /^\/api\/search$/,
    (_, query) => search(query.get('q') ?? '', Number(query.get('limit') ?? 20), query.get('kind')),
  ],
  ['GET', /^\/api\/registers$/, () => ({ areas: areas(), orders: ['verify'] })],
  ['GET', /^\/api\/inbox$/, () => ({ items: [] })],
  ...desk_routes((name) => definition_of(name)?.label ?? { ja: name, en: name }),
  ['GET', /^\/api\/registers\/([^/]+)$/, ([name]) => definition_of(name)],
  ['GET', /^\/api\/registers\/([^/]+)\/records$/, ([name], query) => records(name, query)],
  ['GET', /^\/api\/registers\/([^/]+)\/records\/([^/]+)$/, ([name, id]) => govern.record(name, id)],
  [
    'GET',
    /^\/api\/taxpayers\/([^/]+)$/,
    ([number], query) => tax.taxpayer(number, query.get('year') ? Number(query.get('year')) : null),
  ],
  [
    'GET',
    /^\/api\/taxpayers\/([^/]+)\/explanation$/,
    ([number], query) => explanation(number, query.get('path') ?? ''),
  ],
  ['GET', /^\/api\/levy\/runs$/, () => ({ runs: tax.runs })],
  ['GET', /^\/api\/levy\/totals$/, () => tax.totals],
  ['GET', /^\/api\/systems\/([^/]+)$/, ([id]) => govern.system(id)],
  ['GET', /^\/api\/journal\/status$/, () => govern.journal],
  ['POST', /^\/api\/journal\/verify$/, () => ({ job: govern.verify() })],
  ['GET', /^\/api\/jobs$/, () => ({ jobs: govern.jobs, plans: [], kinds: govern.job_kinds, keeps_the_machine: false })],
  ['GET', /^\/api\/checks$/, () => checks.overview()],
  ['POST', /^\/api\/checks\/run$/, () => checks.run()],
  ['GET', /^\/api\/checks\/([^/]+)$/, ([id]) => checks.findings(id)],
  [
    'POST',
    /^\/api\/levy\/runs\/([^/]+)\/confirm$/,
    ([run_no], _, body, session) => {
      const run = tax.runs.find((item) => item.run_no === run_no);
      if (!run) throw missing();
      if (run.started_by === session.account.name)
        throw new Refusal(
          403,
          'levy.same_person',
          '始めた人は確定できません。',
          'Who started the run cannot confirm it.',
        );
      return Object.assign(run, {
        state: 'confirmed',
        confirmed_by: session.account.name,
        confirmed_at: now(),
      });
    },
  ],
];

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

function answer_api(request, url, body, cookie) {
  if (url.pathname === '/api/place') return place();
  const session = sessions.get(cookie);
  if (url.pathname === '/api/session' && request.method === 'POST') {
    const account = accounts.find(
      (item) => item.number === body.account && item.password === body.password,
    );
    if (!account)
      throw new Refusal(
        401,
        'session.refused',
        '職員番号かパスワードが違います。5回続けて失敗すると停止します。',
        'The number or the password is wrong.',
      );
    const id = Math.random().toString(36).slice(2);
    sessions.set(id, { account, csrf: Math.random().toString(36).slice(2) });
    return { cookie: id, json: session_answer(sessions.get(id)) };
  }
  if (!session)
    throw new Refusal(401, 'session.none', 'サインインしてください。', 'Sign in first.');
  if (url.pathname === '/api/session') {
    if (request.method === 'DELETE') {
      sessions.delete(cookie);
      return undefined;
    }
    return session_answer(session);
  }
  if (request.method !== 'GET' && request.headers['x-daicho-csrf'] !== session.csrf)
    throw new Refusal(403, 'session.csrf', '要求の印が違います。', 'The request token is wrong.');
  const document = /^\/api\/taxpayers\/([^/]+)\/(notice|owner-list)\.pdf$/.exec(url.pathname);
  if (document) {
    if (!by_number.has(document[1])) throw missing();
    return { pdf };
  }
  for (const [method, pattern, run] of routes) {
    const match = pattern.exec(url.pathname);
    if (!match || method !== request.method) continue;
    const found = run(match.slice(1).map(decodeURIComponent), url.searchParams, body, session);
    if (!found) throw missing();
    return found;
  }
  throw missing();
}

function send(response, status, headers, body) {
  response.writeHead(status, {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': policy,
    ...headers,
  });
  response.end(body);
}

function serve_file(response, path) {
  const safe = normalize(path).replace(/^(\.\.[/\\])+/, '');
  let name = join(dist, safe);
  let body;
  try {
    body = safe === '/' ? null : readFileSync(name);
  } catch {
    body = null;
  }
  if (body === null) {
    name = join(dist, 'index.html');
    body = readFileSync(name);
  }
  send(
    response,
    200,
    {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': safe.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    },
    body,
  );
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (!url.pathname.startsWith('/api/')) {
    serve_file(response, url.pathname);
    return;
  }
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const cookie = /daicho=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const json = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
    try {
      const body = parts.length ? JSON.parse(Buffer.concat(parts)) : {};
      const answer = answer_api(request, url, body, cookie);
      if (answer === undefined) send(response, 204, json, '');
      else if (answer.pdf) send(response, 200, { 'Content-Type': 'application/pdf' }, answer.pdf);
      else if (answer.cookie)
        send(
          response,
          200,
          { ...json, 'Set-Cookie': `daicho=${answer.cookie}; HttpOnly; SameSite=Strict; Path=/` },
          JSON.stringify(answer.json),
        );
      else send(response, 200, json, JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      send(response, error.status ?? 500, json, JSON.stringify({ errors: error.errors ?? [] }));
    }
  });
});
const port = Number(process.env.PORT ?? 8081);
server.listen(port, '127.0.0.1', () =>
  console.log(`mock server: http://127.0.0.1:${server.address().port}`),
);
