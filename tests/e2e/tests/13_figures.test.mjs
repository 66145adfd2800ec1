// 状況: charts under the strict policy, each with a table of the same numbers, by keyboard too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tab_to, too_wide, violations } from '../lib/checks.mjs';
import {
  ask,
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

const skip = settings.administrator.account === '';
let page;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page, settings.second);
});
after(close_browser);

const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

test('the charting library comes only when somebody looks at figures', { skip }, async () => {
  const { context, page: other } = await person();
  const scripts = [];
  other.on('request', (request) => {
    if (/\/assets\/.*\.js$/.test(request.url())) scripts.push(request.url());
  });
  await sign_in(other, settings.second);
  await go(other, '/');
  assert.equal(scripts.filter((url) => /\/chart-/.test(url)).length, 0);
  await go(other, '/figures');
  await other.locator('[data-chart] canvas').first().waitFor();
  assert.equal(scripts.filter((url) => /\/chart-/.test(url)).length, 1);
  await context.close();
});

test('a chart is drawn, and says in one sentence what it shows', { skip }, async () => {
  await go(page, '/figures');
  const chart = page.locator('[data-chart="levy"]');
  await chart.locator('canvas').waitFor();
  assert.match(await chart.getAttribute('aria-label'), /年度別の調定額（百万円）：令和\d+年度 \d/);
  const painted = await chart.locator('canvas').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] === 255) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return colours.size;
  });
  assert.ok(painted > 10, `${painted} colours: bars, hatching, letters`);
});

test('by keyboard: the table in its place has the same numbers', { skip }, async () => {
  await go(page, '/figures');
  await page.locator('[data-chart="levy"] canvas').waitFor();
  assert.ok(await tab_to(page, '[data-figure="levy"] button'));
  await page.keyboard.press('Enter');
  const table = page.locator('[data-table="levy"]');
  await table.waitFor();
  const { figures } = await ask(page, '/api/figures');
  const levy = figures.find((one) => one.id === 'levy');
  const text = await table.innerText();
  for (const series of levy.series)
    for (const value of series.values) assert.ok(text.includes(grouped(value)), String(value));
  await page.keyboard.press('Enter');
  await page.locator('[data-chart="levy"] canvas').waitFor();
  await page.getByRole('button', { name: 'すべて表で見る' }).click();
  assert.equal(await page.locator('[data-chart]').count(), 0);
  assert.equal(await page.locator('[data-table]').count(), figures.length);
});

test('each sees what the registers behind it allow', { skip }, async () => {
  const { context, page: governor } = await person();
  await sign_in(governor, settings.administrator);
  const { figures } = await ask(governor, '/api/figures');
  const ids = figures.map((one) => one.id);
  assert.ok(ids.includes('findings') && ids.includes('disclosures'), ids.join());
  assert.ok(!ids.includes('assets'), ids.join());
  for (const one of figures) assert.ok(one.series.length <= 3, one.id);
  await context.close();
});

for (const [language, title] of [['ja', '状況'], ['en', 'The city in figures']]) {
  test(`axe finds nothing, no width cuts anything off (${language})`, { skip }, async () => {
    await speak(page, language);
    await go(page, '/figures');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.locator('[data-chart] canvas').first().waitFor();
    assert.deepEqual(await violations(page), []);
    for (const width of [1366, 683, 390]) {
      await page.setViewportSize({ width, height: 768 });
      await page.waitForTimeout(200); // charts follow their boxes
      assert.equal(await too_wide(page), false, String(width));
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await speak(page, 'ja');
  });
}

test('the policy was kept', () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
