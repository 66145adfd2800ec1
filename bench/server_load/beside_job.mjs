// How long people wait for a record while a job runs: beside_job.mjs ADDRESS LOGINS KIND [ROWS]
// Sixteen people open one record after the other, with a pause of 20 ms between; every answer waits
// for its disclosure entry.
import { readFileSync } from 'node:fs';

const [address, logins, kind, rows = '200000'] = process.argv.slice(2);
const kPeople = 16;
const kPause = 20;
const [clerk] = JSON.parse(readFileSync(logins));

const entered = await fetch(`${address}/api/session`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ account: clerk.account, password: clerk.password }),
});
const headers = {
  Cookie: entered.headers.get('set-cookie').split(';')[0],
  'X-Daicho-Csrf': (await entered.json()).csrf,
  'Content-Type': 'application/json',
};
const get = async (path) => (await fetch(address + path, { headers })).json();
const post = async (path, body, type = 'application/json') => {
  const answer = await fetch(address + path, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': type },
    body,
  });
  if (answer.status >= 300) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
};

// Nine digits and their check digit; one serial in eleven has none.
function addressee_no(serial) {
  let sum = 0;
  for (let n = 0, rest = serial; n < 9; ++n, rest = Math.floor(rest / 10)) {
    sum += (rest % 10) * (2 + (n % 6));
  }
  if (sum % 11 === 1) return null;
  return `${String(serial).padStart(9, '0')}${sum % 11 === 0 ? 0 : 11 - (sum % 11)}`;
}
function people(count) {
  const lines = ['addressee_no,kind,name,kana,valid_from'];
  for (let serial = 600_000_000; lines.length <= count; ++serial) {
    const number = addressee_no(serial);
    if (number) lines.push(`${number},individual,新井 一,アライ ハジメ,2025-04-01`);
  }
  return lines.join('\n') + '\n';
}

async function order() {
  if (kind === 'levy') return { kind, parameters: { year: 2027, provisional: true } };
  const file = await post('/api/uploads?name=people.csv', people(Number(rows)), 'text/csv');
  return { kind, parameters: { register: 'addressee' }, file: file.file };
}

const listed = (await get('/api/registers/addressee/records?limit=50')).rows;
const wanted = JSON.stringify(await order());
const { job } = await post('/api/jobs', wanted);
const began = performance.now();
const waits = [];
let over = false;
async function person(at) {
  for (let next = at; !over; ++next) {
    const asked = performance.now();
    await (
      await fetch(`${address}/api/registers/addressee/records/${listed[next % listed.length].id}`, {
        headers,
      })
    ).arrayBuffer();
    waits.push(performance.now() - asked);
    await new Promise((done) => setTimeout(done, kPause));
  }
}
async function until_over() {
  let state = 'queued';
  while (state === 'queued' || state === 'running') {
    await new Promise((done) => setTimeout(done, 50));
    ({ state } = await get(`/api/jobs/${job.id}`));
  }
  over = true;
  return state;
}
const crowd = Array.from({ length: kPeople }, (_, i) => person(i * 3));
const [state] = await Promise.all([until_over(), ...crowd]);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
waits.sort((a, b) => a - b);
const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))].toFixed(0);
console.log(
  `${kind}: ${state} in ${seconds} s; ${waits.length} records meanwhile, median ${at(0.5)} ms, ` +
    `p99 ${at(0.99)} ms, longest ${at(1)} ms`,
);
if (state !== 'done') process.exitCode = 1;
