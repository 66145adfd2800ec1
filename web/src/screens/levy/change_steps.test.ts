import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translate } from '../../texts';
import { step_text } from './change_steps';

const said = (from_percent: number | null, to_percent: number | null) =>
  translate('ja', ...step_text({ from_percent, to_percent, taxpayers: 0, difference_yen: 0 }));

test('steps of change in words', () => {
  assert.equal(said(null, -50), '−50%未満');
  assert.equal(said(-5, 0), '−5%以上 0%未満');
  assert.equal(said(0, 0), '変わらない');
  assert.equal(said(0, 5), '0%以上 +5%未満');
  assert.equal(said(100, null), '+100%以上');
});
