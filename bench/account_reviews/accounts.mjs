// Pages of account reviews at 10,000 accounts: makes 2,000 people and one list of 10,000 in a copy of
// a demonstration city, opens a round and times each page of a running server.
//     node bench/account_reviews/accounts.mjs DAICHO CITY [accounts]
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [binary, city, count = '10000'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
const home = join(folder, 'city');
cpSync(city, home, { recursive: true });
const env = { ...process.env, DAICHO_HOME: home, DAICHO_LANG: 'en' };
const run = (...args) => {
  const began = process.hrtime.bigint();
  execFileSync(binary, args, { env, maxBuffer: 1 << 28 });
  return Number(process.hrtime.bigint() - began) / 1e6;
};
const file = (name, lines) => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
};
const kDepartments = ['1010', '1020', '2010', '2011', '2012', '2020', '3010', '4010'];
const person = (i) => `試験${String.fromCharCode(0x4e00 + (i % 1500))} ${String.fromCharCode(0x5000 + i)}`;
const people = ['employee_no,name,department,employment,attendance,origin'];
for (let i = 0; i < 2000; ++i)
  people.push(`${50000 + i},${person(i)},${kDepartments[i % 8]},regular,present,constructed`);
const source =
  'source_no,name,system,owner_department,state,period_days,unused_days,procedure_no,column_account,column_name,column_number,column_last_used,origin\n' +
  'B-01,計測,S-007,1020,in_use,90,90,手順,ID,氏名,番号,最終,constructed';
const list = ['ID,氏名,番号,最終'];
for (let i = 0; i < Number(count); ++i)
  list.push(`b${i},${person(i % 2100)},${i % 3 ? 50000 + (i % 2100) : ''},2026-${i % 2 ? '10' : '03'}-01`);

const took = {
  people: run('import', 'personnel_record', file('people.csv', people)),
  source: run('import', 'account_source', file('source.csv', [source])),
  list: run('accounts', 'import', 'B-01', file('list.csv', list), '--as-of', '2026-10-31', '--by', '10274'),
  round: run('accounts', 'round', 'B', 'B-01', '--title', '計測', '--due', '2099-01-01', '--by', '10274'),
};
for (const [what, ms] of Object.entries(took)) console.log(`${what.padEnd(28)} ${ms.toFixed(0)} ms`);

const server = spawn(binary, ['serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
const address = await new Promise((found) => {
  let said = '';
  const listen = (chunk) => {
    said += chunk;
    const match = said.match(/https?:\/\/127\.0\.0\.1:\d+/);
    if (match) found(match[0]);
  };
  server.stdout.on('data', listen);
  server.stderr.on('data', listen);
});
const login = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8')).find((one) => one.account === '10274');
const session = await fetch(`${address}/api/session`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ account: login.account, password: login.password }),
});
const headers = { Cookie: session.headers.get('set-cookie').split(';')[0] };
const reviews = await (await fetch(`${address}/api/account-reviews`, { headers })).json();
const round = reviews.rounds.find((one) => one.no === 'B').id;
const pages = ['', `/${round}`, `/${round}/accounts`, `/${round}/accounts?class=unused&offset=2000`,
  `/${round}/accounts?waiting=true&side=owner`, `/${round}/gone`];
// Ticks of 10 ms: what the server itself used, whatever else the machine does.
const cpu = () => {
  const stat = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(stat[11]) + Number(stat[12])) * 10;
};
for (const path of pages) {
  const times = [];
  const used = cpu();
  for (let i = 0; i < 30; ++i) {
    const began = process.hrtime.bigint();
    const answer = await fetch(`${address}/api/account-reviews${path}`, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    times.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  times.sort((a, b) => a - b);
  console.log(`${(path || '/').padEnd(44)} p50 ${times[15].toFixed(1)} ms  p95 ${times[28].toFixed(1)} ms  CPU ${((cpu() - used) / 30).toFixed(1)} ms`);
}
server.kill('SIGTERM');
await new Promise((done) => server.once('exit', done));
rmSync(folder, { recursive: true });
