// What does not fit is refused: exit status 2, each fault named with file, line, field, value and
// what to do, in Japanese and English; and nothing lands.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { binary, copy_of_city, one, rows, run, scratch_file, verify } from './lib/city.mjs';

const header = [
  'parcel_no', 'location', 'change_reason', 'owner', 'taxpayer', 'land_category', 'land_use',
  'exempt_reason', 'city_planning_area', 'ledger_area', 'taxed_area', 'value_yen', 'dwellings',
  'urban_farmland_since',
];

let home;
let person;
const good = () => ({
  parcel_no: 'T-1', location: '汐見一丁目 1番', change_reason: 'initial', owner: person,
  taxpayer: person, land_category: 'building_land', land_use: 'other_land', exempt_reason: 'none',
  city_planning_area: 'true', ledger_area: '100.25', taxed_area: '100.25', value_yen: '1000000',
  dwellings: '0', urban_farmland_since: '',
});
const line = (values) => header.map((name) => values[name]).join(',');
const csv = (...lines) => [header.join(','), ...lines, ''].join('\n');
const with_value = (field, value) => csv(line(good()), line({ ...good(), parcel_no: 'T-2', [field]: value }));

const state = (register) => rows(home, `SELECT (SELECT count(*) FROM v_${register}) versions,
  (SELECT count(*) FROM w_head_${register}) head, (SELECT count(*) FROM w_key_${register}) keys,
  (SELECT max(number) FROM j_entry) newest`)[0];

const is_japanese = (text) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);
const is_english = (text) => /[a-z]{3}/.test(text);

// Imports; the answer must be a refusal with every one of `faults` = [id, line, field, value], all of
// it in both languages; afterwards everything is as it was.
function refused(bytes, faults, { register = 'parcel', options = [], file = 'bad.csv' } = {}) {
  const path = bytes === null ? file : scratch_file(file, bytes);
  const was = state(register);
  const answer = run(['import', register, path, ...options], { home });
  assert.equal(answer.status, 2, answer.err);
  assert.deepEqual(Object.keys(answer.json.errors[0]), ['path', 'id', 'message_ja', 'message_en']);
  for (const [id, at, field, value] of faults) {
    const found = answer.json.errors.find((error) => (!id || error.id === id) && (!at || error.path ===
      `${path}:${at}${field ? `:${field}` : ''}`));
    assert.ok(found, `${id} at ${at}:${field} in ${answer.out}`);
    assert.ok(is_japanese(found.message_ja), found.message_ja);
    assert.ok(is_english(found.message_en) && !is_japanese(found.message_en.replaceAll(value ?? '', '')),
      found.message_en);
    for (const text of [found.message_ja, found.message_en]) {
      assert.ok(!/[{}]/.test(text), `an argument is missing: ${text}`);
      if (value) assert.ok(text.includes(value), `${value} in ${text}`);
    }
  }
  for (const text of [path, ...faults.flatMap(([, at, field]) => [at && `line ${at}`, field ?? ''])]) {
    if (text) assert.ok(answer.err.includes(text), `${text} in ${answer.err}`);
  }
  const japanese = run(['import', register, path, ...options], { home, language: 'ja' });
  assert.equal(japanese.status, 2);
  assert.ok(is_japanese(japanese.err), japanese.err);
  if (faults[0]?.[1]) assert.ok(japanese.err.includes(`${faults[0][1]}行目`), japanese.err);
  assert.deepEqual(state(register), was, 'nothing landed');
  return answer;
}

after(() => assert.equal(verify(home).status, 0, 'after all that was refused'));
before(() => {
  home = copy_of_city();
  person = one(home, "SELECT addressee_no FROM v_addressee WHERE kind = 'individual' LIMIT 1");
});

test('the file that all the bad ones are made from is good', () => {
  const was = state('parcel');
  const answer = run(['import', 'parcel', scratch_file('good.csv', csv(line(good())))], { home });
  assert.equal(answer.status, 0, answer.err);
  assert.equal(answer.json.landed, 1);
  assert.equal(state('parcel').versions, was.versions + 1);
  assert.equal(verify(home).status, 0);
});

