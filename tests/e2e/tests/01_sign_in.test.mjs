import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  close_browser,
  open_browser,
  page_faults,
  person,
  settled,
  sign_in,
  strayed,
} from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

test('the page carries a strict content security policy', async () => {
  const response = await fetch(`${settings.base}/`);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.match(policy, /style-src 'self'(;|$)/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe-/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
});

test('assets carry a digest in their name and may be kept for ever', async () => {
  const html = await (await fetch(`${settings.base}/`)).text();
  const name = /\/assets\/[\w-]+\.js/.exec(html)?.[0];
  assert.ok(name, 'index.html names its script');
  const response = await fetch(settings.base + name);
  assert.match(response.headers.get('cache-control') ?? '', /immutable/);
  assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
});

test('nothing is answered without a session', async () => {
  for (const path of ['/api/home', '/api/search?q=a', '/api/registers', '/api/levy/runs'])
    assert.equal((await fetch(settings.base + path)).status, 401, path);
});

test('empty fields are said at the field and in the summary, a wrong password is refused', async () => {
  const { context, page } = await person();
  await page.goto(settings.base);
  await page.locator('form button[type=submit]').click();
  await page.getByRole('alert').getByRole('link').first().waitFor();
  assert.equal(await page.locator('input[name=account]').getAttribute('aria-invalid'), 'true');
  await page.locator('input[name=account]').fill(settings.clerk.account);
  await page.locator('input[name=password]').fill('wrong-on-purpose');
  await page.locator('form button[type=submit]').click();
  await page.locator('.note.bad').waitFor();
  assert.equal(
    await page.locator('input[name=account]').inputValue(),
    settings.clerk.account,
    'what was typed stays',
  );
  await context.close();
});

test('signing in with full-width digits, the language stays through it, signing out', async () => {
  const { context, page } = await person();
  await page.goto(settings.base);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  const wide = [...settings.clerk.account]
    .map((c) => (/[0-9]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
    .join('');
  await sign_in(page, { ...settings.clerk, account: wide });
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('heading', { name: 'マイワーク', level: 1 }).waitFor();
  await page.locator('.me > button').click();
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await page.getByRole('heading', { name: 'サインイン', level: 1 }).waitFor();
  await context.close();
});

test('a session that ends is renewed over the page, and what was typed stays', async () => {
  const { context, page } = await person();
  await sign_in(page);
  await page.goto(`${settings.base}/taxpayers`);
  await settled(page);
  await page.locator('#who').fill('あ');
  await context.clearCookies();
  await page.locator('#who').fill(settings.person.kana);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.locator('input[name=password]').fill(settings.clerk.password);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.locator('#who').inputValue(), settings.person.kana);
  await page.locator('[data-hit]').first().waitFor();
  await context.close();
});

test('a lost server shows a band on top; it goes when the server is back', async () => {
  const { context, page } = await person();
  await sign_in(page);
  await settled(page);
  await context.setOffline(true);
  await page.locator('.side a[href="/journal"]').click();
  await page.locator('.band-top').waitFor();
  await context.setOffline(false);
  await page.locator('.band-top').waitFor({ state: 'detached' });
  await settled(page);
  await page.locator('.figs').first().waitFor();
  await context.close();
  // The browser itself reports the cut line on its console.
  assert.deepEqual(
    page_faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED')),
    [],
  );
  page_faults.length = 0;
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
