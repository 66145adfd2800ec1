// The required second factor, with the browser's own virtual authenticator: enrolling at sign-in, then
// signing in with the passkey; a code generator beside it, whose code counts once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, open_browser, page_faults, person } from '../lib/city.mjs';
import { draft_kept, field, save } from '../lib/form.mjs';
import { settings } from '../lib/settings.mjs';
import { code_of } from '../lib/totp.mjs';

// A server of the same city that requires a second factor; passkeys need a name, not an address.
const base = (process.env.E2E_STRICT_URL ?? '').replace('127.0.0.1', 'localhost');
const skip = base === '' ? 'E2E_STRICT_URL is not set' : false;

before(open_browser);
after(close_browser);

async function authenticator(context, page) {
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function password(page, who) {
  await page.goto(`${base}/`);
  await page.locator('input[name=account]').fill(who.account);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('form button[type=submit]').click();
}

test('a passkey is registered at the first sign-in and asked for at the next', { skip }, async () => {
  const { context, page } = await person();
  await authenticator(context, page);
  await password(page, settings.clerk);
  await page.getByRole('button', { name: 'パスキーを登録する' }).click();
  await page.locator('[data-recovery] li').first().waitFor();
  assert.equal(await page.locator('[data-recovery] li').count(), 10);
  await page.getByRole('button', { name: '保管した' }).click();
  await page.locator('.app').waitFor();
  await page.locator('.me > button').click();
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await page.getByRole('heading', { name: 'サインイン', level: 1 }).waitFor();
  await password(page, settings.clerk);
  await page.getByRole('button', { name: 'パスキーで確かめる' }).click();
  await page.locator('.app').waitFor();
  await sign_in_over_a_form(page);
  await context.close();
});

// A session that ended while somebody typed asks for the second factor over the form, which stays.
async function sign_in_over_a_form(page) {
  await page.goto(`${base}/registers/parcel/1`);
  await page.getByRole('button', { name: '変更を入力' }).click();
  const place = `二要素をまたぐ所在 ${Date.now()}`;
  await field(page, 'location').fill(place);
  await field(page, 'about-reason').fill('二要素の試し');
  await draft_kept(page);
  await page.context().clearCookies();
  await save(page);
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name=password]').fill(settings.clerk.password);
  await dialog.locator('button[type=submit]').click();
  await dialog.getByRole('button', { name: 'パスキーで確かめる' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await field(page, 'location').inputValue(), place);
  await save(page);
  await page.locator('[data-form]').waitFor({ state: 'detached' });
}

test('a code generator is registered from the QR code; its code counts once', { skip }, async () => {
  const { context, page } = await person();
  await password(page, settings.second);
  await page.getByRole('button', { name: 'コード生成アプリを登録する' }).click();
  const secret = await page.locator('[data-secret]').innerText();
  await page.getByRole('img', { name: '登録用のQRコード' }).waitFor();
  const code = code_of(secret);
  await page.locator('input[name=code]').fill(code);
  await page.getByRole('button', { name: '確かめる', exact: true }).click();
  await page.getByRole('button', { name: '保管した' }).click();
  await page.locator('.app').waitFor();
  await context.clearCookies();
  await password(page, settings.second);
  await page.locator('input[name=code]').fill(code);
  await page.getByRole('button', { name: '確かめる', exact: true }).click();
  await page.getByText('もう使われています').waitFor();
  await page.locator('input[name=code]').fill(code_of(secret, 1));
  await page.getByRole('button', { name: '確かめる', exact: true }).click();
  await page.locator('.app').waitFor();
  await context.close();
  assert.deepEqual(page_faults, []);
});
