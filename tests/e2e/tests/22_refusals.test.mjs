// What can go wrong when a form is sent: a conflict side by side, too large, too often, a server that
// cannot, a screen that breaks. Each says what happened and what to do, and nothing typed is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { ask, close_browser, go, open_browser, page_faults, person, sign_in, speak, strayed } from '../lib/city.mjs';
import { field, open_parcel, save, send } from '../lib/form.mjs';

before(open_browser);
after(close_browser);

async function clerk(options) {
  const made = await person(options);
  await sign_in(made.page);
  return made;
}
// Values that no earlier run has left behind.
const stamp = String(Date.now()).slice(-7);
const path = (id) => `/api/registers/parcel/records/${id}`;

/** Somebody else changes the same record meanwhile. */
async function meanwhile(page, id, values) {
  const { version, valid_from } = await ask(page, path(id));
  const today = (await ask(page, '/api/place')).today;
  const done = await send(page, 'PUT', path(id), {
    values,
    valid_from: valid_from > today ? valid_from : today,
    reason: '窓口での訂正',
    base_version: version,
  });
  assert.equal(done.status, 200, JSON.stringify(done.body));
}

test('a conflict stands side by side; each field is chosen; it is sent on the newest version', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 3);
  const before = await ask(page, path(id));
  await field(page, 'location').fill(`自分の所在 ${stamp}`);
  const wide = [...stamp.slice(0, 6)].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
  await field(page, 'town_code').fill(wide);
  await field(page, 'about-reason').fill('自分の理由');
  await meanwhile(page, id, { location: `ほかの人の所在 ${stamp}`, site_no: `S-${stamp}` });
  await save(page);
  const table = page.locator('[data-conflict]');
  await table.waitFor();
  const row = (name) => table.locator(`[data-field=${name}]`);
  const place = await row('location').innerText();
  for (const text of [before.values.location, `ほかの人の所在 ${stamp}`, `自分の所在 ${stamp}`])
    assert.ok(place.includes(text), `${text} in ${place}`);
  assert.ok((await row('site_no').innerText()).includes(`S-${stamp}`), 'what only the other changed is shown');
  assert.ok((await table.innerText()).includes('窓口での訂正'), 'why it was changed');
  assert.deepEqual(await violations(page), []);
  await row('location').getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'この内容で登録する' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  const now = await ask(page, path(id));
  assert.equal(now.values.location, `ほかの人の所在 ${stamp}`, 'what was chosen');
  assert.equal(now.values.town_code, stamp.slice(0, 6), 'what I typed');
  assert.equal(now.values.site_no, `S-${stamp}`, 'untouched');
  await context.close();
});

test('from the comparison back to the form: what is there now stands in it', async () => {
  const { context, page } = await clerk({ width: 390, height: 844 });
  const id = await open_parcel(page, 10);
  await field(page, 'location').fill(`自分の所在 ${stamp}`);
  await field(page, 'about-reason').fill('戻る');
  await meanwhile(page, id, { location: `ほかの人 ${stamp}`, site_no: `S-${stamp}` });
  await save(page);
  await page.locator('[data-conflict]').waitFor();
  const beyond = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await beyond(), 0, 'a phone is not scrolled sideways');
  await page.getByRole('button', { name: '選んだ内容で入力に戻る' }).click();
  assert.equal(await field(page, 'location').inputValue(), `自分の所在 ${stamp}`);
  assert.equal(await field(page, 'site_no').inputValue(), `S-${stamp}`);
  await save(page);
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  assert.equal((await ask(page, path(id))).values.location, `自分の所在 ${stamp}`);
  await context.close();
});

test('a draft on an older version opens side by side', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 4);
  await field(page, 'location').fill(`古い版への入力 ${stamp}`);
  await page.locator('[data-draft-state]', { hasText: '草稿を保存' }).waitFor();
  await meanwhile(page, id, { location: `新しい版の所在 ${stamp}` });
  await go(page, `/registers/parcel/${id}`);
  await page.getByText('そのあとで記録が変わっています').waitFor();
  await page.getByRole('button', { name: '続ける' }).click();
  await page.locator('[data-conflict] [data-field=location]').waitFor();
  const said = await page.locator('[data-conflict] [data-field=location]').innerText();
  assert.ok(said.includes(`古い版への入力 ${stamp}`) && said.includes(`新しい版の所在 ${stamp}`), said);
  await page.getByRole('button', { name: 'この内容で登録する' }).click();
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  assert.equal((await ask(page, path(id))).values.location, `古い版への入力 ${stamp}`);
  await context.close();
});

test('too large: the limit is told, and what was typed stays', async () => {
  const { context, page } = await clerk();
  await open_parcel(page, 5);
  await field(page, 'location').fill('長い理由の所在');
  await field(page, 'about-reason').fill('長'.repeat(30_000));
  await save(page);
  await page.locator('[data-send]', { hasText: '64 KiB' }).waitFor();
  assert.equal(await field(page, 'location').inputValue(), '長い理由の所在');
  assert.equal((await field(page, 'about-reason').inputValue()).length, 30_000);
  await context.close();
});

