// The drawn map: pans, zooms, tells where somebody pressed and what is in view. All that it says is
// also in the lists beside it.
import { Map as Drawn, ScaleControl, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Geometry } from 'geojson';
import { useEffect, useRef, useState } from 'react';
import type { MapBox, MapPlace } from '../../api/map';
import { useWords } from '../../state/language';
import { paint_of, style_of } from './map_style';

setWorkerUrl(worker);

const kNear = 6; // pixels around a line or point that count as on it
const kFrame = { padding: 24, duration: 0 };

interface Props {
  label: string;
  tiles: string;
  most_zoom: number;
  whole: MapBox;
  colours: readonly string[];
  alone: number | null;
  selected: readonly MapPlace[];
  /** Where to go, and how often that was asked. */
  go: { box: MapBox; turn: number } | null;
  pressed: (at: [number, number], within: number) => void;
  moved: (box: MapBox) => void;
  failed: () => void;
}

const box_of = (map: Drawn): MapBox => {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
};

/** Metres that some pixels are at the middle of the map. */
function metres(map: Drawn): number {
  const { lat } = map.getCenter();
  const pixel = (40_075_016 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
  return Math.max(1, Math.round(pixel * kNear));
}

/** Made once; what changes is told to it. */
function useDrawn(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [map, set_map] = useState<Drawn | null>(null);
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    const container = place.current;
    if (!container) return;
    const first = now.current;
    const made = new Drawn({
      container,
      style: style_of(first.tiles, first.most_zoom),
      bounds: first.go?.box ?? first.whole,
      fitBoundsOptions: { ...kFrame, maxZoom: 18 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      maxZoom: 20,
      canvasContextAttributes: { preserveDrawingBuffer: true }, // for printing
    });
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    made.addControl(new ScaleControl({ unit: 'metric', maxWidth: 120 }), 'bottom-left');
    made.on('click', (event) =>
      now.current.pressed([event.lngLat.lng, event.lngLat.lat], metres(made)),
    );
    made.on('moveend', () => now.current.moved(box_of(made)));
    made.on('error', () => now.current.failed());
    made.on('load', () => {
      set_map(made);
      now.current.moved(box_of(made));
    });
    made.on('idle', () => container.setAttribute('data-idle', String(Date.now())));
    return () => {
      set_map(null);
      made.remove();
    };
  }, []);
  return { place, map };
}

function useToldWhatChanges(map: Drawn | null, props: Props) {
  const { tiles, colours, alone, selected, go } = props;
  useEffect(() => {
    const source = map?.getSource('shapes');
    if (source && 'setTiles' in source) (source as { setTiles: (t: string[]) => void }).setTiles([tiles]);
  }, [map, tiles]);
  useEffect(() => {
    if (!map) return;
    const { colour, opacity } = paint_of(colours, alone);
    map.setPaintProperty('areas', 'fill-color', colour);
    map.setPaintProperty('areas', 'fill-opacity', opacity);
    map.setPaintProperty('lines', 'line-color', colour);
    map.setPaintProperty('lines', 'line-opacity', opacity);
    map.setPaintProperty('points', 'circle-color', colour);
    map.setPaintProperty('points', 'circle-opacity', opacity);
  }, [map, colours, alone]);
  useEffect(() => {
    const features = selected.map((one) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: JSON.parse(one.outline) as Geometry,
    }));
    map?.getSource<GeoJSONSource>('selected')?.setData({ type: 'FeatureCollection', features });
  }, [map, selected]);
  useEffect(() => {
    if (map && go) map.fitBounds(go.box, { ...kFrame, padding: 80, maxZoom: 18 });
  }, [map, go]);
}

export default function MapView(props: Props) {
  const { t } = useWords();
  const { place, map } = useDrawn(props);
  useToldWhatChanges(map, props);
  const { label } = props;
  useEffect(() => {
    const canvas = map?.getCanvas();
    if (!map || !canvas) return;
    canvas.setAttribute('aria-label', label);
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      const { lng, lat } = map.getCenter();
      props.pressed([lng, lat], metres(map));
    };
    canvas.addEventListener('keydown', key);
    return () => canvas.removeEventListener('keydown', key);
  }, [map, label, props]);
  return (
    <div className="map-frame">
      <div className="map-place" ref={place} data-ready={map !== null} />
      <div className="map-cross" aria-hidden="true" />
      <div className="map-north" role="img" aria-label={t('map.north_up')}>
        <span aria-hidden="true">
          ▲<br />
          {t('map.north')}
        </span>
      </div>
      <div className="map-buttons">
        <button type="button" className="btn s" onClick={() => map?.zoomIn({ duration: 0 })}>
          {t('map.zoom_in')}
        </button>
        <button type="button" className="btn s" onClick={() => map?.zoomOut({ duration: 0 })}>
          {t('map.zoom_out')}
        </button>
        <button
          type="button"
          className="btn s"
          onClick={() => map?.fitBounds(props.whole, kFrame)}
        >
          {t('map.whole')}
        </button>
      </div>
    </div>
  );
}
