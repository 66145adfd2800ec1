// Commands that answer a JSON document: whatever comes in, out comes one whole JSON document – the
// answer or the contract's list of errors – with the contract's exit status, in bounded time.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root, run, scratch_file } from './lib/city.mjs';

// Inputs that stand in the golden cases.
const regress = readFileSync(join(root, 'tests/regress/house-let-detached-40m2.yaml'), 'utf8');
const disposals = readFileSync(join(root, 'tests/govern/disposal.yaml'), 'utf8');
const first_object = (text, after) => {
  const from = text.indexOf('{', text.indexOf(after));
  let depth = 0;
  for (let i = from; i < text.length; ++i) {
    if (text[i] === '{') ++depth;
    if (text[i] === '}' && --depth === 0) return JSON.parse(text.slice(from, i + 1));
  }
  throw new Error(`no object after ${after}`);
};

const site = {
  dwellings: 1, house_floor_area_m2: '120.00', residential_floor_area_m2: '120.00', storeys: 2,
  fireproof: false,
};
const land_case = {
  fiscal_year: 2026,
  municipality: { fixed_asset_tax_rate: '0.014', city_planning_tax_rate: '0.003', instalments: 4 },
  parcels: [{
    id: 'p1', area_m2: '400.00', unit_price_yen: 85000, city_planning_area: true, site,
    land_use: 'building_land',
    previous: { small_residential: { fixed: 2500000, city_planning: 5000000 } },
  }],
  depreciable: [{ id: 'd1', class: 2, acquired: '2023-05', cost_yen: 5000000, life_years: 10 }],
};

const commands = {
  'tax case': [first_object(regress, 'input: |'), land_case],
  'tax residential-area': [{ area_m2: '400.00', site }],
  'tax depreciable': [{ cost_yen: 5000000, life_years: 10, acquired: '2012-01', from: 2013, to: 2020 }],
  'receivable delinquency': [{ kind: 'delinquency', amount_yen: 150000, due: '2026-04-30', paid: '2026-09-30' }],
  'criteria judge': [{ data_classes: ['S'], answers: { 3: 'no', 4: 'yes' }, facts: {} }],
  'disposal judge': [first_object(disposals, 'class1_b: |')],
  'pia threshold': [{
    subjects: 45000, handlers: 30, as_of: '2026-11-21', voluntary: 'key_items',
    incidents: [{ date: '2026-02-01', kind: 'specific_personal', serious: true, body_at_fault: true }],
  }],
};

const is_japanese = (text) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);

function check_shape(answer, what) {
  assert.equal(answer.signal, null, `${what}: ended by a signal, or hung`);
  assert.ok([0, 1, 2].includes(answer.status), `${what}: exit ${answer.status} ${answer.err.slice(0, 500)}`);
  assert.ok(answer.json !== null, `${what}: no JSON: ${answer.out.slice(0, 300)}`);
  if (answer.status !== 2) return;
  assert.deepEqual(Object.keys(answer.json), ['errors'], what);
  assert.ok(answer.json.errors.length > 0 && answer.json.errors.length <= 100, what);
  for (const error of answer.json.errors) {
    assert.deepEqual(Object.keys(error), ['path', 'id', 'message_ja', 'message_en'], what);
    assert.ok(is_japanese(error.message_ja), `${what}: ${error.message_ja}`);
    assert.match(error.message_en, /[a-z]{3}/, what);
    assert.ok(!/\{[a-z_]+\}/.test(error.message_ja + error.message_en), `${what}: ${error.message_en}`);
  }
  assert.ok(answer.err.includes(answer.json.errors[0].message_en), `${what}: said to the person, too`);
}

function refused(command, bytes, id, what, args = []) {
  const answer = run([...command.split(' '), '-', ...args], { input: bytes });
  check_shape(answer, what);
  assert.equal(answer.status, 2, `${what}: ${answer.out.slice(0, 300)}`);
  if (id) {
    assert.ok(answer.json.errors.some((error) => error.id === id), `${what}: ${answer.out.slice(0, 600)}`);
  }
  return answer;
}

// Every value in a document, with the way there.
function* places(value, path = []) {
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    yield [...path, key];
    yield* places(value[key], [...path, key]);
  }
}
const put = (document, path, text) => {
  const mark = '@@HERE@@';
  const copy = structuredClone(document);
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  if (text === undefined) delete parent[last];
  else parent[last] = mark;
  return JSON.stringify(copy).replace(`"${mark}"`, () => text);
};
const get = (document, path) => path.reduce((at, key) => at[key], document);
// As the program names it: parcels[0].area_m2
const path_text = (path) => path.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('').slice(1);

const other_types = ['true', '1', '-1', '1.5', '"x"', '""', '[]', '{}', '[[]]', '1e3'];
const huge = ['9223372036854775808', '-9223372036854775809', '18446744073709551616', '1e999', '-1e999',
  `1${'0'.repeat(400)}`, `0.${'1'.repeat(400)}`, `"${'9'.repeat(900)}"`, '"9223372036854775808"', '"1e400"'];

