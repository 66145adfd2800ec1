import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaxCase } from '../../api/types';
import { kGroups, previous_inputs, question_of, value_of, with_value } from './case_edit';
import { is_added, with_added, without } from './new_object';
import { free_kinds, relief_of, reliefs_of, with_reliefs } from './reliefs';

const levied: TaxCase = {
  fiscal_year: 2026,
  municipality: {},
  parcels: [{ id: '10000101', area_m2: '200.00', value_yen: 20_000_000, city_planning_area: true }],
  houses: [{ id: '1', value_yen: 5, city_planning_area: true }],
  depreciable: [],
};
const nothing_out = new Set<string>();

// A pseudo-random walk that always ends where it began: every order of adding and taking away.
test('adding and taking away in any order is the unchanged case', () => {
  let seed = 7;
  const any = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 200; ++round) {
    let now = levied;
    const there: [(typeof kGroups)[number], string][] = [];
    for (let step = 0; step < 12; ++step) {
      if (there.length === 0 || any(2) === 0) {
        const group = kGroups[any(3)] ?? 'parcels';
        now = with_added(now, group);
        there.push([group, String(now[group].at(-1)?.id)]);
      } else {
        const [gone] = there.splice(any(there.length), 1);
        if (gone) now = without(now, ...gone);
      }
      const ids = kGroups.flatMap((group) => now[group].map(({ id }) => `${group}/${String(id)}`));
      assert.equal(new Set(ids).size, ids.length);
    }
    for (const [group, id] of there) now = without(now, group, id);
    assert.deepEqual(question_of(now, nothing_out), question_of(levied, nothing_out));
  }
});

test('what is added starts from what the taxpayer has', () => {
  const parcel = with_added(levied, 'parcels').parcels[1] ?? { id: '' };
  assert.ok(is_added(parcel));
  assert.equal(parcel.value_yen, 100_000 * 165);
  assert.equal(parcel.city_planning_area, true);
  const house = with_added(levied, 'houses').houses[1];
  assert.equal(house?.built, '2025-04-01');
});

test('previous bases can be put in and taken out', () => {
  const parcel = levied.parcels[0] ?? {};
  assert.equal(previous_inputs(parcel).length, 9);
  assert.equal(previous_inputs({ land_use: 'farmland' }).length, 3);
  const key = 'previous.small_residential.fixed';
  const put = with_value(parcel, key, 1_000, true);
  assert.equal(value_of(put, key), 1_000);
  assert.deepEqual(put.previous, { small_residential: { fixed: 1_000 } });
  assert.deepEqual(with_value(put, key, '', true), parcel);
  const both = with_value(put, 'previous.farmland.fixed', 5, true);
  assert.deepEqual(with_value(both, key, '', true).previous, { farmland: { fixed: 5 } });
  assert.equal(with_value(parcel, 'area_m2', '').area_m2, ''); // not optional: the server names it
});

test('reliefs: kinds that are free, days that can count', () => {
  const window = { from: '2006-01-01', to: '2026-03-31' };
  const terms = (kind: string, counts_from: string, to: string) =>
    ({ kind, counts_from, windows: [{ ...window, to }] }) as never;
  const all = [terms('new_house', 'built', window.to), terms('seismic', 'completed', '2024-03-31')];
  const house = levied.houses[0] ?? {};
  assert.equal(free_kinds(house, all).length, 2);
  const old = relief_of(terms('seismic', 'completed', '2024-03-31'), 2026);
  assert.deepEqual(old, { kind: 'seismic', completed: '2024-03-31' });
  assert.equal(relief_of(terms('x', 'completed', window.to), 2026).completed, '2025-12-01');
  const one = with_reliefs(house, [{ kind: 'new_house' }]);
  assert.deepEqual(reliefs_of(one), [{ kind: 'new_house' }]);
  assert.equal(free_kinds(one, all).length, 1);
  assert.deepEqual(with_reliefs(one, []), house);
});
