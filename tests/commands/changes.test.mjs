// Law, catalogs and definitions are data: change one number, row or label in a copy of them
// ($DAICHO_DATA) and amounts, verdicts and screens follow – by exactly what the number says.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { copy_of_city, one, root, run, scratch_file, serve, sign_in, verify } from './lib/city.mjs';

let made = 0;
function copy_of_data() {
  const folder = scratch_file(`data-${++made}`);
  for (const part of ['law', 'catalogs', 'registers', 'data']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  return folder;
}

// Changes one place of one file; `from` must stand there.
function change(folder, file, from, to) {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, `${from} stands in ${file}`);
  writeFileSync(path, changed);
}
// The value of one row of law.
const row = (id, value) => new RegExp(`(- id: ${id.replaceAll('.', '\\.')}\\n(?:    .*\\n)*?    value: )${value}\\n`);

function ask(words, input, data) {
  const answer = run([...words, '-'], { input: JSON.stringify(input), data });
  assert.equal(answer.status, 0, answer.err);
  return answer.json;
}

const land = {
  fiscal_year: 2026,
  municipality: { fixed_asset_tax_rate: '0.014', city_planning_tax_rate: '0.003' },
  parcels: [{
    id: 'p', area_m2: '200.00', value_yen: 30000000, city_planning_area: true, land_use: 'building_land',
    site: { dwellings: 1, house_floor_area_m2: '120.00', residential_floor_area_m2: '120.00', storeys: 2, fireproof: false },
  }],
};
const small_land = { ...land, parcels: [{ ...land.parcels[0], value_yen: 1740000 }] };
const machine = {
  ...land, parcels: [],
  depreciable: [{ id: 'd', class: 2, acquired: '2025-06', cost_yen: 2000000, life_years: 10 }],
};
const asset = { cost_yen: 1000000, life_years: 10, acquired: '2025-06', from: 2026, to: 2026 };
const late = { kind: 'delinquency', amount_yen: 1000000, due: '2026-05-31', paid: '2026-06-30' };

