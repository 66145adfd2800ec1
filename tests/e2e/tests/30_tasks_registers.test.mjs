// Main tasks by keys alone, in both languages: a record at other points in time, its versions, who
// saw it; a list narrowed, kept, and taken out of the house.
import assert from 'node:assert/strict';
import { ask } from '../lib/city.mjs';
import { task, tasks_by_keys } from '../lib/tasks/walk.mjs';

const file = tasks_by_keys();
const grouped = (number) => number.toLocaleString('en-US');
const kParcel = '/registers/parcel/7'; // one whose value has changed
const kRecord = `/api${kParcel.replace('parcel/', 'parcel/records/')}`;

/** What the overview of a record shows. */
const shown = (page) => page.locator('#tab-panel').innerText();

task(
  'see a parcel as of a past day, and as it was known earlier',
  {
    ja: { as_of: '基準日', as_known: '知り得た記録', day: 'R6.5.1', now: '今に戻す' },
    en: { as_of: 'As of', as_known: 'As known at', day: '2024-05-01', now: 'Back to now' },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.open(kParcel);
    const now = await ask(page, kRecord);
    const then = await ask(page, `${kRecord}?as_of=2024-05-01`);
    assert.notEqual(then.values.value_yen, now.values.value_yen);
    await hands.write(page.getByLabel(words.as_of, { exact: true }), words.day);
    await hands.press('Enter');
    await page.locator('.app.past').waitFor();
    await page.locator('#tab-panel').getByText(grouped(then.values.value_yen)).first().waitFor();
    assert.ok(!(await shown(page)).includes(grouped(now.values.value_yen)), 'not what is now');
    await hands.look();
    await hands.use(page.getByRole('button', { name: words.now }));
    await page.locator('.app.past').waitFor({ state: 'detached' });
    await page.locator('#tab-panel').getByText(grouped(now.values.value_yen)).first().waitFor();
    // What was not yet entered then was not yet known.
    const [, second] = now.history;
    const known = await ask(page, `${kRecord}?as_known=${second.commit}`);
    assert.notEqual(known.values.value_yen, now.values.value_yen);
    await hands.write(page.getByLabel(words.as_known, { exact: true }), String(second.commit));
    await hands.press('Enter');
    await page.locator('#tab-panel').getByText(grouped(known.values.value_yen)).first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get('as_known'), String(second.commit));
    await hands.use(page.getByRole('button', { name: words.now }));
    await page.locator('.app.past').waitFor({ state: 'detached' });
  },
);

task(
  'compare two versions in the history',
  {
    ja: { from: 'もとの版', to: '比べる版', history: /^履歴/ },
    en: { from: 'From version', to: 'To version', history: /^History/ },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.open(kParcel);
    const { history } = await ask(page, kRecord);
    const { fields } = await ask(page, '/api/registers/parcel');
    assert.ok(history.length > 3, 'enough versions for lists to choose from');
    await hands.tab(page.getByRole('tab', { name: words.history }));
    const versions = [...history].sort((a, b) => a.version - b.version);
    for (const [label, place] of [
      [words.from, 0],
      [words.to, versions.length - 1],
    ]) {
      const list = page.getByLabel(label, { exact: true });
      await hands.choose(list, (await list.locator('option').nth(place).textContent()).trim());
    }
    const before = versions[0].values;
    const after = versions.at(-1).values;
    const changed = fields.filter(({ name }) => before[name] !== after[name]);
    assert.ok(changed.some(({ name }) => name === 'value_yen'));
    const table = page.locator('table.diff').first();
    assert.equal(await table.locator('tbody tr').count(), changed.length);
    for (const { label } of changed)
      await table.getByRole('rowheader', { name: label[language], exact: true }).waitFor();
    await table.locator('del', { hasText: grouped(before.value_yen) }).waitFor();
    await table.locator('ins', { hasText: grouped(after.value_yen) }).waitFor();
    await hands.look();
  },
);

task(
  'see who saw a record, and print the report',
  {
    ja: { viewers: /^閲覧記録/, print: '閲覧の記録を印刷' },
    en: { viewers: /^Viewed/, print: 'Print who looked' },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    const { rows } = await ask(page, '/api/registers/addressee/records?limit=50&offset=0');
    const row = rows.find((one) => !one.protected);
    await hands.open(`/registers/addressee/${row.id}`);
    const { account } = await ask(page, '/api/session');
    await hands.tab(page.getByRole('tab', { name: words.viewers }));
    const panel = page.locator('#tab-panel');
    await panel.getByRole('cell', { name: account.name }).first().waitFor();
    const { viewers } = await ask(page, `/api/registers/addressee/records/${row.id}`);
    assert.equal(viewers[0].by, account.name, 'this very look is recorded');
    assert.ok((await panel.innerText()).includes(viewers[0].purpose[language]));
    await hands.look();
    await hands.paper(page.getByRole('link', { name: words.print }));
  },
);

