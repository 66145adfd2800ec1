import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordPage } from '../../api/types';
import { kBlock, RowStore } from './row_store';

const rest = (ms = 150) => new Promise((done) => setTimeout(done, ms));

function city(total: number, delay = 0) {
  const offsets: number[] = [];
  const aborted: number[] = [];
  const ask = async (offset: number, limit: number, signal: AbortSignal): Promise<RecordPage> => {
    offsets.push(offset);
    signal.addEventListener('abort', () => aborted.push(offset));
    if (delay) await rest(delay);
    const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, n) => ({
      id: String(offset + n),
      key: String(offset + n),
      values: {},
      display: {},
      protected: false,
    }));
    return { total, offset, rows, took_ms: 1 };
  };
  return { ask, offsets, aborted };
}

test('only blocks on screen are asked for, each once', async () => {
  const { ask, offsets } = city(100_000);
  const store = new RowStore(ask, () => undefined);
  store.fetch();
  await rest(10);
  store.show(0, 16);
  await rest();
  store.show(kBlock - 5, kBlock + 5);
  await rest();
  store.show(0, 16);
  await rest();
  assert.deepEqual(offsets, [0, kBlock]);
  assert.equal(store.row(kBlock + 3)?.key, String(kBlock + 3));
  assert.equal(store.row(99_999), null);
  assert.equal(store.total, 100_000);
});

test('what is only scrolled past is never asked for', async () => {
  const { ask, offsets } = city(100_000);
  const store = new RowStore(ask, () => undefined);
  for (let first = 0; first < 50_000; first += 1000) store.show(first, first + 16);
  store.show(60_000, 60_016);
  await rest();
  assert.deepEqual(offsets, [60_000]);
});

test('when scrolling is over the rows are asked for sooner, and only those', async () => {
  const { ask, offsets } = city(100_000);
  const store = new RowStore(ask, () => undefined);
  for (let first = 1000; first < 5000; first += 1000) {
    store.show(first, first + 16);
    store.settled();
    await rest(5);
  }
  assert.deepEqual(offsets, [], 'a script that goes on scrolls past');
  await rest(60);
  assert.deepEqual(offsets, [4000]);
  store.settled();
  await rest();
  assert.deepEqual(offsets, [4000], 'what is there is not asked for again');
});

test('a block that left the screen before it came is stopped', async () => {
  const { ask, offsets, aborted } = city(1000, 300);
  const store = new RowStore(ask, () => undefined);
  store.fetch();
  store.show(500, 516);
  await rest(500);
  assert.deepEqual(offsets, [0, 500]);
  assert.deepEqual(aborted, [0]);
  assert.equal(store.row(0), null);
});

test('at reading pace the next block is asked for as soon as a row of it shows', async () => {
  const { ask, offsets } = city(1000);
  const store = new RowStore(ask, () => undefined);
  store.fetch();
  await rest(10);
  store.show(kBlock - 16, kBlock);
  assert.deepEqual(offsets, [0, kBlock], 'at once');
  await rest(10);
  store.show(2 * kBlock - 16, 2 * kBlock);
  assert.deepEqual(offsets, [0, kBlock], 'a second one so soon is scrolled past');
  await rest();
  assert.deepEqual(offsets, [0, kBlock, 2 * kBlock]);
});
