// A protected person on the screens: hidden, released by a second person for some hours, given
// back; and the form that says who looked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, close_browser, go, open_browser, page_faults, person, sign_in, strayed } from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

let clerk;
let approver;
let hidden;

before(async () => {
  await open_browser();
  ({ page: clerk } = await person());
  await sign_in(clerk);
  ({ page: approver } = await person());
  await sign_in(approver, settings.second);
  for (let offset = 0; !hidden && offset < 4000; offset += 200) {
    const page = await ask(clerk, `/api/registers/addressee/records?limit=200&offset=${offset}`);
    hidden = page.rows.find((row) => row.protected);
  }
  assert.ok(hidden, 'the demonstration has protected persons');
});
after(close_browser);

const shown_name = async () =>
  (await ask(clerk, `/api/registers/addressee/records/${hidden.id}?parts=record`)).title;

test('a release is asked for by one and approved by another', async () => {
  assert.equal(await shown_name(), null);
  await go(clerk, '/');
  await clerk.getByRole('link', { name: '支援措置' }).first().click();
  await clerk.getByRole('heading', { name: '支援措置と一時解除', level: 1 }).waitFor();
  await clerk.getByText('担当者だけに表示します').waitFor();
  await clerk.getByLabel('宛名番号').fill(hidden.key);
  await clerk.getByLabel('申出の内容', { exact: false }).fill('証明書の交付');
  await clerk.getByRole('button', { name: '申請する' }).click();
  await clerk.getByText('申請しました').waitFor();
  assert.equal(await shown_name(), null, 'asked for is not approved');
  await go(approver, '/');
  const item = approver.locator('[data-waiting^="protection_release/"]');
  await item.getByRole('button', { name: '承認' }).click();
  await approver.getByText('「承認」を行い、本登録になりました').waitFor();
  assert.notEqual(await shown_name(), null);
});

test('it stands on the list and is given back', async () => {
  await go(clerk, '/protections');
  await clerk.getByRole('link', { name: hidden.key }).waitFor();
  await clerk.getByRole('button', { name: '返上する' }).click();
  await clerk.getByText('一時解除はありません').waitFor();
  assert.equal(await shown_name(), null);
});

test('who looked is a form behind a button of the record', async () => {
  await go(clerk, `/registers/addressee/${hidden.id}`);
  const link = clerk.getByRole('link', { name: '閲覧の記録を印刷' });
  const address = await link.getAttribute('href');
  const answer = await clerk.request.get(new URL(address, clerk.url()).href);
  assert.equal(answer.status(), 200);
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
});

test('nothing went wrong on the way', () => {
  assert.deepEqual(page_faults, []);
  assert.deepEqual(strayed, []);
});
