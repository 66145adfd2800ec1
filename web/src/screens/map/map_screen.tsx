// The map of a register: its shapes coloured by a column, found, pressed, led to their records and
// back. A chunk of its own: it brings the library that draws.
import { lazy, Suspense, useMemo, useState } from 'react';
import * as register_api from '../../api/endpoints';
import * as api from '../../api/map';
import type { MapColumn, MapOpening } from '../../api/map';
import type { Definition, RegisterArea } from '../../api/types';
import { date_long } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { DateInput } from '../../parts/date_input';
import { Icon } from '../../parts/icon';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { PurposeGate } from '../../parts/purpose_gate';
import { Trouble } from '../../parts/trouble';
import { area_of } from '../../shell/nav_items';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_list } from '../../state/routes';
import { ChosenPlace } from './chosen_place';
import { Legend } from './legend';
import { colours_of } from './map_colours';
import { MapGuard } from './map_guard';
import { PlaceList } from './place_list';
import { usePlaces, type Places } from './use_places';
import './map.css';

const MapView = lazy(() => import('./map_view'));

interface Props {
  register: string;
  registers: { areas: RegisterArea[] } | null;
}

export default function MapScreen({ register, registers }: Props) {
  const { t, d, lang } = useWords();
  const { at } = useRouter();
  const definition = useQuery(`definition:${register}`, (signal) =>
    register_api.definition(register, signal),
  );
  const opening = useQuery(`map:${register}:${at.as_of ?? ''}`, (signal) =>
    api.map_opening(register, at.as_of, signal),
  );
  const area = area_of(registers?.areas, register);
  const name = definition.data ? d(definition.data.label) : register;
  return (
    <main className="main fixed-page map-page" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[
          { label: area ? d(area.label) : '…', to: '/registers' },
          { label: name, to: to_list(register) },
          { label: t('map.crumb') },
        ]}
        title={t('map.title', { name })}
        tags={
          opening.data ? (
            <>
              <span className="tag">{date_long(opening.data.as_of, lang)}</span>
              <span className="tag b">{t('map.count', { n: grouped(opening.data.drawn) })}</span>
            </>
          ) : null
        }
        actions={
          <>
            <Link className="btn s" to={to_list(register)}>
              <Icon name="table" small />
              {t('map.as_list')}
            </Link>
            <button type="button" className="btn s" onClick={() => window.print()}>
              <Icon name="print" small />
              {t('action.print')}
            </button>
          </>
        }
      />
      <Await query={definition} rows={12}>
        {(what) => (
          <PurposeGate definition={what} chosen={opening.reload}>
            <Await query={opening} rows={12}>
              {(open) => <Look definition={what} opening={open} />}
            </Await>
          </PurposeGate>
        )}
      </Await>
    </main>
  );
}

/** The colour the address names, else the first code that stands in the list, else the first. */
function useColumn(opening: MapOpening, definition: Definition): MapColumn | undefined {
  const { search } = useRouter();
  const asked = search.get('colour');
  const first = definition.fields
    .filter((field) => field.type === 'code' && field.list !== null)
    .sort((a, b) => (a.list ?? 0) - (b.list ?? 0))[0];
  return (
    opening.colours.find((one) => one.name === asked) ??
    opening.colours.find((one) => one.name === first?.name) ??
    opening.colours[0]
  );
}

function Look({ definition, opening }: { definition: Definition; opening: MapOpening }) {
  const { t, d, lang } = useWords();
  const { at } = useRouter();
  const { register } = opening;
  const column = useColumn(opening, definition);
  const legend = useQuery(column ? `legend:${register}:${column.name}:${at.as_of ?? ''}` : null, (signal) =>
    api.map_legend(register, column?.name ?? '', at.as_of, signal),
  );
  const [alone, set_alone] = useState<number | null>(null);
  const [failed, set_failed] = useState(false);
  const places = usePlaces(register, at.as_of);
  const colours = useMemo(() => (legend.data ? colours_of(legend.data) : []), [legend.data]);
  const selected = useMemo(() => (places.chosen ? [places.chosen] : []), [places.chosen]);
  const moved = (box: api.MapBox) => {
    set_failed(false);
    places.moved(box);
  };
  return (
    <>
      <Tools opening={opening} column={column} find={places.find} />
      {opening.box === null || !column ? (
        <Panel title={t('map.crumb')}>
          <Empty
            why={t('map.empty')}
            next={t('map.empty_next', { shapes: d(opening.shapes.label) })}
          />
        </Panel>
      ) : (
        <div className="map-grid">
          <div className="map-left">
            <MapGuard otherwise={<p className="pad">{t('map.no_webgl')}</p>}>
              <Suspense fallback={<div className="map-frame" aria-busy="true" />}>
                <MapView
                  label={t('map.canvas')}
                  tiles={api.tile_address(register, column.name, at.as_of)}
                  most_zoom={opening.most_zoom}
                  whole={opening.box}
                  colours={colours}
                  alone={alone}
                  selected={selected}
                  go={places.go}
                  pressed={places.pressed}
                  moved={moved}
                  failed={() => set_failed(true)}
                />
              </Suspense>
            </MapGuard>
            {failed ? (
              <p className="map-failed" role="status">
                {t('map.tiles_failed')}
              </p>
            ) : null}
            <p className="map-source">
              {t('map.source', {
                shapes: d(opening.shapes.label),
                basis: opening.shapes.legal_basis,
                day: date_long(opening.as_of, lang),
                zone: opening.zone.number,
              })}
            </p>
          </div>
          <div className="map-side" tabIndex={0} role="group" aria-label={t('map.crumb')}>
            {legend.data && legend.data.colour === column.name ? (
              <Legend
                column={column}
                legend={legend.data}
                colours={colours}
                alone={alone}
                show={set_alone}
              />
            ) : null}
            <Beside definition={definition} places={places} />
          </div>
        </div>
      )}
    </>
  );
}