describe('bytes', () => {
  const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

  test('UTF-16', () => {
    refused(utf16(csv(line(good()))), [['csv.not_utf8', 1]]);
    refused(utf16(csv(line(good()))).subarray(2), [['csv.nul_byte', 1]]);
  });
  test('broken UTF-8', () => {
    const bytes = Buffer.from(csv(line(good()), line({ ...good(), parcel_no: 'T-2' })));
    bytes[bytes.lastIndexOf(Buffer.from('汐')) + 1] = 0x41;
    refused(bytes, [['csv.not_utf8', 3]]);
  });
  // 汐見 in Shift_JIS, then a byte that begins no character of it.
  test('Shift_JIS with bytes that are none', () => {
    const bytes = Buffer.from(csv(line({ ...good(), location: 'XX' })), 'latin1');
    const at = bytes.indexOf('XX');
    Buffer.from([0x8e, 0xfd]).copy(bytes, at);
    refused(bytes, [['csv.not_utf8', 2]]);
    refused(bytes, [['csv.not_cp932', 2]], { options: ['--cp932'] });
  });
  test('Shift_JIS is recognised, and taken when it is asked for', () => {
    for (const [number, options] of [['T-8', []], ['T-9', ['--cp932']]]) {
      const bytes = Buffer.from(csv(line({ ...good(), parcel_no: number, location: 'XXXX' })), 'latin1');
      Buffer.from([0x8e, 0xac, 0x8c, 0xa9]).copy(bytes, bytes.indexOf('XXXX'));
      const file = scratch_file('sjis.csv', bytes);
      const answer = run(['import', 'parcel', file, ...options], { home });
      assert.equal(answer.status, 0, answer.err);
      assert.equal(one(home, `SELECT location FROM w_head_parcel WHERE parcel_no = '${number}'`), '汐見');
    }
  });
  test('UTF-8 called Shift_JIS', () => {
    refused(csv(line({ ...good(), location: '汐見市' })), [['csv.not_cp932', 2]], { options: ['--cp932'] });
  });
  test('NUL bytes', () => {
    refused(with_value('location', 'a\0b'), [['csv.nul_byte', 3]]);
    refused(Buffer.alloc(5000), [['csv.nul_byte', 1]]);
  });
  test('a control character', () => {
    refused(with_value('location', 'a\x07b'), [['register.value.control_character', 3, 'location']]);
  });
  test('a quoted field that never ends', () => {
    refused(with_value('location', '"汐見') + `${line(good())}\n`.repeat(200), [['csv.unterminated_quote', 3]]);
    refused(`${header.join(',')}\n"`, [['csv.unterminated_quote', 2]]);
  });
  test('quotes in the wrong place', () => {
    refused(with_value('location', 'a"b'), [['csv.quote_in_plain_field', 3]]);
    refused(with_value('location', '"a"b'), [['csv.text_after_quote', 3]]);
  });
  test('an empty file, a mark of byte order alone, blank lines alone', () => {
    for (const bytes of ['', '\ufeff', '\n\n\r\n']) refused(bytes, [['csv.empty']]);
  });
  test('a header alone is a file without rows', () => {
    const was = state('parcel');
    const answer = run(['import', 'parcel', scratch_file('header.csv', csv())], { home });
    assert.equal(answer.status, 0, answer.err);
    assert.deepEqual([answer.json.rows, answer.json.landed], [0, 0]);
    assert.deepEqual(state('parcel'), was);
  });
  test('no such file, a folder', () => {
    refused(null, [['csv.cannot_read', 0, '', 'none.csv']], { file: '/nowhere/none.csv' });
    refused(null, [['csv.cannot_read', 0, '', '/tmp']], { file: '/tmp' });
  });
});

describe('columns', () => {
  test('missing, unknown, twice', () => {
    refused(csv(line(good())).replace('value_yen', 'value'), [
      ['import.unknown_column', 1, '', 'value'],
      ['import.missing_column', 1, '', 'value_yen'],
    ]);
    refused(csv(line(good())).replace('urban_farmland_since', 'location'), [
      ['import.column_twice', 1, '', 'location'],
    ]);
  });
  test('a line with too many or too few', () => {
    refused(csv(`${line(good())},1`, 'T-3,x'), [['import.column_count', 2, '', '15'], ['import.column_count', 3, '', '2']]);
  });
  test('a register that does not exist', () => {
    const answer = run(['import', 'parcels', scratch_file('any.csv', csv())], { home });
    assert.equal(answer.status, 2);
    assert.equal(answer.json.errors[0].id, 'register.unknown');
  });
});

