// The rows of a list, or why there are none.
import { useCallback } from 'react';
import type { Definition, Field, Row } from '../../api/types';
import { date_long } from '../../lib/era_date';
import { FieldValue } from '../../parts/field_value';
import { Empty } from '../../parts/panel';
import { Trouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link, useRouter } from '../../state/router';
import { address_of, remember_place } from './list_place';
import type { ListState } from './list_state';
import type { Picking } from './pick_box';
import type { Rows } from './use_rows';
import { VirtualTable } from './virtual_table';

interface Props {
  definition: Definition;
  state: ListState;
  rows: Rows;
  picking: Picking | null;
  on_position: (from: number, to: number) => void;
}

// Rows drawn before the first answer, so that the frame has its final height.
const kGhostRows = 30;

export function ListBody({ definition, state, rows, picking, on_position }: Props) {
  const { go, at, search } = useRouter();
  const { store } = rows;
  const { query } = state;
  // The key opens the record; where it is not among the columns, the first column does.
  const key = definition.key[0] ?? '';
  const named_by = state.columns.includes(key) ? key : (state.columns[0] ?? key);
  const leave = useCallback(
    (row: Row, index: number) =>
      remember_place({
        register: definition.name,
        query,
        at,
        index,
        total: store.total ?? 0,
        id: row.id,
        key: row.key,
        search: search.toString(),
      }),
    [definition, query, at, store, search],
  );
  const open = useCallback(
    (row: Row, index: number) => {
      leave(row, index);
      go(address_of(definition, row));
    },
    [definition, go, leave],
  );
  const cell = useCallback(
    (field: Field, row: Row, index: number) => (
      <ListCell
        definition={definition}
        field={field}
        row={row}
        opens={field.name === named_by}
        leave={() => leave(row, index)}
      />
    ),
    [definition, named_by, leave],
  );
  const show = useCallback((first: number, last: number) => store.show(first, last), [store]);
  const settled = useCallback(() => store.settled(), [store]);
  if (store.error)
    return (
      <div className="p-3">
        <Trouble error={store.error} retry={() => store.fetch()} />
      </div>
    );
  if (store.total === 0) return <Nothing state={state} />;
  // Under 300 ms an empty frame; then gray bars in the place of rows.
  if (store.total === null && !rows.slow) return <div aria-busy="true" />;
  // Another order or other conditions begin at the top again.
  const { filters, q, sort, direction } = query;
  return (
    <VirtualTable
      key={JSON.stringify([filters, q, sort, direction, store.total === null, state.lines])}
      definition={definition}
      fields={state.fields}
      named_by={named_by}
      total={store.total ?? kGhostRows}
      row={(index) => store.row(index)}
      show={show}
      settled={settled}
      sort={{ field: sort, direction }}
      sort_by={state.sort_by}
      cell={cell}
      open={open}
      on_position={on_position}
      lines={state.lines}
      widths={state.widths}
      picking={store.total === null ? null : picking}
    />
  );
}

function Nothing({ state }: { state: ListState }) {
  const { t, lang } = useWords();
  const { at } = useRouter();
  if (Object.keys(state.query.filters).length === 0 && state.query.q === '')
    return at.as_of ? (
      <Empty
        why={t('list.empty_at', { date: date_long(at.as_of, lang) })}
        next={t('list.none_next')}
      />
    ) : (
      <Empty why={t('list.empty')} next={t('list.empty_next')} />
    );
  const next = (
    <>
      {t('list.none_next')}{' '}
      <button type="button" className="link" onClick={state.clear}>
        {t('list.clear_all')}
      </button>
    </>
  );
  return <Empty why={t('list.none')} next={next} />;
}

interface CellProps {
  definition: Definition;
  field: Field;
  row: Row;
  opens: boolean;
  leave: () => void;
}

function ListCell({ definition, field, row, opens, leave }: CellProps) {
  const value = (
    <FieldValue
      field={field}
      values={row.values}
      display={row.display}
      hidden={row.protected}
      plain
    />
  );
  if (!opens) return value;
  return (
    <Link to={address_of(definition, row)} tabIndex={-1} onClick={leave}>
      {(row.values[field.name] ?? null) === null ? row.key : value}
    </Link>
  );
}
