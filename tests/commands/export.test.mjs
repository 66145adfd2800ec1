// What import takes, export gives: the small city, exported register by register and imported into
// an empty one, has the same heads; nothing leaves without a trace, nothing half-written stays.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { copy_of_city, one, rows, run, scratch_file, sql, verify } from './lib/city.mjs';

let home;
let registers;
before(() => {
  home = copy_of_city();
  registers = run(['register', 'list']).json.registers.map(({ register }) => register);
});

const write = (register, file, ...more) =>
  run(['export', register, '--reason', 'test', '--with-protected', '--out', file, ...more], { home });

/** Registers in an order in which every reference finds its target; results of levies cannot be imported. */
function importable() {
  const refs = new Map();
  for (const name of registers) {
    const yaml = one(home, `SELECT text FROM w_definition WHERE name = '${name}' ORDER BY revision DESC LIMIT 1`);
    refs.set(name, { event: /^temporal: event/m.test(yaml), document: /^documents_of:/m.test(yaml), to: [...yaml.matchAll(/\btarget: (\w+)/g)].map((m) => m[1]) });
  }
  const order = [];
  const visit = (name) => {
    if (order.includes(name)) return;
    for (const to of refs.get(name).to) if (to !== name) visit(to);
    order.push(name);
  };
  registers.forEach(visit);
  // No file of rows holds a document: registers of documents come with a backup alone.
  const rows = order.filter((name) => !refs.get(name).document);
  return { rows: rows.length, order: rows.filter((name) => !refs.get(name).to.some((to) => refs.get(to).event)) };
}

