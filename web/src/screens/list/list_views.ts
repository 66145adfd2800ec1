// Which rows a list shows at first and under the names that its definition offers. The address says
// what differs from that: `view` (a name, `own.` and the number of a view of one's own, `all`, or
// `default` where one's own is the standard), `filter.*`, `sort` and `direction`.
import type { Definition, ListSort, ListView, SavedView } from '../../api/types';

export const kAll = 'all';
export const kDefault = 'default';
const kOwn = 'own.';
export const own_id = (view: SavedView) => kOwn + view.id;

export interface Shown {
  /** Conditions that hold: those of the address, else of the view, else of the definition. */
  filters: Record<string, string>;
  sort: string | null;
  direction: 'asc' | 'desc';
  /** The view whose columns stand; null for the list as the definition has it. */
  view: Pick<ListView, 'id' | 'columns'> | null;
  /** The view of one's own that was opened, changed since or not. */
  own: SavedView | null;
  /** Id of the tab that is this list; null when conditions were changed since. */
  tab: string | null;
}

const same = (a: Record<string, string>, b: Record<string, string>) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => b[name] === value);

const same_sort = (a: ListSort | null, sort: string | null, direction: string) =>
  (a?.field ?? null) === sort && (a === null || a.direction === direction);

export function shown(
  definition: Definition,
  search: URLSearchParams,
  mine: readonly SavedView[] = [],
): Shown {
  const asked = search.get('view');
  const own =
    (asked === null
      ? mine.find((one) => one.standard)
      : mine.find((one) => own_id(one) === asked)) ?? null;
  const offered = definition.list.views.find((one) => one.id === asked) ?? null;
  const view = own ? { id: own_id(own), columns: own.columns } : offered;
  const base = own ?? offered ?? { filters: definition.list.filters, sort: definition.list.sort };
  const start = asked === kAll ? {} : base.filters;
  const asked_for: Record<string, string> = {};
  for (const [name, value] of search)
    if (name.startsWith('filter.')) asked_for[name.slice('filter.'.length)] = value;
  const filters = Object.keys(asked_for).length > 0 ? asked_for : start;
  const given = search.get('sort');
  const order = given
    ? { field: given, direction: search.get('direction') === 'desc' ? 'desc' : 'asc' }
    : base.sort;
  const sort = order?.field ?? null;
  const direction = order?.direction === 'desc' ? 'desc' : 'asc';
  const unchanged = same(filters, start) && same_sort(base.sort, sort, direction);
  // Without conditions to begin with, the list itself is the whole one.
  const narrowed = Object.keys(definition.list.filters).length > 0;
  const tab = asked === kAll && narrowed ? kAll : (view?.id ?? '');
  return { filters, sort, direction, view, own, tab: unchanged ? tab : null };
}

/** Changes of the address that leave exactly these conditions; the order stays as it is. */
export function with_filters(now: Shown, filters: Record<string, string>) {
  const changes: Record<string, string | null> = {};
  for (const name of Object.keys(now.filters)) changes[`filter.${name}`] = null;
  for (const [name, value] of Object.entries(filters)) changes[`filter.${name}`] = value;
  if (Object.keys(filters).length > 0) return changes;
  return { ...changes, view: kAll, sort: now.sort, direction: now.sort ? now.direction : null };
}

/** Changes of the address that lead to a tab: nothing of what was asked before stays. */
export function to_view(search: URLSearchParams, id: string, mine: readonly SavedView[] = []) {
  const changes: Record<string, string | null> = { q: null, sort: null, direction: null };
  for (const name of search.keys()) if (name.startsWith('filter.')) changes[name] = null;
  const plain = mine.some((one) => one.standard) ? kDefault : null;
  return { ...changes, view: id === '' ? plain : id };
}
