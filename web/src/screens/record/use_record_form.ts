// The form of a record from opening to saving: what is typed, its faults, sending it once, and what
// became of that. Whatever goes wrong, what was typed stays.
import { useEffect, useRef, useState } from 'react';
import { ApiError, fresh_key } from '../../api/client';
import type { Draft } from '../../api/drafts';
import * as api from '../../api/endpoints';
import type { ApiFault, Definition, Field, RegisterRecord } from '../../api/types';
import type { ChangeResult } from '../../api/types_change';
import { is_date_or_empty } from '../../lib/era_date';
import type { FieldFault } from '../../lib/field_check';
import { fields_of } from '../../lib/record_check';
import { useToday } from '../../state/server_state';
import {
  base_of,
  base_of_draft,
  change_body,
  changed_values,
  draft_body,
  is_hidden,
  typed_faults,
  type About,
  type Base,
  type Typed,
} from './form_state';
import { useDraft, type DraftKeeper } from './use_draft';

export interface FormProps {
  definition: Definition;
  /** null: a new one. */
  record: RegisterRecord | null;
  /** Where the form goes on. */
  draft: Draft | null;
  close: () => void;
  done: (result: ChangeResult) => void;
}

export interface RecordFormState {
  register: string;
  base: Base | null;
  typed: Typed;
  about: About;
  type: (name: string, text: string) => void;
  set_about: (name: keyof About, text: string) => void;
  /** Shown at a field: found here once it was left or sending was tried, or told by the server. */
  found: (name: string) => FieldFault | null;
  told: (name: string) => ApiFault | null;
  leave: (name: string) => void;
  fault: ApiError | null;
  nothing: boolean;
  busy: boolean;
  /** Grows with each try that ended at a fault: the first field in fault is then looked for. */
  failed: number;
  dirty: boolean;
  conflict: RegisterRecord | null;
  submit: () => Promise<void>;
  /** Goes on from the record as it is now with what is kept of one's own; `sends` it at once. */
  resolve: (keep: ReadonlySet<string>, sends: boolean) => Promise<void>;
  keeper: DraftKeeper;
}

const is_conflict = (error: ApiError) => error.status === 412 || error.has('change.conflict');

/** The record as it is on the day from which the change is to hold. */
async function record_now(register: string, id: string, from: string): Promise<RegisterRecord> {
  const at = { as_of: from !== '' && is_date_or_empty(from) ? from : null, as_known: null };
  try {
    return await api.record(register, id, at);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404 || at.as_of === null) throw error;
    return api.record(register, id, api.kNow); // not there on that day
  }
}

function about_of(draft: Draft | null, today: string | undefined): About {
  const kept = draft?.about ?? {};
  return {
    valid_from: kept.valid_from ?? today ?? '',
    reason: kept.reason ?? '',
    article: kept.article ?? '',
    purpose: kept.purpose ?? '',
  };
}

const kBetween: ReadonlySet<FieldFault['kind']> = new Set([
  'between',
  'compare',
  'then_required',
  'sum',
]);
const is_between = (fault: FieldFault) => kBetween.has(fault.kind);

/** Somebody has left a field that a check sees together with this one. */
const left_beside = (definition: Definition, name: string, left: ReadonlySet<string>) =>
  (definition.checks ?? [])
    .map(fields_of)
    .some((names) => names.includes(name) && names.some((other) => left.has(other)));

/** One name for one content: the same is carried out once, another one is another intention. */
function useOnce() {
  const last = useRef({ text: '', key: '' });
  return {
    key_of: (text: string) => {
      if (last.current.text !== text) last.current = { text, key: fresh_key() };
      return last.current.key;
    },
    forget: () => {
      last.current = { text: '', key: '' };
    },
  };
}

