// Killed during an import: the register has the rows from before or all of them, never a part.
import { createHash } from "node:crypto";

import { copy, count, kImport, kRows, remove, sound, sound_after_kill, sql } from "./lib/city.mjs";
import { answer, expect, kill_at, time_of } from "./lib/program.mjs";

// The register as people see it: all columns of the present versions but numbers, salts, digests.
function register_digest(home) {
  const names = sql(
    home,
    `SELECT group_concat('v."' || name || '"') FROM pragma_table_info('v_parcel')
       WHERE name NOT LIKE 'row\\_%' ESCAPE '\\' AND name NOT IN ('version_id', 'commit_no')`,
  );
  const rows = sql(
    home,
    ".mode quote",
    `SELECT ${names} FROM w_head_parcel AS h JOIN v_parcel AS v USING (version_id)
       ORDER BY v.parcel_no, v.valid_from`,
  );
  return createHash("sha256").update(rows).digest("hex");
}

export async function prepare_imports(city) {
  const home = copy(city, city.plain, "import");
  const before = { rows: sound(home).rows, parcels: count(home, "v_parcel") };
  const { ms } = await time_of(home, kImport(city.file));
  const reference = { before, ms, digest: register_digest(home) };
  expect(sound(home).rows === before.rows + kRows, "the undisturbed import is not whole");
  remove(home);
  return reference;
}

export async function import_trial(city, reference, at) {
  const { before } = reference;
  const home = copy(city, city.plain, "import");
  const killed = await kill_at(home, kImport(city.file), at, reference);
  if (!killed.killed) return null;
  const left = sound_after_kill(home).rows - before.rows;
  expect(left === 0 || left === kRows, `${left} rows of ${kRows} landed`);
  const landed = count(home, "v_parcel") - before.parcels;
  expect(landed === left, `v_parcel has ${landed} new rows, the journal speaks of ${left}`);
  if (killed.answer !== null) expect(left === kRows, "the import was reported and is not there");
  // Again: what was there already gets a new version, the rest lands.
  const again = answer(home, kImport(city.file));
  expect(again.landed === kRows, `the second import landed ${again.landed}`);
  expect(again.new_records === kRows - left, `the second import made ${again.new_records} records`);
  expect(sound(home).rows === before.rows + left + kRows, "rows are missing after the second import");
  expect(register_digest(home) === reference.digest, "the register differs from the undisturbed one");
  remove(home);
  return left === 0 ? "before the commit" : "after the commit";
}
