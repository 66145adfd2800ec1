// What the server keeps for whoever works: drafts of forms, views of one's own, selections and
// preferences, as docs/api.md says. By account, until the mock ends.
import { Refusal } from './answers.mjs';
import { count_of } from './registers.mjs';

const drafts = new Map();
const views = new Map();
const preferences = new Map();
let number = 0;

const next = () => String((number += 1));
const own = (session, ...place) => [session.account.id, ...place].join('/');
const in_days = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
const kMostViews = 20;

// --- drafts

const draft_of = ([register, record], _, __, session) => ({
  draft: drafts.get(own(session, register, record))?.draft ?? null,
});

function keep_draft([register, record], _, body, session) {
  const place = own(session, register, record);
  const before = drafts.get(place);
  if (before?.form && body.form && before.form !== body.form && !body.take_over)
    throw new Refusal(
      409,
      'draft.other_form',
      'この記録は別の画面（タブ）でも入力中です。',
      'This record is being typed into another tab too.',
    );
  const saved_at = new Date().toISOString();
  const until = in_days(14);
  const { values = {}, about = {}, base_version = null, form = '' } = body;
  drafts.set(place, { form, register, record, draft: { values, about, base_version, saved_at, until } });
  return { saved_at, until };
}

function drop_draft([register, record], query, _, session) {
  const place = own(session, register, record);
  const form = query.get('form');
  if (!form || drafts.get(place)?.form === form) drafts.delete(place);
  return {};
}

const my_drafts = (labels) => (_, __, ___, session) => ({
  drafts: [...drafts]
    .filter(([place]) => place.startsWith(`${session.account.id}/`))
    .map(([, { register, record, draft }]) => ({
      register,
      label: labels(register),
      record: record === 'new' ? null : record,
      saved_at: draft.saved_at,
      until: draft.until,
    })),
});

// --- views of one's own

const list_of = (session, register) => views.get(own(session, register)) ?? [];

function put_view(session, register, id, body) {
  const others = list_of(session, register).filter((one) => one.id !== id);
  if (others.some((one) => one.name === body.name))
    throw new Refusal(409, 'view.name_taken', '同じ名前の表示があります。', 'That name is taken.');
  const view = { filters: {}, sort: null, columns: null, lines: 1, standard: false, ...body, id };
  const rest = others.map((one) => (view.standard ? { ...one, standard: false } : one));
  views.set(own(session, register), [...rest, view].sort((a, b) => a.name.localeCompare(b.name)));
  return view;
}

const counts = ([register], _, __, session) => ({
  views: ['', 'all', ...list_of(session, register).map((one) => `own.${one.id}`)].map((id) => ({
    id,
    total: id.startsWith('own.') ? null : count_of(register),
  })),
  took_ms: 0,
});

// --- preferences

export const preferences_of = (account) => preferences.get(account.id) ?? {};

function keep_preferences(_, __, body, { account }) {
  const kept = { ...preferences_of(account), ...body.preferences };
  for (const name of Object.keys(kept)) if (kept[name] === null) delete kept[name];
  preferences.set(account.id, kept);
  return { preferences: kept };
}

/** `labels` names a register in both languages. */
export const desk_routes = (labels) => [
  ['GET', /^\/api\/drafts$/, my_drafts(labels)],
  ['GET', /^\/api\/drafts\/([^/]+)\/([^/]+)$/, draft_of],
  ['PUT', /^\/api\/drafts\/([^/]+)\/([^/]+)$/, keep_draft],
  ['DELETE', /^\/api\/drafts\/([^/]+)\/([^/]+)$/, drop_draft],
  [
    'GET',
    /^\/api\/registers\/([^/]+)\/views$/,
    ([register], _, __, session) => ({ views: list_of(session, register), most: kMostViews }),
  ],
  [
    'POST',
    /^\/api\/registers\/([^/]+)\/views$/,
    ([register], _, body, session) => put_view(session, register, next(), body),
  ],
  [
    'PUT',
    /^\/api\/registers\/([^/]+)\/views\/([^/]+)$/,
    ([register, id], _, body, session) => put_view(session, register, id, body),
  ],
  [
    'DELETE',
    /^\/api\/registers\/([^/]+)\/views\/([^/]+)$/,
    ([register, id], _, __, session) => {
      const left = list_of(session, register).filter((one) => one.id !== id);
      views.set(own(session, register), left);
      return {};
    },
  ],
  ['GET', /^\/api\/registers\/([^/]+)\/counts$/, counts],
  [
    'POST',
    /^\/api\/registers\/([^/]+)\/selections$/,
    ([register], _, body) => ({
      file: `selection-${next()}`,
      rows: body.ids ? body.ids.length : count_of(register) - (body.except?.length ?? 0),
    }),
  ],
  [
    'GET',
    /^\/api\/preferences$/,
    (_, __, ___, { account }) => ({ preferences: preferences_of(account) }),
  ],
  ['PUT', /^\/api\/preferences$/, keep_preferences],
];
