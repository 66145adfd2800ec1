// What a list shows: sort, filters and search stand in the address (so that Back and a copied
// address bring the same rows); the choice of columns is a habit and stays in this browser.
import { useCallback, useMemo, useState } from 'react';
import type { ListQuery } from '../../api/endpoints';
import type { Definition, Field } from '../../api/types';
import { remember, remembered } from '../../lib/storage';
import { useRouter } from '../../state/router';

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
  choose_columns: (names: string[] | null) => void;
  sort_by: (field: string) => void;
  filter: (field: string, value: string | null) => void;
  clear: () => void;
  find: (q: string) => void;
}

export function useListState(definition: Definition): ListState {
  const { search, set_query } = useRouter();
  const store = `columns.${definition.name}`;
  const [chosen, set_chosen] = useState<string[] | null>(
    () => remembered(store)?.split(',') ?? null,
  );
  const all = useMemo(() => listable(definition), [definition]);
  const columns = useMemo(() => {
    const known = (chosen ?? default_columns(definition)).filter((name) =>
      all.some((field) => field.name === name),
    );
    return known.length > 0 ? known : default_columns(definition);
  }, [chosen, definition, all]);
  const fields = useMemo(
    () => columns.flatMap((name) => all.filter((field) => field.name === name)),
    [columns, all],
  );

  const text = search.toString();
  const query = useMemo<ListQuery>(() => {
    const now = new URLSearchParams(text);
    const filters: Record<string, string> = {};
    for (const [name, value] of now)
      if (name.startsWith('filter.')) filters[name.slice('filter.'.length)] = value;
    return {
      sort: now.get('sort'),
      direction: now.get('direction') === 'desc' ? 'desc' : 'asc',
      q: now.get('q') ?? '',
      filters,
      fields: columns,
    };
  }, [text, columns]);

  const choose_columns = useCallback(
    (names: string[] | null) => {
      remember(store, names ? names.join(',') : '');
      set_chosen(names && names.length > 0 ? names : null);
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
    (field: string, value: string | null) => set_query({ [`filter.${field}`]: value }),
    [set_query],
  );
  const clear = useCallback(
    () =>
      set_query({
        q: null,
        ...Object.fromEntries(Object.keys(query.filters).map((name) => [`filter.${name}`, null])),
      }),
    [query, set_query],
  );
  const find = useCallback((q: string) => set_query({ q }), [set_query]);
  return { columns, fields, query, choose_columns, sort_by, filter, clear, find };
}
