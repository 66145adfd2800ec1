import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, change, file_size, grouped, percent_change, seconds, time_left, yen, yen_headline } from './number_format';

test('separators and signs', () => {
  assert.equal(grouped(0), '0');
  assert.equal(grouped(999), '999');
  assert.equal(grouped(1000), '1,000');
  assert.equal(grouped(-249700), '−249,700');
  assert.equal(grouped('1234567.50'), '1,234,567.50');
  assert.equal(yen(null), '—');
  assert.equal(yen(0), '0');
  assert.equal(yen(8412907), '8,412,907');
  assert.equal(change(112), '+112');
  assert.equal(change(-9100), '−9,100');
  assert.equal(change(0), '±0');
});

test('areas keep two decimals', () => {
  assert.equal(area('200'), '200.00');
  assert.equal(area('1204.5'), '1,204.50');
  assert.equal(area('65.68'), '65.68');
  assert.equal(area(null), '—');
});

test('headlines cut off and never round up', () => {
  assert.deepEqual(yen_headline(4_382_919_999, 'ja'), { figure: '43億8,291', unit: '万円' });
  assert.deepEqual(yen_headline(41_260_000, 'ja'), { figure: '4,126', unit: '万円' });
  assert.deepEqual(yen_headline(9_999, 'ja'), { figure: '9,999', unit: '円' });
  assert.deepEqual(yen_headline(4_382_919_999, 'en'), { figure: '4,382', unit: 'million yen' });
});

test('percentages, durations, numbers', () => {
  assert.equal(percent_change(1008, 1000), '+0.8%');
  assert.equal(percent_change(688, 1000), '−31.2%');
  assert.equal(percent_change(1000, 1000), '±0.0%');
  assert.equal(percent_change(5, 0), null);
  assert.equal(seconds(38), '0.04');
  assert.equal(seconds(1832), '1.8');
  assert.equal(time_left(27, 'ja'), '約27秒');
  assert.equal(time_left(360, 'ja'), '約6分');
});

test('sizes of files', () => {
  assert.equal(file_size(0), '0 B');
  assert.equal(file_size(1023), '1023 B');
  assert.equal(file_size(1024), '1 KiB');
  assert.equal(file_size(1590), '1.5 KiB');
  assert.equal(file_size(16 * 1024 * 1024), '16 MiB');
  assert.equal(file_size(17_000_000), '16.2 MiB');
});
