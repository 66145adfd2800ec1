// Two processes on one home: the second writer is refused in words; looking works all the time.
import { writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { copy, count, kImport, kLevy, kRows, remove, sound, sound_after_kill } from "./lib/city.mjs";
import { answer, expect, start } from "./lib/program.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function refused(home, words, process_id) {
  const [error] = answer(home, words, 3).errors;
  expect(error.id === "store.in_use", `refused with ${error.id}`);
  expect(error.message_en.includes(`Process ${process_id} `), error.message_en);
}

async function server_on(home) {
  const server = start(home, ["serve", "--port", "0"]);
  for (let i = 0; i < 200; ++i) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(server.said());
    if (found) return { ...server, address: found[0] };
    await pause(25);
  }
  throw new Error(`the server did not start: ${server.said()}`);
}

// Signing in writes sessions and journal entries: the server's own memory must still be right.
async function sign_in(home, address) {
  const [login] = JSON.parse(readFileSync(join(home, "logins.json"), "utf8"));
  const response = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: address },
    body: JSON.stringify({ account: login.account, password: login.password }),
  });
  expect(response.ok, `sign-in: ${response.status} ${await response.text()}`);
}

async function beside_a_server(city) {
  const home = copy(city, city.plain, "beside");
  const server = await server_on(home);
  const { pid } = server.child;
  refused(home, kLevy, pid);
  refused(home, kImport(city.file), pid);
  refused(home, ["levy", "confirm", "2026-1", "--by", "20402"], pid);
  refused(home, ["demo", "--no-serve"], pid);
  await sign_in(home, server.address);
  expect(answer(home, ["journal", "verify"]).ok, "verify beside a server");
  expect(answer(home, ["job", "list"]).jobs.length > 0, "job list beside a server");
  await sign_in(home, server.address);
  server.child.kill("SIGKILL");
  await server.ended;
  sound_after_kill(home);
  answer(home, kLevy);
  sound(home);
  remove(home);
}

// Looking must not mark the job of a living process as stopped, nor make it fail.
async function beside_a_levy(city) {
  const home = copy(city, city.levied, "beside");
  const levy = start(home, kLevy);
  const seen = new Set();
  let over = false;
  levy.ended.then(() => (over = true));
  for (let looks = 0; !over; ++looks) {
    const [job] = answer(home, ["job", "list"]).jobs;
    await pause(1); // the end of the levy is told meanwhile
    if (!over) seen.add(job.state);
    if (looks === 5) expect(answer(home, ["journal", "verify"]).ok, "verify beside a levy");
  }
  const { status, said } = await levy.ended;
  expect(status === 0, `the levy failed beside those who looked: ${said}`);
  expect(seen.has("running"), `the job was never seen to run: ${[...seen].join(", ")}`);
  expect(!seen.has("stopped"), `the living job was said to be ${[...seen].join(", ")}`);
  expect(sound(home).ok, "verify");
  remove(home);
}

// Both land, one after the other, or one is refused in words and lands later.
async function two_imports(city) {
  const home = copy(city, city.plain, "beside");
  const lines = readFileSync(city.file, "utf8").trimEnd().split("\n");
  const halves = [lines.slice(1, kRows / 2 + 1), lines.slice(kRows / 2 + 1)];
  const files = halves.map((half, i) => {
    const file = join(city.folder, `half-${i}.csv`);
    writeFileSync(file, `${[lines[0], ...half].join("\n")}\n`);
    return file;
  });
  const before = count(home, "v_parcel");
  const both = files.map((file) => start(home, kImport(file)));
  const ends = await Promise.all(both.map((one) => one.ended));
  sound(home);
  for (const [i, end] of ends.entries()) {
    if (end.status === 0) continue;
    const id = end.answer?.errors?.[0]?.id;
    expect(end.status === 3 && id === "store.in_use", `exit ${end.status}, ${id}: ${end.said}`);
    answer(home, kImport(files[i]));
  }
  expect(ends.some((end) => end.status === 0), "neither import landed");
  expect(count(home, "v_parcel") === before + kRows, "rows are missing");
  sound(home);
  remove(home);
}

export const besides = [
  ["a server", beside_a_server],
  ["a levy", beside_a_levy],
  ["two imports", two_imports],
];
