// Help on every screen, by keyboard; every way it names leads to its place in the guide; the guide
// itself in both languages, without a network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import {
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  sign_in,
  speak,
  strayed,
} from '../lib/city.mjs';
import { all_screens } from '../lib/screens.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

async function signed_in(language) {
  const { page } = await person({ language });
  await page.goto(settings.base);
  await speak(page, language);
  await sign_in(page);
  return page;
}

for (const language of ['ja', 'en']) {
  test(`"?" explains every screen and leads into the guide (${language})`, async () => {
    const page = await signed_in(language);
    const ways = new Set();
    for (const [name, path] of await all_screens(page)) {
      await go(page, path);
      await page.locator('#main').focus(); // some screens begin in a field, where ? is a letter
      await page.keyboard.press('?');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const found = await dialog.locator('.ways a').evaluateAll((links) => links.map((l) => l.href));
      assert.ok(found.length > 0, `${name} names no way`);
      for (const way of found) ways.add(way);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    for (const way of ways) {
      const { pathname, hash } = new URL(way);
      await go(page, pathname + hash);
      const place = `guide-${hash.slice(1)}`;
      await page.locator(`#${place}`).waitFor();
      await page.waitForFunction((id) => document.activeElement?.id === id, place);
    }
    await page.context().close();
  });

  test(`the guide reads well, page after page (${language})`, async () => {
    const page = await signed_in(language);
    await go(page, '/guide');
    const titles = await page.locator('.contents a').allInnerTexts();
    for (const title of titles) {
      await page.locator('.contents a', { hasText: title }).first().click();
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.locator('.text h2').first().waitFor();
      // What is further down is loaded when it is scrolled to.
      for (const picture of await page.locator('.text img').all()) {
        await picture.scrollIntoViewIfNeeded();
        assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
        assert.ok((await picture.getAttribute('alt')).length > 3, `${title}: a picture says nothing`);
      }
      assert.deepEqual(await violations(page), [], title);
    }
    await page.context().close();
  });
}

test('from a screen into the guide and on by keyboard alone', async () => {
  const page = await signed_in('ja');
  await go(page, '/registers/parcel');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Shift+Tab'); // from "close" to "open the guide"
  await page.keyboard.press('Enter');
  await page.locator('.guide .text h2').first().waitFor();
  await page.locator('.guide .acts a').last().focus();
  await page.keyboard.press('Enter');
  await page.locator('.contents a[aria-current]').nth(0).waitFor();
  assert.match(page.url(), /\/guide\/my-work$/);
  await page.goBack();
  await page.waitForURL(/\/guide$/);
  await page.context().close();
});

test('a page that the guide does not have', async () => {
  const page = await signed_in('ja');
  await go(page, '/guide/nothing');
  await page.getByText('このページは手引きにありません').waitFor();
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
