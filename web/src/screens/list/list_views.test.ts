import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definition } from '../../api/types';
import { shown, to_view, with_filters } from './list_views';

const definition = {
  list: {
    sort: { field: 'due', direction: 'desc' },
    filters: { state: 'open' },
    views: [
      {
        id: 'big',
        label: { ja: '大', en: 'Big' },
        filters: { size: '>=10' },
        sort: { field: 'size', direction: 'desc' },
        columns: ['size'],
      },
    ],
  },
} as unknown as Definition;
const at = (query: string) => shown(definition, new URLSearchParams(query));

test('a fresh list is the one of the definition', () => {
  const list = at('');
  assert.deepEqual(list.filters, { state: 'open' });
  assert.deepEqual([list.sort, list.direction, list.tab], ['due', 'desc', '']);
});

test('a view brings its conditions, its order and its columns', () => {
  const list = at('view=big');
  assert.deepEqual(list.filters, { size: '>=10' });
  assert.deepEqual([list.sort, list.direction, list.tab], ['size', 'desc', 'big']);
  assert.deepEqual(list.view?.columns, ['size']);
});

test('an address with conditions means exactly these', () => {
  const list = at('filter.run=7');
  assert.deepEqual(list.filters, { run: '7' });
  assert.equal(list.tab, null);
  assert.deepEqual(at('view=all').filters, {});
  assert.equal(at('view=all').tab, 'all');
  assert.equal(at('view=gone').tab, '', 'a view that is no more is the list itself');
});

test('the order of the address goes before that of the view', () => {
  const list = at('view=big&sort=due');
  assert.deepEqual([list.sort, list.direction, list.tab], ['due', 'asc', null]);
});

test('removing the last condition leaves the whole list in the same order', () => {
  assert.deepEqual(with_filters(at(''), {}), {
    'filter.state': null,
    view: 'all',
    sort: 'due',
    direction: 'desc',
  });
  assert.deepEqual(with_filters(at(''), { state: 'open', size: '3' }), {
    'filter.state': 'open',
    'filter.size': '3',
  });
});

test('where nothing is narrowed at first, all is the list itself', () => {
  const plain = { list: { sort: null, filters: {}, views: [] } } as unknown as Definition;
  const all = shown(plain, new URLSearchParams('view=all'));
  assert.equal(all.tab, '');
  assert.deepEqual(with_filters(all, {}), { view: 'all', sort: null, direction: null });
});

test('a view forgets what was asked before', () => {
  assert.deepEqual(to_view(new URLSearchParams('filter.size=3&q=x&sort=due'), 'big'), {
    q: null,
    sort: null,
    direction: null,
    'filter.size': null,
    view: 'big',
  });
});

const mine = [
  {
    id: '7',
    name: '甲',
    filters: { size: '>=3' },
    sort: { field: 'size', direction: 'asc' as const },
    columns: ['due'],
    lines: 2,
    standard: true,
  },
  { id: '9', name: '乙', filters: {}, sort: null, columns: null, lines: 1, standard: false },
];
const with_mine = (query: string) => shown(definition, new URLSearchParams(query), mine);

test('the list opens with the view that was made the standard, unless the address says other', () => {
  assert.equal(with_mine('').tab, 'own.7');
  assert.deepEqual(with_mine('').filters, { size: '>=3' });
  assert.equal(with_mine('view=default').tab, '');
  assert.deepEqual(with_mine('view=default').filters, { state: 'open' });
  assert.equal(with_mine('view=own.9').tab, 'own.9');
  assert.equal(with_mine('view=own.8').own, null, 'a view that was given up');
});

test('a view of one\'s own that was changed stays the one to be kept again', () => {
  const changed = with_mine('view=own.7&filter.size=>=4');
  assert.equal(changed.tab, null);
  assert.equal(changed.own?.id, '7');
});

test('the way back to the definition\'s list has a name where one\'s own is the standard', () => {
  assert.equal(to_view(new URLSearchParams(''), '', mine).view, 'default');
  assert.equal(to_view(new URLSearchParams(''), '').view, null);
});