interface ToolProps {
  opening: MapOpening;
  column: MapColumn | undefined;
  find: (words: string) => void;
}

function Tools({ opening, column, find }: ToolProps) {
  const { t, d } = useWords();
  const { at, set_query } = useRouter();
  const [words, set_words] = useState('');
  const [day, set_day] = useState(at.as_of ?? opening.as_of);
  const label_of = (one: MapColumn) =>
    one.register === opening.register
      ? d(one.label)
      : t('map.of_shapes', { label: d(one.label), register: d(opening.shapes.label) });
  return (
    <div className="row flex-wrap pb-2.5 pt-1 map-tools">
      <label className="row" htmlFor="map-colour">
        {t('map.colour')}
        <select
          id="map-colour"
          className="in s"
          value={column?.name ?? ''}
          onChange={(event) => set_query({ colour: event.target.value })}
        >
          {opening.colours.map((one) => (
            <option key={one.name} value={one.name}>
              {label_of(one)}
            </option>
          ))}
        </select>
      </label>
      <label className="row" htmlFor="map-day">
        {t('map.as_of')}
        <DateInput
          id="map-day"
          of={t('map.as_of')}
          value={day}
          set={set_day}
          // Only passed over: nothing was asked for.
          take={(value) => {
            if (value !== (at.as_of ?? opening.as_of)) set_query({ as_of: value });
          }}
          small
        />
      </label>
      {at.as_of ? (
        <button type="button" className="btn s" onClick={() => set_query({ as_of: null })}>
          {t('map.now')}
        </button>
      ) : null}
      <form
        className="row ml-auto"
        onSubmit={(event) => {
          event.preventDefault();
          find(words);
        }}
      >
        <label className="row" htmlFor="map-find">
          {t('map.find')}
          <input
            id="map-find"
            className="in s"
            value={words}
            onChange={(event) => set_words(event.target.value)}
          />
        </label>
        <button type="submit" className="btn s">
          <Icon name="search" small />
          {t('map.find_do')}
        </button>
      </form>
    </div>
  );
}

function Beside({ definition, places }: { definition: Definition; places: Places }) {
  const { t } = useWords();
  const { asked, in_view, chosen, missing, error } = places;
  const is = chosen?.id ?? null;
  const found = asked
    ? asked.by === 'words'
      ? t('map.found', { n: grouped(asked.answer.total) })
      : t('map.at_place', { n: grouped(asked.answer.total) })
    : '';
  const view = in_view ? t('map.in_view', { n: grouped(in_view.total) }) : '';
  return (
    <>
      {error ? <Trouble error={error} /> : null}
      {missing ? <p className="pad" role="status">{t('map.no_shape')}</p> : null}
      {chosen ? (
        <ChosenPlace
          key={chosen.id}
          definition={definition}
          place={chosen}
          clear={() => places.choose(null)}
        />
      ) : null}
      {asked ? (
        <Panel title={found}>
          {asked.answer.total === 0 ? (
            <p className="pad" role="status">
              {asked.by === 'words' ? t('map.found_none', { q: asked.words }) : t('map.at_none')}
            </p>
          ) : (
            <PlaceList
              label={found}
              places={asked.answer.places}
              selected={is}
              choose={places.choose}
            />
          )}
        </Panel>
      ) : null}
      {in_view ? (
        <Panel title={view}>
          {in_view.total > in_view.places.length ? (
            <p className="pad">{t('map.in_view_many', { n: grouped(in_view.total) })}</p>
          ) : (
            <PlaceList label={view} places={in_view.places} selected={is} choose={places.choose} />
          )}
        </Panel>
      ) : null}
    </>
  );
}
