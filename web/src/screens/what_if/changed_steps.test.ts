import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed_steps, gone_steps, type TrialStep } from './changed_steps';

const step = (rule: string, result: number, because: TrialStep[] = [], subject?: string) =>
  ({ rule, result, inputs: { in: result }, because, ...(subject ? { subject } : {}) }) as TrialStep;

const land = (id: string, base: number) =>
  step('land.base', base, [step('land.full', base * 6)], `land/${id}`);
const annual = (sum: number, ...parts: TrialStep[]) => [step('annual', sum, parts, 'annual')];

test('the unchanged case has no changed step', () => {
  const before = annual(30, land('1', 10), land('2', 20));
  assert.deepEqual(changed_steps(before, before), []);
  assert.equal(gone_steps(before, before), 0);
});

test('what changed stands with what leads to the annual tax, and nothing else', () => {
  const before = annual(30, land('1', 10), land('2', 20));
  const [root] = changed_steps(before, annual(31, land('1', 11), land('2', 20)));
  assert.equal(root?.was, 30);
  assert.deepEqual(root?.because.map(({ subject, was }) => [subject, was]), [['land/1', 10]]);
  assert.equal(root?.because[0]?.because[0]?.was, 60);
});

test('an added object moves nothing: its steps alone are new', () => {
  const before = annual(30, land('1', 10), land('2', 20));
  const after = annual(35, land('new', 5), land('1', 10), land('2', 20));
  const [root] = changed_steps(before, after);
  assert.deepEqual(root?.because.map(({ subject, was }) => [subject, was]), [['land/new', null]]);
  assert.equal(gone_steps(before, after), 0);
  assert.equal(gone_steps(after, before), 2);
});

test('a step that leads to a change without changing itself says no value before', () => {
  const before = annual(0, land('1', 10));
  const [root] = changed_steps(before, annual(0, land('1', 12)));
  assert.ok(root && !('was' in root));
  assert.equal(root.because[0]?.was, 10);
});
