// Automatic checks on every screen in both languages, and a walk with keys alone. What a machine
// can find is part of it only; the walk is what a person without a mouse does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import {
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
import { all_screens, find_person } from '../lib/screens.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

for (const language of ['ja', 'en']) {
  test(`axe finds nothing on any screen (${language})`, async () => {
    const { context, page } = await person({ language });
    await page.goto(settings.base);
    await speak(page, language);
    await page.reload();
    await page.locator('form').waitFor();
    assert.deepEqual(await violations(page), [], 'sign-in');
    await sign_in(page);
    await settled(page);
    for (const [name, path] of await all_screens(page)) {
      await go(page, path);
      assert.deepEqual(await violations(page), [], `${name} ${path}`);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      assert.equal(await page.locator('h1').count(), 1, `${name} has one title`);
    }
    await go(page, `/taxpayers/${await find_person(page)}`);
    await page.locator('tbody .amt[data-path$="/fixed"]').first().click();
    await page.locator('.explain .st').first().waitFor();
    assert.deepEqual(await violations(page), [], 'explanation');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    assert.deepEqual(await violations(page), [], 'keys');
    await page.keyboard.press('Escape');
    await context.close();
  });
}

test('a whole errand with keys alone: sign in, search, explain, list, record, back', async () => {
  const { context, page } = await person();
  await page.goto(settings.base);
  await page.locator('input[name=account]').waitFor();
  await page.keyboard.type(settings.clerk.account);
  await page.keyboard.press('Tab');
  await page.keyboard.type(settings.clerk.password);
  await page.keyboard.press('Enter');
  await page.locator('.app').waitFor();
  await settled(page);
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.activeElement?.className),
    'skip',
    'the first stop is the skip link',
  );
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  const number = await find_person(page);
  await page.keyboard.press('/');
  await page.keyboard.type(number);
  await page.locator('.hits [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('tbody .amt').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.locator('.explain .st').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.explain').waitFor({ state: 'detached' });
  await page.locator('.side a[href="/registers/parcel"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.vlist tbody a').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('.sections').waitFor();
  await page.goBack();
  await page.locator('.vlist tbody a').first().waitFor();
  await context.close();
});

test('the focus ring is 4 px black with 2 px yellow inside', async () => {
  const { context, page } = await person();
  await sign_in(page);
  await settled(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const ring = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineWidth, style.outlineColor, style.outlineStyle, style.boxShadow];
  });
  assert.deepEqual(ring.slice(0, 3), ['4px', 'rgb(0, 0, 0)', 'solid']);
  assert.match(ring[3], /rgb\(255, 212, 61\) 0px 0px 0px 2px/);
  await context.close();
});

test('single letters do nothing in fields and can be switched off', async () => {
  const { context, page } = await person();
  await sign_in(page);
  await go(page, '/registers/parcel');
  await page.getByLabel('この台帳の中を探す').focus();
  await page.keyboard.press('c');
  assert.equal(await page.locator('.cols').count(), 0);
  await page.locator('.me > button').click();
  await page.getByLabel('1文字のキー操作を使う').uncheck();
  await page.keyboard.press('Escape');
  await page.locator('#main').focus();
  await page.keyboard.press('c');
  assert.equal(await page.locator('.cols').count(), 0);
  await context.close();
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
