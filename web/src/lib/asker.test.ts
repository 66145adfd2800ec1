import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Asker, rest_after, type Clock } from './asker';

/** A clock that stands still until it is moved, and a server whose answers are let go by hand. */
function desk() {
  let at = 0;
  let waits: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => at,
    later: (run, ms) => {
      const wait = { at: at + ms, run };
      waits.push(wait);
      return () => {
        waits = waits.filter((one) => one !== wait);
      };
    },
  };
  const asked: { text: string; signal: AbortSignal; answer: (n: number) => void; fail: () => void }[] = [];
  const shown: [string, number | null][] = [];
  const asker = new Asker<number>(
    (text, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ text, signal, answer: resolve, fail: () => reject(new Error('no')) });
      }),
    (text, answer) => shown.push([text, answer]),
    clock,
  );
  const pass = async (ms: number) => {
    at += ms;
    for (const wait of waits.filter((one) => one.at <= at)) {
      waits = waits.filter((one) => one !== wait);
      wait.run();
    }
    await new Promise((next) => setImmediate(next));
  };
  return { asker, asked, shown, pass, texts: () => asked.map((one) => one.text) };
}

test('a key is asked for at once, a running hand when it rests', async () => {
  assert.equal(rest_after(Number.POSITIVE_INFINITY), 30);
  assert.equal(rest_after(200), 30);
  assert.equal(rest_after(80), 100);
  assert.equal(rest_after(10), 30);
  const { asker, pass, texts } = desk();
  asker.type('緑');
  await pass(29);
  assert.deepEqual(texts(), []);
  await pass(1);
  assert.deepEqual(texts(), ['緑']);
});

test('a word that is complete waits for no key', async () => {
  const { asker, pass, texts } = desk();
  asker.type('佐藤', true);
  await pass(0);
  assert.deepEqual(texts(), ['佐藤']);
});

test('one question at a time: of what was typed meanwhile the newest alone', async () => {
  const { asker, asked, shown, pass, texts } = desk();
  asker.type('緑');
  await pass(30);
  asker.type('緑浜');
  await pass(50);
  asker.type('緑浜一');
  await pass(50);
  assert.deepEqual(texts(), ['緑']);
  asked[0]?.answer(1);
  await pass(0);
  await pass(0);
  assert.deepEqual(texts(), ['緑', '緑浜一']);
  asked[1]?.answer(2);
  await pass(0);
  assert.deepEqual(shown, [['緑浜一', 2]]);
});

test('a question that takes long is given up for a newer one', async () => {
  const { asker, asked, shown, pass, texts } = desk();
  asker.type('緑');
  await pass(30);
  await pass(150);
  asker.type('緑浜');
  await pass(30);
  assert.deepEqual(texts(), ['緑']);
  await pass(20);
  assert.deepEqual(texts(), ['緑', '緑浜']);
  assert.equal(asked[0]?.signal.aborted, true);
  asked[0]?.answer(1);
  asked[1]?.answer(2);
  await pass(0);
  assert.deepEqual(shown, [['緑浜', 2]]);
});

test('an emptied box asks nothing and shows nothing', async () => {
  const { asker, asked, shown, pass } = desk();
  asker.type('緑');
  await pass(30);
  asker.type('');
  assert.equal(asked[0]?.signal.aborted, true);
  asked[0]?.answer(1);
  await pass(500);
  assert.equal(asked.length, 1);
  assert.deepEqual(shown, []);
});

test('a refusal is told as no answer, and the next question is asked', async () => {
  const { asker, asked, shown, pass } = desk();
  asker.type('緑');
  await pass(30);
  asked[0]?.fail();
  await pass(0);
  assert.deepEqual(shown, [['緑', null]]);
  asker.type('緑浜');
  await pass(500);
  assert.equal(asked.length, 2);
});
