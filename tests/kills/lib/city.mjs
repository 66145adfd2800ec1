// The city that is killed: made once, copied for every trial, looked at from outside with sqlite3.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { answer, expect, start } from "./program.mjs";

export const kRows = 36000;
export const kImport = (file) => ["import", "parcel", file, "--valid-from", "2025-01-01"];
export const kLevy = ["levy", "--year", "2026"];
export const kResults = ["levy_parcel", "levy_house", "levy_asset", "levy_taxpayer"];

// Read only and beside the log: sqlite3 must not do the recovery that daicho is to be tested on.
export function sql(home, ...words) {
  const file = join(home, "daicho.db");
  const done = spawnSync("sqlite3", ["-readonly", "-batch", "-bail", file, ...words], {
    maxBuffer: 1 << 30,
  });
  expect(done.status === 0, `sqlite3: ${words.at(-1)}\n${done.stderr}`);
  return done.stdout.toString().trim();
}

export const count = (home, table) => Number(sql(home, `SELECT count(*) FROM ${table}`));

// Parcels of the city's own people, as many as make an import of about a second.
function write_parcels(file, people, rows) {
  const columns =
    "parcel_no,location,change_reason,owner,taxpayer,land_category,land_use,exempt_reason," +
    "city_planning_area,ledger_area,taxed_area,unit_price_yen,value_yen,dwellings";
  const lines = [columns];
  for (let i = 0; i < rows; ++i) {
    const who = people[i % people.length];
    const area = 100 + ((i * 37) % 300);
    const price = 20000 + ((i * 91) % 60000);
    lines.push(
      `9${String(i).padStart(8, "0")},試験町一丁目 ${i + 1}番,initial,${who},${who},` +
        `building_land,building_land,none,true,${area}.00,${area}.00,${price},${area * price},0`,
    );
  }
  writeFileSync(file, `${lines.join("\n")}\n`);
}

async function finish(home, words) {
  const { status, said } = await start(home, words).ended;
  expect(status === 0, `daicho ${words.join(" ")}: exit ${status}\n${said}`);
}

// Three homes: `plain` (the demonstration), `levied` (with the parcels of the CSV, ready for a levy
// of many batches) and `waiting` (with a levy that waits for its second person).
export async function make_city(folder, size, tell) {
  const city = { folder, plain: join(folder, "plain"), file: join(folder, "parcels.csv") };
  tell(`making the city (${size})`);
  await finish(city.plain, ["demo", "--size", size, "--no-serve"]);
  const people = sql(
    city.plain,
    "SELECT DISTINCT addressee_no FROM v_addressee WHERE kind = 'individual' ORDER BY 1",
  ).split("\n");
  write_parcels(city.file, people, kRows);
  tell(`importing ${kRows} parcels, undisturbed`);
  city.levied = copy(city, city.plain, "levied");
  await finish(city.levied, kImport(city.file));
  return city;
}

export function copy(city, from, name) {
  const to = join(city.folder, name);
  rmSync(to, { recursive: true, force: true });
  const done = spawnSync("cp", ["-a", "--reflink=auto", from, to]);
  expect(done.status === 0, `cp: ${done.stderr}`);
  return to;
}

export const remove = (home) => rmSync(home, { recursive: true, force: true });

// What must hold at any moment without a writer. daicho looks first, at the log as it was left.
export function sound(home) {
  const proof = answer(home, ["journal", "verify"]);
  expect(proof.ok === true && proof.fault === null, `verify: ${JSON.stringify(proof)}`);
  for (const job of answer(home, ["job", "list"]).jobs) {
    expect(job.state !== "running", `job ${job.id} is said to run, but nobody writes`);
  }
  return proof;
}

// The same, and the pages of the database: when a process was killed.
export function sound_after_kill(home) {
  const proof = sound(home);
  const check = sql(home, "PRAGMA quick_check");
  expect(check === "ok", `quick_check: ${check}`);
  return proof;
}

// SHA-256 of every byte of the rows, numbers and digests included, in the order of writing.
export function bytes_of_results(home, run) {
  const hash = createHash("sha256");
  for (const name of kResults) {
    const rows = sql(
      home,
      ".mode quote",
      `SELECT * FROM v_${name} WHERE run = ${run} ORDER BY version_id`,
    );
    hash.update(`${name}\n${rows}\n`);
  }
  return hash.digest("hex");
}

// The runs of a year as they stand, oldest first.
export function runs(home, year) {
  const rows = sql(
    home,
    ".mode json",
    `SELECT v.record_id AS run, v.run_no, v.state, v.result_digest AS digest,
       v.confirmed_by FROM w_head_levy_run AS h JOIN v_levy_run AS v USING (version_id)
       WHERE v.fiscal_year = ${year} ORDER BY v.record_id`,
  );
  return rows === "" ? [] : JSON.parse(rows);
}
