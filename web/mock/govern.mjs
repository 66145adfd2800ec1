// One information system with contracts, costs, findings and its judgement; jobs and the journal.
import { row_of } from './registers.mjs';

const text = (ja, en) => ({ ja, en });
export const viewers = [
  {
    at: '2026-04-10T01:40:00Z',
    by: '小田切 美帆',
    department: text('資産税課', 'Property Tax'),
    purpose: text('課税事務', 'taxation'),
  },
  {
    at: '2026-04-08T02:10:00Z',
    by: '鳥羽 慎一郎',
    department: text('デジタル推進課', 'Digital'),
    purpose: text('点検', 'inspection'),
  },
];

export function record(register, id, versions = 3) {
  const index = register === 'addressee' ? Number(id) - 1000 : Number(id) - 1;
  const row = row_of(register, index);
  if (!row) return null;
  const history = Array.from({ length: versions }, (_, n) => ({
    version: n + 1,
    commit: 8_000_000 + n * 199_057,
    at: `202${4 + n}-04-01T00:30:00Z`,
    by: '鳥羽 慎一郎',
    reason: ['取込み', '棚卸しによる訂正', '1システム1責任者に改める（指摘 W57）'][n] ?? null,
    valid_from: `202${4 + n}-04-01`,
    valid_to: null,
    values: {
      ...row.values,
      ...(n === 0 ? before(register, row.values) : {}),
      ...(n === 1 && register === 'information_system'
        ? { users: 118, shared_ids: 9, manager: '生涯学習課長' }
        : {}),
    },
    display: row.display,
  }));
  return {
    register,
    id: row.id,
    key: row.key,
    title: row.title,
    version: versions,
    valid_from: '2026-04-01',
    valid_to: null,
    commit: history[history.length - 1].commit,
    values: row.values,
    display: row.display,
    protected: row.protected,
    history,
    related:
      register === 'parcel'
        ? [
            {
              register: 'house',
              label: text('家屋課税台帳', 'House tax register'),
              count: 2,
              rows: [
                { id: '201', title: '緑浜三丁目 214番地3' },
                { id: '202', title: '同　附属' },
              ],
            },
          ]
        : [],
    viewers,
  };
}
const before = (register, values) =>
  register === 'parcel'
    ? {
        unit_price_yen: values.unit_price_yen - 2000,
        land_category: 'field',
        value_yen: values.value_yen - 412000,
      }
    : register === 'information_system'
      ? { importance: '2', users: 96 }
      : {};

const cost = (fiscal_year, kind, label, yen, budget = false) => ({
  fiscal_year,
  kind,
  label,
  yen,
  budget,
});
const usage = text('利用料', 'usage');
const equipment = text('機器借上', 'equipment');
const change = text('改修', 'changes');
const costs = [3456, 3456, 3456, 3826, 3826, 4350, 4350, 4356]
  .map((thousand, n) => cost(2019 + n, 'usage', usage, thousand * 1000, n === 7))
  .concat(
    [2019, 2020, 2021, 2022, 2023].map((year) => cost(year, 'equipment', equipment, 261000)),
    [
      cost(2020, 'change', change, 1609000),
      cost(2021, 'change', change, 695000),
      cost(2024, 'change', change, 1782000),
      cost(2025, 'change', change, 506000),
    ],
  );
