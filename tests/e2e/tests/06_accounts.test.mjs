// Failed sign-ins: the screen says how long to wait, then that the number is locked; a second person
// lets it in again, with a reason.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, go, open_browser, page_faults, person, sign_in } from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

const kLocked = '20425'; // works in the city; no other test signs in with it
const kNobody = '99887';
const kReset = '20431'; // likewise

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
  for (let wait = 0; wait < 3; ) {
    const { id, said } = await fail_once(kNobody);
    assert.notEqual(id, 'session.locked');
    wait = id === 'session.wait' ? Number(/(\d+) more/.exec(said)[1]) : 0;
    if (wait < 3) await new Promise((done) => setTimeout(done, wait * 1000));
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

test(
  'an administrator gives somebody else a first password, which must be changed at once',
  { skip: settings.administrator.account === '' },
  async () => {
    const { context, page } = await person();
    await sign_in(page, settings.administrator);
    await go(page, '/accounts');
    await page.getByRole('heading', { level: 1, name: '利用者IDの管理' }).waitFor();
    const number = page.getByLabel('職員番号・利用者ID');
    const make = page.getByRole('button', { name: '最初のパスワードを作る' });
    await make.click();
    await page.getByText('利用者IDを入力してください').waitFor();
    assert.equal(await number.getAttribute('aria-invalid'), 'true');
    await number.fill(settings.administrator.account);
    await make.click();
    await page.getByText('自分のパスワードは初期化できません').waitFor();
    assert.equal(await page.locator('[data-reset] code').count(), 0);
    await number.fill(kReset);
    await make.click();
    const given = page.locator(`[data-reset="${kReset}"] code`);
    await given.waitFor();
    const first = (await given.textContent()).trim();
    assert.ok(first.length >= 12);

    const { context: other, page: owner } = await person();
    await owner.goto(settings.base);
    await owner.locator('input[name=account]').fill(kReset);
    await owner.locator('input[name=password]').fill(first);
    await owner.locator('form button[type=submit]').click();
    await owner.getByText('新しいパスワード').first().waitFor();
    assert.equal(await owner.locator('.app').count(), 0, 'not in before it is changed');
    await other.close();

    await page.getByRole('button', { name: '二要素をすべて外す' }).click();
    await page.getByText(`${kReset} の二要素をすべて外しました`).waitFor();
    await page.reload();
    assert.equal(await page.getByText(first).count(), 0, 'shown once');
    await context.close();
  },
);

test('those who may not see the accounts are refused', async () => {
  const { context, page } = await person();
  await sign_in(page);
  assert.equal(await page.locator('.side a[href="/accounts"]').count(), 0);
  const status = await page.evaluate(async () => (await fetch('/api/accounts')).status);
  assert.equal(status, 403);
  await context.close();
  assert.deepEqual(page_faults, []);
});
