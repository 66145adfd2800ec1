// One thread or several: the same digest and the same bytes of every row.
import { bytes_of_results, copy, kLevy, remove, runs } from "./lib/city.mjs";
import { answer, expect } from "./lib/program.mjs";

export function threads_trial(city, reference, threads) {
  const home = copy(city, city.levied, "threads");
  const report = answer(home, [...kLevy, "--threads", String(threads)]);
  expect(report.result_digest === reference.said.result_digest, "the digest differs");
  const run = runs(home, 2026).find((one) => one.run_no === report.run_no);
  expect(bytes_of_results(home, run.run) === reference.bytes, "the bytes of the rows differ");
  remove(home);
  return report.result_digest.slice(0, 12);
}