const item = (no, ja, en, cell, satisfied) => ({
  no,
  label: text(ja, en),
  cell,
  answer: satisfied ? 'yes' : 'no',
  satisfied,
});
const must = text('必須', 'required');
const should = text('推奨', 'recommended');
const judgement = {
  verdict: 'fit',
  label: text('適合（注記 2件）', 'Fit (2 notes)'),
  items: [
    item('1', '準拠法は日本法', 'Japanese law governs', must, true),
    item('2', '管轄は日本の裁判所', 'Japanese courts', must, true),
    item('3', '通信経路の暗号化', 'Encrypted transport', must, true),
    item('4', '保存データの暗号化', 'Encrypted at rest', must, true),
    item('5-1', '複数要素認証', 'Multi-factor sign-in', should, false),
    item('5-2', '2段階認証', 'Two-step sign-in', text('5-1の代替', 'instead of 5-1'), true),
    item('6-1', '国内法の及ぶ設置場所', 'Sited under domestic law', should, true),
    item('7', '第三者認証（ISO 27017）', 'Certified (ISO 27017)', should, true),
    item('8-1', '契約終了時の消去', 'Erasure at the end', should, false),
    item('8-2', '機器廃棄時の消去', 'Erasure at disposal', must, null),
  ],
  reasons: [
    {
      code: 'ALT',
      text: text(
        '5-1 は 5-2 で足ります。8-1 は 8-2 で代えました。',
        '5-2 stands in for 5-1; 8-2 replaces 8-1.',
      ),
    },
  ],
};

export function system(id) {
  const sheet = record('information_system', id);
  if (!sheet) return null;
  return {
    record: sheet,
    costs,
    contracts: [
      {
        register: 'contract',
        id: '1',
        title: '施設予約システム利用契約',
        vendor: '㈱ヨリドコロ情報',
        from: '2024-04-01',
        to: '2029-03-31',
        amount_yen: 21780000,
      },
      {
        register: 'contract',
        id: '2',
        title: 'データ移行業務',
        vendor: '㈱ヨリドコロ情報',
        from: '2024-04-01',
        to: '2024-09-30',
        amount_yen: 1782000,
      },
    ],
    findings: [12, 13, 14, 68].map((n) => {
      const row = row_of('finding', n - 1);
      return {
        register: 'finding',
        id: row.id,
        no: row.key,
        title: row.title,
        state: row.values.state,
        label: null,
      };
    }),
    judgement,
  };
}

export const job_kinds = [
  { name: 'verify', label: { ja: '記録の検証', en: 'Verification' }, takes_file: false, may_order: true },
];
export const jobs = [
  {
    id: 'j3',
    kind: 'notices',
    label: text('納税通知書の作成（PDF）', 'Tax notices (PDF)'),
    state: 'running',
    done: 18104,
    total: 29200,
    rate: 415,
    seconds_left: 27,
    started_at: '2026-04-10T01:41:00Z',
    ended_at: null,
    result: null,
  },
  {
    id: 'j1',
    kind: 'levy',
    label: text('当初賦課の再計算', 'Levy recomputation'),
    state: 'done',
    done: 29200,
    total: 29200,
    rate: null,
    seconds_left: null,
    started_at: '2026-04-10T01:12:00Z',
    ended_at: '2026-04-10T01:12:02Z',
    result: text('前回と差 0円', 'no difference'),
  },
];
export const journal = {
  entries: 8412907,
  rows: 41220118,
  checkpoint: {
    size: 8412907,
    at: '2026-04-10T01:40:00Z',
    root: 'qzv0F7c1N3r6pHn8kUe2sYx4mWb9tLd5aJg0iKfOqRc=',
    key: 'shiomi.example/journal+3f1c90aa',
  },
  last_verification: { at: '2026-04-09T21:00:00Z', ok: true, fault: null },
};
export function verify() {
  const job = {
    id: `v${jobs.length}`,
    kind: 'journal_verify',
    label: text('記録の検証', 'Journal verification'),
    state: 'running',
    done: 0,
    total: journal.entries,
    rate: 2_800_000,
    seconds_left: 3,
    started_at: '2026-04-10T01:42:00Z',
    ended_at: null,
    result: null,
  };
  jobs.unshift(job);
  const timer = setInterval(() => {
    job.done = Math.min(job.total, job.done + 2_800_000);
    job.seconds_left = Math.ceil((job.total - job.done) / job.rate);
    if (job.done < job.total) return;
    clearInterval(timer);
    Object.assign(job, {
      state: 'done',
      ended_at: '2026-04-10T01:42:03Z',
      result: text('一致', 'intact'),
    });
    journal.last_verification = { at: '2026-04-10T01:42:03Z', ok: true, fault: null };
  }, 1000);
  return job;
}
