// What the shell offers everywhere: actions by their name, preferences that follow the account, a
// second tab that overwrites nothing, deadlines; by keys alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { ask, close_browser, go, open_browser, page_faults, person, settled, sign_in, strayed } from '../lib/city.mjs';
import { draft_kept, field, open_parcel, send } from '../lib/form.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

async function clerk(options) {
  const made = await person();
  await sign_in(made.page, settings.clerk, options);
  return made;
}

/** Types into the box by keys and waits for the answer to just that. */
async function find(page, words) {
  await page.keyboard.press('Escape');
  await page.locator('#main').focus();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  const answered = page.waitForResponse((one) =>
    new URL(one.url()).searchParams.get('q') === words && one.url().includes('/api/search'));
  await page.keyboard.insertText(words);
  await answered;
  await page.locator('#hits [role=option]').first().waitFor();
}
const hits = (page) => page.locator('#hits [role=option]').allInnerTexts();

test('an action is found in many ways, opens its screen and carries out nothing', async () => {
  const { context, page } = await clerk();
  const jobs = async () => (await ask(page, '/api/jobs')).jobs.length;
  const before_all = await jobs();
  for (const words of ['検証', 'けんしょう', 'ケンショ', 'kensho', 'kensyou', 'verify', 'ＶＥＲＩＦＹ']) {
    await find(page, words);
    assert.match((await hits(page))[0], /操作\s+記録を検証する/, words);
  }
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/journal');
  await page.waitForFunction(() => document.activeElement?.dataset.do === 'verify');
  assert.equal(await jobs(), before_all, 'nothing was ordered');
  await context.close();
});

test('actions follow the rights, and lead to the register that was named', async () => {
  const { context, page } = await clerk();
  await find(page, '新規 土地課税台帳');
  assert.match((await hits(page))[0], /新しく登録する/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/registers/parcel/new');
  await find(page, 'パスワード');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/me');
  await page.waitForFunction(() => document.activeElement?.name === 'current-password');
  await find(page, 'sign out');
  assert.match((await hits(page))[0], /サインアウトする/);
  await find(page, '鍵');
  assert.ok(!(await hits(page)).some((hit) => hit.includes('鍵を替える')), 'no key for a clerk');
  await context.close();
});

test('what is no longer typed is never shown, and no two questions run at once', async () => {
  const { context, page } = await clerk();
  let running = 0;
  let most = 0;
  await page.route('**/api/search?**', async (route) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((next) => setTimeout(next, 60));
    running -= 1;
    await route.continue();
  });
  await page.keyboard.press('/');
  for (const letter of '100001') {
    await page.keyboard.type(letter);
    await page.waitForTimeout(45);
  }
  const last = await page.waitForResponse((one) => one.url().includes('q=100001'));
  await last.finished();
  await page.waitForTimeout(150);
  assert.equal(most, 1);
  await page.unrouteAll({ behavior: 'wait' });
  await context.close();
});

test('language, dates and columns are those of the account on another machine', async () => {
  const first = await clerk();
  await go(first.page, '/me');
  const kept = () => first.page.waitForResponse((one) => one.url().endsWith('/api/preferences'));
  let answer = kept();
  await first.page.getByRole('group', { name: '日付の表し方' }).getByRole('button', { name: '西暦' }).focus();
  await first.page.keyboard.press('Enter');
  assert.equal((await answer).status(), 200);
  assert.deepEqual(await violations(first.page), []);
  answer = kept();
  await first.page.getByRole('group', { name: '言語' }).getByRole('button', { name: '英語' }).focus();
  await first.page.keyboard.press('Enter');
  await first.page.getByRole('heading', { name: 'My sign-in', level: 1 }).waitFor();
  assert.equal((await answer).status(), 200);
  assert.deepEqual(await violations(first.page), []);
  await first.context.close();

  const { context, page } = await clerk({ as_kept: true });
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  const { preferences } = await ask(page, '/api/session');
  assert.equal(preferences.calendar, 'western');
  await context.close();
  await (await clerk()).context.close(); // forgets them
});

test('a second tab does not overwrite the draft of the first, and says so', async () => {
  const { context, page } = await clerk();
  const id = await open_parcel(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await settled(other);
  await field(page, 'about-reason').fill('一つめのタブ');
  await draft_kept(page);
  await other.getByRole('button', { name: '変更を入力' }).click();
  await field(other, 'about-reason').fill('二つめのタブ');
  await other.getByText('この記録は別のタブでも入力中です').waitFor();
  assert.deepEqual(await violations(other), []);
  const reason = async () => (await ask(page, `/api/drafts/parcel/${id}`)).draft.about.reason;
  assert.equal(await reason(), '一つめのタブ');
  await other.getByRole('button', { name: 'ここの入力を草稿にする' }).focus();
  await other.keyboard.press('Enter');
  await draft_kept(other);
  assert.equal(await reason(), '二つめのタブ');
  await send(page, 'DELETE', `/api/drafts/parcel/${id}`);
  await context.close();
});

test('deadlines stand with the most urgent first, and say in words how many days are left', async () => {
  const { context, page } = await clerk();
  await page.locator('[data-deadlines]').waitFor();
  const { deadlines } = await ask(page, '/api/home');
  assert.ok(deadlines.length > 0);
  assert.deepEqual(deadlines.map((one) => one.days), deadlines.map((one) => one.days).toSorted((a, b) => a - b));
  const first = await page.locator('[data-deadlines] > li').first().innerText();
  const { days } = deadlines[0];
  assert.match(first, days < 0 ? /日過ぎています/ : days === 0 ? /今日まで/ : /あと\d+日/);
  assert.deepEqual(await violations(page), []);
  await page.locator('[data-deadlines] a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/');
  await context.close();
});

test('nothing asked another host, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
