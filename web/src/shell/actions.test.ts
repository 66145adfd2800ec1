import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Overview, RegisterGlance } from '../api/types';
import { holds } from '../lib/reading';
import { parse_route } from '../state/routes';
import { actions } from './actions';

const register = (name: string, ja: string, more: Partial<RegisterGlance> = {}): RegisterGlance => ({
  name,
  label: { ja, en: name },
  records: 1,
  may_view: true,
  may_change: false,
  may_import: false,
  may_export: false,
  ...more,
});
const city = (orders: string[], ...registers: RegisterGlance[]): Overview => ({
  areas: [{ id: 'tax', label: { ja: '税務', en: 'Tax' }, registers }],
  orders,
});
const routes = (overview: Overview) => actions(overview).map((one) => one.route);

test('only what somebody may do is offered', () => {
  const nobody = routes(city([]));
  assert.ok(nobody.includes('/me?do=password') && nobody.includes('/me?do=sign_out'));
  for (const route of ['/journal?do=verify', '/jobs?order=levy&do=order', '/health?do=backup', '/keys?do=rotate'])
    assert.ok(!nobody.includes(route), route);
  const clerk = routes(city(['verify', 'levy'], register('parcel', '土地課税台帳', { may_change: true })));
  assert.ok(clerk.includes('/jobs?order=levy&do=order'));
  assert.ok(clerk.includes('/registers/parcel/new'));
  assert.ok(!clerk.includes('/exchange?register=parcel&do=import'));
  const keeper = routes(city(['backup', 'doctor'], register('account', '利用者ID')));
  assert.ok(keeper.includes('/health?do=backup') && keeper.includes('/accounts?do=reset'));
});

test('what one may not see is not offered, whatever else is allowed', () => {
  const hidden = register('parcel', '土地課税台帳', { may_view: false, may_import: true, may_change: true });
  assert.ok(!routes(city([], hidden)).some((route) => route.includes('parcel')));
});

test('every action leads to a screen that there is, and begins there', () => {
  const all = register('account', '利用者ID', { may_change: true, may_import: true, may_export: true });
  const every = city(
    ['verify', 'levy', 'backup', 'doctor', 'erasure'],
    all,
    { ...all, name: 'erasure_proposal' },
    { ...all, name: 'protection_release' },
  );
  assert.equal(actions(every).length, 17 + 3 * 3);
  for (const { route, id } of actions(every)) {
    assert.notEqual(parse_route(route.split('?')[0] ?? '').screen, 'missing', id);
    assert.ok(route.includes('do=') || route.endsWith('/new'), id);
  }
  const ids = actions(every).map((one) => one.id);
  assert.equal(new Set(ids).size, ids.length);
});

test('a register is found by how its name is read', () => {
  const [found] = actions(city([], register('parcel', '土地課税台帳', { may_change: true }))).filter(
    (one) => one.route === '/registers/parcel/new',
  );
  assert.ok(found);
  for (const word of ['とち', 'tochi', 'toti', 'しんき', 'sinki', 'parcel']) assert.ok(holds(found.words, word), word);
});