/** One condition of a list: F, field, comparison, value, Enter. */
async function narrow(hands, words, field, sign, value) {
  const { page } = hands;
  await hands.anywhere('f');
  const form = page.locator('form').filter({ has: page.getByLabel(words.field, { exact: true }) });
  await hands.choose(form.getByLabel(words.field, { exact: true }), field);
  await hands.choose(form.getByLabel(words.sign, { exact: true }), sign);
  const place = form.getByLabel(words.value, { exact: true });
  if ((await place.evaluate((node) => node.tagName)) === 'SELECT') await hands.choose(place, value);
  else await hands.write(place, value);
  await hands.use(form.getByRole('button', { name: words.add, exact: true }));
  await form.waitFor({ state: 'detached' });
  await hands.settled();
}

task(
  'narrow a list by two conditions and keep it as a view of my own',
  {
    ja: {
      field: '項目', sign: '比べ方', value: '値', add: '加える', is: '等しい', from: '以上・以後',
      keep: 'この表示を保存', name: '表示の名前', view: '高い宅地（和）',
    },
    en: {
      field: 'Field', sign: 'Comparison', value: 'Value', add: 'Add', is: 'is', from: 'from',
      keep: 'Save this view', name: 'Name of the view', view: 'Dear building land (en)',
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.open('/registers/parcel');
    const { fields } = await ask(page, '/api/registers/parcel');
    const field = (name) => fields.find((one) => one.name === name);
    const category = field('land_category').codes.find((one) => one.key === 'building_land');
    const label = (name) => field(name).label[language];
    await narrow(hands, words, label('land_category'), words.is, category.label[language]);
    await narrow(hands, words, label('value_yen'), words.from, '9,000,000');
    const asked = `filter.land_category=building_land&filter.value_yen=${encodeURIComponent('>=9000000')}`;
    const { total } = await ask(page, `/api/registers/parcel/records?limit=1&${asked}`);
    assert.ok(total > 0);
    assert.equal(await page.locator('.chip:not(.add)').count(), 2);
    await hands.look();
    await hands.dialog(page.getByRole('button', { name: words.keep }), async () => {
      await hands.write(page.getByLabel(words.name, { exact: true }), words.view);
      await hands.look();
      await hands.press('Enter');
    });
    const tab = page.getByRole('tab', { name: words.view });
    await tab.waitFor();
    assert.equal(await tab.getAttribute('aria-selected'), 'true');
    assert.equal(await tab.locator('.n').innerText(), grouped(total));
    const { views } = await ask(page, '/api/registers/parcel/views');
    const kept = views.find((one) => one.name === words.view);
    assert.deepEqual(Object.keys(kept.filters).sort(), ['land_category', 'value_yen']);
  },
);

task(
  'select rows and export them with a reason',
  {
    ja: { count: '3件を選択中', why: '理由', reason: '現地調査（和）' },
    en: { count: '3 selected', why: 'Reason', reason: 'A look on the spot (en)' },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.open('/registers/parcel?filter.value_yen=%3E%3D5000000');
    const row = (at) => page.locator(`tr[data-index="${at}"]`);
    await row(2).locator('a').first().waitFor();
    await hands.reach(row(0));
    await hands.press('Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await page.locator('.selbar').getByText(words.count, { exact: true }).waitFor();
    const keys = await Promise.all([0, 1, 2].map((at) => row(at).locator('a').first().innerText()));
    await hands.press('e');
    await page.waitForFunction(() => document.activeElement?.matches('.selbar select'));
    await hands.write(page.locator('.selbar').getByLabel(words.why), words.reason);
    await hands.look();
    await hands.press('Enter');
    const link = page.locator('.selbar a[download]').first();
    await link.waitFor({ timeout: 30_000 });
    await hands.reach(link);
    const [download] = await Promise.all([page.waitForEvent('download'), hands.press('Enter')]);
    assert.match(download.suggestedFilename(), /\.csv$/);
    const answer = await page.request.get(new URL(await link.getAttribute('href'), page.url()).href);
    const lines = (await answer.text()).trim().split('\r\n');
    assert.equal(lines.length, 1 + keys.length);
    for (const key of keys) assert.ok(lines.some((line) => line.includes(key)), `${key} is in it`);
  },
);

file.end();
