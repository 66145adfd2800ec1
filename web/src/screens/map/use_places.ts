// What the map is asked for beside its tiles: what was found, what was pressed, what is in view.
// The address keeps what is selected, so that a record's way back and a copied address show it.
import { useCallback, useEffect, useRef, useState } from 'react';
import * as api from '../../api/map';
import type { MapBox, MapPlace, MapPlaces } from '../../api/map';
import { ApiError } from '../../api/client';
import { useRouter } from '../../state/router';

const kRestMs = 400; // after the last movement: what somebody only passes over is not asked for

export interface Places {
  /** What was asked by hand last: words, or a place. */
  asked: { by: 'words' | 'place'; words: string; answer: MapPlaces } | null;
  in_view: MapPlaces | null;
  chosen: MapPlace | null;
  /** A record was named that this map does not have. */
  missing: boolean;
  error: ApiError | null;
  go: { box: MapBox; turn: number } | null;
  find: (words: string) => void;
  pressed: (at: [number, number], within: number) => void;
  moved: (box: MapBox) => void;
  choose: (place: MapPlace | null, go?: boolean) => void;
}

export function usePlaces(register: string, as_of: string | null): Places {
  const { search, set_query } = useRouter();
  const record = search.get('record');
  const [asked, set_asked] = useState<Places['asked']>(null);
  const [in_view, set_in_view] = useState<MapPlaces | null>(null);
  const [chosen, set_chosen] = useState<MapPlace | null>(null);
  const [missing, set_missing] = useState(false);
  const [error, set_error] = useState<ApiError | null>(null);
  const [go, set_go] = useState<Places['go']>(null);
  const box = useRef<MapBox | null>(null);
  const timer = useRef(0);
  const stop = useRef<AbortController | null>(null);

  const heard = useCallback((fault: unknown) => {
    if (fault instanceof ApiError) set_error(fault);
  }, []);
  const towards = useCallback(
    (place: MapPlace) => set_go((old) => ({ box: place.box, turn: (old?.turn ?? 0) + 1 })),
    [],
  );
  const choose = useCallback(
    (place: MapPlace | null, move = true) => {
      set_chosen(place);
      set_missing(false);
      set_query({ record: place?.id ?? null });
      if (place && move) towards(place);
    },
    [set_query, towards],
  );
  // Named by the address: by a record's button, or another day of the same map.
  useEffect(() => {
    if (record === null) return set_chosen(null);
    const asking = new AbortController();
    api
      .map_places(register, { record, limit: 1 }, as_of, asking.signal)
      .then(({ places }) => {
        const place = places[0] ?? null;
        set_missing(place === null);
        set_chosen((old) => {
          if (place && old?.id !== place.id) towards(place);
          return place;
        });
      })
      .catch(heard);
    return () => asking.abort();
  }, [register, record, as_of, heard, towards]);

  const look = useCallback(() => {
    if (!box.current) return;
    stop.current?.abort();
    stop.current = new AbortController();
    const corners = box.current.map((angle) => angle.toFixed(7)).join(',');
    api
      .map_places(register, { box: corners }, as_of, stop.current.signal)
      .then(set_in_view)
      .catch(heard);
  }, [register, as_of, heard]);
  const moved = useCallback(
    (now: MapBox) => {
      box.current = now;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(look, kRestMs);
    },
    [look],
  );
  useEffect(() => {
    set_asked(null);
    look();
    return () => window.clearTimeout(timer.current);
  }, [look]);

  const find = useCallback(
    (words: string) => {
      if (words.trim() === '') return set_asked(null);
      api
        .map_places(register, { q: words.trim(), limit: 50 }, as_of)
        .then((answer) => {
          set_asked({ by: 'words', words: words.trim(), answer });
          const only = answer.places[0];
          if (answer.total === 1 && only) choose(only);
        })
        .catch(heard);
    },
    [register, as_of, choose, heard],
  );
  const pressed = useCallback(
    (at: [number, number], within: number) => {
      api
        .map_places(register, { at: at.map((one) => one.toFixed(8)).join(','), within }, as_of)
        .then((answer) => {
          set_asked({ by: 'place', words: '', answer });
          choose(answer.places[0] ?? null, false);
        })
        .catch(heard);
    },
    [register, as_of, choose, heard],
  );
  return { asked, in_view, chosen, missing, error, go, find, pressed, moved, choose };
}
