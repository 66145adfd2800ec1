// What is typed into a form outlives a closed tab, an ended session and a lost server; it is sent
// once; nobody else reads it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { ask, close_browser, go, open_browser, page_faults, person, sign_in, strayed } from '../lib/city.mjs';
import { draft_kept, field, open_new, open_parcel, save } from '../lib/form.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

async function clerk() {
  const made = await person();
  await sign_in(made.page);
  return made;
}
const versions = async (page, id) =>
  (await ask(page, `/api/registers/parcel/records/${id}`)).history.length;

test('a closed tab: the draft is offered, on another machine too, and goes on', async () => {
  const first = await clerk();
  const id = await open_parcel(first.page);
  await field(first.page, 'location').fill('緑浜三丁目 214番3 の草稿');
  await field(first.page, 'about-reason').fill('書きかけの理由');
  await draft_kept(first.page);
  await first.context.close();

  const { context, page } = await clerk();
  await go(page, `/registers/parcel/${id}`);
  await page.getByText(/^草稿があります/).waitFor();
  assert.deepEqual(await violations(page), []);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(!kept.includes('草稿') && !kept.includes('書きかけ'), 'nothing typed lies in the browser');
  await page.getByRole('button', { name: '続ける' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await field(page, 'location').inputValue(), '緑浜三丁目 214番3 の草稿');
  assert.equal(await field(page, 'about-reason').inputValue(), '書きかけの理由');
  await context.close();
});

test('closing with something typed asks; a draft that was thrown away is gone', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page);
  await field(page, 'location').fill('捨てるもの');
  await draft_kept(page);
  await page.getByRole('button', { name: 'やめる' }).click();
  await page.getByRole('button', { name: '草稿に残して閉じる' }).click();
  await page.getByText(/^草稿があります/).waitFor();
  await page.getByRole('button', { name: '捨てる' }).click();
  await page.getByRole('button', { name: '変更を入力' }).waitFor();
  assert.equal((await ask(page, `/api/drafts/parcel/${id}`)).draft, null);
  await context.close();
});

test('leaving the screen at once keeps what was typed last', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page);
  await field(page, 'location').fill('一秒も待たずに離れる');
  await page.getByRole('link', { name: 'マイワーク' }).click();
  await page.waitForURL(/\/$/);
  await go(page, `/registers/parcel/${id}`);
  await page.getByRole('button', { name: '続ける' }).click();
  assert.equal(await field(page, 'location').inputValue(), '一秒も待たずに離れる');
  await page.getByRole('button', { name: 'やめる' }).click();
  await page.getByRole('button', { name: '捨てて閉じる' }).click();
  await page.getByRole('button', { name: '変更を入力' }).waitFor();
  await context.close();
});

test('nobody else is offered it', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page);
  await field(page, 'location').fill('ほかの人には見えない');
  await draft_kept(page);
  const other = await person();
  await sign_in(other.page, settings.second);
  const answer = await other.page.evaluate(
    async (path) => (await fetch(path)).text(),
    `/api/drafts/parcel/${id}`,
  );
  assert.ok(!answer.includes('見えない'), answer);
  await other.context.close();
  await open_parcel(page);
  await context.close();
});

test('a server that is lost when the form is sent: typed stays, sent again, saved once', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page);
  const before = await versions(page, id);
  const place = `緑浜三丁目 214番3 再送 ${Date.now()}`;
  await field(page, 'location').fill(place);
  await field(page, 'about-reason').fill('再送の試し');
  // It arrives and is carried out; the answer is lost on its way.
  let cut = false;
  const record = `/api/registers/parcel/records/${id}`;
  await page.route((url) => url.pathname === record, async (route) => {
    if (cut || route.request().method() !== 'PUT') return route.continue();
    cut = true;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await save(page);
  await page.getByText(/登録できたかどうか分かりません/).waitFor();
  await page.locator('.band-top').waitFor({ state: 'detached' });
  assert.equal(await field(page, 'location').inputValue(), place);
  await draft_kept(page);
  await save(page);
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  assert.equal(await versions(page, id), before + 1, 'saved once');
  await go(page, `/registers/parcel/${id}`);
  await page.getByRole('button', { name: '変更を入力' }).waitFor();
  await context.close();
});

test('a session that ended: sign in over the form, which stays, and send it', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page, 2);
  const before = await versions(page, id);
  const place = `セッションをまたぐ所在 ${Date.now()}`;
  await field(page, 'location').fill(place);
  await field(page, 'about-reason').fill('期限切れの試し');
  await draft_kept(page);
  await context.clearCookies();
  await save(page);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.keyboard.type(settings.clerk.password);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await field(page, 'location').inputValue(), place);
  await page.getByText(/もう一度「登録する」を押してください/).waitFor();
  await save(page);
  await page.locator('[data-form]').waitFor({ state: 'detached' });
  assert.equal(await versions(page, id), before + 1);
  await context.close();
});

test('a new record has a draft as well; a personal number is not in it', async () => {
  const { context, page } = await clerk();
  await open_new(page, 'addressee');
  await field(page, 'name').fill('草稿 花子');
  const number = field(page, 'personal_number');
  if (await number.count()) await number.fill('123456789018');
  await draft_kept(page);
  await go(page, '/');
  await page.locator('[data-my-drafts]').getByRole('link', { name: /宛名 新規登録/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  const { draft } = await ask(page, '/api/drafts/addressee/new');
  assert.equal(draft.values.name, '草稿 花子');
  assert.equal('personal_number' in draft.values, false);
  await page.locator('[data-my-drafts]').getByRole('link', { name: /宛名 新規登録/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '捨てる' }).click();
  await page.locator('[data-form]').waitFor();
  assert.equal(await field(page, 'name').inputValue(), '');
  await context.close();
});

test('nothing went wrong on the pages', () => {
  // The cut line of one test is what it is about.
  assert.deepEqual(page_faults.filter((fault) => !/ERR_CONNECTION_RESET/.test(fault)), []);
  assert.deepEqual(strayed, []);
});
