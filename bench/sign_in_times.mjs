// Times refused sign-ins of known and unknown numbers by turns (bench/sign_in). A known number is
// signed in rightly after each failure, an unknown one is never asked twice: neither meets a delay.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tries = Number(process.argv[2]);
const logins = JSON.parse(readFileSync(join(process.env.DAICHO_HOME, 'logins.json'), 'utf8'));
const server = spawn(process.env.DAICHO_BINARY, ['serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
const address = await new Promise((found, lost) => {
  let said = '';
  const listen = (chunk) => {
    said += chunk;
    const match = said.match(/https?:\/\/127\.0\.0\.1:\d+/);
    if (match) found(match[0]);
  };
  server.stdout.on('data', listen);
  server.stderr.on('data', listen);
  server.once('exit', () => lost(new Error(said)));
});

async function sign_in(account, password, expected) {
  const body = JSON.stringify({ account, password });
  const headers = { 'Content-Type': 'application/json' };
  const start = process.hrtime.bigint();
  const answer = await fetch(`${address}/api/session`, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (answer.status !== expected) throw new Error(`${account}: ${answer.status}, not ${expected}`);
  return ms;
}

const times = { known: [], unknown: [] };
const one = {
  known: async (turn) => {
    const login = logins[turn % logins.length];
    const ms = await sign_in(login.account, 'not-this-one', 401);
    await sign_in(login.account, login.password, 200);
    return ms;
  },
  // As long as a real number; after it the same rest that the known one has.
  unknown: async (turn) => {
    const ms = await sign_in(String(60000 + turn), 'not-this-one', 401);
    await sign_in(logins[turn % logins.length].account, logins[turn % logins.length].password, 200);
    return ms;
  },
};
try {
  for (let turn = -3; turn < tries; ++turn) {
    const order = turn % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known'];
    for (const kind of order) {
      const ms = await one[kind](turn + 3);
      if (turn >= 0) times[kind].push(ms);
    }
  }
} finally {
  server.kill('SIGTERM');
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const quantile = (list, share) => sorted(list)[Math.floor((list.length - 1) * share)];
for (const kind of ['known', 'unknown']) {
  const list = times[kind];
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(list, share).toFixed(2));
  console.log(`   ${kind.padEnd(8)} median ${middle} ms, quartiles ${low}–${high} ms, ${list.length} tries`);
}
const difference = quantile(times.unknown, 0.5) - quantile(times.known, 0.5);
let longer = 0;
for (const a of times.unknown) for (const b of times.known) longer += a > b ? 1 : a === b ? 0.5 : 0;
const share = (longer / (tries * tries)).toFixed(3);
console.log(`   unknown − known ${difference.toFixed(2)} ms; an unknown one takes longer in ${share} of pairs (0.5: told apart by nothing)`);
