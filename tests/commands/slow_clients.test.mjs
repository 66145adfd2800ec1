// Clients that send or read too slowly, with and without TLS: each is cut off when its time is over,
// and others are served all the while. The limit is 30 s for a request to arrive and for an answer
// to leave; all cases wait at once.
import assert from 'node:assert/strict';
import { connect as plain } from 'node:net';
import { after, before, test } from 'node:test';
import { connect as secure } from 'node:tls';
import { copy_of_city, serve } from './lib/city.mjs';

const kLimitMs = 30_000;
const kMostMs = 50_000; // the limit, with a loaded machine

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the servers' own certificates
process.removeAllListeners('warning');

const servers = {};
before(async () => {
  for (const [name, options] of [['plain', []], ['tls', ['--tls']]]) {
    servers[name] = await serve(copy_of_city(), { options });
  }
});
after(async () => {
  for (const server of Object.values(servers)) await server.stop();
});

function open(name) {
  const { hostname, port } = new URL(servers[name].address);
  const connect = name === 'tls' ? secure : plain;
  return new Promise((done, failed) => {
    const socket = connect({ host: hostname, port, rejectUnauthorized: false }, () => done(socket));
    socket.on('error', failed);
  });
}

/** Milliseconds until the server ends the connection. */
function cut_off(socket, began) {
  return new Promise((done) => {
    const end = () => done(Date.now() - began);
    socket.on('close', end);
    socket.on('end', end);
    socket.on('error', end);
  });
}

async function others_are_served(name, until) {
  let served = 0;
  let slowest = 0;
  while (!until.done) {
    const began = Date.now();
    const answer = await fetch(`${servers[name].address}/api/place`);
    assert.ok([200, 429].includes(answer.status));
    await answer.text();
    slowest = Math.max(slowest, Date.now() - began);
    ++served;
    await new Promise((next) => setTimeout(next, 500));
  }
  assert.ok(served > 20, `${served} answers meanwhile`);
  assert.ok(slowest < 5_000, `the slowest took ${slowest} ms`);
}

/** Holds 20 such connections; all must end in time while others are served. */
async function hold(name, begin) {
  const until = { done: false };
  const began = Date.now();
  const watch = others_are_served(name, until);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => open(name)));
  const timers = [];
  const ends = sockets.map((socket) => {
    const ended = cut_off(socket, began);
    const timer = begin(socket);
    if (timer) timers.push(timer);
    return ended;
  });
  const times = await Promise.all(ends);
  timers.forEach(clearInterval);
  until.done = true;
  await watch;
  const first = Math.min(...times);
  const last = Math.max(...times);
  assert.ok(first >= kLimitMs / 3, `cut off after ${first} ms, before anybody is slow`);
  assert.ok(last <= kMostMs, `held for ${last} ms`);
}

function drip(socket, text) {
  let at = 0;
  return setInterval(() => {
    if (!socket.destroyed) socket.write(text[at++ % text.length]);
  }, 500);
}

const kCases = {
  'headers that never end': (name) =>
    hold(name, (socket) => {
      socket.resume();
      socket.write('GET /api/place HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      return drip(socket, 'abc');
    }),
  'a body that never ends': (name) =>
    hold(name, (socket) => {
      socket.resume();
      socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{');
      return drip(socket, ' ');
    }),
  'an answer that is never read': async (name) => {
    const page = await (await fetch(`${servers[name].address}/`)).text();
    const script = /src="([^"]+\.js)"/.exec(page)[1];
    // More than any buffer on the way holds.
    const request = `GET ${script} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(200);
    await hold(name, (socket) => {
      socket.pause();
      socket.write(request);
      return drip(socket, '\r\n'); // only so that the end is noticed
    });
  },
  'nothing at all': (name) =>
    hold(name, (socket) => {
      socket.resume();
      return null;
    }),
};

test('slow clients are cut off, others are served', { concurrency: 8, timeout: 120_000 }, (t) =>
  Promise.all(
    Object.entries(kCases).flatMap(([what, check]) =>
      ['plain', 'tls'].map((name) => t.test(`${name}: ${what}`, () => check(name))),
    ),
  ));