describe('a number of law', () => {
  for (const { what, file, from, to, words, input, amount, before, after } of [
    {
      what: 'small residential land, fixed asset tax: 1/6 becomes 1/5',
      file: 'law/2026/land.yaml', from: row('land.full.small_residential.fixed', '"1/6"'), to: '$1"1/5"\n',
      words: ['tax', 'case'], input: land, amount: (json) => json.totals.fixed.tax_yen,
      before: 30000000 / 6 * 0.014, after: 30000000 / 5 * 0.014,
    },
    {
      what: 'the same, city planning tax: 1/3 becomes 1/2',
      file: 'law/2026/land.yaml', from: row('land.full.small_residential.city_planning', '"1/3"'), to: '$1"1/2"\n',
      words: ['tax', 'case'], input: land, amount: (json) => json.totals.city_planning.tax_yen,
      before: 30000000 / 3 * 0.003, after: 30000000 / 2 * 0.003,
    },
    {
      what: 'tax threshold of land: 300,000 becomes 290,000',
      file: 'law/2026/levy.yaml', from: row('levy.threshold.land', '300000'), to: '$1290000\n',
      words: ['tax', 'case'], input: small_land, amount: (json) => json.totals.fixed.tax_yen,
      before: 0, after: 1740000 / 6 * 0.014 - 60,  // 4,060 loses what is below 100 yen
    },
    {
      what: 'residual rate at 10 years: 0.206 becomes 0.300',
      file: 'law/2026/residual_rates.yaml', from: '[10, "0.206"]', to: '[10, "0.300"]',
      words: ['tax', 'case'], input: machine, amount: (json) => json.depreciable[0].assessed_value_yen,
      before: 2000000 * (1 - 0.206 / 2), after: 2000000 * (1 - 0.3 / 2),
    },
    {
      // The schedule over several years takes the newest enacted table for all of them.
      what: 'the same in the schedule of an asset',
      file: 'law/2027/residual_rates.yaml', from: '[10, "0.206"]', to: '[10, "0.300"]',
      words: ['tax', 'depreciable'], input: asset, amount: (json) => json.years[0].assessed_value_yen,
      before: 1000000 * (1 - 0.206 / 2), after: 1000000 * (1 - 0.3 / 2),
    },
    {
      what: 'charge for delinquency in the first month of 2026: 2.8 % becomes 3.65 %',
      file: 'law/rates.yaml',
      from: /(id: receivable\.delinquency\.first_month\n[^]*?from: 2026-01-01\n.*\n +value: )"0\.028"/, to: '$1"0.0365"',
      words: ['receivable', 'delinquency'], input: late, amount: (json) => json.amount_yen,
      before: 2300, after: 3000,  // 30 days: 2,301 and 3,000, without what is below 100 yen
    },
  ]) {
    test(what, () => {
      const data = copy_of_data();
      assert.equal(amount(ask(words, input, data)), before, 'as it is');
      change(data, file, from, to);
      assert.equal(amount(ask(words, input, data)), after, 'as changed');
      assert.equal(amount(ask(words, input)), before, 'the law itself stays');
    });
  }

  test('of another year changes nothing', () => {
    const data = copy_of_data();
    change(data, 'law/2025/land.yaml', row('land.full.small_residential.fixed', '"1/6"'), '$1"1/5"\n');
    assert.deepEqual(ask(['tax', 'case'], land, data), ask(['tax', 'case'], land));
  });

  test('stands in the explanation with its citation', () => {
    const data = copy_of_data();
    change(data, 'law/2026/land.yaml', row('land.full.small_residential.fixed', '"1/6"'), '$1"1/5"\n');
    const answer = run(['tax', 'case', '-', '--explain'], { input: JSON.stringify(land), data });
    const text = JSON.stringify(answer.json.explanation);
    assert.ok(text.includes('"1/5"') && text.includes('349条の3の2'), 'the changed number, its article');
    assert.ok(!text.includes('"1/6"'));
  });

  test('that is missing, twice or no number stops the answer with file and line', () => {
    for (const [from, to] of [
      [/ {2}- id: land\.full\.small_residential\.fixed\n(?: {4}.*\n)+/, ''],
      [/( {2}- id: land\.full\.small_residential\.fixed\n(?: {4}.*\n)+)/, '$1$1'],
      [row('land.full.small_residential.fixed', '"1/6"'), '$1"a sixth"\n'],
      [row('land.full.small_residential.fixed', '"1/6"'), '$1"1/0"\n'],
    ]) {
      const data = copy_of_data();
      change(data, 'law/2026/land.yaml', from, to);
      const answer = run(['tax', 'case', '-'], { input: JSON.stringify(land), data });
      assert.equal(answer.status, 2, answer.out);
      assert.match(answer.err, /land/);
      assert.ok(answer.json.errors.length > 0);
    }
  });

  test('reaches a levy of the city', () => {
    const home = copy_of_city();
    const data = copy_of_data();
    const total = (json) => Number(String(JSON.stringify(json).match(/"fixed_tax_yen":(\d+)/)?.[1]));
    const as_is = run(['levy', '--year', '2026'], { home });
    assert.equal(as_is.status, 0, as_is.err);
    change(data, 'law/2026/land.yaml', row('land.full.small_residential.fixed', '"1/6"'), '$1"1/2"\n');
    const changed = run(['levy', '--year', '2026'], { home, data });
    assert.equal(changed.status, 0, changed.err);
    const first = one(home, `SELECT sum(fixed_tax_yen) FROM v_levy_taxpayer WHERE run = (SELECT record_id
      FROM w_head_levy_run WHERE run_no = '${as_is.json.run_no}')`);
    const second = one(home, `SELECT sum(fixed_tax_yen) FROM v_levy_taxpayer WHERE run = (SELECT record_id
      FROM w_head_levy_run WHERE run_no = '${changed.json.run_no}')`);
    assert.ok(first > 0 && second > first, `${first} then ${second} ${total(as_is.json)}`);
    assert.equal(verify(home).status, 0);
  });
});

