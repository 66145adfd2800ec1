// GET /api/registers/{register}/map…: the map of a register.
import { call, with_query } from './client';
import { all_purposes } from './purposes';
import type { Text } from './types';

/** [west, south, east, north] in degrees. */
export type MapBox = [number, number, number, number];

export interface MapColumn {
  name: string;
  label: Text;
  register: string;
  type: string;
  unit: Text | null;
}
export interface MapOpening {
  register: string;
  label: Text;
  shapes: { register: string; label: Text; legal_basis: string };
  zone: { number: number; cite: string };
  as_of: string;
  records: number;
  drawn: number;
  box: MapBox | null;
  most_zoom: number;
  colours: MapColumn[];
}
export interface MapClass {
  label: Text | null;
  from: string;
  to: string;
  shapes: number;
  empty: boolean;
}
export interface MapLegend {
  colour: string;
  ordered: boolean;
  classes: MapClass[];
}
export interface MapPlace {
  id: string;
  key: string;
  address: string | null;
  place: [number, number];
  box: MapBox;
  outline: string; // a geometry of GeoJSON
}
export interface MapPlaces {
  total: number;
  places: MapPlace[];
}

const path = (register: string, part = '') =>
  `/api/registers/${encodeURIComponent(register)}/map${part}`;
type Asked = Record<string, string | number | null>;
const get = <A>(address: string, asked: Asked, signal?: AbortSignal) =>
  call<A>(with_query(address, { ...all_purposes(), ...asked }), { signal });

export const map_opening = (register: string, as_of: string | null, signal?: AbortSignal) =>
  get<MapOpening>(path(register), { as_of }, signal);
export const map_legend = (
  register: string,
  colour: string,
  as_of: string | null,
  signal?: AbortSignal,
) => get<MapLegend>(path(register, '/legend'), { colour, as_of }, signal);
/** One of q, at (with within), box, record. */
export const map_places = (
  register: string,
  asked: Asked,
  as_of: string | null,
  signal?: AbortSignal,
) => get<MapPlaces>(path(register, '/places'), { ...asked, as_of }, signal);

/** Address of the tiles, for the map's own worker: with the origin, and {z}, {x}, {y} left in. */
export const tile_address = (register: string, colour: string, as_of: string | null) =>
  window.location.origin +
  with_query(path(register, '/tiles/{z}/{x}/{y}'), { ...all_purposes(), colour, as_of });
