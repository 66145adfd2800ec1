// The map of a register: drawn from the city's own data under the strict policy, found, pressed,
// coloured, to the record and back, by keyboard too.
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
  settled,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

const kMap = '/registers/parcel/map';
let skip = false;
let page;
let parcel; // one that is on the map: { id, key, place, … }

async function drawn(of = page) {
  await of.locator('.map-place[data-ready=true][data-idle]').waitFor();
}

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page, settings.clerk);
  const { areas } = await ask(page, '/api/registers');
  skip = !areas.flatMap((area) => area.registers).some((one) => one.name === 'parcel' && one.map);
  if (skip) return; // the mock of the screens keeps no shapes
  const { places } = await ask(page, '/api/registers/parcel/map/places?q=100000&limit=5');
  parcel = places[0];
});
after(close_browser);

const chosen = () => page.locator('[data-chosen]').getAttribute('data-chosen');
const query = (name) => new URL(page.url()).searchParams.get(name);

/** Colours of the picture, of every tenth point. */
const colours = () =>
  page.locator('.maplibregl-canvas').evaluate((canvas) => {
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const on = copy.getContext('2d');
    on.drawImage(canvas, 0, 0);
    const { data } = on.getImageData(0, 0, copy.width, copy.height);
    const counts = {};
    for (let i = 0; i < data.length; i += 40) {
      const colour = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      counts[colour] = (counts[colour] ?? 0) + 1;
    }
    return Object.values(counts).filter((count) => count > 50).length;
  });

test('the library comes only when somebody looks at a map, and draws the city', async (t) => {
  if (skip) return t.skip();
  const scripts = [];
  page.on('request', (request) => scripts.push(request.url()));
  await go(page, '/registers/parcel');
  assert.equal(scripts.filter((url) => /map_view|maplibre/.test(url)).length, 0);
  await page.getByRole('link', { name: '地図', exact: true }).click();
  await drawn();
  assert.ok(scripts.some((url) => /maplibre-gl-worker/.test(url)));
  assert.ok(scripts.some((url) => /\/map\/tiles\//.test(url)));
  assert.ok((await colours()) >= 3, 'ground and at least two classes');
  const { drawn: shapes } = await ask(page, '/api/registers/parcel/map');
  const { classes } = await ask(page, '/api/registers/parcel/map/legend?colour=land_use');
  assert.equal(classes.reduce((sum, one) => sum + one.shapes, 0), shapes);
});

test('by keyboard: found, selected, its record, and back to the map', async (t) => {
  if (skip) return t.skip();
  await go(page, kMap);
  await drawn();
  assert.ok(await tab_to(page, '#map-find'));
  await page.keyboard.type(parcel.key);
  await page.keyboard.press('Enter');
  await page.locator('[data-chosen]').waitFor();
  assert.equal(await chosen(), parcel.id);
  assert.equal(query('record'), parcel.id);
  await settled(page);
  assert.ok(await tab_to(page, '[data-chosen] > a.btn'));
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/registers/parcel/${parcel.id}$`));
  await settled(page);
  assert.ok(await tab_to(page, 'a[href*="/map?record="]'));
  await page.keyboard.press('Enter');
  await drawn();
  await page.locator('[data-chosen]').waitFor();
  assert.equal(await chosen(), parcel.id);
});

test('by keyboard: arrows move the map, Enter takes what is in the middle', async (t) => {
  if (skip) return t.skip();
  await go(page, `${kMap}?record=${parcel.id}`);
  await drawn();
  await page.locator('[data-chosen]').waitFor();
  await page.getByRole('button', { name: '選択をやめる' }).press('Enter');
  assert.equal(await page.locator('[data-chosen]').count(), 0);
  assert.ok(await tab_to(page, '.maplibregl-canvas'));
  await page.keyboard.press('Enter');
  await page.locator('[data-chosen]').waitFor();
  const first = await chosen();
  await page.waitForTimeout(600);
  const before_moving = await page.locator('.map-place').getAttribute('data-idle');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    (old) => document.querySelector('.map-place').getAttribute('data-idle') !== old,
    before_moving,
  );
  await page.waitForTimeout(600); // it glides
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (old) => {
      const now = document.querySelector('[data-chosen]')?.getAttribute('data-chosen');
      return now !== old || /この場所（0件）/.test(document.body.textContent);
    },
    first,
  );
});

test('what is in view is listed beside the map, with the same selection', async (t) => {
  if (skip) return t.skip();
  await go(page, `${kMap}?record=${parcel.id}`);
  await drawn();
  const list = page.locator('.map-places').last();
  await list.locator(`[data-place="${parcel.id}"][aria-pressed=true]`).waitFor();
  const other = list.locator('button[aria-pressed=false]').first();
  const id = await other.getAttribute('data-place');
  await other.press('Enter');
  await page.locator(`[data-chosen="${id}"]`).waitFor();
});

test('another colour, and one class alone', async (t) => {
  if (skip) return t.skip();
  await go(page, kMap);
  await drawn();
  await page.locator('#map-colour').selectOption('value_yen');
  const legend = page.locator('[data-legend=value_yen]');
  await legend.waitFor();
  assert.equal(query('colour'), 'value_yen');
  const { classes } = await ask(page, '/api/registers/parcel/map/legend?colour=value_yen');
  assert.equal(await legend.locator('button').count(), classes.length);
  await page.waitForTimeout(800);
  await legend.locator('button').last().press('Enter');
  assert.equal(await legend.locator('button[aria-pressed=true]').count(), 1);
  await page.getByRole('button', { name: 'すべて表示' }).press('Enter');
  assert.equal(await legend.locator('button[aria-pressed=true]').count(), 0);
});

test('another day is another map', async (t) => {
  if (skip) return t.skip();
  await go(page, kMap);
  await drawn();
  await page.locator('#map-day').fill('R5.12.31');
  await page.locator('#map-day').press('Enter');
  await page.getByText('この日の図形がありません。').waitFor();
  assert.equal(query('as_of'), '2023-12-31');
  await page.getByRole('button', { name: '今日に戻す' }).press('Enter');
  await drawn();
});

test('the search box leads to it', async (t) => {
  if (skip) return t.skip();
  await go(page, '/');
  await page.keyboard.press('/');
  await page.keyboard.type('地図');
  await page.locator('[role=option]', { hasText: '土地課税台帳の地図' }).waitFor();
});

for (const [language, title] of [['ja', '土地課税台帳の地図'], ['en', 'Map: Land tax register']]) {
  test(`axe finds nothing, no width cuts anything off (${language})`, async (t) => {
    if (skip) return t.skip();
    await speak(page, language);
    await go(page, `${kMap}?record=${parcel.id}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await drawn();
    await page.locator('[data-chosen] dl').waitFor();
    await page.waitForTimeout(600);
    assert.deepEqual(await violations(page), []);
    for (const width of [1366, 683, 390]) {
      await page.setViewportSize({ width, height: 768 });
      await page.waitForTimeout(300);
      assert.equal(await too_wide(page), false, String(width));
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await speak(page, 'ja');
  });
}

test('the policy was kept, and nothing was asked of another machine', () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