export function useRecordForm({ definition, record, draft, done }: FormProps): RecordFormState {
  const today = useToday();
  const stale = record !== null && draft !== null && draft.base_version !== record.version;
  // The record under an open form may be read anew; the form keeps what it began with.
  const [base, set_base] = useState<Base | null>(() =>
    record === null ? null : draft ? base_of_draft(record, draft) : base_of(record),
  );
  const [typed, set_typed] = useState<Typed>(draft?.values ?? {});
  const [about, set_all_about] = useState<About>(() => about_of(draft, today));
  const [touched, set_touched] = useState(draft !== null);
  const [left, set_left] = useState<ReadonlySet<string>>(new Set());
  const [tried, set_tried] = useState(false);
  const [fault, set_fault] = useState<ApiError | null>(null);
  const [told, set_told] = useState<ReadonlyMap<string, ApiFault>>(new Map());
  const [nothing, set_nothing] = useState(false);
  const [busy, set_busy] = useState(false);
  const [failed, set_failed] = useState(0);
  const [conflict, set_conflict] = useState<RegisterRecord | null>(stale ? record : null);
  const once = useOnce();
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const keeper = useDraft(
    definition.name,
    record?.id ?? null,
    touched ? draft_body(definition, base, typed, about) : null,
    draft !== null,
  );

  const hidden = (field: Field) => is_hidden(field, record);
  const faults = typed_faults(definition, base, typed, about, hidden);
  const untell = (name: string) => {
    set_touched(true);
    set_nothing(false);
    set_told((old) => {
      if (!old.has(name)) return old;
      const next = new Map(old);
      next.delete(name);
      return next;
    });
  };

  const send = async (from: Base | null, what: Typed) => {
    set_fault(null);
    set_told(new Map());
    set_busy(true);
    await keeper.pause();
    const body = change_body(definition, from, what, about);
    const key = once.key_of(JSON.stringify(body));
    try {
      const result =
        record === null
          ? await api.create(definition.name, body, key, keeper.form)
          : await api.change(definition.name, record.id, body, key, keeper.form);
      keeper.sent();
      if (mounted.current) done(result);
      return;
    } catch (error) {
      keeper.go_on();
      const refused = error instanceof ApiError ? error : new ApiError(500, []);
      // Whether it was saved is known to nobody: the next try is a new one.
      if (refused.has('api.idempotency.not_known')) once.forget();
      set_told(new Map(refused.faults.map((one) => [one.path, one])));
      set_fault(refused);
      set_failed((n) => n + 1);
      if (record !== null && is_conflict(refused))
        await record_now(definition.name, record.id, about.valid_from).then(set_conflict, set_fault);
    }
    set_busy(false);
  };

  return {
    register: definition.name,
    base,
    typed,
    about,
    type: (name, text) => {
      set_typed((old) => ({ ...old, [name]: text }));
      untell(name);
    },
    set_about: (name, text) => {
      set_all_about((old) => ({ ...old, [name]: text }));
      untell(name);
    },
    found: (name) => {
      const fault = faults.get(name) ?? null;
      if (fault === null || tried || left.has(name)) return fault;
      // A fault between fields shows once one of them was left: not only where it stands.
      return left_beside(definition, name, left) && is_between(fault) ? fault : null;
    },
    told: (name) => told.get(name) ?? null,
    leave: (name) => set_left((old) => (old.has(name) ? old : new Set(old).add(name))),
    fault,
    nothing,
    busy,
    failed,
    dirty: touched,
    conflict,
    submit: async () => {
      set_tried(true);
      // An empty new record is looked at like any other: what must be there is named.
      const empty =
        record !== null && Object.keys(changed_values(definition, base, typed)).length === 0;
      set_nothing(empty);
      if (empty || faults.size > 0) {
        set_fault(null);
        set_failed((n) => n + 1);
        return;
      }
      await send(base, typed);
    },
    resolve: async (keep, sends) => {
      if (!conflict) return;
      const mine: Typed = {};
      for (const [name, text] of Object.entries(typed)) if (keep.has(name)) mine[name] = text;
      const next = base_of(conflict);
      set_base(next);
      set_typed(mine);
      set_conflict(null);
      if (!sends) {
        set_fault(null);
        return;
      }
      if (Object.keys(changed_values(definition, next, mine)).length === 0) {
        set_fault(null);
        set_nothing(true);
        return;
      }
      await send(next, mine);
    },
    keeper,
  };
}
