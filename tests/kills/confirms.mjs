// Killed while a second person confirms: the run is provisional or confirmed, whole either way.
import { copy, kLevy, remove, runs, sound, sound_after_kill, sql } from "./lib/city.mjs";
import { answer, expect, kill_at, time_of } from "./lib/program.mjs";

const versions = (home, run) =>
  Number(sql(home, `SELECT count(*) FROM v_levy_run WHERE record_id = ${run}`));

export async function prepare_confirms(city) {
  city.waiting = copy(city, city.plain, "waiting");
  const { run_no } = answer(city.waiting, kLevy);
  const words = ["levy", "confirm", run_no, "--by", "20402"];
  const home = copy(city, city.waiting, "confirm");
  const { ms } = await time_of(home, words);
  const run = runs(home, 2026).find((one) => one.run_no === run_no);
  const reference = { ms, words, run, versions: versions(home, run.run), proof: sound(home) };
  remove(home);
  return reference;
}

export async function confirm_trial(city, reference, at) {
  const { words, run } = reference;
  const home = copy(city, city.waiting, "confirm");
  const killed = await kill_at(home, words, at, reference);
  if (!killed.killed) return null;
  sound_after_kill(home);
  const state = () => runs(home, 2026).find((one) => one.run === run.run);
  const { state: left } = state();
  expect(left === "provisional" || left === "confirmed", `the run is ${left}`);
  if (killed.answer !== null) expect(left === "confirmed", "confirmed was said, and is not so");
  if (left === "provisional") {
    expect(answer(home, words).state === "confirmed", "confirming again did not confirm");
  } else {
    const [refused] = answer(home, words, 2).errors;
    expect(refused.id === "levy.not_provisional", `refused with ${refused.id}`);
  }
  expect(JSON.stringify(state()) === JSON.stringify(run), "the run differs from the undisturbed one");
  expect(versions(home, run.run) === reference.versions, "the run has versions too many");
  const proof = sound(home);
  for (const what of ["rows", "entries"]) {
    expect(proof[what] === reference.proof[what], `${what}: ${proof[what]}`);
  }
  remove(home);
  return left;
}
