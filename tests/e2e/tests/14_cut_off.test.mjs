// No text is cut off: every screen at the office's size, at 200 % and on a phone, in both languages;
// lists and records also where the names are longest.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';
import { cut_off } from '../lib/cut_off.mjs';
import { all_screens } from '../lib/screens.mjs';
import { settings } from '../lib/settings.mjs';

const sizes = [
  { name: 'office', width: 1366, height: 768 },
  { name: '200 %', width: 683, height: 384 },
  { name: 'phone', width: 390, height: 844 },
];

before(open_browser);
after(close_browser);

/** The record of a register whose text in this field is the longest among those listed. */
async function longest(page, register, field) {
  const { rows } = await ask(page, `/api/registers/${register}/records?limit=200`);
  const length = (row) => [...String(row.values[field] ?? '')].length;
  const row = rows.reduce((best, one) => (length(one) > length(best) ? one : best), rows[0]);
  return `/registers/${register}/${row.id}`;
}

for (const language of ['ja', 'en'])
  for (const { name, width, height } of sizes)
    test(`nothing is cut off (${language}, ${name})`, async () => {
      const { context, page } = await person({ language, width, height });
      await page.goto(settings.base);
      await speak(page, language);
      await sign_in(page);
      const screens = await all_screens(page);
      screens.push(['longest address', await longest(page, 'parcel', 'location')]);
      screens.push(['longest name', await longest(page, 'addressee', 'name')]);
      screens.push(['guide', '/guide'], ['exchange', '/exchange'], ['me', '/me']);
      const found = [];
      for (const [screen, path] of screens) {
        await go(page, path);
        for (const fault of await cut_off(page)) found.push(`${screen}: ${fault}`);
      }
      assert.deepEqual(found, []);
      await context.close();
    });
