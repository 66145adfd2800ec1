import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { bound_text, colours_of } from './map_colours';

const one = (empty = false) => ({ label: null, from: '1', to: '2', shapes: 1, empty });

test('every class has a colour of its own, and none is gray', () => {
  for (let count = 1; count <= 12; ++count) {
    const classes = [...Array.from({ length: count }, () => one()), one(true)];
    const colours = colours_of({ colour: 'x', ordered: false, classes });
    assert.equal(new Set(colours).size, count + 1);
    assert.equal(colours.at(-1), '#d8d8db');
  }
});

test('stretches grow darker', () => {
  const light = (colour: string) =>
    [1, 3, 5].reduce((sum, at) => sum + parseInt(colour.slice(at, at + 2), 16), 0);
  for (let count = 2; count <= 5; ++count) {
    const classes = Array.from({ length: count }, () => one());
    const colours = colours_of({ colour: 'x', ordered: true, classes });
    for (let i = 1; i < count; ++i)
      assert.ok(light(colours[i] ?? '') < light(colours[i - 1] ?? ''), `${count} ${i}`);
  }
});

test('bounds are written as people write them', () => {
  assert.equal(bound_text('1234567', 'yen', 'ja'), '1,234,567');
  assert.equal(bound_text('1234.50', 'area', 'ja'), '1,234.50');
  assert.equal(bound_text('2024', 'fiscal_year', 'ja'), '2024');
});
