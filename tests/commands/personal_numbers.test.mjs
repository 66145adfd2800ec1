// No personal number can be found: not in any byte under $DAICHO_HOME while the program works and
// after, nor in anything it says. Searched in every form in which it could be written.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { binary, copy_of_city, one, run, scratch_file, serve, sign_in, sql } from './lib/city.mjs';

const of_demo = execFileSync(join(binary, '..', 'tests', 'commands', 'demo_numbers'))
  .toString()
  .trimEnd()
  .split('\n');
// The test's own: a lawful check digit, and no generator knows it.
const own = '123456789018';
const all = [...of_demo, own];

// Twelve bytes of ASCII and their kin: digits in one table, looked for by a moving window.
const forms = {
  ascii: { step: 1, digit: (bytes, at) => bytes[at] - 0x30 },
  utf16le: { step: 2, digit: (bytes, at) => (bytes[at + 1] === 0 ? bytes[at] - 0x30 : -1) },
  utf16be: { step: 2, digit: (bytes, at) => (bytes[at] === 0 ? bytes[at + 1] - 0x30 : -1) },
  // ０ is U+FF10: EF BC 90 in UTF-8.
  full_width: {
    step: 3,
    digit: (bytes, at) => (bytes[at] === 0xef && bytes[at + 1] === 0xbc ? bytes[at + 2] - 0x90 : -1),
  },
  full_width_utf16le: { step: 2, digit: (bytes, at) => (bytes[at + 1] === 0xff ? bytes[at] - 0x10 : -1) },
  full_width_cp932: { step: 2, digit: (bytes, at) => (bytes[at] === 0x82 ? bytes[at + 1] - 0x4f : -1) },
  digit_bytes: { step: 1, digit: (bytes, at) => bytes[at] },
};
const wanted = new Set(all);

function* digits_in(bytes, { step, digit }) {
  for (let phase = 0; phase < step; ++phase) {
    let run_of = '';
    for (let at = phase; at + step <= bytes.length; at += step) {
      const value = digit(bytes, at);
      if (value >= 0 && value <= 9) {
        run_of = run_of.length === 12 ? run_of.slice(1) + value : run_of + value;
        if (run_of.length === 12) yield run_of;
      } else {
        run_of = '';
      }
    }
  }
}

// As whole patterns: with separators, packed decimal, binary numbers, hexadecimal, Base64.
function patterns_of(number) {
  const value = BigInt(number);
  const eight = Buffer.alloc(8);
  eight.writeBigUInt64BE(value);
  const little = Buffer.from(eight).reverse();
  const groups = number.match(/.{4}/g);
  const ascii = Buffer.from(number);
  return [
    Buffer.from(groups.join('-')), Buffer.from(groups.join(' ')), Buffer.from(groups.join('\u3000')),
    Buffer.from(number, 'hex'),  // packed decimal, two digits a byte
    Buffer.from(`${number}c`.padStart(14, '0'), 'hex').subarray(0, 7),  // the same with a sign
    eight.subarray(2), little.subarray(0, 6),  // 40 bits and zeros: SQLite stores 6 bytes
    Buffer.from(value.toString(16)), Buffer.from(value.toString(16).toUpperCase()),
    Buffer.from(ascii.toString('hex')),
    ...[0, 1, 2].map((shift) => {
      // The middle of the Base64 text, whatever stands before and behind.
      const text = Buffer.concat([Buffer.alloc(shift, 0x2c), ascii]).toString('base64');
      return Buffer.from(text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + 12) * 8) / 6)));
    }),
    Buffer.from([...number].reverse().join('')),
  ];
}

// Patterns by their first four bytes: one pass over the bytes for all of them.
const heads = new Map();
for (const number of all) {
  for (const pattern of patterns_of(number)) {
    const head = pattern.readUInt32BE(0);
    if (!heads.has(head)) heads.set(head, []);
    heads.get(head).push({ number, pattern });
  }
}
// A filter of 2^24 bits keeps the pass quick.
const filter = new Uint8Array(1 << 24);
for (const head of heads.keys()) filter[head >>> 8] = 1;

function found_in(bytes) {
  const found = [];
  for (const [form, shape] of Object.entries(forms)) {
    for (const digits of digits_in(bytes, shape)) if (wanted.has(digits)) found.push(`${form} ${digits}`);
  }
  for (let at = 0; at + 6 <= bytes.length; ++at) {
    if (filter[(bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]] === 0) continue;
    for (const { number, pattern } of heads.get(bytes.readUInt32BE(at)) ?? []) {
      if (bytes.subarray(at, at + pattern.length).equals(pattern)) {
        found.push(`pattern ${pattern.toString('hex')} of ${number}`);
      }
    }
  }
  return found;
}

function files_under(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files_under(join(folder, entry.name)) : [join(folder, entry.name)]);
}

function search_home(home) {
  const found = [];
  for (const file of files_under(home)) {
    found.push(...found_in(readFileSync(file)).map((what) => `${file}: ${what}`));
    if (!file.endsWith('.pdf')) continue;
    const plain = scratch_file('plain.pdf', '');
    const made = spawnSync('qpdf', ['--qdf', '--object-streams=disable', file, plain]);
    assert.ok([0, 3].includes(made.status), made.stderr.toString());
    found.push(...found_in(readFileSync(plain)).map((what) => `${file}, inside: ${what}`));
    // Glyph numbers are no text: the words as a reader copies them.
    const words = execFileSync('pdftotext', [file, '-'], { maxBuffer: 1 << 28 });
    assert.ok(words.length > 1000, 'the notices have words');
    found.push(...found_in(words).map((what) => `${file}, words: ${what}`));
  }
  return found;
}

let home;
before(() => {
  home = copy_of_city();
});

