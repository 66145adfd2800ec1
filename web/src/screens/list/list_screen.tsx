// Any register as a list, from its definition: which rows of how many, by which conditions.
import { useCallback, useState } from 'react';
import * as api from '../../api/endpoints';
import type { Definition, Field, RegisterArea, Row } from '../../api/types';
import { date_long } from '../../lib/era_date';
import { grouped, seconds } from '../../lib/number_format';
import { FieldValue } from '../../parts/field_value';
import { Icon } from '../../parts/icon';
import { PageHead } from '../../parts/page_head';
import { Empty } from '../../parts/panel';
import { PurposeGate } from '../../parts/purpose_gate';
import { TimeBar } from '../../parts/time_bar';
import { Trouble } from '../../parts/trouble';
import { Await } from '../../parts/await';
import { area_of } from '../../shell/nav_items';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_new_record, to_record, to_system, to_taxpayer } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { ColumnChooser } from './column_chooser';
import { Filters } from './filters';
import { listable, useListState, type ListState } from './list_state';
import { useRows, type Rows } from './use_rows';
import { ViewTabs } from './view_tabs';
import { VirtualTable } from './virtual_table';

interface Props {
  register: string;
  registers: { areas: RegisterArea[] } | null;
}

export function ListScreen({ register, registers }: Props) {
  const { t } = useWords();
  const query = useQuery(`definition:${register}`, (signal) => api.definition(register, signal));
  return (
    <main className="main fixed-page" id="main" tabIndex={-1}>
      {query.data ? (
        <PurposeGate definition={query.data} chosen={query.reload}>
          <List definition={query.data} registers={registers} />
        </PurposeGate>
      ) : (
        <>
          <PageHead
            crumbs={[{ label: t('registers.title'), to: '/registers' }, { label: register }]}
            title={register}
          />
          <Await query={query} rows={14}>
            {() => null}
          </Await>
        </>
      )}
    </main>
  );
}

function List({
  definition,
  registers,
}: {
  definition: Definition;
  registers: Props['registers'];
}) {
  const { t, d } = useWords();
  const { at } = useRouter();
  const state = useListState(definition);
  const rows = useRows(definition.name, state.query, at);
  const [columns_open, set_columns_open] = useState(false);
  const [position, set_position] = useState<[number, number]>([1, 1]);
  const on_position = useCallback(
    (from: number, to: number) =>
      set_position((old) => (old[0] === from && old[1] === to ? old : [from, to])),
    [],
  );
  useKeys([
    { on: 'c', cap: 'C', label: t('keys.columns'), run: () => set_columns_open((open) => !open) },
  ]);
  return (
    <div className="listpage">
      <ListHead definition={definition} registers={registers} />
      {definition.temporal === 'valid_time' ? <TimeBar /> : null}
      <ViewTabs definition={definition} state={state} />
      <div className="row flex-wrap pb-2.5 pt-1">
        <Filters definition={definition} state={state} />
        <span className="row ml-auto">
          <Count rows={rows} position={position} />
          {definition.permissions.change && !at.as_of && !at.as_known ? (
            <Link className="btn s" to={to_new_record(definition.name)}>
              <Icon name="plus" small />
              {t('edit.new')}
            </Link>
          ) : null}
          <button
            type="button"
            className="btn s"
            aria-expanded={columns_open}
            onClick={() => set_columns_open(!columns_open)}
          >
            <Icon name="cols" small />
            {t('list.columns', { shown: state.columns.length, all: listable(definition).length })}
          </button>
        </span>
      </div>
      <div className={columns_open ? 'gridwrap with-cols' : 'gridwrap'}>
        <section className="pn" id="tab-panel" aria-label={t('list.title', { name: d(definition.label) })}>
          <Body definition={definition} state={state} rows={rows} on_position={on_position} />
        </section>
        {columns_open ? <ColumnChooser definition={definition} state={state} /> : null}
      </div>
    </div>
  );
}

function ListHead({
  definition,
  registers,
}: {
  definition: Definition;
  registers: Props['registers'];
}) {
  const { t, d, lang } = useWords();
  const { at } = useRouter();
  const today = useToday();
  const date = at.as_of ?? today;
  const area = area_of(registers?.areas, definition.name);
  const in_all = area?.registers.find((item) => item.name === definition.name)?.records;
  return (
    <PageHead
      crumbs={[
        { label: area ? d(area.label) : definition.area, to: '/registers' },
        { label: d(definition.label) },
      ]}
      title={d(definition.label)}
      tags={
        <span className="mut">
          {date ? t('list.at', { date: date_long(date, lang) }) : ''}
          {in_all === undefined ? '' : `　${t('list.total', { n: grouped(in_all) })}`}
        </span>
      }
    />
  );
}

function Count({ rows, position }: { rows: Rows; position: [number, number] }) {
  const { t } = useWords();
  const { total, took_ms } = rows.store;
  if (total === null) return null;
  const [from, to] = position;
  return (
    <span className="nw" role="status">
      <b>{t('list.row_count', { n: grouped(total) })}</b>{' '}
      <span className="sub">
        {took_ms === null ? '' : t('list.took', { s: seconds(took_ms) })}
        {total > 0 ? `　${t('list.position', { from: grouped(from), to: grouped(to) })}` : ''}
      </span>
    </span>
  );
}

interface BodyProps {
  definition: Definition;
  state: ListState;
  rows: Rows;
  on_position: (from: number, to: number) => void;
}

// Rows drawn before the first answer, so that the frame has its final height.
const kGhostRows = 30;

function Body({ definition, state, rows, on_position }: BodyProps) {
  const { go } = useRouter();
  const { store } = rows;
  const { query } = state;
  const open = useCallback((row: Row) => go(address_of(definition, row)), [definition, go]);
  const cell = useCallback(
    (field: Field, row: Row) => (
      <ListCell definition={definition} field={field} row={row} columns={state.columns} />
    ),
    [definition, state.columns],
  );
  const show = useCallback((first: number, last: number) => store.show(first, last), [store]);
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
      key={JSON.stringify([filters, q, sort, direction, store.total === null])}
      definition={definition}
      fields={state.fields}
      total={store.total ?? kGhostRows}
      row={(index) => store.row(index)}
      show={show}
      sort={{ field: sort, direction }}
      sort_by={state.sort_by}
      cell={cell}
      open={open}
      on_position={on_position}
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
  columns: readonly string[];
}

/** The key opens the record; where it is not among the columns, the first column does. */
function ListCell({ definition, field, row, columns }: CellProps) {
  const value = (
    <FieldValue
      field={field}
      values={row.values}
      display={row.display}
      hidden={row.protected}
      plain
    />
  );
  const key = definition.key[0] ?? '';
  const opens = columns.includes(key) ? key : columns[0];
  if (field.name !== opens) return value;
  return (
    <Link to={address_of(definition, row)} tabIndex={-1}>
      {(row.values[field.name] ?? null) === null ? row.key : value}
    </Link>
  );
}

/** Persons and systems have screens of their own; everything else opens as a record. */
function address_of(definition: Definition, row: Row): string {
  if (definition.name === 'addressee') return to_taxpayer(row.key);
  if (definition.name === 'information_system') return to_system(row.id);
  return to_record(definition.name, row.id);
}
