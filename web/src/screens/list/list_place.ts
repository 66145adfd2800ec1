// Where in which list one came from, so that a record knows its neighbours. Of this tab alone, and
// only what the address of the list says anyhow.
import type { ListQuery, PointInTime } from '../../api/endpoints';
import type { Row } from '../../api/types';
import { to_record, to_system, to_taxpayer } from '../../state/routes';

export interface ListPlace {
  register: string;
  query: ListQuery;
  at: PointInTime;
  index: number;
  total: number;
  /** The record that was opened there. */
  id: string;
  key: string;
  /** What stood behind the question mark of the list. */
  search: string;
}

let place: ListPlace | null = null;

export function remember_place(next: ListPlace | null): void {
  place = next;
}

export function place_in(register: string): ListPlace | null {
  return place?.register === register ? place : null;
}

/** Persons and systems have screens of their own; everything else opens as a record. */
export function address_of(definition: { name: string }, row: Pick<Row, 'id' | 'key'>): string {
  if (definition.name === 'addressee') return to_taxpayer(row.key);
  if (definition.name === 'information_system') return to_system(row.id);
  return to_record(definition.name, row.id);
}