describe('values', () => {
  for (const [what, field, value, id] of [
    ['unknown code', 'land_category', 'moon', 'register.value.unknown_code'],
    ['code of another list', 'land_category', 'other_land', 'register.value.unknown_code'],
    ['three decimals', 'ledger_area', '100.125', 'decimal.too_many_decimals'],
    ['negative yen', 'value_yen', '-1', 'register.value.negative_yen'],
    ['more yen than there are', 'value_yen', '1000000000000001', 'register.value.too_large'],
    ['a number beyond 64 bits', 'value_yen', '9223372036854775808', null],
    ['a number of 400 digits', 'value_yen', '9'.repeat(400), null],
    ['yen with a comma', 'value_yen', '"1,000"', null],
    ['full-width digits', 'value_yen', '１０００', null],
    ['an exponent', 'value_yen', '1e6', null],
    ['not a number', 'dwellings', 'NaN', null],
    ['neither true nor false', 'city_planning_area', 'はい', 'register.value.not_a_boolean'],
    ['a code that needs another field', 'land_use', 'specified_urban_farmland', 'register.check.then_required'],
    ['out of range', 'dwellings', '2001', 'register.check.range'],
    ['too long a text', 'location', '汐'.repeat(101), 'register.value.too_long'],
    ['nothing where something must be', 'location', '', 'register.check.required'],
    ['unknown reference', 'owner', '9999999999', 'import.no_such_record'],
    ['a year nobody means', 'urban_farmland_since', '20260', null],
  ]) {
    test(what, () => {
      const shown = value.replaceAll('"', '');
      const named = value === '' || id === 'register.check.then_required' ? undefined
        : shown.slice(0, value.startsWith('汐') ? 26 : 80);
      const where = id === 'register.check.then_required' ? 'urban_farmland_since' : field;
      const answer = refused(with_value(field, value), [[id, 3, where, named]]);
      assert.equal(answer.json.errors.length, 1, answer.out);
    });
  }

  test('31 February', () => {
    const file = csv(line(good())).replace(header.join(','), `${header.join(',')},valid_from`)
      .replace(/\n(T-1.*)\n/, '\n$1,2026-02-31\n');
    refused(file, [[null, 2, 'valid_from', '2026-02-31']]);
    const option = run(['import', 'parcel', scratch_file('good2.csv', csv(line(good()))),
      '--valid-from', '2026-02-31'], { home });
    assert.equal(option.status, 2);
  });
  test('an end before its beginning', () => {
    const file = `${header.join(',')},valid_from,valid_to\n${line(good())},2026-04-01,2026-03-31\n`;
    refused(file, [['import.interval', 2, 'valid_to']]);
  });
  test('a personal number with a wrong check digit is refused and not repeated', () => {
    const names = ['addressee_no', 'kind', 'name', 'personal_number'];
    const text = `${names}\n0100000001,individual,甲,123456789012\n`;
    const answer = run(['import', 'addressee', scratch_file('person.csv', text)], { home });
    assert.equal(answer.status, 2, answer.out);
    assert.ok(!(answer.out + answer.err).includes('123456789012'));
  });
  test('a key twice among results', () => {
    const [event] = rows(home, 'SELECT * FROM v_parcel_lineage LIMIT 1');
    assert.ok(event);
    const parcel = (id) => one(home, `SELECT parcel_no FROM w_head_parcel WHERE record_id = ${id}`);
    const names = rows(home, "SELECT name FROM pragma_table_info('v_parcel_lineage')")
      .map(({ name }) => name)
      .filter((name) => event[name] !== null && !/^(version_id|record_id|commit_no|valid_|row_)/.test(name));
    const cells = names.map((name) => ['parcel', 'predecessor'].includes(name)
      ? parcel(event[name])
      : name === 'changed' ? '2026-04-01' : event[name]);
    const was = one(home, 'SELECT count(*) FROM v_parcel_lineage');
    const file = scratch_file('twice.csv', `${names}\n${cells}\n${cells}\n`);
    const answer = run(['import', 'parcel_lineage', file], { home });
    assert.equal(answer.status, 2, answer.out);
    assert.match(answer.out, /import\.key_(twice|exists)/);
    assert.equal(one(home, 'SELECT count(*) FROM v_parcel_lineage'), was);
    assert.equal(verify(home).status, 0);
  });
});