/** The next change is answered so, without reaching the server. */
function refuse_once(page, id, answer) {
  let refused = false;
  return page.route((url) => url.pathname === path(id), (route) => {
    if (refused || route.request().method() !== 'PUT') return route.continue();
    refused = true;
    return route.fulfill(answer);
  });
}

test('too often: how long to wait, counted down, then sent', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 6);
  await field(page, 'location').fill(`待つあいだの所在 ${stamp}`);
  await field(page, 'about-reason').fill('待つ');
  await refuse_once(page, id, {
    status: 429,
    headers: { 'Retry-After': '2', 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({
      errors: [{ path: '', id: 'api.too_many', message_ja: '要求が多すぎます。', message_en: 'Too many.' }],
    }),
  });
  await save(page);
  await page.getByText(/[12]秒待つと、もう一度送れます/).waitFor();
  assert.equal(await field(page, 'location').inputValue(), `待つあいだの所在 ${stamp}`);
  await page.getByText(/もう一度「登録する」を押してください/).waitFor();
  await save(page);
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  assert.equal((await ask(page, path(id))).values.location, `待つあいだの所在 ${stamp}`);
  await context.close();
});

test('a server that cannot: said so, kept, sent once it can', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 7);
  await field(page, 'location').fill(`止まっているあいだの所在 ${stamp}`);
  await field(page, 'about-reason').fill('切替え');
  await refuse_once(page, id, {
    status: 503,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      errors: [
        { path: '', id: 'api.no_writer', message_ja: '切り替えています。', message_en: 'Changing over.' },
      ],
    }),
  });
  await save(page);
  await page.getByText('切り替えています。').waitFor();
  await page.getByText(/今は登録を受け付けられません。入力は残っています/).waitFor();
  assert.equal(await field(page, 'location').inputValue(), `止まっているあいだの所在 ${stamp}`);
  await save(page);
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  assert.equal((await ask(page, path(id))).values.location, `止まっているあいだの所在 ${stamp}`);
  await context.close();
});

test('a record that cannot be read anew for the moment does not take the form with it', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 8);
  await page.route(`**${path(id)}*`, (route) =>
    route.request().method() === 'GET' ? route.fulfill({ status: 500, body: '' }) : route.continue(),
  );
  // The line is cut and comes back: everything is asked again, and the record fails.
  await context.setOffline(true);
  await field(page, 'location').fill('読み直しに失敗しても残る');
  await page.locator('.band-top').waitFor();
  await context.setOffline(false);
  await page.locator('.band-top').waitFor({ state: 'detached' });
  await page.locator('#main .note.bad').first().waitFor();
  assert.equal(await field(page, 'location').inputValue(), '読み直しに失敗しても残る');
  await page.unroute(`**${path(id)}*`);
  await open_parcel(page, 8);
  await context.close();
});

test('a screen that breaks over a form leaves its draft behind', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 11);
  await page.route(`**${path(id)}*`, (route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: '{"id":"11"}' }),
  );
  await context.setOffline(true);
  const place = `壊れた画面に残るもの ${stamp}`;
  await field(page, 'location').fill(place);
  await page.locator('.band-top').waitFor();
  await context.setOffline(false);
  await page.locator('[data-broken]').waitFor();
  await page.unroute(`**${path(id)}*`);
  await page.locator('[data-broken]').getByRole('button').first().click();
  await page.getByRole('button', { name: '続ける' }).click();
  assert.equal(await field(page, 'location').inputValue(), place);
  await context.close();
});

for (const language of ['ja', 'en'])
  test(`a screen that breaks leaves the shell standing (${language})`, async () => {
    const { context, page } = await clerk({ language });
    await speak(page, language);
    await page.route((url) => url.pathname === path(9), (route) =>
      route.fulfill({ status: 200, contentType: 'application/json', body: '{"id":"9"}' }),
    );
    await page.goto(new URL('/registers/parcel/9', page.url()).href);
    await page.locator('[data-broken]').waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.locator('h1').count(), 1);
    const buttons = page.locator('[data-broken]').getByRole('button');
    await page.unrouteAll({ behavior: 'wait' });
    await buttons.first().focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-broken]').waitFor({ state: 'detached' });
    await page.locator('#tab-panel').waitFor();
    await context.close();
  });

test('nothing else went wrong on the pages', () => {
  const meant = /status of (400|409|412|413|500|503)|ERR_INTERNET_DISCONNECTED|\/parcel\/(9|11):/;
  assert.deepEqual(page_faults.filter((fault) => !meant.test(fault)), []);
  assert.deepEqual(strayed, []);
});