describe('a row of a catalog', () => {
  const cloud = {
    data_classes: ['S'],
    answers: Object.fromEntries(['1', '2', '3', '4', '5-1', '5-2', '5-3', '6-1', '6-2', '6-3', '6-4', '6-5', '7', '8-1', '8-2']
      .map((no) => [no, no === '3' ? 'no' : 'yes'])),
    facts: {},
  };
  test('cloud criteria: row 3 of class S, required becomes recommended', () => {
    const data = copy_of_data();
    const was = ask(['criteria', 'judge'], cloud, data);
    assert.deepEqual([was.verdict, was.reasons[0].code ?? was.reasons[0]], ['unfit', 'REQ_UNMET:3']);
    change(data, 'catalogs/sendai-cloud.yaml', /(- no: "3"\n(?: {4}.*\n)*? {4}cells: \{S: )required/, '$1recommended');
    const now = ask(['criteria', 'judge'], cloud, data);
    assert.deepEqual([now.verdict, now.reasons[0].code ?? now.reasons[0]], ['fit_with_notes', 'REC_UNMET:3']);
  });
  test('a catalog of another name is used by that name', () => {
    const data = copy_of_data();
    cpSync(join(data, 'catalogs/sendai-cloud.yaml'), join(data, 'catalogs/ours.yaml'));
    change(data, 'catalogs/ours.yaml', 'catalog: sendai-cloud', 'catalog: ours');
    change(data, 'catalogs/ours.yaml', /(- no: "3"\n(?: {4}.*\n)*? {4}cells: \{S: )required/, '$1optional');
    const answer = run(['criteria', 'judge', '--catalog', 'ours', '-'], { input: JSON.stringify(cloud), data });
    assert.equal(answer.json.verdict, 'fit', answer.out);
  });
  test('threshold assessment: a band begins earlier', () => {
    const data = copy_of_data();
    const record = { subjects: 9000, handlers: 30, as_of: '2026-11-21', incidents: [] };
    const was = ask(['pia', 'threshold'], record, data);
    const text = readFileSync(join(data, 'catalogs/pia-threshold.yaml'), 'utf8');
    writeFileSync(join(data, 'catalogs/pia-threshold.yaml'), text.replaceAll('10000', '8000'));
    const now = ask(['pia', 'threshold'], record, data);
    assert.ok(was.reasons.some((reason) => JSON.stringify(reason).includes('SUBJECTS_FROM:1000')), JSON.stringify(was));
    assert.ok(now.reasons.some((reason) => JSON.stringify(reason).includes('SUBJECTS_FROM:8000')), JSON.stringify(now));
  });
});

describe('a register definition', () => {
  const field = `  - id: 90
    name: drone_survey
    type: date
    label: {ja: 空撮の日, en: Aerial survey on}
    group: area
    list: 3
`;
  const add_field = (data) => {
    change(data, 'registers/tax/parcel.yaml', '\nchecks:\n', `\n${field}checks:\n`);
    change(data, 'registers/tax/parcel.yaml', 'label: {ja: 所在地, en: Location}', 'label: {ja: 土地の所在, en: Where it lies}');
  };

  test('with a field more and another label: import, list, record and journal follow', async () => {
    const home = copy_of_city();
    const data = copy_of_data();
    const newest = one(home, 'SELECT max(number) FROM j_entry');
    add_field(data);
    const [number, other] = ['100000001', '100000002'];
    const csv = scratch_file('survey.csv', 'parcel_no,location,change_reason,owner,taxpayer,land_category,' +
      'land_use,exempt_reason,city_planning_area,ledger_area,taxed_area,value_yen,dwellings,drone_survey\n' +
      `${number},汐見一丁目 1番,correction,@,@,building_land,other_land,none,true,10.00,10.00,1000,0,2026-04-01\n`);
    const person = one(home, "SELECT addressee_no FROM v_addressee WHERE kind = 'individual' LIMIT 1");
    writeFileSync(csv, readFileSync(csv, 'utf8').replaceAll('@', person));
    const refused = run(['import', 'parcel', csv], { home });
    assert.equal(refused.status, 2, 'without the changed definition the column is unknown');
    assert.equal(refused.json.errors[0].id, 'import.unknown_column');
    const imported = run(['import', 'parcel', csv, '--valid-from', '2026-04-01'], { home, data });
    assert.equal(imported.status, 0, imported.err);
    assert.equal(one(home, `SELECT count(*) FROM j_entry WHERE number > ${newest}`), 2, 'definition and import');
    const bad = scratch_file('bad-survey.csv', readFileSync(csv, 'utf8').replace('2026-04-01', '2026-02-31'));
    const faulty = run(['import', 'parcel', bad], { home, data });
    assert.equal(faulty.status, 2);
    assert.match(faulty.json.errors[0].path, /:2:drone_survey$/);
    const answer = run(['journal', 'verify'], { home, data });
    assert.equal(answer.status, 0, answer.out);

    const server = await serve(home, { data });
    try {
      const logins = JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'));
      const api = await sign_in(server.address, logins[0]);
      const definition = await (await api('/api/registers/parcel')).json();
      const by_name = Object.fromEntries(definition.fields.map((item) => [item.name, item]));
      assert.deepEqual(by_name.drone_survey.label, { ja: '空撮の日', en: 'Aerial survey on' });
      assert.equal(by_name.drone_survey.list, 3, 'it is in the list of the screen');
      assert.deepEqual(by_name.location.label, { ja: '土地の所在', en: 'Where it lies' });
      const look = async (no) =>
        (await (await api(`/api/registers/parcel/records?q=${no}&as_of=2026-05-01&limit=5`)).json())
          .rows.find((item) => item.key === no);
      assert.equal((await look(number)).values.drone_survey, '2026-04-01');
      assert.equal((await look(other)).values.drone_survey ?? null, null, 'rows of before have none');
    } finally {
      await server.stop();
    }
  });

  for (const [what, from, to, field_name] of [
    ['a field removed', / {2}- id: 3\n {4}name: town_code\n(?: {4}.*\n)+/, '', 'town_code'],
    ['a field retyped', /(name: town_code\n {4}type: )text((?:\n {4}.*)*?)\n {4}masked: number\n {4}max_length: 6/, '$1int$2\n    masked: keep', 'town_code'],
    ['a field renumbered', /- id: 3\n( {4}name: town_code)/, '- id: 93\n$1', 'town_code'],
    ['a field renamed', 'name: town_code', 'name: town_number', 'town_code'],
    ['a field reclassified', /(name: town_code\n(?: {4}.*\n)*? {4}classification: )internal/, '$1personal', 'town_code'],
    ['two fields in another order', /( {2}- id: 2\n {4}name: location\n(?: {4}.*\n)+)( {2}- id: 3\n {4}name: town_code\n(?: {4}.*\n)+)/, '$2$1', 'location'],
  ]) {
    test(`${what} is refused in words, and the city stays as it was`, () => {
      const home = copy_of_city();
      const data = copy_of_data();
      change(data, 'registers/tax/parcel.yaml', from, to);
      const answer = run(['job', 'list'], { home, data });
      assert.equal(answer.status, 2, answer.out);
      const [error] = answer.json.errors;
      assert.equal(error.id, 'register.definition.not_forward');
      for (const text of [error.message_ja, error.message_en]) {
        assert.ok(text.includes('parcel') && text.includes(field_name), text);
      }
      assert.equal(verify(home).status, 0);
    });
  }

  test('that links two tasks without naming the law is refused, and the law once named is taken', () => {
    const basis = '    link_basis: 地方税法 第343条第1項・番号法 第9条第1項\n';
    const home = copy_of_city();
    for (const [from, to, id] of [
      [basis, '', 'register.definition.no_link_basis'],
      ['    target: addressee\n' + basis, '    target: account\n', 'register.definition.no_link_basis'],
    ]) {
      const data = copy_of_data();
      change(data, 'registers/tax/parcel.yaml', from, to);
      const answer = run(['job', 'list'], { home, data });
      assert.equal(answer.status, 2, answer.out);
      assert.equal(answer.json.errors[0].id, id);
      assert.match(answer.err, /tax\/parcel/);
      const linted = run(['register', 'lint', join(data, 'registers')], { home, data });
      assert.equal(linted.status, 1, linted.out);
      const fault = linted.json.faults.find((one) => one.id === id);
      assert.equal(fault.file, 'tax/parcel.yaml');
      assert.match(readFileSync(join(data, 'registers', fault.file), 'utf8').split('\n')[fault.line - 1], /- id: \d+/);
    }
    // A role that reaches persons of two tasks is such a link as well.
    const data = copy_of_data();
    change(data, 'registers/office/account.yaml', '    basis: 地方自治法 第199条第8項', '    basis: ""');
    assert.equal(run(['job', 'list'], { home, data }).status, 2);
    assert.equal(verify(home).status, 0);
    rmSync(home, { recursive: true });
  });

  test('that cannot be read names file and line', () => {
    for (const [from, to] of [
      ['type: area', 'type: acre'], ['group: identity', 'grupo: identity'], ['name: location', 'name: parcel_no'],
      ['target: addressee', 'target: nobody'], ['field: dwellings', 'field: dwelings'], ['number: 101', 'number: 102'],
      ['    required: true', '   required: true'],
    ]) {
      const data = copy_of_data();
      change(data, 'registers/tax/parcel.yaml', from, to);
      const home = copy_of_city();
      const answer = run(['job', 'list'], { home, data });
      assert.equal(answer.status, 2, `${to}: ${answer.out}`);
      assert.match(answer.err, /parcel/, to);
      assert.equal(verify(home).status, 0);
      rmSync(home, { recursive: true });
    }
  });
});
