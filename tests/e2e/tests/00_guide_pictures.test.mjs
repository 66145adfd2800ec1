// Pictures of the user's guide. Each is taken anew from the freshly made city; when the screen no
// longer says what the picture in docs/guide/pictures says, the test fails until the pictures are
// made again (script/guide-pictures) and the guide's text was read against them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { close_browser, open_browser, person, sign_in, speak } from '../lib/city.mjs';
import { pictures } from '../lib/guide_pictures.mjs';
import { outline } from '../lib/outline.mjs';
import { settings } from '../lib/settings.mjs';

const guide = new URL('../../../docs/guide/', import.meta.url).pathname;
const writing = process.env.GUIDE_PICTURES === 'write';
const kMostBytes = 80 * 1024; // pages of dense text are taken coarser until they fit
const people = {
  clerk: settings.clerk,
  approver: settings.second,
  administrator: settings.administrator,
};

before(open_browser);
after(close_browser);

async function take(page, folder, name) {
  const browser = await page.context().newCDPSession(page);
  let picture;
  for (let quality = 80; quality >= 20; quality -= 10) {
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality });
    picture = Buffer.from(data, 'base64');
    if (picture.length <= kMostBytes) break;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.webp`), picture);
  await browser.detach();
}

for (const language of ['ja', 'en']) {
  const folder = join(guide, 'pictures', language);
  test(`the pictures show what the screens say (${language})`, async () => {
    const seen = new Map();
    for (const picture of pictures) {
      const who = picture.who ?? 'clerk';
      if (!seen.has(who)) {
        const { page } = await person({ language });
        await page.goto(settings.base);
        await speak(page, language);
        if (who !== 'nobody') await sign_in(page, people[who]);
        seen.set(who, page);
      }
      const page = seen.get(who);
      await picture.steps(page);
      await page.waitForTimeout(150); // a panel that slides in
      const says = await outline(page);
      const file = join(folder, `${picture.name}.txt`);
      if (writing) {
        await take(page, folder, picture.name);
        writeFileSync(file, says);
      }
      assert.equal(says, existsSync(file) ? readFileSync(file, 'utf8') : '', picture.name);
    }
    for (const page of seen.values()) await page.context().close();
  });

  test(`every picture of the guide is taken here, and used (${language})`, () => {
    const text = readdirSync(join(guide, language))
      .map((name) => readFileSync(join(guide, language, name), 'utf8'))
      .join('\n');
    const used = [...text.matchAll(/\(\.\.\/pictures\/(\w+)\/([\w-]+)\.webp\)/g)];
    assert.deepEqual([...new Set(used.map(([, folder_name]) => folder_name))], [language]);
    assert.deepEqual(
      [...new Set(used.map(([, , name]) => name))].sort(),
      pictures.map(({ name }) => name).sort(),
    );
    const files = readdirSync(folder).filter((name) => name.endsWith('.webp'));
    assert.deepEqual(files.sort(), pictures.map(({ name }) => `${name}.webp`).sort());
  });
}