test('export, import into an empty city, export: the same bytes for every register', () => {
  const empty = scratch_file('empty-city');
  // An empty city: the tables of a fresh home, made by the first command that writes.
  const made = run(['demo', '--size', 'small', '--no-levy', '--no-serve'], { home: empty });
  assert.equal(made.status, 0, made.err);
  // The demonstration's old system had shares that do not add up: they come along, as they did.
  const { rows: most, order } = importable();
  assert.ok(order.length >= most - 10, `${order}`);
  const heads = sql(empty, "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'v\\_%' ESCAPE '\\' OR name LIKE 'w\\_head\\_%' ESCAPE '\\' OR name LIKE 'w\\_key\\_%' ESCAPE '\\')").trim().split('\n');
  const triggers = rows(empty, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'j%'");
  sql(empty, [...triggers.map(({ name }) => `DROP TRIGGER "${name}";`), ...heads.map((name) => `DELETE FROM "${name}";`),
    'DELETE FROM w_blind;', ...triggers.map(({ sql: text }) => `${text};`)].join('\n'));
  let landed = 0;
  for (const name of order) {
    const file = scratch_file(`${name}.csv`);
    const out = write(name, file);
    assert.equal(out.status, 0, `${name}: ${out.err}`);
    const answer = run(['import', name, file, '--carried-over'], { home: empty });
    assert.equal(answer.status, 0, `${name}: ${answer.err.slice(0, 2000)}`);
    assert.equal(answer.json.landed, out.json.rows, name);
    landed += answer.json.landed;
    const again = scratch_file(`${name}.again.csv`);
    const back = run(['export', name, '--reason', 'test', '--with-protected', '--out', again], { home: empty });
    assert.equal(back.status, 0, back.err);
    assert.ok(readFileSync(again).equals(readFileSync(file)), `${name} came back changed`);
  }
  assert.ok(landed > 1000, `${landed} rows`);
});

test('what is exported is the head: as many rows, and an event for each version', () => {
  for (const name of registers) {
    const out = write(name, scratch_file(`${name}.count.csv`));
    const head = rows(home, `SELECT name FROM sqlite_master WHERE name = 'w_head_${name}'`).length > 0;
    assert.equal(out.json.rows, one(home, `SELECT count(*) FROM ${head ? 'w_head' : 'v'}_${name}`), name);
  }
});

test('the entry is there before the file; the journal still verifies', () => {
  const before_it = one(home, 'SELECT max(number) FROM j_entry');
  const out = write('addressee', scratch_file('people.csv'));
  assert.ok(out.json.entry > before_it);
  const header = one(home, `SELECT hex(header) FROM j_entry WHERE number = ${out.json.entry}`);
  assert.equal(parseInt(header.slice(34, 38), 16), 32, 'disclosure_export');
  assert.equal(one(home, `SELECT count(*) FROM w_seen WHERE entry = ${out.json.entry}`),
    one(home, 'SELECT count(DISTINCT record_id) FROM w_head_addressee'));
  assert.equal(verify(home).status, 0);
});

describe('refused', () => {
  const refused = (args, id) => {
    const file = scratch_file('refused.csv');
    const answer = run([...args, '--out', file], { home });
    assert.equal(answer.status, 2, answer.out);
    assert.equal(answer.json.errors[0].id, id);
    assert.ok(!existsSync(file) && !existsSync(`${file}.part`));
  };
  test('without a reason', () => refused(['export', 'addressee'], 'export.reason'));
  test('an unknown register, format, charset, day', () => {
    refused(['export', 'nothing', '--reason', 'x'], 'register.unknown');
    refused(['export', 'parcel', '--reason', 'x', '--format', 'ods'], 'export.option');
    refused(['export', 'parcel', '--reason', 'x', '--charset', 'latin1'], 'export.option');
    refused(['export', 'parcel', '--reason', 'x', '--as-of', '2026-02-31'], 'date.does_not_exist');
    refused(['export', 'parcel', '--reason', 'x', '--as-known', 'now'], 'cli.not_a_number');
  });
  test('a person without the permission', () => {
    const auditor = JSON.parse(readFileSync(`${home}/logins.json`, 'utf8'));
    const number = JSON.stringify(auditor).match(/"account":"(80110)"/)[1];
    refused(['export', 'parcel', '--reason', 'x', '--by', number], 'register.denied');
  });
});

test('standard output has the rows alone and leaves no spool', () => {
  const answer = run(['export', 'department', '--format', 'jsonl', '--reason', 'x'], { home });
  assert.equal(answer.status, 0, answer.err);
  const lines = answer.out.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(lines.length, one(home, 'SELECT count(*) FROM w_head_department'));
  assert.deepEqual(readdirSync(home).filter((name) => name.startsWith('export-')), []);
});

test('CP932: what does not exist there is named, replaced only with a list beside', () => {
  const no = one(home, "SELECT addressee_no FROM w_head_addressee WHERE kind = 'individual' LIMIT 1");
  const file = scratch_file('one.csv');
  assert.equal(write('addressee', file).status, 0);
  const [header, ...lines] = readFileSync(file, 'utf8').split('\r\n');
  const name = header.split(',').indexOf('name');
  const cells = lines.find((line) => line.startsWith(`${no},`)).split(',');
  cells[name] = '𠮷田 花';
  const changed = scratch_file('changed.csv', `${header}\r\n${cells.join(',')}\r\n`);
  assert.equal(run(['import', 'addressee', changed], { home }).status, 0);
  const out = scratch_file('cp932.csv');
  const refused = write('addressee', out, '--charset', 'cp932');
  assert.equal(refused.status, 2);
  assert.match(refused.out, new RegExp(`${no}.*𠮷.*U\\+20BB7.*吉`));
  assert.ok(!existsSync(out));
  const done = write('addressee', out, '--charset', 'cp932', '--unmapped', 'replace');
  assert.equal(done.status, 0, done.err);
  assert.match(readFileSync(`${out}.unmapped.csv`, 'utf8'), /name,𠮷,U\+20BB7,吉/);
  assert.match(new TextDecoder('shift_jis').decode(readFileSync(out)), /吉田 花/);
});