describe('the search', () => {
  test('has something to find', () => {
    assert.ok(of_demo.length > 300, `${of_demo.length} numbers`);
    const sealed = one(home, 'SELECT count(*) FROM v_addressee WHERE personal_number IS NOT NULL');
    assert.ok(sealed >= of_demo.length, 'they were loaded');
  });
  test('finds a planted number in every form', () => {
    const number = of_demo[7];
    const noise = Buffer.from('x0y'.repeat(100));
    const wide = Buffer.from([...number].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''));
    for (const planted of [
      Buffer.from(number), Buffer.from(`99${number}99`), Buffer.from(number, 'utf16le'),
      Buffer.from(number, 'utf16le').swap16(), wide, Buffer.from(wide.toString(), 'utf16le'),
      Buffer.from([...number].flatMap((c) => [0x82, 0x4f + Number(c)])),
      Buffer.from([...number].map(Number)), ...patterns_of(number),
      Buffer.from(Buffer.from(`name,${number}`).toString('base64')),
    ]) {
      assert.ok(found_in(Buffer.concat([noise, planted, noise])).length > 0, planted.toString('hex'));
    }
    assert.deepEqual(found_in(noise), []);
  });
  test('finds a number planted in the database, in a file beside it and in a notice', () => {
    const planted = copy_of_city();
    sql(planted, `CREATE TABLE planted (number INTEGER); INSERT INTO planted VALUES (${of_demo[3]});`);
    writeFileSync(join(planted, 'note.txt'), `memo ${of_demo[5]}`);
    appendFileSync(join(planted, 'notices-2026.pdf'), `\n% ${of_demo[9]}\n`);
    const found = search_home(planted);
    for (const file of ['daicho.db', 'note.txt', 'notices-2026.pdf']) {
      assert.ok(found.some((what) => what.startsWith(join(planted, file))), file);
    }
  });
});

test('nothing under $DAICHO_HOME of a fresh city', () => {
  assert.deepEqual(search_home(home), []);
});

test('nothing in what commands print, nor in the home after an import of numbers', () => {
  const person = one(home, `SELECT addressee_no FROM v_addressee WHERE kind = 'individual'
    AND personal_number IS NULL LIMIT 1`);
  assert.ok(person);
  const columns = ['addressee_no', 'kind', 'name', 'kana', 'in_city', 'personal_number'];
  const csv = (number) => scratch_file('numbers.csv', `${columns}\n${person},individual,甲 乙,コウ オツ,true,${number}\n`);
  const before_import = one(home, 'SELECT count(*) FROM w_blind');
  const imported = run(['import', 'addressee', csv(own)], { home });
  const said = [imported];
  if (imported.status !== 0) {
    assert.fail(`the import must land: ${imported.err}`);
  }
  assert.equal(one(home, 'SELECT count(*) FROM w_blind'), before_import + 1, 'the number was taken');
  // Wrong ones come back in messages: without the number.
  said.push(run(['import', 'addressee', csv(`${own}0`)], { home }));
  said.push(run(['import', 'parcel', csv(own)], { home }));
  said.push(run(['journal', 'verify'], { home }), run(['job', 'list'], { home }), run(['levy'], { home }));
  said.push(run(['demo', '--size', 'small', '--no-serve'], { home }), run(['--help'], { home }));
  for (const { out, err, status } of said) {
    assert.deepEqual(found_in(Buffer.from(out + err)), [], `exit ${status}`);
    assert.ok(!(out + err).includes(`${own}0`), out + err);
  }
  assert.deepEqual(search_home(home), []);
});

test('nothing in the answers of the screens, nor in the home while they are served', async () => {
  const logins = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
  const server = await serve(home);
  try {
    let answers = 0;
    let registered = 0;
    for (const login of logins) {
      const ask = await sign_in(server.address, login);
      const look = async (path) => {
        const answer = await ask(path);
        const bytes = Buffer.from(await answer.arrayBuffer());
        assert.deepEqual(found_in(bytes), [], path);
        for (const [name, value] of answer.headers) assert.deepEqual(found_in(Buffer.from(`${name}${value}`)), []);
        ++answers;
        registered += bytes.includes('"personal_number":"registered"') ? 1 : 0;
        return answer.status === 200 && answer.headers.get('content-type').includes('json')
          ? JSON.parse(bytes.toString())
          : null;
      };
      for (const path of ['/', '/api/place', '/api/home', '/api/registers', '/api/jobs', '/api/journal/status']) await look(path);
      await look(`/api/search?q=${own}`);
      await look(`/api/search?q=${of_demo[0]}`);
      await look(`/api/registers/addressee/records?filter.personal_number=${of_demo[0]}`);
      const list = await look('/api/registers/addressee/records?limit=200');
      for (const row of (list?.rows ?? []).slice(0, 40)) {
        await look(`/api/registers/addressee/records/${row.id}`);
        await look(`/api/taxpayers/${row.key}?year=2026`);
      }
      const first = list?.rows?.[0]?.key;
      if (first) {
        const pdf = await ask(`/api/taxpayers/${first}/notice.pdf?year=2026`);
        assert.deepEqual(found_in(Buffer.from(await pdf.arrayBuffer())), []);
      }
    }
    assert.ok(answers > 100 && registered > 10, `${answers} answers, ${registered} of persons with a number`);
    const open_files = readdirSync(home).filter((name) => statSync(join(home, name)).size > 0);
    assert.ok(open_files.includes('daicho.db-wal'), `the log is there while it runs: ${open_files}`);
    assert.deepEqual(search_home(home), []);
  } finally {
    const said = await server.stop();
    assert.deepEqual(found_in(Buffer.from(said)), []);
  }
  assert.deepEqual(search_home(home), []);
});
