// Which codes are states, and the shape each one carries. Only what is known here gets a mark; a
// new code stands as plain text until somebody decides what it means.
import type { Field } from '../api/types';
import type { Tone } from './mark';

const kStateFields = /(^|_)(state|verdict|status)$/;

const kTones: Record<string, Tone> = {
  fit: 'ok',
  confirmed: 'ok',
  closed: 'ok',
  in_service: 'ok',
  active: 'ok',
  extended: 'ok',
  established: 'ok',
  enacted: 'ok',
  registered: 'ok',
  provisional: 'inf',
  in_work: 'inf',
  plan_accepted: 'inf',
  evidence_in: 'inf',
  surveying: 'inf',
  certified: 'inf',
  announced: 'inf',
  caution: 'warn',
  open: 'warn',
  partly: 'warn',
  suspended: 'warn',
  expired_not_extended: 'warn',
  assumed: 'warn',
  conditional: 'warn',
  incomplete: 'warn',
  unfit: 'bad',
  missing: 'bad',
  sent_back: 'bad',
  planned: 'none',
  retired: 'none',
  ended: 'none',
  withdrawn: 'none',
  not_adopted: 'none',
  none: 'none',
};

export function state_tone(field: Field, key: unknown): Tone | null {
  return field.type === 'code' && kStateFields.test(field.name)
    ? (kTones[String(key)] ?? null)
    : null;
}
