// What a list shows: sort, filters and search stand in the address (so that Back and a copied
// address bring the same rows); the choice of columns is a habit and stays in this browser.
import { useCallback, useMemo, useReducer } from 'react';
import type { ListQuery } from '../../api/endpoints';
import type { Definition, Field } from '../../api/types';
import { remember, remembered } from '../../lib/storage';
import { useRouter } from '../../state/router';
import { shown, to_view, with_filters } from './list_views';

const kDefaultColumns = 8;

/** Columns of the definition's default list; where it names none, its key and the first fields. */
export function default_columns(definition: Definition): string[] {
  const listed = definition.fields
    .filter((field) => field.list !== null && field.list !== undefined && field.list > 0)
    .sort((a, b) => (a.list ?? 0) - (b.list ?? 0))
    .map((field) => field.name);
  if (listed.length > 0) return listed;
  return [...new Set([...definition.key, ...definition.fields.map((field) => field.name)])].slice(
    0,
    kDefaultColumns,
  );
}

/** Fields that a list can show at all. */
export function listable(definition: Definition): Field[] {
  return definition.fields.filter(
    (field) => field.type !== 'geometry' && field.type !== 'document',
  );
}

export interface ListState {
  columns: string[];
  fields: Field[];
  query: ListQuery;
  /** The tab that is this list; null when conditions or order were changed since. */
  tab: string | null;
  choose_view: (id: string) => void;
  choose_columns: (names: string[] | null) => void;
  sort_by: (field: string) => void;
  filter: (field: string, value: string | null) => void;
  clear: () => void;
  find: (q: string) => void;
}

export function useListState(definition: Definition): ListState {
  const { search, set_query } = useRouter();
  const text = search.toString();
  const now = useMemo(() => shown(definition, new URLSearchParams(text)), [definition, text]);
  const own = now.view?.columns ?? null;
  // Columns are chosen for a view where the view has columns of its own.
  const store = `columns.${definition.name}${own ? `.${now.view?.id}` : ''}`;
  const [choice, chose] = useReducer((n: number) => n + 1, 0);
  const chosen = useMemo(
    () => remembered(store)?.split(',').filter(Boolean) ?? null,
    // `choice` stands for what was remembered since.
    [store, choice],
  );
  const all = useMemo(() => listable(definition), [definition]);
  const columns = useMemo(() => {
    const start = own ?? default_columns(definition);
    const known = (chosen ?? start).filter((name) => all.some((field) => field.name === name));
    return known.length > 0 ? known : start;
  }, [chosen, definition, own, all]);
  const fields = useMemo(
    () => columns.flatMap((name) => all.filter((field) => field.name === name)),
    [columns, all],
  );

  const query = useMemo<ListQuery>(
    () => ({
      sort: now.sort,
      direction: now.direction,
      q: new URLSearchParams(text).get('q') ?? '',
      filters: now.filters,
      fields: columns,
    }),
    [now, text, columns],
  );

  const choose_columns = useCallback(
    (names: string[] | null) => {
      remember(store, names ? names.join(',') : '');
      chose();
    },
    [store],
  );
  const sort_by = useCallback(
    (field: string) => {
      const turn = query.sort === field && query.direction === 'asc';
      set_query({ sort: field, direction: turn ? 'desc' : null });
    },
    [query, set_query],
  );
  const filter = useCallback(
    (field: string, value: string | null) => {
      const next = { ...now.filters };
      delete next[field];
      set_query(with_filters(now, value === null ? next : { ...next, [field]: value }));
    },
    [now, set_query],
  );
  const clear = useCallback(
    () => set_query({ ...with_filters(now, {}), q: null }),
    [now, set_query],
  );
  const choose_view = useCallback(
    (id: string) => set_query(to_view(new URLSearchParams(text), id)),
    [text, set_query],
  );
  const find = useCallback((q: string) => set_query({ q }), [set_query]);
  return {
    columns,
    fields,
    query,
    tab: now.tab,
    choose_view,
    choose_columns,
    sort_by,
    filter,
    clear,
    find,
  };
}
