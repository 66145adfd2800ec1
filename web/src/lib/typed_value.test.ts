import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse_clock, plain_code, plain_digits, plain_number } from './typed_value';

test('numbers as people type them', () => {
  for (const [typed, plain] of [
    ['１２３４', '1234'],
    ['1,234', '1234'],
    ['１，２３４，５６７円', '1234567'],
    ['￥500', '500'],
    ['−5', '-5'],
    ['１２５．５０', '125.50'],
    ['1,23', '1,23'], // no thousands: left to be refused as typed
    ['千', '千'],
    ['', ''],
  ] as const)
    assert.equal(plain_number(typed), plain, typed);
});

test('codes in full width; names stay', () => {
  assert.equal(plain_code('９９８－７７６６'), '998-7766');
  assert.equal(plain_code(' Ａ1 '), 'A1');
  assert.equal(plain_code('緑浜１２'), '緑浜１２');
});

test('numbers that are kept as texts', () => {
  assert.equal(plain_digits('００４０００'), '004000');
  assert.equal(plain_digits('ＡＢＣ１'), 'ＡＢＣ１');
  assert.equal(plain_digits('１階'), '１階');
});

test('times of day', () => {
  for (const typed of ['2:30', '02:30', '0230', '230', '２：３０', '2時30分', '２時３０分'])
    assert.equal(parse_clock(typed), '02:30', typed);
  assert.equal(parse_clock('9時'), '09:00');
  for (const typed of ['', '24:00', '2:60', '2', 'noon']) assert.equal(parse_clock(typed), null, typed);
});
