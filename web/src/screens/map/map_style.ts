// What the map draws, as its library wants it said: our own tiles and the selection, nothing else.
// No glyphs, sprites or tiles of anybody else are named, so nothing is asked of another machine.
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';

const kInk = '#4d4d4d';
const kMark = '#0017c1';

export function style_of(tiles: string, most_zoom: number): StyleSpecification {
  return {
    version: 8,
    sources: {
      shapes: { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: most_zoom },
      selected: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#f8f8fb' } },
      {
        id: 'areas',
        type: 'fill',
        source: 'shapes',
        'source-layer': 'shapes',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': '#d8d8db' },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'shapes',
        'source-layer': 'shapes',
        minzoom: 15,
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: {
          'line-color': kInk,
          'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.3, 18, 1],
        },
      },
      {
        id: 'lines',
        type: 'line',
        source: 'shapes',
        'source-layer': 'shapes',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': '#d8d8db', 'line-width': 4 },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'shapes',
        'source-layer': 'shapes',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-radius': 6, 'circle-stroke-width': 1, 'circle-stroke-color': kInk },
      },
      {
        id: 'selected_halo',
        type: 'line',
        source: 'selected',
        paint: { 'line-color': '#ffffff', 'line-width': 7 },
      },
      {
        id: 'selected',
        type: 'line',
        source: 'selected',
        paint: { 'line-color': kMark, 'line-width': 4 },
      },
    ],
  };
}

/** Colour by class; while one class is shown alone, the others fade. */
export function paint_of(colours: readonly string[], alone: number | null) {
  const cases = colours.flatMap((colour, index) => [index, colour]);
  const colour = ['match', ['get', 'c'], ...cases, '#d8d8db'] as unknown as ExpressionSpecification;
  const opacity = (
    alone === null ? 1 : ['case', ['==', ['get', 'c'], alone], 1, 0.08]
  ) as ExpressionSpecification;
  return { colour, opacity };
}
