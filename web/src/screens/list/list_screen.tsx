// Any register as a list, from its definition: which rows of how many, by which conditions.
import { useCallback, useMemo, useRef, useState } from 'react';
import * as api from '../../api/endpoints';
import { saved_views } from '../../api/lists';
import type { Definition, RegisterArea, SavedViews } from '../../api/types';
import { date_long } from '../../lib/era_date';
import { grouped, seconds } from '../../lib/number_format';
import { Icon } from '../../parts/icon';
import { PageHead } from '../../parts/page_head';
import { PurposeGate } from '../../parts/purpose_gate';
import { TimeBar } from '../../parts/time_bar';
import { Await } from '../../parts/await';
import { area_of } from '../../shell/nav_items';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_map, to_new_record } from '../../state/routes';
import { useToday } from '../../state/server_state';
import { ColumnChooser } from './column_chooser';
import { Filters } from './filters';
import { ListBody } from './list_body';
import { kMostLines, listable, useListState, type ListState } from './list_state';
import type { Picking } from './pick_box';
import { is_selected } from './selection';
import { SelectionBar } from './selection_bar';
import { useRows, type Rows } from './use_rows';
import { useSelection } from './use_selection';
import { ViewDialog } from './view_dialog';
import { ViewTabs } from './view_tabs';

interface Props {
  register: string;
  registers: { areas: RegisterArea[] } | null;
}

const kNoViews: SavedViews = { views: [], most: 0 };

export function ListScreen({ register, registers }: Props) {
  const { t } = useWords();
  const query = useQuery(`definition:${register}`, (signal) => api.definition(register, signal));
  // Asked beside the definition: the list opens with one's own standard view, if there is one.
  const views = useQuery(`views:${register}`, (signal) => saved_views(register, signal));
  // What was read stays while it is read again, but never for another register.
  const last = useRef<{ register: string; views: SavedViews } | null>(null);
  if (views.data) last.current = { register, views: views.data };
  const kept = last.current?.register === register ? last.current.views : null;
  const ready = kept !== null || views.error !== null;
  return (
    <main className="main fixed-page" id="main" tabIndex={-1}>
      {query.data && ready ? (
        <PurposeGate definition={query.data} chosen={query.reload}>
          <List
            definition={query.data}
            registers={registers}
            key={register}
            views={kept ?? kNoViews}
            views_changed={views.reload}
          />
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

interface ListProps {
  definition: Definition;
  registers: Props['registers'];
  views: SavedViews;
  views_changed: () => void;
}

function List({ definition, registers, views, views_changed }: ListProps) {
  const { t, d } = useWords();
  const { at } = useRouter();
  const state = useListState(definition, views.views);
  const rows = useRows(definition.name, state.query, at);
  const picked = usePicked(definition, state, rows);
  const [columns_open, set_columns_open] = useState(false);
  const [keeping, set_keeping] = useState(false);
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
      <p className="sub paper-only">{t('list.paper')}</p>
      {definition.temporal === 'valid_time' ? <TimeBar /> : null}
      <div className="tabline">
        <ViewTabs definition={definition} state={state} />
        <button type="button" className="btn s quiet ml-auto" onClick={() => set_keeping(true)}>
          <Icon name="plus" small />
          {t('view.save')}
        </button>
      </div>
      {keeping ? (
        <ViewDialog
          register={definition.name}
          state={state}
          most={views.most}
          close={() => set_keeping(false)}
          changed={views_changed}
        />
      ) : null}
      <div className="row flex-wrap pb-2.5 pt-1">
        <Filters definition={definition} state={state} />
        <span className="row ml-auto flex-wrap">
          <Count rows={rows} position={position} />
          {definition.map ? (
            <Link className="btn s" to={to_map(definition.name)}>
              <Icon name="land" small />
              {t('map.open')}
            </Link>
          ) : null}
          {definition.permissions.change && !at.as_of && !at.as_known ? (
            <Link className="btn s" to={to_new_record(definition.name)}>
              <Icon name="plus" small />
              {t('edit.new')}
            </Link>
          ) : null}
          <Lines state={state} />
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
          <ListBody
            definition={definition}
            state={state}
            rows={rows}
            picking={picked.picking}
            on_position={on_position}
          />
        </section>
        {columns_open ? <ColumnChooser definition={definition} state={state} /> : null}
      </div>
      {picked.selecting.count > 0 ? (
        <SelectionBar definition={definition} state={state} selecting={picked.selecting} />
      ) : null}
    </div>
  );
}

/** What is selected, where something can be done with it. */
function usePicked(definition: Definition, state: ListState, rows: Rows) {
  const { at } = useRouter();
  const { query } = state;
  const question = JSON.stringify([definition.name, query.filters, query.q, at]);
  const selecting = useSelection(question, rows.store);
  const { permissions } = definition;
  const useful = permissions.export || permissions.change;
  const total = rows.store.total ?? 0;
  const picking = useMemo<Picking | null>(
    () =>
      useful
        ? {
            is: (row) => is_selected(selecting.selection, row.id),
            turn: selecting.turn,
            range_to: selecting.range_to,
            count: selecting.count,
            total,
            all: selecting.all,
            clear: selecting.clear,
          }
        : null,
    [useful, selecting, total],
  );
  return { selecting, picking };
}

/** One line a row, or more where texts are long. */
function Lines({ state }: { state: ListState }) {
  const { t } = useWords();
  return (
    <span className="seg" role="group" aria-label={t('list.lines')}>
      {Array.from({ length: kMostLines }, (_, at) => at + 1).map((n) => (
        <button
          key={n}
          type="button"
          aria-pressed={state.lines === n}
          onClick={() => state.choose_lines(n)}
        >
          {n === 1 ? t('list.lines_1') : t('list.lines_n', { n })}
        </button>
      ))}
    </span>
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