describe('shares of one owner group', () => {
  const names = 'group,member_no,member,share_kind,share_numerator,share_denominator,representative';
  let group;
  let members;
  before(() => {
    group = one(home, `SELECT addressee_no FROM v_addressee a WHERE kind = 'co_owner_group' AND NOT EXISTS
      (SELECT 1 FROM v_co_owner WHERE "group" = a.record_id AND share_denominator = 3) LIMIT 1`);
    members = rows(home, "SELECT addressee_no n FROM v_addressee WHERE kind = 'individual' LIMIT 12")
      .map(({ n }) => n);
  });
  const fresh_group = () => {
    // A group without members: end those it has.
    const record = one(home, `SELECT record_id FROM v_addressee WHERE addressee_no = '${group}'`);
    const present = rows(home, `SELECT member_no m FROM w_head_co_owner WHERE "group" = ${record}`);
    const lines = present.map(({ m }) => `${group},${m},${members[0]},co_owned,1,1,true,true`);
    if (lines.length === 0) return;
    const answer = run(['import', 'co_owner', scratch_file('end.csv', `${names},ended\n${lines.join('\n')}\n`)], { home });
    assert.equal(answer.status, 0, answer.err);
  };
  const file = (...shares) =>
    `${names}\n${shares.map(([n, d], i) => `${group},${i + 1},${members[i]},co_owned,${n},${d},${i === 0}`).join('\n')}\n`;
  const import_shares = (...shares) => run(['import', 'co_owner', scratch_file('shares.csv', file(...shares))], { home });

  test('that do not add up are refused with group, line and sum', () => {
    fresh_group();
    refused(file([1, 2], [1, 3]), [['register.check.parts_of_one', 3, 'share_numerator', '5/6']], { register: 'co_owner' });
    refused(file([1, 2], [1, 3]), [['register.check.parts_of_one', 3, 'share_numerator', group]], { register: 'co_owner' });
    refused(file([2, 3], [1, 3], [1, 3]), [['register.check.parts_of_one', 4, 'share_numerator', '4/3']], { register: 'co_owner' });
    refused(file([999999999, 1000000000]), [['register.check.parts_of_one', 2, 'share_numerator', '999999999/1000000000']], { register: 'co_owner' });
    refused(file([1, 2], [1, 3]), [['register.check.parts_of_one', 3, 'share_numerator']], { register: 'co_owner', options: ['--take-good-rows'] });
  });
  test('that add up land, however odd the fractions', () => {
    fresh_group();
    const answer = import_shares([1, 2], [1, 3], [1, 7], [1, 42]);
    assert.equal(answer.status, 0, answer.err);
    assert.equal(verify(home).status, 0);
  });
  test('count with those that are there already, at every moment', () => {
    // 1/2 + 1/3 + 1/7 + 1/42 from before; a fifth member is too many, in a later year too.
    refused(file([1, 2], [1, 3], [1, 7], [1, 42], [1, 100]), [['register.check.parts_of_one', 6, 'share_numerator', '101/100']], { register: 'co_owner' });
    const later = `${names},valid_from\n${group},1,${members[0]},co_owned,1,3,true,2027-01-01\n`;
    refused(later, [['register.check.parts_of_one', 2, 'share_numerator', '2027-01-01']], { register: 'co_owner' });
    const moved = `${names},valid_from\n${group},1,${members[0]},co_owned,1,3,true,2027-01-01\n` +
      `${group},2,${members[1]},co_owned,1,2,false,2027-01-01\n`;
    const answer = run(['import', 'co_owner', scratch_file('moved.csv', moved)], { home });
    assert.equal(answer.status, 0, answer.err);
  });
});

describe('size', () => {
  test('10,000 bad lines: a bounded list, the right count', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => line({ ...good(), parcel_no: `B-${i}`, value_yen: '-7' }));
    const answer = refused(csv(line(good()), ...lines), [['register.value.negative_yen', 3, 'value_yen', '-7']]);
    assert.equal(answer.json.rows, 10_001);
    assert.equal(answer.json.bad_rows, 10_000);
    assert.equal(answer.json.errors.length, 100);
    assert.ok(answer.err.length < 20_000, `${answer.err.length} characters`);
    assert.match(answer.err, /10000 of 10001 lines/);
  });

  // Peak memory as the system counts it, looked at while the program runs.
  async function peak_kib(args) {
    const child = spawn(binary, args, {
      env: { ...process.env, DAICHO_HOME: home, DAICHO_LANG: 'en' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let peak = 0;
    child.stdout.on('data', (chunk) => { out += chunk; });
    child.stderr.resume();
    const look = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peak = Math.max(peak, Number(status.match(/VmHWM:\s+(\d+)/)?.[1] ?? 0));
      } catch {
        // It has ended.
      }
    }, 2);
    const [status] = await once(child, 'close');
    clearInterval(look);
    return { status, peak, json: JSON.parse(out) };
  }

  for (const [what, first, id] of [
    ['of one line', '', 'csv.record_too_long'],
    ['in one quoted field', '"', 'csv.record_too_long'],
    ['of commas', ',', null],
  ]) {
    test(`200 MB ${what}`, async () => {
      const file = scratch_file('huge.csv');
      mkdirSync(file.replace(/\/[^/]*$/, ''), { recursive: true });
      const out = createWriteStream(file);
      out.write(`${header.join(',')}\n${first}`);
      const block = Buffer.alloc(1 << 20, what === 'of commas' ? ',' : 'x');
      for (let i = 0; i < 200; ++i) {
        if (!out.write(block)) await once(out, 'drain');
      }
      out.end();
      await once(out, 'close');
      const was = state('parcel');
      const { status, peak, json } = await peak_kib(['import', 'parcel', file]);
      rmSync(file);
      assert.equal(status, 2);
      if (id) assert.equal(json.errors[0].id, id);
      assert.match(json.errors[0].path, /huge\.csv:2$/);
      assert.ok(peak > 1000 && peak < 300 * 1024, `${peak} KiB`);
      assert.deepEqual(state('parcel'), was);
      assert.equal(verify(home).status, 0);
    });
  }
});
