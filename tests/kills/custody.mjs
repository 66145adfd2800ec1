// Killed during a backup, a restore, a rotation of the city key and an erasure: what is left is
// whole or refused, and doing it again ends well.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { copy, count, remove, sound, sound_after_kill, sql } from "./lib/city.mjs";
import { answer, expect, kill_at, time_of } from "./lib/program.mjs";

const kAsker = "10271";
const kApprover = "10274";
const kAdmin = (home) =>
  sql(home, "SELECT a.account_no FROM v_role_assignment r JOIN v_account a ON a.record_id = r.account WHERE r.role = 'admin' LIMIT 1");

export async function prepare_backups(city) {
  const home = copy(city, city.plain, "backup");
  const { ms, answer: made } = await time_of(home, ["backup", "--to", join(city.folder, "first")]);
  remove(home);
  return { ms, from: join(city.folder, "first", made.name) };
}

const restored = (city, reference, home) => [
  "restore", "--from", reference.from, "--to", home, "--city-key", join(city.plain, "city.key"),
];

export async function backup_trial(city, reference, at) {
  const home = copy(city, city.plain, "backup");
  const folder = join(city.folder, "backups");
  remove(folder);
  const found = await kill_at(home, ["backup", "--to", folder], at, reference);
  if (!found.killed) return null;
  sound_after_kill(home);
  const whole = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d/.test(name)) : [];
  for (const name of whole) {
    expect(existsSync(join(folder, name, "manifest.txt")), `${name} has a name but is not whole`);
  }
  const made = answer(home, ["backup", "--to", folder]);
  const back = join(city.folder, "back");
  remove(back);
  answer(home, restored(city, { from: join(folder, made.name) }, back));
  sound(back);
  remove(home);
  remove(back);
  return { told: `${whole.length} whole` };
}

export async function prepare_restores(city, backup) {
  const home = join(city.folder, "restored");
  const { ms } = await time_of(city.plain, restored(city, backup, home));
  const rows = sound(home).rows;
  remove(home);
  return { ms, rows, from: backup.from };
}

export async function restore_trial(city, reference, at) {
  const home = join(city.folder, "restored");
  remove(home);
  const found = await kill_at(city.plain, restored(city, reference, home), at, reference);
  if (!found.killed) return null;
  const there = existsSync(home);
  if (!there) answer(city.plain, restored(city, reference, home));
  expect(sound(home).rows === reference.rows, "rows are missing, or too many");
  remove(home);
  return { told: there ? "in place" : "not there, done again" };
}

export async function prepare_rotations(city) {
  const home = copy(city, city.plain, "rotation");
  const { ms } = await time_of(home, ["key", "rotate", "--by", kAdmin(home)]);
  remove(home);
  return { ms };
}

export async function rotation_trial(city, reference, at) {
  const home = copy(city, city.plain, "rotation");
  const before = readFileSync(join(home, "city.key"));
  const by = kAdmin(home);
  const found = await kill_at(home, ["key", "rotate", "--by", by], at, reference);
  if (!found.killed) return null;
  sound_after_kill(home);
  const same = readFileSync(join(home, "city.key")).equals(before);
  answer(home, ["key", "rotate", "--by", by]);
  sound(home);
  expect(!existsSync(join(home, "city.key.next")), "a key was left beside");
  remove(home);
  return { told: same ? "the old key" : "the new key" };
}

// Persons who left long ago, and two people who agreed that they are erased.
const kGone = 200;
const kWord = "消尽野";
function write_people(folder) {
  const digit = (serial) => {
    let sum = 0;
    [...serial].reverse().forEach((c, i) => (sum += Number(c) * (2 + (i % 6))));
    const rest = sum % 11;
    return rest === 1 ? null : rest === 0 ? 0 : 11 - rest;
  };
  const head = "addressee_no,kind,name,kana,birth_date,address,valid_from,ended\n";
  const lines = { here: head, gone: head };
  for (let i = 0, made = 0; made < kGone; ++i) {
    const serial = String(800000000 + i);
    const check = digit(serial);
    if (check === null) continue;
    made += 1;
    const rest = `individual,${kWord} ${made}号,キエノ,1930-01-01,汐見市港町${made}番地`;
    lines.here += `${serial}${check},${rest},1990-01-01,\n`;
    lines.gone += `${serial}${check},${rest},2001-05-01,true\n`;
  }
  for (const [name, text] of Object.entries(lines)) writeFileSync(join(folder, `${name}.csv`), text);
}

export async function prepare_erasures(city) {
  write_people(city.folder);
  city.due = copy(city, city.plain, "due");
  for (const name of ["here", "gone"]) {
    answer(city.due, ["import", "addressee", join(city.folder, `${name}.csv`)]);
  }
  const { proposals } = answer(city.due, ["retention", "propose", "--year", "2026", "--by", kAsker]);
  expect(proposals[0].records >= kGone, `${proposals[0].records} are due`);
  const number = proposals[0].proposal;
  answer(city.due, ["retention", "approve", number, "--by", kApprover, "--reason", "満了"]);
  const home = copy(city, city.due, "erasure");
  const run = ["retention", "run", number, "--by", kAsker];
  const { ms } = await time_of(home, run);
  remove(home);
  return { ms, run, number };
}

const holds = (home) =>
  readdirSync(home).filter((name) => statSync(join(home, name)).isFile() &&
    readFileSync(join(home, name)).includes(kWord));

export async function erasure_trial(city, reference, at) {
  const home = copy(city, city.due, "erasure");
  expect(holds(home).length > 0, "the search finds nothing even before");
  const found = await kill_at(home, reference.run, at, reference);
  if (!found.killed) return null;
  sound_after_kill(home);
  const left = count(home, `v_addressee WHERE name LIKE '${kWord}%'`);
  expect(left === 0 || left === 2 * kGone, `${left} versions are left: half an erasure`);
  // Done again, or only wiped: whoever opens the data ends what was begun.
  answer(home, left === 0 ? ["copy", "propose", "--owners", "1", "--purpose", "x", "--recipient", "y",
    "--until", "2099-01-01", "--by", kAsker] : reference.run);
  expect(count(home, `v_addressee WHERE name LIKE '${kWord}%'`) === 0, "somebody is left");
  expect(holds(home).length === 0, `${holds(home)} still holds an erased name`);
  const paper = answer(home, ["retention", "certificate", reference.number]);
  expect(JSON.stringify(paper).includes("addressee"), "no certificate");
  sound(home);
  remove(home);
  return { told: left === 0 ? "erased, then wiped" : "not yet, done again" };
}
