import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse_route, timed, to_record, to_taxpayer } from './routes';

test('every address of docs/api.md', () => {
  assert.deepEqual(parse_route('/'), { screen: 'home' });
  assert.deepEqual(parse_route('/taxpayers'), { screen: 'taxpayers' });
  assert.deepEqual(parse_route('/taxpayers/0031480151'), {
    screen: 'taxpayer',
    number: '0031480151',
  });
  assert.deepEqual(parse_route('/registers'), { screen: 'registers' });
  assert.deepEqual(parse_route('/registers/parcel'), { screen: 'list', register: 'parcel' });
  assert.deepEqual(parse_route('/registers/parcel/42'), {
    screen: 'record',
    register: 'parcel',
    id: '42',
  });
  assert.deepEqual(parse_route('/taxpayers/7/what-if'), { screen: 'what_if', number: '7' });
  assert.deepEqual(parse_route('/taxpayers/7/other'), { screen: 'missing' });
  assert.deepEqual(parse_route('/guide'), { screen: 'guide', page: null });
  assert.deepEqual(parse_route('/guide/levy'), { screen: 'guide', page: 'levy' });
  assert.deepEqual(parse_route('/levy/R8-1'), { screen: 'levy', run_no: 'R8-1' });
  assert.deepEqual(parse_route('/systems/31'), { screen: 'system', id: '31' });
  assert.deepEqual(parse_route('/journal'), { screen: 'journal' });
  assert.deepEqual(parse_route('/checks'), { screen: 'checks', id: null });
  assert.deepEqual(parse_route('/checks/co_owner.share_sum'), {
    screen: 'checks',
    id: 'co_owner.share_sum',
  });
  assert.deepEqual(parse_route('/accounts'), { screen: 'accounts' });
  assert.deepEqual(parse_route('/figures'), { screen: 'figures' });
  assert.deepEqual(parse_route('/findings'), { screen: 'findings' });
  assert.deepEqual(parse_route('/measures'), { screen: 'measures' });
  assert.deepEqual(parse_route('/logs'), { screen: 'logs' });
  assert.deepEqual(parse_route('/logs/1'), { screen: 'missing' });
  assert.deepEqual(parse_route('/criteria/sendai-cloud'), {
    screen: 'criteria',
    catalog: 'sendai-cloud',
  });
  assert.deepEqual(parse_route('/account-review'), { screen: 'account_reviews' });
  assert.deepEqual(parse_route('/account-review/7'), { screen: 'account_review', id: '7' });
  assert.deepEqual(parse_route('/inspections'), { screen: 'inspections' });
  assert.deepEqual(parse_route('/inspections/3'), { screen: 'inspection', id: '3' });
  assert.deepEqual(parse_route('/disposal'), { screen: 'disposals' });
  assert.deepEqual(parse_route('/disposal/cloud/7'), { screen: 'cloud_exit', id: '7' });
  assert.deepEqual(parse_route('/disposal/other/7'), { screen: 'missing' });
  assert.deepEqual(parse_route('/portable-media'), { screen: 'portable' });
  assert.deepEqual(parse_route('/chains'), { screen: 'chains' });
  assert.deepEqual(parse_route('/chains/7'), { screen: 'chain', id: '7' });
  assert.deepEqual(parse_route('/contractor'), { screen: 'contractor', id: null });
  assert.deepEqual(parse_route('/contractor/7'), { screen: 'contractor', id: '7' });
  assert.deepEqual(parse_route('/contractor/7/8'), { screen: 'missing' });
  assert.deepEqual(parse_route('/incidents'), { screen: 'incidents' });
  assert.deepEqual(parse_route('/incidents/new'), { screen: 'new_incident' });
  assert.deepEqual(parse_route('/incidents/3'), { screen: 'incident', id: '3' });
  assert.deepEqual(parse_route('/migrations'), { screen: 'migrations' });
  assert.deepEqual(parse_route('/migrations/3'), { screen: 'migration', id: '3' });
  assert.deepEqual(parse_route('/privacy'), { screen: 'privacy' });
  assert.deepEqual(parse_route('/privacy/7'), { screen: 'privacy_task', id: '7' });
  assert.deepEqual(parse_route('/daily'), { screen: 'daily' });
  assert.deepEqual(parse_route('/continuity'), { screen: 'continuity' });
  assert.deepEqual(parse_route('/continuity/4'), { screen: 'continuity_system', id: '4' });
  assert.deepEqual(parse_route('/procurement'), { screen: 'procurement' });
  assert.deepEqual(parse_route('/procurement/4'), { screen: 'procurement_plan', id: '4' });
  assert.deepEqual(parse_route('/lock-in'), { screen: 'lock_in' });
  assert.deepEqual(parse_route('/lock-in/4'), { screen: 'missing' });
  assert.deepEqual(parse_route('/digital-plan'), { screen: 'digital_plan' });
  assert.deepEqual(parse_route('/letters'), { screen: 'letters' });
  assert.deepEqual(parse_route('/letters/new'), { screen: 'letter_new' });
  assert.deepEqual(parse_route('/letters/3'), { screen: 'letter', id: '3' });
  assert.deepEqual(parse_route('/requests'), { screen: 'requests' });
  assert.deepEqual(parse_route('/requests/3'), { screen: 'request', id: '3' });
  assert.deepEqual(parse_route('/inquiries'), { screen: 'inquiries' });
  assert.deepEqual(parse_route('/inquiries/3'), { screen: 'inquiry', id: '3' });
  assert.deepEqual(parse_route('/file-register'), { screen: 'file_register' });
  assert.deepEqual(parse_route('/file-register/3'), { screen: 'missing' });
  assert.deepEqual(parse_route('/disposal/7'), { screen: 'disposal', id: '7' });
  assert.deepEqual(parse_route('/mayor'), { screen: 'mayor' });
  assert.deepEqual(parse_route('/audit'), { screen: 'audit' });
  assert.deepEqual(parse_route('/policies'), { screen: 'policies' });
  assert.deepEqual(parse_route('/entrust'), { screen: 'entrusts' });
  assert.deepEqual(parse_route('/entrust/guide'), { screen: 'entrust_guide' });
  assert.deepEqual(parse_route('/entrust/editions'), { screen: 'entrust_editions' });
  assert.deepEqual(parse_route('/entrust/12'), { screen: 'entrust', id: '12' });
  assert.deepEqual(parse_route('/entrust/12/x'), { screen: 'missing' });
  assert.deepEqual(parse_route('/me'), { screen: 'me' });
  assert.deepEqual(parse_route('/jobs'), { screen: 'jobs' });
  assert.deepEqual(parse_route('/health'), { screen: 'admin', part: 'health' });
  assert.deepEqual(parse_route('/health/1'), { screen: 'missing' });
});

test('anything else is missing, never a crash', () => {
  for (const path of [
    '/x',
    '/taxpayers/1/2',
    '/registers/a/b/c',
    '/journal/1',
    '/no-such-screen',
    '/%E0%A4%A',
  ])
    assert.equal(parse_route(path).screen, 'missing', path);
});

test('keys with slashes and Japanese survive', () => {
  assert.deepEqual(parse_route(to_record('levy_parcel', 'R8-1/緑浜 3')), {
    screen: 'record',
    register: 'levy_parcel',
    id: 'R8-1/緑浜 3',
  });
  assert.deepEqual(parse_route(to_taxpayer('a/b')), { screen: 'taxpayer', number: 'a/b' });
  assert.equal(timed(parse_route('/registers/parcel')), true);
  assert.equal(timed(parse_route('/')), false);
});
