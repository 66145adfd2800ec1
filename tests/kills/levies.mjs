// Killed during a levy, and half of the time again while it resumes: the same run, the same bytes.
import { bytes_of_results, copy, count, kLevy, kResults } from "./lib/city.mjs";
import { remove, runs, sound, sound_after_kill } from "./lib/city.mjs";
import { answer, expect, kill_at, time_of } from "./lib/program.mjs";

// What one levy leaves: its answer without the times, and every byte of its rows.
function outcome(home, report) {
  const { took_ms, resumed, ...said } = report;
  const run = runs(home, 2026).find((one) => one.run_no === said.run_no);
  return { said, run: run.run, bytes: bytes_of_results(home, run.run) };
}

export async function prepare_levies(city) {
  const home = copy(city, city.levied, "levy");
  const before = runs(home, 2026).length;
  const { ms, answer: report } = await time_of(home, kLevy);
  const made = outcome(home, report);
  const rows = sound(home).rows;
  remove(home);
  return { before, ms, rows, ...made };
}

// State of the run after a kill: "not begun", "begun" or "finished"; nothing else is allowed.
function stage(home, reference) {
  sound_after_kill(home);
  const all = runs(home, 2026);
  const fresh = all.slice(reference.before);
  expect(fresh.length <= 1, `${fresh.length} runs where one was started`);
  if (fresh.length === 0) {
    for (const name of kResults) {
      const stray = count(home, `v_${name} WHERE run NOT IN (SELECT record_id FROM v_levy_run)`);
      expect(stray === 0, `${stray} rows of ${name} belong to no run`);
    }
    return "not begun";
  }
  expect(fresh[0].state === "provisional", `the run is ${fresh[0].state}`);
  return fresh[0].digest ? "finished" : "begun";
}

const rows_of_run = (home, run) =>
  kResults.reduce((sum, name) => sum + count(home, `v_${name} WHERE run = ${run}`), 0);

function check_finished(home, reference, report) {
  const made = outcome(home, report);
  expect(
    JSON.stringify(made.said) === JSON.stringify(reference.said),
    `the answer differs: ${JSON.stringify(made.said)}`,
  );
  expect(made.run === reference.run, `run ${made.run} instead of ${reference.run}`);
  expect(made.bytes === reference.bytes, "the rows differ from those of the undisturbed levy");
}

export async function levy_trial(city, reference, at, again) {
  const home = copy(city, city.levied, "levy");
  const first = await kill_at(home, kLevy, at, reference);
  if (!first.killed) return null;
  let found = stage(home, reference);
  let kills = 1;
  let half = found === "begun" ? rows_of_run(home, reference.run) : 0;
  const told = [found];
  if (again !== null && found !== "finished") {
    const second = await kill_at(home, kLevy, again, reference);
    if (second.killed) {
      kills += 1;
      found = stage(home, reference);
      told.push(found);
      const now = found === "finished" ? half : rows_of_run(home, reference.run);
      expect(now >= half, `the resumed run lost rows: ${half} became ${now}`);
      half = now;
    } else {
      found = "ended";
      check_finished(home, reference, second.answer);
    }
  }
  if (found === "not begun" || found === "begun") {
    const report = answer(home, kLevy);
    expect(report.resumed === (found === "begun"), `resumed is ${report.resumed}: ${found}`);
    check_finished(home, reference, report);
  } else {
    const [run] = runs(home, 2026).slice(reference.before);
    expect(run.digest === reference.said.result_digest, "the digest differs");
    expect(bytes_of_results(home, run.run) === reference.bytes, "the rows differ");
  }
  expect(sound(home).rows === reference.rows, "rows are missing, or too many");
  expect(runs(home, 2026).every((run) => run.digest), "a run without digest was left behind");
  const proof = answer(home, ["journal", "verify", "--run", reference.said.run_no]);
  expect(proof.ok && proof.rows >= rows_of_run(home, reference.run), "verify --run saw too little");
  remove(home);
  const rows = half > 0 ? ` with ${half} rows` : "";
  return { kills, told: `${told.join(", then ")}${rows}` };
}
