import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begun, holds, plain, sound } from './reading';

test('kana of either kind and Latin letters of either system sound alike', () => {
  for (const word of ['けんしょう', 'ケンショウ', 'kenshou', 'kensho', 'kensyou', 'KENSHO', 'ｋｅｎｓｈｏ', 'kenshō'])
    assert.equal(sound(word), 'kensho', word);
  for (const word of ['しんきとうろく', 'shinkitouroku', 'sinkitoroku'])
    assert.equal(sound(word), 'shinkitoroku', word);
  assert.equal(sound('ばっくあっぷ'), sound('bakkuappu'));
  assert.equal(sound('とりこみ'), 'torikomi');
  assert.equal(sound('ちょうじゃ'), sound('tyouzya'));
  assert.equal(sound('マッチ'), sound('matchi'));
});

test('what is not kana stays', () => {
  assert.equal(sound('土地'), '土地');
  assert.equal(plain('ＣＳＶ　取込み'), 'csv 取込み');
});

test('a letter that is still being converted is not waited for', () => {
  assert.equal(begun('けんs'), 'けん');
  assert.equal(begun('けんsh'), 'けん');
  assert.equal(begun('kens'), 'kens');
  assert.equal(begun('検証'), '検証');
});

test('a word is found where it stands, or by how a word of the text begins', () => {
  const text = '記録を検証する Verify the journal けんしょう かいざん';
  for (const word of ['検証', 'verify', 'ＶＥＲＩＦＹ', 'けんしょう', 'ケンシ', 'kensho', 'kensyo', 'kaiz', 'journ'])
    assert.ok(holds(text, word), word);
  for (const word of ['ke', 'shokai', 'sho', '土地']) assert.ok(!holds(text, word), word);
});
