// Backups deleted and copies of the key made by command are in the journal: by the command itself,
// and beside a running server by the server; where there is no city, nothing is claimed.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copy_of_city, one, run, scratch_file, serve, verify } from './lib/city.mjs';

const kKeyCopied = 88;
const kPruned = 89;

let home;
let words;
before(() => {
  home = copy_of_city();
  words = scratch_file('words.txt', '港の灯台は夜も明るい\n');
});

// The kind stands behind format, number and time of a header (docs/formats.md 2).
const count = (kind) =>
  Number(one(home, `SELECT count(*) FROM j_entry WHERE hex(substr(header, 18, 2)) = '${kind.toString(16).toUpperCase().padStart(4, '0')}'`));
const copy_key = (name) =>
  run(['key', 'backup', '--to', scratch_file(name), '--passphrase-file', words], { home });
let made_older = 10;
/** The same backup once more, of another day: by its manifest it is as old as that. */
function older(folder, name, days) {
  const other = `139998-202001${++made_older}T000000Z`;
  cpSync(join(folder, name), join(folder, other), { recursive: true });
  const file = join(folder, other, 'manifest.txt');
  const made = (Date.now() - days * 86_400_000) * 1000;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^name .*$/m, `name ${other}`).replace(/^made .*$/m, `made ${made}`));
  return other;
}

test('a copy of the key is entered, beside a running server too', async () => {
  const first = copy_key('one.key');
  assert.equal(first.status, 0, first.err);
  assert.equal(first.json.journaled, true);
  assert.equal(count(kKeyCopied), 1);
  const server = await serve(home);
  try {
    const second = copy_key('two.key');
    assert.equal(second.status, 0, second.err);
    assert.equal(second.json.journaled, true);
  } finally {
    await server.stop();
  }
  assert.equal(count(kKeyCopied), 2);
  assert.equal(verify(home).status, 0);
});

test('what is pruned is entered first; a list enters nothing', async () => {
  const folder = scratch_file('backups');
  const made = run(['backup', '--to', folder], { home });
  assert.equal(made.status, 0, made.err);
  const prune = (...more) => run(['backup', 'prune', '--in', folder, ...more], { home });
  assert.equal(prune('--delete').json.journaled, false, 'nothing too old, nothing to say');
  const names = [2, 3, 501, 502].map((days) => older(folder, made.json.name, days));
  const listed = prune();
  assert.equal(listed.status, 0, listed.err);
  assert.deepEqual(listed.json.too_old.map(({ name }) => name).sort(), names.slice(2).sort());
  assert.equal(listed.json.journaled, false);
  assert.equal(count(kPruned), 0);
  assert.ok(existsSync(join(folder, names[3])));
  const server = await serve(home);
  try {
    const gone = prune('--delete');
    assert.equal(gone.status, 0, gone.err);
    assert.equal(gone.json.journaled, true);
  } finally {
    await server.stop();
  }
  assert.equal(count(kPruned), 1);
  assert.deepEqual(names.map((name) => existsSync(join(folder, name))), [true, true, false, false]);
  const last = older(folder, made.json.name, 504);
  assert.equal(prune('--delete').json.journaled, true);
  assert.ok(!existsSync(join(folder, last)));
  assert.equal(count(kPruned), 2);
  assert.equal(verify(home).status, 0);
});

test('where there is no city, nothing is entered and nothing claimed', () => {
  const folder = scratch_file('elsewhere');
  const made = run(['backup', '--to', folder], { home });
  for (const days of [2, 3, 505]) older(folder, made.json.name, days);
  const empty = scratch_file('nobody-home');
  const gone = run(['backup', 'prune', '--in', folder, '--delete'], { home: empty });
  assert.equal(gone.status, 0, gone.err);
  assert.equal(gone.json.journaled, false);
  assert.equal(gone.json.too_old.length, 1);
});
