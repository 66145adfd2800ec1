import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { remember, remembered, take_over } from '../lib/storage';
import { preference_keeper } from './preferences';

type Sent = Record<string, string | null>;

/** An account on a server, and a clock that is moved by hand. */
function desk(status = 200) {
  const sent: Sent[] = [];
  const waits: (() => void)[] = [];
  const state = { status };
  const keeper = preference_keeper(
    (changes) => {
      sent.push(changes);
      return state.status === 200 ? Promise.resolve() : Promise.reject({ status: state.status });
    },
    (run) => waits.push(run),
  );
  const pass = async () => {
    waits.splice(0).forEach((run) => run());
    await new Promise((next) => setImmediate(next));
  };
  return { keeper, sent, pass, state };
}

beforeEach(() => take_over({}, []));

test('what the account has takes the place of what the machine had', () => {
  remember('calendar', 'western');
  remember('columns.parcel', 'location');
  const { keeper } = desk();
  keeper.signed_in('1', { language: 'en', 'lines.parcel': '2' });
  assert.equal(remembered('language'), 'en');
  assert.equal(remembered('lines.parcel'), '2');
  assert.equal(remembered('calendar'), null);
  assert.equal(remembered('columns.parcel'), null);
});

test('a language chosen before signing in holds, and goes to the account', async () => {
  const { keeper, sent, pass } = desk();
  remember('language', 'en');
  keeper.signed_in('1', { language: 'ja' });
  assert.equal(remembered('language'), 'en');
  await pass();
  assert.deepEqual(sent, [{ language: 'en' }]);
});

test('the language of the machine stays where the account has none', () => {
  take_over({ language: 'en' }, []);
  const { keeper } = desk();
  keeper.signed_in('1', {});
  assert.equal(remembered('language'), 'en');
});

test('choices go to the account together, a moment later', async () => {
  const { keeper, sent, pass } = desk();
  keeper.signed_in('1', {});
  remember('calendar', 'western');
  remember('lines.parcel', '2');
  remember('calendar', 'era');
  assert.deepEqual(sent, []);
  await pass();
  assert.deepEqual(sent, [{ calendar: 'era', 'lines.parcel': '2' }]);
  remember('lines.parcel', null);
  await pass();
  assert.deepEqual(sent[1], { 'lines.parcel': null });
});

test('what the server did not hear is sent again, what it refuses is not', async () => {
  const lost = desk(0);
  lost.keeper.signed_in('1', {});
  remember('calendar', 'western');
  await lost.pass();
  lost.state.status = 200;
  remember('letters', 'off');
  await lost.pass();
  assert.deepEqual(lost.sent[1], { calendar: 'western', letters: 'off' });
  const refusing = desk(400);
  refusing.keeper.signed_in('1', {});
  remember('calendar', 'western');
  await refusing.pass();
  remember('letters', 'off');
  await refusing.pass();
  assert.deepEqual(refusing.sent[1], { letters: 'off' });
});

test('nobody gets what another person at the desk chose', async () => {
  const { keeper, sent, pass } = desk();
  keeper.signed_in('1', {});
  remember('calendar', 'western');
  keeper.signed_in('2', {});
  await pass();
  assert.deepEqual(sent, []);
  assert.equal(remembered('calendar'), null);
});
