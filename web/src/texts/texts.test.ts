import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_texts, translate } from './index';
import { room_texts } from './rooms';
import { rule_inputs } from './rule_inputs';

const everything: Record<string, { ja: string; en: string }> = {
  ...first_texts,
  ...room_texts,
  ...rule_inputs,
};
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

test('neither language misses a text', () => {
  for (const [key, text] of Object.entries(everything)) {
    assert.deepEqual(Object.keys(text).sort(), ['en', 'ja'], key);
    assert.ok(text.ja.trim() !== '' && text.en.trim() !== '', key);
  }
});

test('both languages have the same holes to fill', () => {
  for (const [key, text] of Object.entries(everything))
    assert.deepEqual(holes(text.en), holes(text.ja), key);
});

test('English texts are English', () => {
  // The era spelling stands in examples of what may be typed, the name of the language on its
  // switch.
  const allowed = new Set(['date.bad', 'app.other_language']);
  for (const [key, text] of Object.entries(everything))
    if (!allowed.has(key)) assert.ok(!/[ぁ-んァ-ヶ一-龠]/.test(text.en), `${key}: ${text.en}`);
});

test('holes are filled, unknown ones stay visible', () => {
  assert.equal(translate('ja', 'list.total', { n: '102,553' }), '全 102,553件');
  assert.equal(translate('en', 'list.total'), '{n} in all');
});
