// Running daicho, and ending it without warning.
import { spawn, spawnSync } from "node:child_process";

const daicho = process.env.DAICHO;
const living = new Set();

// The runner takes its children along when it is ended itself.
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => {
    for (const child of living) child.kill("SIGKILL");
    process.exit(1);
  });
}

export function expect(good, what) {
  if (!good) throw new Error(what);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// A command that runs on its own: `ended` resolves with what it said.
export function start(home, words) {
  const child = spawn(daicho, words, { env: { ...process.env, DAICHO_HOME: home } });
  let out = "";
  let words_for_people = "";
  living.add(child);
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (words_for_people += data));
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => {
      living.delete(child);
      resolve({ status, signal, answer: parsed(out), said: words_for_people });
    });
  });
  return { child, ended, said: () => words_for_people };
}

// Runs a command to its end and gives its answer; another exit status than the expected is a fault.
export function answer(home, words, status = 0) {
  const done = spawnSync(daicho, words, {
    env: { ...process.env, DAICHO_HOME: home },
    maxBuffer: 1 << 26,
  });
  const told = `daicho ${words.join(" ")}: exit ${done.status}\n${done.stderr}`;
  expect(done.status === status, told);
  const value = parsed(done.stdout);
  expect(value !== null, `${told}: no JSON`);
  return value;
}

export async function time_of(home, words) {
  const from = performance.now();
  const { status, answer: value, said } = await start(home, words).ended;
  expect(status === 0, `daicho ${words.join(" ")}: exit ${status}\n${said}`);
  return { ms: performance.now() - from, answer: value };
}

// Ends the command with SIGKILL at a part of the time that `reference.ms` says it takes. `killed` is
// false when it was over before. The machine's load changes: the reference learns from runs that were
// faster, and from those that still lived near their end, so that moments behind the commit are hit.
export async function kill_at(home, words, at, reference) {
  const from = performance.now();
  const running = start(home, words);
  const timer = setTimeout(() => running.child.kill("SIGKILL"), at * reference.ms);
  const result = await running.ended;
  clearTimeout(timer);
  const killed = result.signal === "SIGKILL";
  const took = performance.now() - from;
  const fine = killed || result.status === 0;
  expect(fine, `daicho ${words.join(" ")}: exit ${result.status}\n${result.said}`);
  if (!killed) reference.ms += 0.3 * Math.min(0, took - reference.ms);
  if (killed && at > 0.85) reference.ms *= 1.05;
  return { ...result, killed };
}

// mulberry32: small, and the same everywhere.
export function random_of(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
