// Pictures of every screen: E2E_SHOTS=folder node shots.mjs [ja|en] [name …]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  settled,
  sign_in,
  speak,
} from './lib/city.mjs';
import { all_screens, find_person } from './lib/screens.mjs';
import { settings } from './lib/settings.mjs';

const [language = 'ja', ...only] = process.argv.slice(2);
const folder = settings.shots ?? '.';
mkdirSync(folder, { recursive: true });
const wanted = (name) => only.length === 0 || only.includes(name);
const suffix = language === 'ja' ? '' : `-${language}`;
const shoot = (page, name) => page.screenshot({ path: join(folder, `${name}${suffix}.png`) });

await open_browser();
try {
  const { page } = await person({ language });
  await page.goto(settings.base);
  await speak(page, language);
  await page.reload();
  await page.locator('form').waitFor();
  if (wanted('sign-in')) await shoot(page, 'sign-in');
  await sign_in(page);
  await settled(page);
  for (const [name, path] of await all_screens(page)) {
    if (!wanted(name)) continue;
    await go(page, path);
    await page.waitForTimeout(250);
    await shoot(page, name);
  }
  if (wanted('explanation')) {
    await go(page, `/taxpayers/${await find_person(page)}`);
    await page.locator('tbody .amt[data-path$="/fixed"]').first().click();
    await page.locator('.explain .st').first().waitFor();
    await shoot(page, 'explanation');
  }
  if (wanted('columns')) {
    await go(page, '/registers/parcel');
    await page.locator('button[aria-expanded]').last().click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.waitForTimeout(200);
    await shoot(page, 'columns');
  }
  if (wanted('history')) {
    await go(page, (await all_screens(page)).find(([name]) => name === 'record')[1]);
    await page.locator('#tab-history').click();
    await shoot(page, 'history');
  }
  if (wanted('past')) {
    await go(page, `/taxpayers/${await find_person(page)}?as_of=2025-01-01`);
    await shoot(page, 'past');
  }
  if (wanted('search')) {
    await go(page, '/');
    await page.keyboard.press('/');
    await page.keyboard.type(settings.person.kana.slice(0, 2));
    await page.locator('.hits [role=option]').first().waitFor();
    await shoot(page, 'search');
  }
  if (wanted('keys')) {
    await go(page, '/registers/parcel');
    await page.keyboard.press('?');
    await page.locator('[role=dialog]').waitFor();
    await shoot(page, 'keys');
  }
  if (wanted('phone')) {
    const cookies = await page.context().cookies();
    for (const [name, size] of [
      ['phone', { width: 390, height: 844 }],
      ['zoom', { width: 683, height: 384 }],
    ]) {
      const small = await person({ language, ...size });
      await small.context.addCookies(cookies);
      await small.page.goto(`${settings.base}/taxpayers/${await find_person(page)}`);
      await settled(small.page);
      await small.page.screenshot({ path: join(folder, `${name}${suffix}.png`), fullPage: true });
      await small.context.close();
    }
  }
} finally {
  await close_browser();
}
for (const fault of page_faults) console.error(fault);
