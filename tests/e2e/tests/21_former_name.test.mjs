// Somebody who changed her name is found by the former one, and the screens say that it was by that.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
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

const kNow = '汐留 あさぎ';
let page;
let former;

before(async () => {
  await open_browser();
  ({ page } = await person());
  await sign_in(page);
});
after(close_browser);

test('she gets another name', async () => {
  const { rows } = await ask(page, '/api/registers/addressee/records?limit=100&offset=40');
  const chosen = rows.find((row) => !row.protected && row.values.kind === 'individual');
  former = chosen.values.name;
  await go(page, `/registers/addressee/${chosen.id}`);
  await page.getByRole('button', { name: '変更を入力' }).click();
  await page.locator('input[name=name]').fill(kNow);
  await page.locator('input[name=about-reason]').fill('婚姻');
  await page.getByRole('button', { name: '登録する' }).click();
  await page.getByText('登録しました。').waitFor();
});

for (const [language, said] of [['ja', '前は '], ['en', 'formerly ']]) {
  test(`the search says by which former name she was found, by keyboard (${language})`, async () => {
    await speak(page, language);
    await go(page, '/');
    await page.keyboard.press('/');
    await page.keyboard.type(former);
    const hit = page.getByRole('option').filter({ hasText: kNow });
    await hit.getByText(`${said}${former}`, { exact: true }).waitFor();
    const { name, whole } = await hit.evaluate((node) => {
      const title = node.querySelector('b');
      return { name: title.innerText, whole: title.scrollWidth <= title.clientWidth };
    });
    assert.equal(name.trim(), kNow);
    assert.ok(whole, 'the name is not cut off by what stands beside it');
    await page.keyboard.press('Escape');
  });

  test(`so does the list of taxpayers (${language})`, async () => {
    await go(page, `/taxpayers?q=${encodeURIComponent(former)}`);
    const row = page.locator('tbody tr').filter({ hasText: kNow });
    await row.getByText(`${said}${former}`, { exact: true }).waitFor();
    assert.deepEqual(await violations(page), []);
    await go(page, `/taxpayers?q=${encodeURIComponent(kNow)}`);
    await row.waitFor();
    assert.equal(await row.getByText(said, { exact: false }).count(), 0, 'it is her name now');
  });
}

test('nothing went wrong on the way', () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
