// Whoever changes the database behind the program's back is found out: `journal verify` names each
// changed row by register and version, each changed entry by its number, each head by its record.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { copy_of_city, numbers, one, rows, run, scratch_file, sql as plain_sql, verify } from './lib/city.mjs';

const seed = process.env.DAICHO_COMMANDS_SEED ?? String(Date.now());
const pick = numbers(seed);
const quoted = (name) => `"${name}"`;

// Those of the journal come back whenever the program opens it.
const journal_triggers = ['entry', 'checkpoint'].flatMap((table) =>
  ['insert', 'update', 'delete'].map((what) => `DROP TRIGGER IF EXISTS t_${table}_${what};`));
const sql = (home, text) => plain_sql(home, journal_triggers.join('') + text);

// The attacker has all rights in the database: he drops what guards it.
function disarmed_city() {
  const home = copy_of_city();
  const triggers = rows(home, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
  plain_sql(home, triggers.map(({ name }) => `DROP TRIGGER ${quoted(name)};`).join('\n'));
  assert.equal(verify(home).status, 0, 'an untouched copy verifies');
  return home;
}

// Other values for one cell, by its type. `value` is as SQLite's quote() gives it.
const kinds = {
  changed({ type, value }) {
    if (type === 'INTEGER') return value === 'NULL' ? '1' : `(${value}) + 1`;
    if (type === 'TEXT') return value === 'NULL' ? "'x'" : `${value} || ' '`;
    if (value === 'NULL') return "x'00'";
    const hex = value.slice(2, -1);
    if (hex === '') return "x'00'";
    const at = pick(hex.length / 2) * 2;
    const byte = parseInt(hex.slice(at, at + 2), 16) ^ (1 << pick(8));
    return `x'${hex.slice(0, at)}${byte.toString(16).padStart(2, '0')}${hex.slice(at + 2)}'`;
  },
  // A number that looks the same to whoever keeps 32 bits of it; a text without its last
  // character; bytes cut off.
  narrowed({ type, value }) {
    if (value === 'NULL') return null;
    if (type === 'INTEGER') return `(${value}) + 4294967296`;
    if (type === 'TEXT') return value === "''" ? null : `substr(${value}, 1, length(${value}) - 1)`;
    return value === "x''" || value === "X''" ? null : `substr(${value}, 1, length(${value}) - 1)`;
  },
  emptied({ notnull, value }) {
    return notnull || value === 'NULL' ? null : 'NULL';
  },
  // Nothing and the empty value are not the same.
  filled({ type, value }) {
    if (value !== 'NULL') return null;
    return { INTEGER: '0', TEXT: "''", BLOB: "x''" }[type];
  },
};

const columns_of = (home, table) =>
  rows(home, `SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`);

const tables_with_rows = (home, like) =>
  rows(home, `SELECT name FROM sqlite_master WHERE name GLOB '${like}' AND type = 'table'`)
    .map(({ name }) => name)
    .filter((name) => one(home, `SELECT count(*) FROM ${name}`) > 0);

// Verification names at most 100 faults.
const kMost = 90;

// Every column in every kind of change, each in a row of its own; what finds no free row waits for
// the next round.
function rounds_of(home, table) {
  const versions = rows(home, `SELECT version_id v FROM ${table}`).map(({ v }) => v);
  const wanted = [];
  let free = [];
  let round = -1;
  let used = 0;
  for (const kind of Object.keys(kinds)) {
    for (const column of columns_of(home, table)) {
      if (column.name === 'version_id') continue;
      if (free.length === 0 || used === kMost) {
        free = [...versions];
        used = 0;
        ++round;
      }
      const [version] = free.splice(pick(free.length), 1);
      wanted.push({ ...column, kind, version, round });
      ++used;
    }
  }
  const values = sql(home, wanted.map(({ name, version }) =>
    `SELECT hex(quote(${quoted(name)})) FROM ${table} WHERE version_id = ${version};`).join('\n'))
    .trimEnd()
    .split('\n');
  const rounds = [];
  wanted.forEach((cell, i) => {
    const value = Buffer.from(values[i], 'hex').toString('utf8');
    const fresh = kinds[cell.kind]({ ...cell, value });
    if (fresh === null) return;
    (rounds[cell.round] ??= []).push({ ...cell, value, fresh });
  });
  return rounds.filter(Boolean);
}

const named = (answer) =>
  answer.json.faults.map((fault) => `${fault.register} ${fault.version ?? fault.record}`).sort();

// Does `harm` to a copy of its own, gives what verification says then.
function after(harm) {
  const home = disarmed_city();
  const more = harm(home) ?? [];
  const answer = verify(home, ...more);
  assert.equal(answer.json?.ok, answer.status === 0, answer.err);
  return answer;
}

function assert_named(answer, id, where) {
  assert.equal(answer.status, 1, answer.out);
  assert.equal(answer.json.fault.id, id, answer.out);
  for (const [name, value] of Object.entries(where)) {
    assert.equal(answer.json.fault[name], String(value), answer.out);
    assert.ok(answer.json.fault.message_ja.includes(String(value)), answer.out);
    assert.ok(answer.json.fault.message_en.includes(String(value)), answer.out);
  }
  assert.ok(answer.err.includes(answer.json.fault.message_en), 'said to the person, too');
}

// Rounds of many tables that one verification looks at: at most one of each table, so that no row
// is harmed twice, and no more cells than it names.
function together(rounds, most) {
  const waiting = [...rounds];
  const batches = [];
  while (waiting.length > 0) {
    const batch = [];
    const tables = new Set();
    let cells = 0;
    for (let i = 0; i < waiting.length; ) {
      const { table, round } = waiting[i];
      const fits = batch.length === 0 || (!tables.has(table) && cells + round.length <= most);
      if (!fits) {
        ++i;
        continue;
      }
      tables.add(table);
      cells += round.length;
      batch.push(...waiting.splice(i, 1));
    }
    batches.push(batch);
  }
  return batches;
}

test(`every column of every register, in any row (seed ${seed})`, () => {
  const home = disarmed_city();
  const tables = tables_with_rows(home, 'v_*');
  assert.ok(tables.length > 35, 'nearly all registers have rows');
  const rounds = tables.flatMap((table) => rounds_of(home, table).map((round) => ({ table, round })));
  for (const batch of together(rounds, kMost)) {
    const set = (key) => batch
      .flatMap(({ table, round }) => round.map((cell) =>
        `UPDATE ${table} SET ${quoted(cell.name)} = ${cell[key]} WHERE version_id = ${cell.version};`))
      .join('\n');
    sql(home, `BEGIN; ${set('fresh')} COMMIT;`);
    const answer = verify(home);
    const what = () => `seed ${seed}: ${JSON.stringify(batch)}`;
    assert.equal(answer.status, 1, what());
    const expected = batch
      .flatMap(({ table, round }) => round.map(({ version }) => `${table.slice(2)} ${version}`))
      .sort();
    if (JSON.stringify(named(answer)) !== JSON.stringify(expected))
      assert.deepEqual(named(answer), expected, what());
    sql(home, `BEGIN; ${set('value')} COMMIT;`);
  }
  assert.equal(verify(home).status, 0, 'all is as before');
});

describe(`rows (seed ${seed})`, () => {
  const table = 'v_parcel';

  test('a version under another number is missing where it was', () => {
    const answer = after((home) => {
      sql(home, `UPDATE ${table} SET version_id = 1000000 WHERE version_id = 17;`);
    });
    assert_named(answer, 'register.fault.missing', { register: 'parcel', version: 17 });
    const stray = answer.json.faults.at(-1);
    assert.deepEqual([stray.id, stray.version], ['register.fault.stray', '1000000']);
  });

  test('a deleted row, the first, one in the middle, the last', () => {
    const last = one(disarmed_city(), `SELECT max(version_id) FROM ${table}`);
    for (const version of [1, 2 + pick(last - 2), last]) {
      const answer = after((home) => {
        sql(home, `DELETE FROM ${table} WHERE version_id = ${version};`);
      });
      assert_named(answer, 'register.fault.missing', { register: 'parcel', version });
    }
  });

  test('an inserted row, before, behind', () => {
    for (const version of [-3, 0, 1000001]) {
      const answer = after((home) => {
        const names = columns_of(home, table).map(({ name }) => quoted(name));
        sql(home, `INSERT INTO ${table} (${names}) SELECT ${version}, ${names.slice(1)} ` +
          `FROM ${table} WHERE version_id = 1;`);
      });
      assert_named(answer, 'register.fault.stray', { register: 'parcel', version });
    }
  });

  test('a register emptied', () => {
    const answer = after((home) => {
      sql(home, 'DELETE FROM v_co_owner; DELETE FROM w_head_co_owner;');
    });
    assert_named(answer, 'register.fault.missing', { register: 'co_owner', version: 1 });
  });

  // Each row is sound in itself: the order is what the entry sealed.
  test('two rows swapped under one entry', () => {
    const answer = after((home) => {
      sql(home, `UPDATE ${table} SET version_id = -1 WHERE version_id = 5;
        UPDATE ${table} SET version_id = 5 WHERE version_id = 9;
        UPDATE ${table} SET version_id = 9 WHERE version_id = -1;`);
    });
    assert_named(answer, 'register.fault.root', { register: 'parcel' });
  });

  test('personal values changed in a row made to look erased', () => {
    const answer = after((home) => {
      sql(home, "UPDATE v_addressee SET row_salt = NULL, name = '別人' WHERE version_id = 3;");
    });
    assert_named(answer, 'register.fault.row', { register: 'addressee', version: 3 });
  });

  test('a row emptied of what is personal, without an erasure', () => {
    const answer = after((home) => {
      sql(home, `UPDATE v_tax_agent SET row_salt = NULL, taxpayer = NULL, agent = NULL, kind = NULL
        WHERE version_id = 1; UPDATE w_head_tax_agent SET taxpayer = NULL, agent = NULL, kind = NULL
        WHERE version_id = 1;`);
    });
    assert_named(answer, 'register.fault.emptied', { register: 'tax_agent', version: 1 });
  });

  test('a row named as erased without any entry of erasure', () => {
    const answer = after((home) => {
      sql(home, `INSERT INTO j_erasure VALUES (51, 1, 10);`);
    });
    assert_named(answer, 'register.fault.not_erased', { register: 'addressee', version: 1 });
  });
});

// Of each row harmed in a working table several things may be named.
const kMostWorking = 24;

// Every column of a working table, each in a row of its own as long as there are rows.
function working_rounds(home, table) {
  const keys = rows(home, `SELECT record_id r, min(valid_from) f FROM ${table} GROUP BY r`);
  let free = [];
  const rounds = [];
  for (const column of columns_of(home, table)) {
    if (free.length === 0 || rounds.at(-1).length === kMostWorking) {
      free = [...keys];
      rounds.push([]);
    }
    const [{ r, f }] = free.splice(pick(free.length), 1);
    const where = `WHERE record_id = ${r} AND valid_from = ${f}`;
    const value = sql(home, `SELECT quote(${quoted(column.name)}) FROM ${table} ${where};`).trimEnd();
    const kind = ['changed', 'narrowed', 'emptied'][pick(3)];
    const fresh = column.name === 'record_id'
      ? String(1_000_000 + r)
      : kinds[kind]({ ...column, notnull: column.notnull || column.pk, value }) ??
        kinds.changed({ ...column, value });
    rounds.at(-1).push({ ...column, r, where, fresh });
  }
  return rounds;
}

test(`every column of the working tables, in any row (seed ${seed})`, () => {
  const home = disarmed_city();
  const rounds = tables_with_rows(home, 'w_head_*')
    .flatMap((table) => working_rounds(home, table).map((round) => ({ table, round })));
  for (const batch of together(rounds, kMostWorking)) {
    sql(home, batch.map(({ table, round }) =>
      `CREATE TABLE kept_${table} AS SELECT * FROM ${table};` + round.map(({ name, fresh, where }) =>
        `UPDATE ${table} SET ${quoted(name)} = ${fresh} ${where};`).join('')).join('\n'));
    const answer = verify(home);
    const what = `seed ${seed}: ${JSON.stringify(batch)}\n${answer.out}`;
    assert.equal(answer.status, 1, what);
    const names = named(answer);
    for (const { table, round } of batch) {
      for (const { r } of round) {
        const name = `${table.slice(7)} ${r}`;
        assert.ok(names.includes(name), `${name} not named; ${what}`);
      }
    }
    sql(home, batch.map(({ table }) => `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM ` +
      `kept_${table}; DROP TABLE kept_${table};`).join('\n'));
  }
  assert.equal(verify(home).status, 0, 'all is as before');
});

describe(`the journal (seed ${seed})`, () => {
  const entries = () => one(copy, 'SELECT max(number) FROM j_entry');
  let copy;
  before(() => {
    copy = disarmed_city();
  });

  const flips = {
    number: (value) => `(${value}) + 1000000`,
    header: (value) => kinds.changed({ type: 'BLOB', value }),
    leaf: (value) => kinds.changed({ type: 'BLOB', value }),
    body: (value) => kinds.changed({ type: 'BLOB', value }),
  };

  for (const [column, flip] of Object.entries(flips)) {
    test(`${column} of an entry`, () => {
      const last = entries();
      for (const entry of [1, last, 1 + pick(last), 1 + pick(last), 1 + pick(last)]) {
        const value = sql(copy, `SELECT quote(${column}) FROM j_entry WHERE number = ${entry};`).trimEnd();
        const fresh = flip(value);
        sql(copy, `UPDATE j_entry SET ${column} = ${fresh} WHERE number = ${entry};`);
        const answer = verify(copy);
        const what = `seed ${seed}: ${column} of entry ${entry}\n${answer.out}`;
        assert.equal(answer.status, 1, what);
        assert.match(answer.json.fault.id, /^journal\.fault\./, what);
        assert.equal(answer.json.fault.entry, String(entry), what);
        const now = column === 'number' ? fresh : entry;
        sql(copy, `UPDATE j_entry SET ${column} = ${value} WHERE number = ${now};`);
      }
      assert.equal(verify(copy).status, 0, 'all is as before');
    });
  }

  test('an emptied body: bodies are erased by their key alone', () => {
    const answer = after((home) => {
      sql(home, 'UPDATE j_entry SET body = NULL WHERE number = 40;');
    });
    assert_named(answer, 'journal.fault.body_emptied', { entry: 40 });
  });

  test('a deleted entry and two swapped ones', () => {
    const entry = 2 + pick(entries() - 2);
    const gone = after((home) => {
      sql(home, `DELETE FROM j_entry WHERE number = ${entry};`);
    });
    assert_named(gone, 'journal.fault.missing', { entry });
    const swapped = after((home) => {
      sql(home, `UPDATE j_entry SET number = -1 WHERE number = ${entry};
        UPDATE j_entry SET number = ${entry} WHERE number = ${entry - 1};
        UPDATE j_entry SET number = ${entry - 1} WHERE number = -1;`);
    });
    assert_named(swapped, 'journal.fault.header', { entry: entry - 1 });
  });

  test('a checkpoint: its number, its time, its text', () => {
    for (const [column, fresh] of [
      ['note', "replace(note, char(10) || '—', 'A' || char(10) || '—')"],
      ['note', "''"],
      ['time', 'time + 1'],
      ['time', 'time + 4294967296'],
      ['size', 'size - 2'], // no other checkpoint stands there
    ]) {
      const answer = after((home) => {
        sql(home, `UPDATE j_checkpoint SET ${column} = ${fresh}
          WHERE size = (SELECT max(size) FROM j_checkpoint);`);
      });
      const entry = entries() - (column === 'size' ? 2 : 0);
      assert_named(answer, 'journal.fault.checkpoint', { entry });
    }
  });

  test('the newest entries cut off: the seal over them stays behind', () => {
    const last = entries();
    const answer = after((home) => {
      sql(home, `DELETE FROM j_entry WHERE number > ${last - 3};`);
    });
    const seal = one(copy, `SELECT min(size) FROM j_checkpoint WHERE size > ${last - 3}`);
    assert_named(answer, 'journal.fault.truncated', { entry: last - 2, last: seal });
  });

  // Rolled back to a state that was once true: only whoever kept a note outside can tell.
  test('the newest entries cut off with rows, heads and seals: the witness knows', () => {
    const witness = scratch_file('witness.txt', rows(copy, 'SELECT note FROM j_checkpoint ORDER BY size')
      .map(({ note }) => note)
      .join('\n'));
    const last = entries();
    let cut = last;
    const roll_back = (home) => {
      const number = one(home, 'SELECT number FROM w_definition WHERE name = \'department\'');
      assert.ok(number > 0);
      cut = one(home, 'SELECT max(size) FROM j_checkpoint WHERE size < (SELECT max(size) FROM j_checkpoint)');
      let statements = `DELETE FROM j_entry WHERE number > ${cut}; DELETE FROM j_checkpoint WHERE size > ${cut};`;
      for (const table of tables_with_rows(home, 'v_*')) {
        statements += `DELETE FROM ${table} WHERE commit_no > ${cut};`;
      }
      sql(home, statements);
    };
    const with_witness = after((home) => {
      roll_back(home);
      return ['--witness', witness];
    });
    assert_named(with_witness, 'journal.fault.truncated_witness', { entry: cut + 1, last });
    const sound = run(['journal', 'verify', '--witness', witness], { home: copy });
    assert.equal(sound.status, 0, sound.out);
  });

  test('a witness of another journal, or none at all, is refused', () => {
    const other = scratch_file('other.txt', 'daicho/139999\n5\nnothing\n\n— x y\n');
    const answer = run(['journal', 'verify', '--witness', other], { home: copy });
    assert.equal(answer.status, 2, answer.out);
    const missing = run(['journal', 'verify', '--witness', other + '.none'], { home: copy });
    assert.equal(missing.status, 2, missing.out);
  });
});
