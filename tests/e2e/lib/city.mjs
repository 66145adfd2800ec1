// One browser for all tests, a fresh person (context) for each; every request that a page makes is
// checked to stay on the city's own address.
import { chromium } from 'playwright-core';
import { chromium_arguments, settings } from './settings.mjs';

let browser = null;
export const strayed = [];
export const page_faults = [];

export async function open_browser() {
  browser = await chromium.launch({
    executablePath: settings.chromium,
    args: chromium_arguments,
    timeout: 60_000,
  });
}
export async function close_browser() {
  await browser?.close();
}

export async function person({ width = 1366, height = 768, language = 'ja', scale = 1 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    deviceScaleFactor: scale,
  });
  context.setDefaultTimeout(settings.step_ms);
  const origin = new URL(settings.base).origin;
  context.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob|about|chrome|chrome-extension):/.test(request.url()))
      strayed.push(request.url());
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => page_faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|404|429)/.test(message.text()))
      page_faults.push(`${page.url()}: ${message.text()}`);
  });
  return { context, page };
}

export async function sign_in(page, who = settings.clerk, { as_kept = false } = {}) {
  await page.goto(`${settings.base}/`);
  const language = await page.evaluate(() => localStorage.getItem('daicho.language'));
  await page.locator('input[name=account]').fill(who.account);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('form button[type=submit]').click();
  await page.locator('.app').waitFor();
  if (!as_kept) await forget_preferences(page, language);
}

/** What an earlier test chose is kept with the account: each test begins with none of it. */
async function forget_preferences(page, language) {
  const had_some = await page.evaluate(async (spoken) => {
    const { csrf, preferences = {} } = await (await fetch('/api/session')).json();
    const names = Object.keys(preferences);
    if (names.length === 0) return false;
    await fetch('/api/preferences', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-Daicho-Csrf': csrf },
      body: JSON.stringify({ preferences: Object.fromEntries(names.map((name) => [name, null])) }),
    });
    for (const name of names) localStorage.removeItem(`daicho.${name}`);
    if (spoken) localStorage.setItem('daicho.language', spoken);
    return true;
  }, language);
  if (!had_some) return;
  await page.reload();
  await page.locator('.app').waitFor();
}

/** Waits until nothing on the page is loading any more. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.querySelector('#main h1, #main form') &&
      !document.querySelector('[aria-busy=true], .ghost'),
  );
}

export async function go(page, path) {
  await page.goto(`${settings.base}${path}`);
  await page.locator('#main').waitFor();
  await settled(page);
}

/** What the server answers to the page's own session. */
export function ask(page, path) {
  return page.evaluate(async (address) => (await fetch(address)).json(), path);
}

export async function speak(page, language) {
  await page.evaluate(async (lang) => {
    localStorage.setItem('daicho.language', lang);
    const session = await fetch('/api/session');
    if (!session.ok) return;
    // The machine's copy holds where the account has none.
    await fetch('/api/preferences', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-Daicho-Csrf': (await session.json()).csrf },
      body: JSON.stringify({ preferences: { language: null } }),
    });
  }, language);
}
