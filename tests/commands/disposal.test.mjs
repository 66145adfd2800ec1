// Erasing for real: nwipe on loop devices that this test makes, each way a run can end, and what
// `daicho disposal report` says of its log. An exit status is no evidence: nwipe gives 0 for a run
// that was aborted or not verified. Then a disposal of the demonstration: report, sheet, certificate.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copy_of_city, root, run, scratch_file } from './lib/city.mjs';

const kMiB = 1 << 20;
const devices = new Set();
const works = (program, args) => spawnSync(program, args).status === 0;

// Loop devices need root; nwipe is Debian's. Without them the parsers' own tests (test_govern, with
// logs of such runs) are what there is.
function missing() {
  if (process.getuid() !== 0) return 'not root';
  if (!works('sh', ['-c', 'command -v nwipe && command -v losetup'])) return 'no nwipe or losetup';
  const file = scratch_file('probe.img', Buffer.alloc(kMiB));
  const probe = spawnSync('losetup', ['-f', '--show', file]);
  if (probe.status !== 0) return 'no loop devices';
  execFileSync('losetup', ['-d', probe.stdout.toString().trim()]);
  return false;
}
const skip = missing();

function attach(file, ...more) {
  const device = execFileSync('losetup', ['-f', '--show', ...more, file]).toString().trim();
  devices.add(device);
  return device;
}
function detach(device) {
  if (devices.delete(device)) spawnSync('losetup', ['-d', device]);
}
after(() => [...devices].forEach(detach));

/** A file with a marker at the head of each MiB, and noise between. */
function marked(name, mib) {
  const bytes = randomBytes(mib * kMiB);
  for (let i = 0; i < mib; ++i) bytes.write('DAICHO-MARKER', i * kMiB);
  return scratch_file(name, bytes);
}
const markers = (file) => readFileSync(file, 'latin1').split('DAICHO-MARKER').length - 1;

const nwipe = (log, method, verify, ...given) => {
  const args = ['--autonuke', '--nogui', '--nowait', '--noblank', `--method=${method}`];
  const done = spawnSync('nwipe', [...args, `--verify=${verify}`, '-l', log, ...given], { timeout: 60_000 });
  return done.status;
};
function judged(log) {
  const answer = run(['disposal', 'report', log]);
  assert.equal(answer.status, 1, answer.out + answer.err); // a loop device has no serial number
  return answer.json.runs.map((one) => ({ ...one, codes: one.reasons.map(({ code }) => code) }));
}

test('a verified run erases, and nothing but the serial number is missing', { skip }, () => {
  const file = marked('good.img', 4);
  assert.equal(markers(file), 4);
  const device = attach(file);
  const log = scratch_file('good.log');
  assert.equal(nwipe(log, 'zero', 'last', device), 0);
  detach(device);
  const [one] = judged(log);
  assert.deepEqual(one.codes, ['SERIAL_UNREADABLE']);
  assert.equal(one.bytes, 4 * kMiB);
  assert.equal(one.verification, 'last');
  assert.equal(markers(file), 0);
  assert.ok(readFileSync(file).every((byte) => byte === 0), 'independent reading');
});

test('unverified, masked and read-only runs are refused', { skip }, () => {
  const file = marked('faults.img', 2);
  const cases = [
    ['zero', 'off', [], [], 0, 'NOT_VERIFIED'],
    ['zero', 'last', ['--quiet'], [], 0, 'SERIAL_MASKED'],
    ['zero', 'last', [], ['-r'], 1, 'RUN_FAILED'],
  ];
  for (const [at, [method, verify, options, how, status, code]] of cases.entries()) {
    const device = attach(file, ...how);
    const log = scratch_file(`fault-${at}.log`);
    assert.equal(nwipe(log, method, verify, ...options, device), status, code);
    detach(device);
    assert.ok(judged(log)[0].codes.includes(code), `${code}: ${judged(log)[0].codes}`);
  }
});

test('a run that is interrupted gives 0 and is no erasure', { skip }, async () => {
  const file = scratch_file('large.img');
  execFileSync('truncate', ['-s', '1G', file]);
  const device = attach(file);
  const log = scratch_file('aborted.log');
  const args = ['--autonuke', '--nogui', '--nowait', '--method=gutmann', '--verify=all', '-l', log, device];
  const wiping = spawn('nwipe', args, { stdio: 'ignore' });
  await new Promise((done) => setTimeout(done, 2_000));
  wiping.kill('SIGINT');
  assert.equal(await new Promise((done) => wiping.on('exit', done)), 0);
  detach(device);
  execFileSync('truncate', ['-s', '0', file]);
  assert.ok(judged(log)[0].codes.includes('RUN_ABORTED'));
});

test('what the device does not show survives: an overwrite from outside is no more', { skip }, () => {
  const file = marked('hidden.img', 4);
  const device = attach(file, '--sizelimit', String(3 * kMiB));
  const log = scratch_file('hidden.log');
  assert.equal(nwipe(log, 'zero', 'last', device), 0);
  detach(device);
  const [one] = judged(log);
  assert.equal(one.method, 'overwrite_os_accessible');
  assert.equal(markers(file), 1);
});

test('a format leaves the data', { skip: skip || !works('sh', ['-c', 'command -v mkfs.ext4']) }, () => {
  const file = marked('format.img', 16);
  const device = attach(file);
  execFileSync('mkfs.ext4', ['-q', '-F', '-E', 'nodiscard', device]);
  detach(device);
  assert.ok(markers(file) >= 12, String(markers(file)));
});

const kDisk = readFileSync(join(root, 'tests/corpus/erasure/nwipe_disk.log'), 'latin1');
const of_serial = (serial) => {
  const file = scratch_file(`${serial}.log`);
  writeFileSync(file, kDisk.replaceAll('SHD0417A001', serial), 'latin1');
  return file;
};
let home;
before(() => {
  home = copy_of_city();
});

test('a report is brought to a disposal, a foreign one is refused', () => {
  const add = (file) => run(['disposal', 'add-report', 'R8-01', file, '--by', '10274'], { home });
  const added = add(of_serial('SHD0417A010'));
  assert.equal(added.status, 0, added.out + added.err);
  assert.equal(added.json.added[0].accepted, true);
  assert.match(add(of_serial('NOBODY0001')).out, /disposal\.no_run_of_it/);
  assert.match(add(of_serial('SHD0417A010')).out, /disposal\.report_known/);
  const shown = run(['disposal', 'show', 'R8-01'], { home });
  assert.equal(shown.status, 1);
  assert.equal(shown.json.items.find(({ serial }) => serial === 'SHD0417A010').next, 'hand_over');
});

test('the certificate is a PDF with its entry and digest', () => {
  const out = scratch_file('R8-01.pdf');
  const made = run(['disposal', 'certificate', 'R8-01', '--by', '10274', '--out', out], { home });
  assert.equal(made.status, 1, made.err); // not complete: the paper says so
  const text = execFileSync('pdftotext', ['-layout', out, '-']).toString().replace(/\s+/g, '');
  for (const word of ['媒体廃棄確認書', 'SHD0417A015', '完了していない', made.json.digest.slice(0, 40), String(made.json.entry)]) {
    assert.ok(text.includes(word), word);
  }
  assert.equal(run(['journal', 'verify'], { home }).status, 0);
});
