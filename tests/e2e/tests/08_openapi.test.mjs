// The API's description, judged by validators that are not ours: the document itself, and the real
// answers of every GET route against their schemas.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import add_formats from 'ajv-formats';
import { settings } from '../lib/settings.mjs';

// The four of the demonstration, in this order.
const kRoles = ['clerk', 'approver', 'auditor', 'governor', 'contractor'];
const people = JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8'));

let document;
let ajv;
const ask = {}; // by role

async function signed_in(who) {
  const answer = await fetch(`${settings.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: who.account, password: who.password }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const { csrf } = await answer.json();
  return (path, options = {}) =>
    fetch(`${settings.base}${path}`, {
      ...options,
      headers: { Cookie: cookie, 'X-Daicho-Csrf': csrf, ...options.headers },
    });
}

before(async () => {
  document = await (await fetch(`${settings.base}/openapi.json`)).json();
  ajv = new Ajv2020({ strict: false, allErrors: true });
  add_formats(ajv);
  ajv.addSchema({ $id: 'daicho', components: document.components });
  for (const [at, role] of kRoles.entries()) ask[role] = await signed_in(people[at]);
});

// Schemas refer to each other from the root of the document.
const rooted = (schema) =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"daicho#/components'));
const compiled = new Map();
function judge(path, answer) {
  const schema = document.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema;
  assert.ok(schema, `${path} is not described`);
  if (!compiled.has(path)) compiled.set(path, ajv.compile(rooted(schema)));
  const check = compiled.get(path);
  assert.ok(check(answer), `${path}: ${JSON.stringify(check.errors?.slice(0, 6))}`);
}

test('the document is OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document));
  assert.deepEqual(result.errors ?? [], []);
  assert.equal(result.valid, true);
});

test('what is not declared is found in an answer', async () => {
  const path = '/api/home';
  const schema = document.paths[path].get.responses['200'].content['application/json'].schema;
  const check = ajv.compile(rooted(schema));
  const answer = await read('clerk', path);
  assert.ok(check(answer), JSON.stringify(check.errors));
  assert.equal(check({ ...answer, more: 1 }), false);
  assert.equal(check({ ...answer, counts: { ...answer.counts, more: 1 } }), false);
});

test('a schema that does not fit is found', () => {
  const place = document.paths['/api/place'].get.responses['200'].content['application/json'].schema;
  const check = ajv.compile(rooted(place));
  assert.equal(check({ municipality: 1 }), false);
});

const read = async (role, path) => {
  const answer = await ask[role](path);
  assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
  return answer.json();
};

test('real answers of every GET route are as described', async () => {
  const seen = new Set();
  const look = async (role, path, template = path.split('?')[0]) => {
    const answer = await read(role, path);
    judge(template, answer);
    seen.add(template);
    return answer;
  };
  for (const path of ['/api/place', '/api/session', '/api/session/factors', '/api/emergencies',
    '/api/home', '/api/registers', '/api/inbox', '/api/drafts', '/api/journal/status', '/api/checks', '/api/jobs'])
    await look('clerk', path);
  await look('governor', '/api/accounts');
  await look('governor', '/api/accounts/departments');
  for (const path of ['/api/health', '/api/keys', '/api/retention', '/api/retention/due',
    '/api/copies', '/api/settings', '/api/settings/roles', '/api/settings/departments', '/api/figures'])
    await look('governor', path);
  const logs = await look('governor', '/api/logs');
  await look('governor', '/api/logs/rules');
  await look('governor', `/api/logs/runs/${logs.runs[0].id}`, '/api/logs/runs/{log_run}');
  await look('governor', '/api/criteria');
  for (const name of ['sendai-cloud', 'govcloud-reentrust', 'self-inspection'])
    await look('governor', `/api/criteria/${name}`, '/api/criteria/{catalog}');
  const { assessments } = await look('governor', '/api/assessments');
  const judged = assessments.find((one) => one.number === 'A-001');
  await look('governor', '/api/assessments/redo');
  await look('governor', `/api/assessments/${judged.id}`, '/api/assessments/{assessment}');
  await look('governor', `/api/assessments/${judged.id}/comparison`, '/api/assessments/{assessment}/comparison');
  const inspections = await look('governor', '/api/inspections');
  await look('governor', `/api/inspections/${inspections.rows[0].id}`, '/api/inspections/{inspection}');
  await look('clerk', '/api/figures');
  await look('clerk', '/api/protections');
  const draft = '/api/drafts/{register}/{record}';
  await look('clerk', '/api/drafts/parcel/1', draft);
  const kept = await ask.clerk('/api/drafts/parcel/new', {
    method: 'PUT',
    body: JSON.stringify({ values: { location: '説明の試し' }, about: { reason: '試し' } }),
  });
  assert.equal(kept.status, 200, await kept.clone().text());
  await look('clerk', '/api/drafts');
  await look('clerk', '/api/drafts/parcel/new', draft);
  assert.equal((await ask.clerk('/api/drafts/parcel/new', { method: 'DELETE' })).status, 204);
  await look('clerk', '/api/preferences');
  await look('clerk', '/openapi.json');
  const { hits } = await look(
    'clerk',
    `/api/search?q=${encodeURIComponent(settings.person.kana)}`,
    '/api/search',
  );
  assert.ok(hits.length > 0);
  await look('clerk', `/api/taxpayers?q=${encodeURIComponent(settings.person.kana)}`);
  await look('clerk', '/api/registers/parcel', '/api/registers/{register}');
  await look('clerk', '/api/registers/parcel/counts', '/api/registers/{register}/counts');
  const map = '/api/registers/{register}/map';
  await look('clerk', '/api/registers/parcel/map', map);
  await look('clerk', '/api/registers/parcel/map/legend?colour=land_use', `${map}/legend`);
  await look('clerk', '/api/registers/parcel/map/legend?colour=value_yen', `${map}/legend`);
  await look('clerk', '/api/registers/parcel/map/places?q=1000', `${map}/places`);
  const view = await ask.clerk('/api/registers/parcel/views', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: `openapi ${Date.now()}`, filters: { value_yen: '>=1' } }),
  });
  assert.equal(view.status, 201, await view.clone().text());
  const own = await view.json();
  await look('clerk', '/api/registers/parcel/views', '/api/registers/{register}/views');
  const dropped = await ask.clerk(`/api/registers/parcel/views/${own.id}`, { method: 'DELETE' });
  assert.equal(dropped.status, 204);
  const { runs } = await look('clerk', '/api/levy/runs');
  await look('clerk', `/api/levy/totals?run_no=${runs[0].run_no}`, '/api/levy/totals');
  await look('clerk', '/api/levy/years');
  const compared = `run_no=${runs[0].run_no}&with=${runs.at(-1).run_no}`;
  await look('clerk', `/api/levy/comparison?${compared}`, '/api/levy/comparison');
  await look('clerk', `/api/levy/comparison/up?${compared}`, '/api/levy/comparison/{list}');
  const payer = hits.find((hit) => hit.kind === 'taxpayer');
  const number = payer.route.split('/').pop();
  await look('clerk', `/api/taxpayers/${number}`, '/api/taxpayers/{taxpayer}');
  await look('clerk', '/api/tax/reliefs');
  const why = `/api/taxpayers/${number}/explanation?path=annual&year=${runs[0].fiscal_year}`;
  await look('clerk', why, '/api/taxpayers/{taxpayer}/explanation');
  const asked = `/api/taxpayers/${number}/case?year=${runs[0].fiscal_year}`;
  await look('clerk', asked, '/api/taxpayers/{taxpayer}/case');
  const systems = await read('governor', '/api/registers/information_system/records?limit=1');
  await look('governor', `/api/systems/${systems.rows[0].id}`, '/api/systems/{system}');
  const parts = `/api/systems/${systems.rows[0].id}/parts`;
  await look('governor', parts, '/api/systems/{system}/parts');
  await look('governor', '/api/systems', '/api/systems');
  await look('governor', '/api/surveys', '/api/surveys');
  await look('governor', '/api/surveys/2', '/api/surveys/{survey}');
  await look('governor', '/api/surveys/2/parts', '/api/surveys/{survey}/parts');
  const table = '/api/surveys/{survey}/tabulation';
  await look('governor', '/api/surveys/1/tabulation', table);
  await look('governor', '/api/surveys/2/tabulation?with=1', table);
  await look('governor', '/api/survey-answers/1', '/api/survey-answers/{answer}');
  await look('governor', '/api/selection', '/api/selection');
  const reviews = '/api/account-reviews';
  await look('governor', reviews, reviews);
  await look('governor', `${reviews}/1`, `${reviews}/{review}`);
  await look('governor', `${reviews}/1/accounts?class=leaver`, `${reviews}/{review}/accounts`);
  await look('governor', `${reviews}/1/gone`, `${reviews}/{review}/gone`);
  const privacy = '/api/privacy-assessments';
  const { tasks } = await look('governor', privacy, privacy);
  const task = tasks.find((one) => one.task_no === 'PT-02').id;
  await look('governor', `${privacy}/${task}`, `${privacy}/{task}`);
  await look('governor', `${privacy}/${task}/items?of=fixed_asset_tax`, `${privacy}/{task}/items`);
  await look('governor', '/api/findings');
  await look('governor', '/api/findings/W22', '/api/findings/{finding}');
  await look('governor', '/api/measures');
  for (const path of ['/api/mayor', '/api/audit', '/api/policies', '/api/policies/mine'])
    await look('governor', path, path);
  for (const path of ['/api/entrust', '/api/entrust/guide', '/api/entrust/editions'])
    await look('governor', path, path);
  const { rows: entrusted_rows } = await read('governor', '/api/entrust');
  for (const { id } of entrusted_rows)
    await look('governor', `/api/entrust/${id}`, '/api/entrust/{contract}');
  await look('governor', '/api/cloud-exits', '/api/cloud-exits');
  await look('governor', '/api/cloud-exits/1', '/api/cloud-exits/{exit}');
  for (const path of ['/api/portable-media', '/api/daily']) await look('governor', path, path);
  for (const path of ['/api/procurement', '/api/lock-in', '/api/digital-plan'])
    await look('governor', path, path);
  const continuity = await look('governor', '/api/continuity', '/api/continuity');
  await look('governor', `/api/continuity/${continuity.rows[0].system}`, '/api/continuity/{system}');
  await look('governor', '/api/procurement/1', '/api/procurement/{sheet}');
  const incidents = await look('governor', '/api/incidents', '/api/incidents');
  await look('governor', `/api/incidents/${incidents.rows[0].id}`, '/api/incidents/{incident}');
  const orders = await look('governor', '/api/migration-orders', '/api/migration-orders');
  await look('governor', `/api/migration-orders/${orders.rows[0].id}`, '/api/migration-orders/{order}');
  for (const path of ['/api/letters', '/api/requests', '/api/inquiries', '/api/file-register'])
    await look('governor', path, path);
  await look('governor', '/api/letters/1', '/api/letters/{letter}');
  const fresh = '/api/letters/new';
  await look('governor', `${fresh}?template=request_amend&record=8`, fresh);
  await look('governor', '/api/requests/2', '/api/requests/{request}');
  await look('governor', '/api/inquiries/3', '/api/inquiries/{inquiry}');
  const chains = await look('governor', '/api/chains');
  for (const one of chains.rows) await look('governor', `/api/chains/${one.id}`, '/api/chains/{contract}');
  const { contracts } = await look('contractor', '/api/contractor');
  const own_contract = '/api/contractor/contracts/';
  await look('contractor', own_contract + contracts[0].id, `${own_contract}{contract}`);
  const disposals = await look('governor', '/api/disposals', '/api/disposals');
  await look('governor', `/api/disposals/${disposals.rows[0].id}`, '/api/disposals/{disposal}');
  const { checks } = await read('clerk', '/api/checks');
  const waiting = '/api/registers/{register}/records/{record}/waiting';
  const { items } = await read('approver', '/api/inbox');
  assert.ok(items.length > 0, 'the demonstration leaves a change to be approved');
  await look('approver', `/api/registers/${items[0].register}/records/${items[0].record}/waiting`, waiting);
  const open = checks.find((check) => check.may_view);
  await look('clerk', `/api/checks/${open.id}`, '/api/checks/{check}');
  const ordered = await ask.clerk('/api/jobs', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `openapi-${Date.now()}` },
    body: JSON.stringify({ kind: 'verify' }),
  });
  assert.equal(ordered.status, 201, await ordered.clone().text());
  const { job } = await ordered.json();
  await look('clerk', `/api/jobs/${job.id}`, '/api/jobs/{job}');
  for (const name of ['notice.pdf', 'owner-list.pdf']) {
    const answer = await ask.clerk(`/api/taxpayers/${number}/${name}`);
    if (answer.status !== 200) continue; // whoever has nothing to pay gets no notice
    assert.equal(answer.headers.get('content-type'), 'application/pdf');
  }
  const missed = Object.entries(document.paths)
    .filter(([path, item]) => item.get?.responses['200']?.content?.['application/json'] && !seen.has(path))
    .map(([path]) => path)
    .filter((path) => !/records/.test(path) && !/sign-in/.test(path));
  assert.deepEqual(missed, []);
});

test('records of every register that a role may see are as described', async () => {
  let judged = 0;
  // A contractor has no registers, only its own room.
  for (const role of Object.keys(ask).filter((one) => one !== 'contractor')) {
    const { areas } = await read(role, '/api/registers');
    for (const { name, may_view } of areas.flatMap((area) => area.registers)) {
      if (!may_view) continue;
      const base = `/api/registers/${name}/records`;
      const list = await ask[role](`${base}?limit=20`);
      if (list.status === 400) continue; // asks for a purpose first
      assert.equal(list.status, 200, base);
      const page = await list.json();
      judge(base, page);
      if (page.rows.length === 0) continue;
      judge(`${base}/{record}`, await read(role, `${base}/${page.rows[0].id}`));
      const two = await read(role, `${base}/${page.rows[0].id}/compare`);
      judge('/api/registers/{register}/records/{record}/compare', two);
      ++judged;
    }
  }
  assert.ok(judged >= 20, `${judged} registers`);
});

test('refusals are problem documents', async () => {
  const refusals = [
    await fetch(`${settings.base}/api/home`),
    await ask.clerk('/api/registers/nothing'),
    await ask.clerk('/api/jobs', { method: 'POST', body: '{"kind":"dance"}' }),
    await ask.clerk('/api/nowhere'),
  ];
  const check = ajv.compile({ $ref: 'daicho#/components/schemas/Problem' });
  for (const answer of refusals) {
    assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
    assert.ok(check(await answer.json()), JSON.stringify(check.errors));
  }
});
