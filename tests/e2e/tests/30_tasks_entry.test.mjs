// Main tasks by keys alone, in both languages: what is entered, what a second person says to it, and
// many records at once.
import assert from 'node:assert/strict';
import { ask } from '../lib/city.mjs';
import { task, tasks_by_keys } from '../lib/tasks/walk.mjs';

const file = tasks_by_keys();
const field = (page, name) => page.locator(`[data-form] [name=${name}]`);
const record_of = (page, register, id) =>
  ask(page, `/api/registers/${register}/records/${id}?parts=record`);

/** The form of a record's change, empty. */
async function open_change(hands, words, register, id) {
  await hands.open(`/registers/${register}/${id}`);
  await hands.use(hands.page.getByRole('button', { name: words.change, exact: true }));
  await hands.page.locator('[data-form] form').waitFor();
  await hands.stand();
}

/** What every change of a register of decisions says below its fields. */
async function say_why(hands, reason, article) {
  const { page } = hands;
  await hands.write(field(page, 'about-valid_from'), '2026-01-01');
  await hands.write(field(page, 'about-reason'), reason);
  if (article) await hands.write(field(page, 'about-article'), article);
}

task(
  'enter a change of a parcel: draft, a fault met and mended, saved',
  {
    ja: {
      record: 41, change: '変更を入力', kept: /草稿を保存/, negative: '0 以上の額を入力してください。',
      reason: '現地調査（和）', save: '登録する', saved: '登録しました。', place: '緑浜一丁目 41番の和',
    },
    en: {
      record: 43, change: 'Enter a change', kept: /Draft kept/, negative: 'Type an amount of 0 or more.',
      reason: 'A look on the spot', save: 'Save', saved: 'Saved.', place: '緑浜一丁目 43番の英',
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await open_change(hands, words, 'parcel', words.record);
    await hands.write(field(page, 'location'), words.place);
    await page.locator('[data-draft-state]', { hasText: words.kept }).waitFor();
    const { draft } = await ask(page, `/api/drafts/parcel/${words.record}`);
    assert.notEqual(draft, null);
    const price = field(page, 'unit_price_yen');
    await hands.write(price, '-5');
    await say_why(hands, words.reason);
    await hands.press('Enter');
    await page.locator('[name=unit_price_yen][aria-invalid=true]').waitFor();
    await page.getByText(words.negative).first().waitFor();
    await hands.stand();
    assert.ok(await price.evaluate((node) => node === document.activeElement), 'led to the fault');
    await hands.look();
    await hands.type('45,678');
    await hands.use(page.getByRole('button', { name: words.save, exact: true }));
    await page.getByRole('status').getByText(words.saved, { exact: true }).waitFor();
    await hands.settled();
    await hands.stand();
    const { values } = await record_of(page, 'parcel', words.record);
    assert.equal(values.location, words.place);
    assert.equal(values.unit_price_yen, 45_678);
    assert.equal((await ask(page, `/api/drafts/parcel/${words.record}`)).draft, null);
    await hands.look();
  },
);

const kNew = {
  ja: {
    number: '990000101', place: '緑浜九丁目 101番', add: '新規登録', save: '登録する', yes: 'はい',
    reason: '分筆（和）', saved: '仮登録しました。承認を待っています。', own: '自分の入力',
  },
  en: {
    number: '990000202', place: '緑浜九丁目 202番', add: 'New record', save: 'Save', yes: 'Yes',
    reason: 'Divided (en)', saved: 'Saved as provisional, awaiting approval.', own: 'Entered by me',
  },
};
const kCodes = {
  change_reason: 'initial',
  land_category: 'building_land',
  land_use: 'building_land',
  exempt_reason: 'none',
};

/** Fills what a new parcel must have. */
async function fill_parcel(hands, words, owner) {
  const { page, language } = hands;
  const { fields } = await ask(page, '/api/registers/parcel');
  await hands.write(field(page, 'parcel_no'), words.number);
  await hands.write(field(page, 'location'), words.place);
  await hands.write(field(page, 'owner'), owner);
  await hands.write(field(page, 'taxpayer'), owner);
  for (const [name, key] of Object.entries(kCodes)) {
    const { codes } = fields.find((one) => one.name === name);
    const { label } = codes.find((one) => one.key === key);
    await hands.choose(field(page, name), label[language]);
  }
  await hands.choose(field(page, 'city_planning_area'), words.yes);
  await hands.write(field(page, 'ledger_area'), '１２０．５０');
  await hands.write(field(page, 'taxed_area'), '120.50');
  await hands.write(field(page, 'value_yen'), '5,000,000');
  await hands.write(field(page, 'dwellings'), '0');
}

task('enter a new record, and another one that stays provisional', kNew, async (words, language, at_work) => {
  const hands = await at_work('clerk');
  const { page } = hands;
  const { rows } = await ask(page, '/api/registers/addressee/records?limit=50&offset=0');
  const owner = rows.find((one) => !one.protected).key;
  await hands.open('/registers/parcel');
  await hands.use(page.getByRole('link', { name: words.add, exact: true }));
  await page.locator('[data-form] form').waitFor();
  await fill_parcel(hands, words, owner);
  await say_why(hands, words.reason);
  await hands.look();
  await hands.press('Enter');
  await page.waitForURL(/\/registers\/parcel\/\d+$/);
  await hands.settled();
  await hands.stand();
  const id = page.url().split('/').at(-1);
  const { values } = await record_of(page, 'parcel', id);
  assert.equal(values.parcel_no, words.number);
  assert.equal(values.taxed_area, '120.50');
  // Its valuation is a decision: provisional until somebody else decides.
  await hands.open('/registers/parcel_valuation/new');
  await hands.write(field(page, 'parcel'), words.number);
  const { fields } = await ask(page, '/api/registers/parcel_valuation');
  const method = fields.find((one) => one.name === 'method').codes[0];
  await hands.choose(field(page, 'method'), method.label[language]);
  await say_why(hands, words.reason, '地方税法 第410条第1項');
  await hands.press('Enter');
  await page.getByText(words.saved).waitFor();
  await hands.stand();
  const { items } = await ask(page, '/api/inbox');
  const waiting = items.filter((one) => one.register === 'parcel_valuation' && one.new_record);
  assert.ok(waiting.some((one) => one.entered.reason === words.reason && one.kind === 'own'));
});

/** The item of the inbox that was entered for this reason, and its place on my work. */
async function waiting_for(page, reason) {
  const { items } = await ask(page, '/api/inbox');
  const item = items.find((one) => one.entered.reason === reason);
  assert.ok(item, `something waits that was entered because of “${reason}”`);
  return { item, box: page.locator(`[data-waiting="${item.register}/${item.record}"]`) };
}

task(
  'a second person approves it from the inbox',
  {
    ja: { ...kNew.ja, decide: '決裁', done: '「決裁」を行い、本登録になりました。' },
    en: { ...kNew.en, decide: 'Decide', done: 'Decide: done, the change is confirmed.' },
  },
  async (words, language, at_work) => {
    const hands = await at_work('second');
    const { page } = hands;
    await hands.open('/');
    const { item, box } = await waiting_for(page, words.reason);
    await box.getByText('地方税法 第410条第1項').waitFor();
    await hands.look();
    await hands.use(box.getByRole('button', { name: words.decide, exact: true }));
    await page.getByRole('status').getByText(words.done).waitFor();
    await box.waitFor({ state: 'detached' });
    await hands.settled();
    await hands.stand();
    const { items } = await ask(page, '/api/inbox');
    assert.ok(!items.some((one) => one.entered.reason === words.reason));
    const record = await record_of(page, 'parcel_valuation', item.record);
    assert.equal(record.waiting, false);
    assert.equal(record.valid_from, '2026-01-01');
  },
);

task(
  'refuse a change with a reason, which the first person reads',
  {
    ja: {
      record: 61, change: '変更を入力', save: '登録する', saved: '仮登録しました。承認を待っています。',
      reason: '奥行の測り直し（和）', refuse: '差し戻す', missing: '理由を書いてください。',
      comment: '理由（差戻しのときは必ず）', why: '図面を添えてください（和）', done: '差し戻しました。',
      note: '確認して閉じる',
    },
    en: {
      record: 62, change: 'Enter a change', save: 'Save', saved: 'Saved as provisional, awaiting approval.',
      reason: 'Depth measured again (en)', refuse: 'Refuse', missing: 'Give a reason.',
      comment: 'Reason (always when refusing)', why: 'Please add the drawing (en)', done: 'Refused.',
      note: 'Take note and close',
    },
  },
  async (words, language, at_work) => {
    const clerk = await at_work('clerk');
    await open_change(clerk, words, 'parcel_valuation', words.record);
    await clerk.write(field(clerk.page, 'depth_m'), '31.25');
    await say_why(clerk, words.reason, '地方税法 第417条第1項');
    await clerk.use(clerk.page.getByRole('button', { name: words.save, exact: true }));
    await clerk.page.getByText(words.saved).waitFor();
    await clerk.stand();

    const second = await at_work('second');
    await second.open('/');
    const { item, box } = await waiting_for(second.page, words.reason);
    await second.use(box.getByRole('button', { name: words.refuse, exact: true }));
    await box.getByText(words.missing).waitFor();
    await second.look();
    await second.write(box.getByLabel(words.comment), words.why);
    await second.use(box.getByRole('button', { name: words.refuse, exact: true }));
    await second.page.getByRole('status').getByText(words.done).waitFor();
    await second.stand();

    await clerk.open('/');
    const mine = clerk.page.locator(`[data-waiting="${item.register}/${item.record}"]`);
    await mine.getByText(words.why).waitFor();
    const { refusal } = (await waiting_for(clerk.page, words.reason)).item;
    assert.equal(refusal.reason, words.why);
    await clerk.look();
    await clerk.use(mine.getByRole('button', { name: words.note, exact: true }));
    await mine.waitFor({ state: 'detached' });
    await clerk.settled();
    await clerk.stand();
    const { values, waiting } = await record_of(clerk.page, 'parcel_valuation', words.record);
    assert.equal(waiting, false);
    assert.notEqual(values.depth_m, '31.25');
  },
);

task(
  'change many records at once after a look at each',
  {
    ja: {
      price: 31_111, count: '3件を選択中', open: '一括変更…', field: '変える項目', value: '新しい値',
      reason: '理由', why: '路線価の見直し（和）', look: '変更前後を確かめる', ready: '変わる 3件',
      go: '3件を変更する',
    },
    en: {
      price: 32_222, count: '3 selected', open: 'Change all…', field: 'Field to change',
      value: 'New value', reason: 'Reason', why: 'Street values looked through (en)',
      look: 'Look at old and new', ready: '3 would change', go: 'Change 3 rows',
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.open('/registers/parcel?sort=value_yen&direction=asc');
    const row = (at) => page.locator(`tr[data-index="${at}"]`);
    await row(2).locator('a').first().waitFor();
    await hands.reach(row(0));
    await hands.press('Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await page.locator('.selbar').getByText(words.count, { exact: true }).waitFor();
    const keys = await Promise.all([0, 1, 2].map((at) => row(at).locator('a').first().innerText()));
    const { fields } = await ask(page, '/api/registers/parcel');
    const { label } = fields.find((one) => one.name === 'unit_price_yen');
    await hands.dialog(page.getByRole('button', { name: words.open }), async (box) => {
      await hands.choose(box.getByLabel(words.field), label[language]);
      await hands.write(box.getByLabel(words.value), String(words.price));
      await hands.write(box.getByLabel(words.reason, { exact: true }), words.why);
      await hands.look();
      await hands.use(box.getByRole('button', { name: words.look }));
      await box.getByText(words.ready).waitFor();
      await hands.stand();
      for (const key of keys) await box.locator(`tr[data-key="${key}"] del`).waitFor();
      await hands.look();
      await hands.use(box.getByRole('button', { name: words.go }));
      await box.locator('tr[data-outcome="changed"]').nth(2).waitFor({ timeout: 30_000 });
      await hands.stand();
      await hands.press('Escape');
    });
    for (const key of keys) {
      const { rows } = await ask(page, `/api/registers/parcel/records?limit=5&fields=unit_price_yen&q=${key}`);
      assert.equal(rows.find((one) => one.key === key).values.unit_price_yen, words.price, key);
    }
  },
);

file.end();
