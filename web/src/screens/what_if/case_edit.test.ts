import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaxCase } from '../../api/types';
import { inputs_of, place_of, question_of, typed_value, value_of, with_value } from './case_edit';

const parcel = { id: '10000101', area_m2: '200.00', value_yen: 100, exempt: false };
const tax_case: TaxCase = {
  fiscal_year: 2026,
  municipality: {},
  parcels: [parcel, { id: '10000102', area_m2: '5.00', site: { dwellings: 0, storeys: 1 } }],
  houses: [{ id: '1', value_yen: 5 }],
  depreciable: [],
};

test('what people type', () => {
  assert.equal(typed_value('yen', '１，２３４'), 1234);
  assert.equal(typed_value('yen', '12a'), '12a');
  assert.equal(typed_value('text', ' ２００．５０ '), '200.50');
  assert.equal(typed_value('count', '-1'), '-1');
});

test('a parcel without a dwelling can be given one', () => {
  assert.equal(value_of(parcel, 'site.dwellings'), 0);
  const built = with_value(parcel, 'site.dwellings', 1);
  assert.equal(value_of(built, 'site.dwellings'), 1);
  assert.equal(value_of(built, 'site.storeys'), 1);
  assert.equal(value_of(parcel, 'site.dwellings'), 0);
});

test('inputs are those that the object has', () => {
  const keys = inputs_of('parcels', parcel).map(({ key }) => key);
  assert.ok(keys.includes('value_yen'));
  assert.ok(!keys.includes('unit_price_yen'));
  assert.ok(keys.includes('site.dwellings'));
});

test('what is asked', () => {
  const asked = question_of(tax_case, new Set(['parcels/10000101']));
  assert.deepEqual(asked.parcels, [{ id: '10000102', area_m2: '5.00' }]);
  assert.equal(asked.houses.length, 1);
});

test('faults find their field, also when something was left out', () => {
  const asked = question_of(tax_case, new Set(['parcels/10000101']));
  assert.equal(place_of('parcels[0].area_m2', asked), 'parcels/10000102/area_m2');
  assert.equal(place_of('houses[0].site.dwellings', asked), 'houses/1/site.dwellings');
  assert.equal(place_of('parcels[7].area_m2', asked), null);
  assert.equal(place_of('fiscal_year', asked), null);
});