for (const [command, documents] of Object.entries(commands)) {
  describe(command, () => {
    const [document] = documents;
    const text = JSON.stringify(document);

    test('the inputs that the bad ones are made from are answered', () => {
      for (const good of documents) {
        const answer = run([...command.split(' '), '-'], { input: JSON.stringify(good) });
        check_shape(answer, command);
        assert.equal(answer.status, 0, answer.err);
        const file = scratch_file('good.json', JSON.stringify(good));
        assert.equal(run([...command.split(' '), file]).out, answer.out, 'a file or standard input');
      }
    });

    test('not JSON at all', () => {
      for (const [bytes, id] of [
        ['', 'json.syntax'], [' \n', 'json.syntax'], ['{', 'json.syntax'], ['nul', 'json.syntax'],
        [`${text}x`, 'json.syntax'], [`${text}${text}`, 'json.syntax'], [`\ufeff${text}`, 'json.syntax'],
        [text.slice(0, -1), 'json.syntax'], [text.replace('}', ',}'), 'json.syntax'],
        [text.replaceAll('"', "'"), 'json.syntax'], [`/* note */${text}`, 'json.syntax'],
        [Buffer.from(text, 'utf16le'), 'json.syntax'],
        [Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')]), 'json.syntax'],
        [Buffer.from('{"a":"\\ud800"}'), null], ['{"a":"\u0000"}', 'json.syntax'],
        [Buffer.alloc(1000), 'json.syntax'], [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'json.syntax'],
      ]) {
        refused(command, bytes, id, `${command} < ${String(bytes).slice(0, 60)}`);
      }
    });

    test('JSON of another kind', () => {
      for (const bytes of ['[]', '[{}]', '"x"', '1', 'true', 'null', '{}']) {
        refused(command, bytes, null, `${command} < ${bytes}`);
      }
    });

    test('a key twice, an unknown key, at every depth', () => {
      const [first] = Object.entries(document);
      refused(command, `${text.slice(0, -1)},${JSON.stringify(first[0])}:${JSON.stringify(first[1])}}`,
        'json.duplicate_key', `${command}: ${first[0]} twice`);
      for (const path of [[], ...places(document)]) {
        const at = get(document, path);
        if (at === null || typeof at !== 'object' || Array.isArray(at)) continue;
        if (['answers', 'facts', 'evidence'].includes(path.at(-1))) continue;  // free keys
        const copy = structuredClone(document);
        get(copy, path).surprise_key = 1;
        const answer = refused(command, JSON.stringify(copy), 'json.unknown_key', `${command}: ${path_text(path)}`);
        const unknown = answer.json.errors.find(({ id }) => id === 'json.unknown_key');
        assert.ok(unknown.path.endsWith('surprise_key') && unknown.message_en.includes('surprise_key'), answer.out);
      }
    });

    test('a missing key: the answer, or the key by its name', () => {
      let named = 0;
      for (const path of places(document)) {
        if (/^\d+$/.test(path.at(-1))) continue;
        const answer = run([...command.split(' '), '-'], { input: put(document, path) });
        check_shape(answer, `${command} without ${path_text(path)}`);
        if (answer.status !== 2) continue;
        ++named;
        assert.ok(answer.out.includes(path.at(-1)) || answer.json.errors[0].id !== 'json.missing_key', answer.out);
      }
      assert.ok(named > 0, 'something is required');
    });

    test('another type in every place, named by its path', () => {
      for (const path of places(document)) {
        const value = get(document, path);
        for (const fresh of other_types) {
          const parsed = JSON.parse(fresh);
          if (typeof parsed === typeof value && Array.isArray(parsed) === Array.isArray(value)) continue;
          if (value === null || ['facts', 'evidence'].some((free) => path.includes(free))) continue;
          const what = `${command}: ${path_text(path)} = ${fresh}`;
          const answer = refused(command, put(document, path, fresh), null, what);
          assert.ok(answer.json.errors.some((error) => error.path.startsWith(path_text(path.slice(0, 1)))),
            `${what}: ${answer.out}`);
          break;
        }
      }
    });

    test('huge numbers in every place', () => {
      let turn = 0;
      for (const path of places(document)) {
        if (typeof get(document, path) === 'object') continue;
        for (let i = 0; i < 3; ++i) {
          const fresh = huge[turn++ % huge.length];
          const answer = run([...command.split(' '), '-'], { input: put(document, path, fresh) });
          const what = `${command}: ${path_text(path)} = ${fresh.slice(0, 40)}`;
          check_shape(answer, what);
          if (!fresh.startsWith('"')) assert.equal(answer.status, 2, `${what}: ${answer.out.slice(0, 300)}`);
        }
      }
    });

    test('deep, long, large', () => {
      for (const [open, close] of [['[', ']'], ['{"a":', '}']]) {
        const deep = open.repeat(10_000) + (close === '}' ? '1' : '') + close.repeat(10_000);
        refused(command, deep, 'json.syntax', `${command}: 10,000 ${open}`);
        refused(command, open.repeat(10_000), 'json.syntax', `${command}: 10,000 ${open} never closed`);
      }
      const long = `"${'x'.repeat(50 << 20)}"`;
      refused(command, put(document, [Object.keys(document)[0]], long), 'json.too_large', `${command}: 50 MB string`);
      const many = `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`;
      const answer = refused(command, many, 'json.unknown_key', `${command}: 20,000 keys`);
      assert.ok(answer.out.length < 200_000);
      const key = refused(command, `{"${'k'.repeat(1 << 20)}":1}`, 'json.unknown_key', `${command}: a key of 1 MB`);
      assert.ok(key.out.length < 100_000, `a key of 1 MB came back in ${key.out.length} characters`);
    });

    test('no file, a folder, no word, a word too many', () => {
      const words = command.split(' ');
      for (const [args, id] of [
        [['/nowhere/x.json'], 'cli.cannot_read'], [['/tmp'], 'cli.cannot_read'], [[], 'cli.no_file'],
        [['-', 'more'], 'cli.unknown_word'], [['-', '--surprise'], 'cli.unknown_word'],
        [['\xff'], 'cli.cannot_read'],
      ]) {
        const answer = run([...words, ...args], { input: text });
        check_shape(answer, `${command} ${args}`);
        assert.equal(answer.status, 2, `${command} ${args}: ${answer.out.slice(0, 200)}`);
        assert.equal(answer.json.errors[0].id, id, answer.out.slice(0, 300));
      }
    });
  });
}

test('the catalog may be named before or behind the file', () => {
  const input = JSON.stringify(commands['criteria judge'][0]);
  const plain = run(['criteria', 'judge', '-'], { input });
  for (const words of [['--catalog', 'sendai-cloud', '-'], ['-', '--catalog', 'sendai-cloud']]) {
    const answer = run(['criteria', 'judge', ...words], { input });
    assert.equal(answer.status, 0, answer.err);
    assert.equal(answer.out, plain.out);
  }
  const none = run(['criteria', 'judge', '--catalog', 'nothing', '-'], { input });
  assert.equal(none.json.errors[0].id, 'cli.no_catalog', none.out);
});

describe('person number check', () => {
  test('good and bad check digits', () => {
    for (const [number, kind, status] of [
      ['123456789018', 'personal_number', 0], ['123456789012', 'personal_number', 1],
      ['0100000083', 'addressee_number', 0], ['0100000084', 'addressee_number', 1],
      ['000000000000', 'personal_number', 1],
    ]) {
      const answer = run(['person', 'number', 'check', number]);
      assert.equal(answer.status, status, answer.out);
      assert.equal(answer.json.kind, kind);
      assert.equal(answer.json.valid, status === 0);
    }
  });
  test('what is no number', () => {
    for (const word of ['', '1', '1'.repeat(100_000), '12345678901x', 'é'.repeat(6), '１２３４', '-', '\u0000x'.slice(1)]) {
      const answer = run(['person', 'number', 'check', word]);
      check_shape(answer, word.slice(0, 20));
      assert.ok([1, 2].includes(answer.status), `${word.slice(0, 20)}: ${answer.status}`);
    }
    check_shape(run(['person', 'number', 'check']), 'nothing');
  });
});

describe('commands by name', () => {
  test('none, an unknown one, half of one', () => {
    for (const words of [['nothing'], ['tax'], ['journal'], ['tax', 'nothing'], ['\xff\xfe'], ['--nothing'], ['']]) {
      const answer = run(words);
      check_shape(answer, words.join(' '));
      assert.equal(answer.status, 2, words.join(' '));
      assert.equal(answer.json.errors[0].id, 'cli.unknown_command');
    }
  });
  test('options with a bad value', () => {
    for (const words of [
      ['serve', '--port', 'x'], ['serve', '--port', '65536'], ['serve', '--port', '-1'],
      ['levy', '--year', 'x'], ['levy', '--year', '99999999999999999999'], ['levy', '--year', '99999'],
      ['levy', '--year', '1'], ['levy', '--year', '-2026'],
      ['levy', '--threads', '1e3'], ['journal', 'verify', '--threads', 'x'],
      ['journal', 'verify', '--run', 'nothing'], ['journal', 'verify', '--witness', '/nowhere'],
      ['demo', '--size', 'huge'], ['criteria', 'judge', '--catalog', '../x', '/dev/null'],
      ['criteria', 'judge', '--catalog', 'nothing', '/dev/null'],
    ]) {
      const answer = run(words, { input: '{}', timeout: 20_000 });
      check_shape(answer, words.join(' '));
      assert.equal(answer.status, 2, `${words.join(' ')}: ${answer.out.slice(0, 300)} ${answer.err}`);
    }
  });
  test('no data yet', () => {
    const home = scratch_file('empty-home');
    for (const words of [['journal', 'verify'], ['job', 'list'], ['levy'], ['import', 'parcel', '/dev/null'], ['serve', '--port', '0']]) {
      const answer = run(words, { home, timeout: 20_000 });
      check_shape(answer, words.join(' '));
      assert.equal(answer.status, 2, words.join(' '));
      assert.ok(answer.err.includes(home), answer.err);
    }
    rmSync(home, { recursive: true, force: true });
  });
});
