// Places beside the map: what was found, what lies where somebody pressed, what is in view. The
// keyboard's and the screen reader's way to everything the map shows.
import type { MapPlace } from '../../api/map';

interface Props {
  label: string;
  places: readonly MapPlace[];
  selected: string | null;
  choose: (place: MapPlace) => void;
}

export function PlaceList({ label, places, selected, choose }: Props) {
  return (
    <ul className="map-places" aria-label={label}>
      {places.map((one, index) => (
        <li key={`${one.id} ${index}`}>
          <button
            type="button"
            aria-pressed={selected === one.id}
            data-place={one.id}
            onClick={() => choose(one)}
          >
            <b>{one.key}</b>
            {one.address ? <span>{one.address}</span> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
