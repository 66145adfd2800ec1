// Failed sign-ins: the screen says how long to wait, then that the number is locked; a second person
// lets it in again, with a reason.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, go, open_browser, page_faults, person, sign_in } from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

const kLocked = '20425'; // works in the city; no other test signs in with it
const kNobody = '99887';

before(open_browser);
after(close_browser);

async function fail_once(account) {
  const response = await fetch(`${settings.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account, password: 'wrong-on-purpose' }),
  });
  const { errors } = await response.json();
  return { status: response.status, id: errors[0].id, said: errors[0].message_en };
}

// Fails until the number is locked, waiting as long as the server says.
async function lock(account) {
  for (;;) {
    const { id, said } = await fail_once(account);
    if (id === 'session.locked') return;
    const seconds = id === 'session.wait' ? Number(/(\d+) more/.exec(said)[1]) : 0;
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
}

test('the screen says in words how long to wait, and what was typed stays', async () => {
  const { context, page } = await person();
  await page.goto(settings.base);
  await page.getByText('10回で停止します').waitFor();
  await page.locator('input[name=account]').fill(kNobody);
  await page.locator('input[name=password]').fill('wrong-on-purpose');
  // Until it has to wait long enough for a slow machine to press the button meanwhile.
  for (let wait = 0; wait < 4; ) {
    const { id, said } = await fail_once(kNobody);
    assert.notEqual(id, 'session.locked');
    wait = id === 'session.wait' ? Number(/(\d+) more/.exec(said)[1]) : 0;
    if (wait < 4) await new Promise((done) => setTimeout(done, wait * 1000));
  }
  await page.locator('form button[type=submit]').click();
  await page.locator('.note.bad').getByText(/あと\d+秒はサインインできません/).waitFor();
  assert.equal(await page.locator('input[name=account]').inputValue(), kNobody);
  await context.close();
});

test('a locked account is let in again by a second person, with a reason', async () => {
  await lock(kLocked);
  const { context, page } = await person();
  await page.goto(settings.base);
  await page.locator('input[name=account]').fill(kLocked);
  await page.locator('input[name=password]').fill('wrong-on-purpose');
  await page.locator('form button[type=submit]').click();
  await page.locator('.note.bad').getByText('この番号は停止しています').waitFor();

  await sign_in(page, settings.second);
  await go(page, '/accounts');
  const row = page.locator(`[data-locked="${kLocked}"]`);
  await row.getByRole('button').click();
  await row.getByText('どう確かめたか').waitFor();
  await row.getByRole('textbox').fill('対面で本人を確認');
  await row.getByRole('button').click();
  await page.getByRole('status').getByText(`${kLocked} を解除しました`).waitFor();
  await row.waitFor({ state: 'detached' });
  assert.equal((await fail_once(kLocked)).id, 'session.refused', 'it may try again');
  await context.close();
});

test('those who may not see the accounts are refused', async () => {
  const { context, page } = await person();
  await sign_in(page);
  assert.equal(await page.locator('.side a[href="/accounts"]').count(), 0);
  const status = await page.evaluate(async () => (await fetch('/api/accounts')).status);
  assert.equal(status, 403);
  await context.close();
  assert.deepEqual(page_faults, []);
});
