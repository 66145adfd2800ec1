// Choosing a file for an import: by the button, by keys, by dropping; what cannot be used is told at
// once, and the server's own limit as well.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { close_browser, go, open_browser, page_faults, person, settled, sign_in, speak, strayed } from '../lib/city.mjs';

let context;
let page;
before(async () => {
  await open_browser();
  ({ context, page } = await person());
  // Asked for ahead: the browser hands choosers over only once somebody listens.
  page.on('filechooser', () => {});
  await sign_in(page);
  await go(page, '/exchange');
  // The form of the register chosen before goes with its definition: wait for the new one.
  await Promise.all([
    page.waitForResponse(/registers\/addressee/),
    page.locator('#main').getByLabel('台帳', { exact: true }).selectOption('addressee'),
  ]);
  await settled(page);
  await page.locator('.drop').waitFor();
});
after(close_browser);

const place = () => page.locator('.drop');
const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('by keys: the button opens the choice; name and size are shown; it can be taken away', async () => {
  const button = place().getByRole('button', { name: /ファイルを選ぶ/ });
  await button.focus();
  const asked = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await asked).setFiles(csv('住民.csv', 'a'.repeat(1590)));
  await place().getByText('住民.csv').waitFor();
  await place().getByText('1.5 KiB').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: '選んだファイルを外す' }).focus();
  await page.keyboard.press('Enter');
  await place().getByText('ここに落とすこともできます').waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement?.textContent),
    'ファイルを選ぶ',
    'the focus goes back',
  );
});

test('without a file the preview asks for one', async () => {
  await page.getByRole('button', { name: '下見する' }).click();
  await page.getByText(/ファイルを選んで/).waitFor();
});

async function drop(name, size) {
  const data = await page.evaluateHandle(
    ([called, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], called));
      return transfer;
    },
    [name, size],
  );
  await place().dispatchEvent('dragover', { dataTransfer: data });
  await page.locator('.drop.over').waitFor();
  await place().dispatchEvent('drop', { dataTransfer: data });
}

test('a file is dropped', async () => {
  await drop('落とした.csv', 12);
  await place().getByText('落とした.csv').waitFor();
  await place().getByText('12 B').waitFor();
});

test('another kind, and one that is too large, are refused at once', async () => {
  await drop('写真.png', 12);
  await page.getByText('「写真.png」は使えない種類です').waitFor();
  await drop('大きい.csv', 17 * 1024 * 1024);
  await page.getByText(/「大きい.csv」は 17 MiB あり、上限の 16 MiB/).waitFor();
  assert.deepEqual(await violations(page), []);
});

test('when the server finds it too large, its limit stands at the file', async () => {
  await page.route('**/api/uploads*', (route) => route.fulfill({ status: 413, body: '' }));
  await drop('境目.csv', 100);
  await page.getByRole('button', { name: '下見する' }).click();
  await page.locator('.err', { hasText: '16 MiB' }).waitFor();
  await page.unroute('**/api/uploads*');
});

test('the same in English', async () => {
  await speak(page, 'en');
  await go(page, '/exchange');
  await page.locator('#main').getByLabel('Register', { exact: true }).selectOption('addressee');
  await place().getByRole('button', { name: /Choose a file/ }).waitFor();
  await drop('photo.png', 12);
  await page.getByText('“photo.png” is of a kind that cannot be used').waitFor();
  assert.deepEqual(await violations(page), []);
  await speak(page, 'ja');
});

test('nothing else went wrong on the pages', async () => {
  await context.close();
  assert.deepEqual(page_faults.filter((fault) => !/status of 413/.test(fault)), []);
  assert.deepEqual(strayed, []);
});
