// Answers of docs/api.md that need more than one line of the mock's data.
import * as govern from './govern.mjs';
import { preferences_of } from './desk.mjs';
import { find_people, today } from './people.mjs';
import { count_of, definition_of, definitions, order_of, row_of } from './registers.mjs';
import * as tax from './tax.mjs';

const text = (ja, en) => ({ ja, en });

export class Refusal extends Error {
  constructor(status, id, ja, en) {
    super(id);
    this.status = status;
    this.errors = [{ path: '', id, message_ja: ja, message_en: en }];
  }
}
export const missing = () =>
  new Refusal(
    404,
    'not_found',
    '見つかりません。番号と基準日を確かめてください。',
    'Not found. Check the number and the date.',
  );
const glance = () => ({
  entries: govern.journal.entries,
  checkpoint_size: govern.journal.checkpoint.size,
  checkpoint_at: govern.journal.checkpoint.at,
  verified_at: govern.journal.last_verification.at,
  ok: true,
});
export const place = () => ({
  municipality: { id: 'shiomi', name: text('汐見市', 'Shiomi City') },
  demonstration: true,
  contact: text('デジタル推進課 内線 2740', 'Digital Division, ext. 2740'),
  lock_after: 10,
  journal: glance(),
  today,
  notices: [
    { on: '2026-04-11', title: text('22:00–24:00 保守で停止', 'Maintenance 22:00–24:00') },
    { on: '2026-04-15', title: text('納税通知書を発送', 'Tax notices are sent') },
    {
      on: '2026-04-20',
      title: text('情報セキュリティ研修（全課）', 'Security training (all divisions)'),
    },
  ],
});
export const session_answer = (session) => {
  const { password: _, ...account } = session.account;
  return {
    csrf: session.csrf,
    account,
    previous: { at: '2026-04-08T23:27:00Z', ended: '2026-04-09T08:41:00Z', failures: 0 },
    preferences: preferences_of(session.account),
  };
};
export const home = () => ({
  fiscal_year: 2026,
  counts: {
    taxpayers: 29200,
    parcels: 102553,
    houses: 34387,
    declarers: 8,
    systems: 31,
    findings: { fit: 53, caution: 12, unfit: 5 },
  },
  levy: {
    run_no: 'R8-2',
    state: tax.runs[0].state,
    tax_yen: 4382915600,
    previous_tax_yen: 4348116200,
  },
  waiting:
    tax.runs[0].state === 'provisional'
      ? [
          {
            kind: 'levy_run',
            title: text('令和8年度 当初賦課 R8-2 の確定', 'Confirm levy R8-2 of FY2026'),
            route: '/levy/R8-2',
            by: '小田切 美帆',
            at: '2026-04-10T01:12:00Z',
          },
        ]
      : [],
  alarms: [
    {
      severity: 'bad',
      title: text('監査指摘 不備 5件', '5 findings deficient'),
      detail: text('被災者支援システム 3月分ほか', 'Disaster support system and others'),
      route: '/registers/finding?filter.state=unfit',
    },
    {
      severity: 'caution',
      title: text('監査指摘 注意 12件', '12 findings need care'),
      detail: null,
      route: '/registers/finding?filter.state=caution',
    },
  ],
  deadlines: [
    {
      due: '2026-04-07',
      days: -3,
      title: text('監査指摘 2件の改善期限', '2 audit findings to be settled'),
      cite: null,
      route: '/registers/finding?sort=due',
    },
    {
      due: '2026-04-20',
      days: 10,
      title: text('令和8年度の賦課 R8-2 を確定し、納税通知書を届ける', 'Confirm levy R8-2 of FY2026'),
      cite: '地方税法 第364条',
      route: '/levy/R8-2',
    },
  ],
  changes: 0,
  jobs: govern.jobs.slice(0, 3),
  journal: glance(),
});

export function search(q, limit, kind) {
  const began = performance.now();
  const hits = find_people(q, limit).map((person) => ({
    kind: 'taxpayer',
    id: person.id,
    title: person.protected ? null : person.name,
    subtitle: person.protected ? null : `${person.kana}　${person.address}`,
    route: `/taxpayers/${person.number}`,
    protected: person.protected,
  }));
  for (let n = 0; n < 31; n += 1) {
    const row = row_of('information_system', n);
    if (row.title.includes(q))
      hits.push({
        kind: 'system',
        id: row.id,
        title: row.title,
        subtitle: row.key,
        route: `/systems/${row.id}`,
        protected: false,
      });
  }
  for (const item of definitions)
    if (item.label.ja.includes(q) || item.label.en.toLowerCase().includes(q.toLowerCase()))
      hits.push({
        kind: 'register',
        id: item.name,
        title: item.label.ja,
        subtitle: item.name,
        route: `/registers/${item.name}`,
        protected: false,
      });
  return {
    hits: hits.filter((hit) => !kind || hit.kind === kind).slice(0, limit),
    took_ms: performance.now() - began,
  };
}

export function records(name, query) {
  const began = performance.now();
  if (!definition_of(name)) throw missing();
  const filters = Object.fromEntries(
    [...query]
      .filter(([key]) => key.startsWith('filter.'))
      .map(([key, value]) => [key.slice(7), value]),
  );
  const order = order_of(name, {
    sort: query.get('sort'),
    direction: query.get('direction') ?? 'asc',
    q: query.get('q') ?? '',
    filters,
  });
  const offset = Number(query.get('offset') ?? 0);
  const rows = order
    .slice(offset, offset + Math.min(200, Number(query.get('limit') ?? 50)))
    .map((index) => row_of(name, index));
  return { total: order.length, offset, rows, took_ms: performance.now() - began };
}

export const areas = () =>
  [
    ['tax', '税務', 'Tax'],
    ['person', '住民・宛名', 'Persons'],
    ['govern', '統治', 'Governance'],
    ['office', '職員・組織', 'Office'],
  ].map(([id, ja, en]) => ({
    id,
    label: text(ja, en),
    registers: definitions
      .filter((item) => item.area === id)
      .map((item) => ({
        name: item.name,
        label: item.label,
        records: count_of(item.name),
        may_view: item.name !== 'log_review',
        may_change: item.name !== 'log_review',
        may_import: false,
        may_export: item.name !== 'log_review',
      })),
  }));
