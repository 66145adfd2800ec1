// What a list shows: sort, filters and search stand in the address (so that Back and a copied
// address bring the same rows); columns, their widths and the lines of a row are habits of whoever
// works, and kept with the account.
import { useCallback, useMemo } from 'react';
import type { ListQuery } from '../../api/endpoints';
import type { Definition, Field, SavedView } from '../../api/types';
import { remember } from '../../lib/storage';
import { useRemembered } from '../../state/remembered';
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
  /** Lines that a row takes at most. */
  lines: number;
  /** Widths that were chosen, by field. */
  widths: Record<string, number>;
  /** The view of one's own that was opened; changed since when `tab` is not its own. */
  own: SavedView | null;
  mine: readonly SavedView[];
  /** The tab that is this list; null when conditions or order were changed since. */
  tab: string | null;
  choose_view: (id: string) => void;
  choose_columns: (names: string[] | null) => void;
  choose_lines: (lines: number) => void;
  choose_width: (field: string, width: number | null) => void;
  /** After a view was kept: what was chosen beside it is in it now. */
  forget_choices: (view: string) => void;
  sort_by: (field: string) => void;
  filter: (field: string, value: string | null) => void;
  clear: () => void;
  find: (q: string) => void;
}

export const kMostLines = 3;
const kWidest = 600;
const kNarrowest = 40;

function widths_of(text: string | null): Record<string, number> {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, number>) : {};
  } catch {
    return {}; // of another version
  }
}

export function useListState(
  definition: Definition,
  mine: readonly SavedView[],
): ListState {
  const { search, set_query } = useRouter();
  const text = search.toString();
  const now = useMemo(
    () => shown(definition, new URLSearchParams(text), mine),
    [definition, text, mine],
  );
  const own = now.view?.columns ?? null;
  // Columns are chosen for a view where the view has columns of its own.
  const place = `${definition.name}${own ? `.${now.view?.id}` : ''}`;
  const store = `columns.${place}`;
  const kept_columns = useRemembered(store);
  const kept_lines = useRemembered(`lines.${place}`);
  const kept_widths = useRemembered(`widths.${definition.name}`);
  const chosen = useMemo(() => kept_columns?.split(',').filter(Boolean) ?? null, [kept_columns]);
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
      // In one order, so that moving a column asks for nothing.
      fields: [...columns].sort(),
    }),
    [now, text, columns],
  );

  const lines = useMemo(() => {
    const kept = Number(kept_lines ?? 0) || (now.own?.lines ?? 1);
    return Math.min(kMostLines, Math.max(1, kept));
  }, [kept_lines, now]);
  const widths = useMemo(() => widths_of(kept_widths), [kept_widths]);
  const choose_lines = useCallback(
    (count: number) => remember(`lines.${place}`, String(count)),
    [place],
  );
  const choose_width = useCallback(
    (field: string, width: number | null) => {
      const next = { ...widths };
      if (width === null) delete next[field];
      else next[field] = Math.min(kWidest, Math.max(kNarrowest, Math.round(width)));
      const none = Object.keys(next).length === 0;
      remember(`widths.${definition.name}`, none ? null : JSON.stringify(next));
    },
    [definition, widths],
  );
  const forget_choices = useCallback(
    (view: string) => {
      remember(`columns.${definition.name}.${view}`, null);
      remember(`lines.${definition.name}.${view}`, null);
    },
    [definition],
  );
  const choose_columns = useCallback(
    (names: string[] | null) => {
      remember(store, names ? names.join(',') : null);
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
    (id: string) => set_query(to_view(new URLSearchParams(text), id, mine)),
    [text, set_query, mine],
  );
  const find = useCallback((q: string) => set_query({ q }), [set_query]);
  return {
    columns,
    fields,
    query,
    lines,
    widths,
    own: now.own,
    mine,
    tab: now.tab,
    choose_view,
    choose_columns,
    choose_lines,
    choose_width,
    forget_choices,
    sort_by,
    filter,
    clear,
    find,
  };
}
