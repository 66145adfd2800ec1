// The server from outside: TLS, what it refuses to do without it, how often one may ask.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { get, request } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { copy_of_city, run, serve } from './lib/city.mjs';

const home = copy_of_city();
const login = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'))[0];

// The certificate is the server's own: it is compared by its fingerprint, as a person would.
function ask(address, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const sent = (method === 'GET' ? get : request)(
      address,
      { method, headers, rejectUnauthorized: false, agent: false },
      (answer) => {
        const certificate = answer.socket.getPeerCertificate();
        let text = '';
        answer.on('data', (part) => { text += part; });
        answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text, certificate }));
      },
    );
    sent.on('error', failed);
    if (method !== 'GET') sent.end(body);
  });
}

function shake_hands(address, options) {
  const { hostname, port } = new URL(address);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port, rejectUnauthorized: false, ...options }, () => {
      const version = socket.getProtocol();
      socket.destroy();
      done(version);
    });
    socket.on('error', () => done(null));
  });
}

test('with --tls it makes a certificate, says its fingerprint and sets cookies for TLS alone', async () => {
  const server = await serve(home, { options: ['--tls'] });
  let fingerprint = '';
  let said = '';
  try {
    assert.match(server.address, /^https:/);
    const place = await ask(`${server.address}/api/place`);
    assert.equal(place.status, 200);
    assert.ok(place.headers['strict-transport-security']);
    assert.match(place.certificate.subjectaltname, /DNS:localhost/);
    fingerprint = place.certificate.fingerprint256;
    const key = join(home, 'tls', 'key.pem');
    assert.equal(statSync(key).mode & 0o777, 0o600);
    const signed_in = await ask(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ account: login.account, password: login.password }),
    });
    assert.equal(signed_in.status, 200, signed_in.text);
    assert.match(signed_in.headers['set-cookie'][0], /; Secure/);
    assert.equal(await shake_hands(server.address, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }), null);
    assert.equal(await shake_hands(server.address, { minVersion: 'TLSv1.3' }), 'TLSv1.3');
  } finally {
    said = await server.stop();
  }
  assert.ok(said.includes(fingerprint), said);
  const again = await serve(home, { options: ['--tls'] });
  try {
    const before = readFileSync(join(home, 'tls', 'cert.pem'), 'utf8');
    const { certificate } = await ask(`${again.address}/api/place`);
    assert.ok(before.includes(certificate.raw.toString('base64').slice(0, 60)), 'the same certificate');
  } finally {
    await again.stop();
  }
});

test('other machines are not served without TLS, and half a certificate is none', () => {
  for (const [options, id] of [
    [['--address', '0.0.0.0'], '--tls'],
    [['--certificate', '/nowhere/cert.pem'], '--key'],
    [['--certificate', '/nowhere/cert.pem', '--key', '/nowhere/key.pem'], '/nowhere/cert.pem'],
  ]) {
    const refused = run(['serve', '--port', '0', ...options], { home, timeout: 20_000 });
    assert.equal(refused.status, 2, refused.err);
    assert.ok((refused.out + refused.err).includes(id), refused.out + refused.err);
  }
});

test('whoever asks too often is told how long to wait', async () => {
  const server = await serve(home);
  try {
    let limited = null;
    for (let i = 0; i < 200 && !limited; ++i) {
      const answer = await fetch(`${server.address}/api/place`);
      if (answer.status === 429) limited = answer;
      else await answer.arrayBuffer();
    }
    assert.ok(limited, 'two hundred at once of a stranger are too many');
    assert.match(limited.headers.get('content-type'), /application\/problem\+json/);
    assert.ok(Number(limited.headers.get('retry-after')) >= 1);
    const problem = await limited.json();
    assert.equal(problem.status, 429);
    assert.equal(problem.errors[0].id, 'api.too_many');
  } finally {
    await server.stop();
  }
});
