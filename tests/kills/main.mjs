// The trials in their order. Arguments: FOLDER and the options of `run`.
import { parseArgs } from "node:util";

import { besides } from "./beside.mjs";
import * as custody from "./custody.mjs";
import { confirm_trial, prepare_confirms } from "./confirms.mjs";
import { import_trial, prepare_imports } from "./imports.mjs";
import { levy_trial, prepare_levies } from "./levies.mjs";
import { make_city } from "./lib/city.mjs";
import { random_of } from "./lib/program.mjs";
import { threads_trial } from "./threads.mjs";

const kKinds = ["imports", "levies", "confirms", "custody", "threads", "beside"];
const kAttempts = 8; // a run that was over before its kill is no trial

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    size: { type: "string", default: "small" },
    only: { type: "string" },
  },
});
const [times, seed] = [Number(options.times), Number(options.seed)];
if (!Number.isInteger(times) || times < 1 || !Number.isInteger(seed)) {
  throw new Error("--times and --seed are whole numbers");
}
if (options.only !== undefined && !kKinds.includes(options.only)) {
  throw new Error(`--only is one of ${kKinds.join(", ")}`);
}

const tell = (text) => console.error(`   ${text}`);
const random = random_of(seed);
const wanted = (kind) => options.only === undefined || options.only === kind;
let passed = 0;
let failed = 0;
let kills = 0;

async function trial(name, body) {
  const from = performance.now();
  const time = () => `${((performance.now() - from) / 1000).toFixed(1)} s`;
  try {
    const told = await body();
    passed += 1;
    tell(`${name}: ${told ?? "good"} (${time()})`);
  } catch (error) {
    failed += 1;
    console.error(`✗ ${name} (seed ${seed}): ${error.message}`);
  }
}

// Moments are spread over the whole duration, one in each of as many equal parts.
async function kill_trials(kind, number, body) {
  for (let i = 0; i < number; ++i) {
    await trial(`${kind} ${i + 1}/${number}`, async () => {
      for (let attempt = 0; attempt < kAttempts; ++attempt) {
        const at = ((i + random()) / number) * (1 - 0.03 * attempt);
        const found = await body(at, i);
        if (found === null) continue;
        kills += found.kills ?? 1;
        return `killed at ${Math.round(at * 100)} %: ${found.told ?? found}`;
      }
      throw new Error("was always over before it could be killed");
    });
  }
}

// Of twenty: six imports, seven levies (every other one is killed again), three confirmations, and
// a kill each of a backup, a restore, a rotation and an erasure.
function share(kind) {
  if (!wanted(kind)) return 0;
  if (options.only !== undefined) return times;
  const confirms = Math.ceil(times * 0.15);
  const imports = Math.ceil(times * 0.3);
  const custodies = 4 * Math.ceil(times * 0.05);
  const levies = Math.max(1, times - imports - confirms - custodies);
  return { imports, confirms, custody: custodies, levies }[kind];
}

async function custody_trials(city, each) {
  const backup = await custody.prepare_backups(city);
  const restore = await custody.prepare_restores(city, backup);
  const rotation = await custody.prepare_rotations(city);
  const erasure = await custody.prepare_erasures(city);
  await kill_trials("backup", each, (at) => custody.backup_trial(city, backup, at));
  await kill_trials("restore", each, (at) => custody.restore_trial(city, restore, at));
  await kill_trials("rotation", each, (at) => custody.rotation_trial(city, rotation, at));
  await kill_trials("erasure", each, (at) => custody.erasure_trial(city, erasure, at));
}

async function all() {
  const city = await make_city(positionals[0], options.size, tell);
  if (wanted("imports")) {
    const reference = await prepare_imports(city);
    tell(`an import takes ${Math.round(reference.ms)} ms`);
    await kill_trials("import", share("imports"), (at) => import_trial(city, reference, at));
  }
  if (wanted("levies") || wanted("threads")) {
    const reference = await prepare_levies(city);
    tell(`a levy takes ${Math.round(reference.ms)} ms`);
    await kill_trials("levy", share("levies"), (at, i) =>
      levy_trial(city, reference, at, i % 2 === 0 ? random() : null),
    );
    for (const threads of wanted("threads") ? [1, 2, 4] : []) {
      await trial(`${threads} threads`, async () => threads_trial(city, reference, threads));
    }
  }
  if (wanted("confirms")) {
    const reference = await prepare_confirms(city);
    tell(`a confirmation takes ${Math.round(reference.ms)} ms`);
    await kill_trials("confirmation", share("confirms"), (at) =>
      confirm_trial(city, reference, at),
    );
  }
  if (wanted("custody")) await custody_trials(city, Math.ceil(share("custody") / 4));
  for (const [name, body] of wanted("beside") ? besides : []) {
    await trial(`beside ${name}`, () => body(city));
  }
}

try {
  await all();
} catch (error) {
  failed += 1; // what the trials stand on could not be made
  console.error(`✗ ${error.message}`);
}
tell(`${kills} kills, seed ${seed}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
