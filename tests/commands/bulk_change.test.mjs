// kill -9 in the middle of a bulk change: the next server goes on behind the last part, every row has
// exactly one new version and one line in the report. Cancelled midway: what landed stays and is
// told, the rest is told as not done.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { copy_of_city, rows, run, verify } from './lib/city.mjs';
import { enter, serve_on, until } from './lib/postgres.mjs';

const kQueued = 0;
const [kRunning, kDone, kStopped] = [1, 2, 4];
const kPart = 50;
const clerk = (home) => JSON.parse(readFileSync(join(home, 'logins.json'), 'utf8'))[0];
const job_of = (home, id) => rows(home, `SELECT state, cursor FROM w_job WHERE id = ${id}`)[0];
const ended = (job) => job.state >= kDone && job.state !== kStopped;

// Every parcel that may be changed gets another price; the preview is ordered at once.
async function order(server, ask, price) {
  const post = async (path, body) => {
    const answer = await ask(server, path, { method: 'POST', body });
    assert.ok(answer.ok, `${path}: ${await answer.clone().text()}`);
    return answer.json();
  };
  const preview = await post('/api/registers/parcel/bulk-changes', {
    selection: { all: true, filters: { land_category: '=building_land' } },
    values: { unit_price_yen: String(price) },
    valid_from: '2027-01-01',
    reason: '評価替え',
  });
  assert.ok(preview.ready > 6 * kPart, `${preview.ready} rows`);
  const { job } = await post('/api/jobs', {
    kind: 'bulk_change',
    parameters: { register: 'parcel', preview: preview.file },
    file: preview.file,
  });
  return { preview, job: Number(job.id) };
}

async function report_of(server, ask, job) {
  const detail = await (await ask(server, `/api/jobs/${job}`)).json();
  const file = detail.files.find((one) => one.name === 'report.json');
  assert.ok(file, JSON.stringify(detail));
  return (await ask(server, `/api/jobs/${job}/files/${file.id}`)).json();
}

function check_rows(home, preview, report, price) {
  const ready = preview.rows.filter((row) => row.state === 'ready').map((row) => row.id);
  assert.deepEqual(report.rows.map((row) => row.id).sort(), ready.sort(), 'each row once, none left out');
  const changed = new Set(
    rows(home, `SELECT record_id, count(*) AS n FROM v_parcel WHERE unit_price_yen = ${price} AND valid_from = 20819 GROUP BY record_id`)
      .map(({ record_id, n }) => {
        assert.equal(n, 1, `record ${record_id} changed ${n} times`);
        return String(record_id);
      }),
  );
  const told = report.rows.filter((row) => row.outcome === 'changed').map((row) => row.id);
  assert.deepEqual([...changed].sort(), told.sort(), 'what is told is what landed');
}

test('killed in the middle it goes on behind the last part', { timeout: 120_000 }, async () => {
  let interrupted = false;
  for (let attempt = 0; attempt < 5 && !interrupted; attempt += 1) {
    const home = copy_of_city();
    const price = 40_001 + attempt;
    const first = await serve_on({ home, store: 'sqlite' });
    const ask = await enter(first, clerk(home));
    const { preview, job } = await order(first, ask, price);
    await until(() => job_of(home, job).state !== kQueued && Number(job_of(home, job).cursor || 0) > attempt * kPart, 20_000, 1);
    await first.kill();
    const { state, cursor } = job_of(home, job);
    interrupted = state === kRunning && Number(cursor) < preview.ready;
    if (!interrupted) continue;
    const second = await serve_on({ home, store: 'sqlite' });
    try {
      await until(() => ended(job_of(home, job)), 60_000);
      const again = await enter(second, clerk(home));
      const report = await report_of(second, again, job);
      assert.equal(report.not_done, 0);
      assert.equal(report.done, preview.ready);
      check_rows(home, preview, report, price);
    } finally {
      await second.stop();
    }
    const log = run(['job', 'log', String(job)], { home }).json;
    assert.ok(log.log.some((line) => line.id === 'job.log.again'), JSON.stringify(log.log));
    assert.equal(verify(home).status, 0);
  }
  assert.ok(interrupted, 'was always over before it could be killed');
});

test('cancelled midway it says what landed and what did not', { timeout: 120_000 }, async () => {
  const home = copy_of_city();
  const server = await serve_on({ home, store: 'sqlite' });
  let stopped = false;
  try {
    const ask = await enter(server, clerk(home));
    for (let attempt = 0; attempt < 5 && !stopped; attempt += 1) {
      const price = 50_001 + attempt;
      const { preview, job } = await order(server, ask, price);
      await until(() => job_of(home, job).state !== kQueued, 20_000, 1);
      await ask(server, `/api/jobs/${job}/cancel`, { method: 'POST', body: {} });
      await until(() => ended(job_of(home, job)), 60_000);
      const report = await report_of(server, ask, job);
      check_rows(home, preview, report, price);
      stopped = report.not_done > 0;
      if (stopped) assert.equal(report.done + report.refused + report.not_done, preview.ready);
    }
  } finally {
    await server.stop();
  }
  assert.ok(stopped, 'was always over before it could be cancelled');
  assert.equal(verify(home).status, 0);
});
