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
import { TimeBar } from '../../parts/time_bar';
import { Trouble } from '../../parts/trouble';
import { Await } from '../../parts/await';
import { area_of } from '../../shell/nav_items';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_record, to_system, to_taxpayer } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { ColumnChooser } from './column_chooser';
import { Filters } from './filters';
import { listable, useListState, type ListState } from './list_state';
import { useRows, type Rows } from './use_rows';
import { VirtualTable } from './virtual_table';

interface Props { register: string; registers: { areas: RegisterArea[] } | null }

export function ListScreen({ register, registers }: Props) {
  const { t } = useWords();
  const query = useQuery(`definition:${register}`, (signal) => api.definition(register, signal));
  return (
    <main className="main fixed-page" id="main" tabIndex={-1}>
      {query.data ? <List definition={query.data} registers={registers} /> : <>
        <PageHead crumbs={[{ label: t('registers.title'), to: '/registers' }, { label: register }]} title={register} />
        <Await query={query} rows={14}>{() => null}</Await>
      </>}
    </main>
  );
}

function List({ definition, registers }: { definition: Definition; registers: Props['registers'] }) {
  const { t, d, lang } = useWords();
  const { at } = useRouter();
  const today = useToday();
  const state = useListState(definition);
  const rows = useRows(definition.name, state.query, at);
  const [columns_open, set_columns_open] = useState(false);
  const [position, set_position] = useState<[number, number]>([1, 1]);
  const on_position = useCallback((from: number, to: number) => set_position((old) => (old[0] === from && old[1] === to ? old : [from, to])), []);
  const date = at.as_of ?? today;
  const conditions = Object.keys(state.query.filters).length > 0 || state.query.q !== '';
  const area = area_of(registers?.areas, definition.name);
  const in_all = area?.registers.find((item) => item.name === definition.name)?.records;
  useKeys([{ on: 'c', cap: 'C', label: t('keys.columns'), run: () => set_columns_open((open) => !open) }]);
  return (
    <div className="listpage">
      <PageHead crumbs={[{ label: area ? d(area.label) : definition.area, to: '/registers' }, { label: d(definition.label) }]} title={d(definition.label)}
        tags={<span className="mut">{date ? t('list.at', { date: date_long(date, lang) }) : ''}{in_all === undefined ? '' : `　${t('list.total', { n: grouped(in_all) })}`}</span>} />
      {definition.temporal === 'valid_time' ? <TimeBar /> : null}
      <div className="row flex-wrap pb-2.5 pt-1">
        <Filters definition={definition} state={state} />
        <span className="row ml-auto">
          <Count rows={rows} position={position} />
          <button type="button" className="btn s" aria-expanded={columns_open} onClick={() => set_columns_open(!columns_open)}>
            <Icon name="cols" small />{t('list.columns', { shown: state.columns.length, all: listable(definition).length })}
          </button>
        </span>
      </div>
      <div className={columns_open ? 'gridwrap with-cols' : 'gridwrap'}>
        <section className="pn" aria-label={t('list.title', { name: d(definition.label) })}>
          <Body definition={definition} state={state} rows={rows} conditions={conditions} on_position={on_position} />
        </section>
        {columns_open ? <ColumnChooser definition={definition} state={state} /> : null}
      </div>
    </div>
  );
}

function Count({ rows, position }: { rows: Rows; position: [number, number] }) {
  const { t } = useWords();
  if (rows.total === null) return null;
  return (
    <span className="nw" role="status">
      <b>{t('list.row_count', { n: grouped(rows.total) })}</b>{' '}
      <span className="sub">{rows.took_ms === null ? '' : t('list.took', { s: seconds(rows.took_ms) })}
        {rows.total > 0 ? `　${t('list.position', { from: grouped(position[0]), to: grouped(position[1]) })}` : ''}</span>
    </span>
  );
}

interface BodyProps { definition: Definition; state: ListState; rows: Rows; conditions: boolean; on_position: (from: number, to: number) => void }

// Rows drawn before the first answer, so that the frame has its final height.
const kGhostRows = 30;

function Body({ definition, state, rows, conditions, on_position }: BodyProps) {
  const { t, lang } = useWords();
  const { at, go } = useRouter();
  const open = useCallback((row: Row) => go(address_of(definition, row)), [definition, go]);
  const cell = useCallback((field: Field, row: Row) => {
    const value = <FieldValue field={field} values={row.values} display={row.display} hidden={row.protected} plain />;
    return field.name === definition.key[0] || (field.name === state.columns[0] && !state.columns.includes(definition.key[0] ?? ''))
      ? <Link to={address_of(definition, row)} tabIndex={-1}>{row.values[field.name] === undefined || row.values[field.name] === null ? row.key : value}</Link> : value;
  }, [definition, state.columns]);
  if (rows.error) return <div className="p-3"><Trouble error={rows.error} retry={rows.retry} /></div>;
  if (rows.total === 0) {
    if (conditions) return <Empty why={t('list.none')} next={<>{t('list.none_next')} <button type="button" className="link" onClick={state.clear}>{t('list.clear_all')}</button></>} />;
    return at.as_of ? <Empty why={t('list.empty_at', { date: date_long(at.as_of, lang) })} next={t('list.none_next')} /> : <Empty why={t('list.empty')} next={t('list.empty_next')} />;
  }
  // Under 300 ms an empty frame; then gray bars in the place of rows.
  if (rows.total === null && !rows.slow) return <div aria-busy="true" />;
  return (
    <VirtualTable key={JSON.stringify([state.query.filters, state.query.q, state.query.sort, state.query.direction, rows.total === null])} definition={definition} fields={state.fields} total={rows.total ?? kGhostRows}
      row={rows.row} show={rows.show} sort={{ field: state.query.sort, direction: state.query.direction }} sort_by={state.sort_by} cell={cell} open={open}
      start_index={0} on_position={on_position} />
  );
}

/** Persons and systems have screens of their own; everything else opens as a record. */
function address_of(definition: Definition, row: Row): string {
  if (definition.name === 'addressee') return to_taxpayer(row.key);
  if (definition.name === 'information_system') return to_system(row.id);
  return to_record(definition.name, row.id);
}
