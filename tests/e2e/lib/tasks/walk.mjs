// A task is one walk for both languages: a table of words each, one piece of code. Who walks has
// signed in by keys; each person and language has one window for all tasks of a file.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { close_browser, open_browser, page_faults, person, speak, strayed } from '../city.mjs';
import { Hands, kWaysAround } from '../hands.mjs';
import { settings } from '../settings.mjs';

const kSignIn = {
  ja: { account: '職員番号', password: 'パスワード', go: 'サインイン', work: 'マイワーク' },
  en: { account: 'Employee number', password: 'Password', go: 'Sign in', work: 'My work' },
};

const windows = new Map();

/** A window with nobody signed in, in the language asked for by its switch. */
export async function newcomer(language, { by_switch = true } = {}) {
  const { page } = await person();
  if (!by_switch)
    await page.addInitScript((lang) => localStorage.setItem('daicho.language', lang), language);
  const hands = await new Hands(page, language).watch();
  windows.set(Symbol('newcomer'), hands);
  await page.goto(settings.base);
  await page.locator('main form').waitFor();
  if (by_switch && language === 'en') await hands.use(page.getByRole('button', { name: 'English' }));
  return hands;
}

export async function sign_in_by_keys(hands, who) {
  const words = kSignIn[hands.language];
  await hands.write(hands.page.getByLabel(words.account, { exact: true }), who.account);
  await hands.write(hands.page.getByLabel(words.password, { exact: true }), who.password);
  await hands.press('Enter');
  await hands.page.locator('.app h1').first().waitFor();
  // An earlier window of the same person left its language with the account.
  await speak(hands.page, hands.language);
  if ((await hands.page.evaluate(() => document.documentElement.lang)) !== hands.language)
    await hands.page.reload();
  await hands.page.getByRole('heading', { level: 1, name: words.work }).waitFor();
  await hands.arrived();
  return hands;
}

/** One of those with a log-in, at work: clerk, second, auditor, administrator. */
export async function at_work(who, language) {
  const key = `${who} ${language}`;
  if (!windows.has(key)) {
    // The switch would keep her language with the account, where her other window finds it.
    const hands = await newcomer(language, { by_switch: false });
    windows.set(key, await sign_in_by_keys(hands, account_of(who)));
  }
  return windows.get(key);
}

function account_of(who) {
  if (who !== 'auditor') return settings[who];
  const [, , { account, password }] = JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8'));
  return { account, password };
}

/** Both walks of a task. `walk` gets the words, the language, and who may be called. */
export function task(title, words, walk) {
  for (const language of ['ja', 'en'])
    test(`${title} (${language})`, async () => {
      await walk(words[language], language, (who) => at_work(who, language));
    });
}

/** What every file of tasks begins and ends with. */
export function tasks_by_keys() {
  before(open_browser);
  after(close_browser);
  // Registered last by the caller's order of import would run first: so it waits for the others.
  return {
    end: ({ refused = [] } = {}) => {
      test('no pointer, no request left the city, no script failed', () => {
        for (const hands of windows.values()) assert.deepEqual(hands.pointers, []);
        assert.deepEqual(strayed, []);
        const foreseen = (fault) => refused.some((status) => fault.includes(`status of ${status}`));
        assert.deepEqual(page_faults.filter((fault) => !foreseen(fault)), []);
      });
      test('nothing in these tests goes around the keys', () => {
        const tests = new URL('../../tests/', import.meta.url);
        const files = readdirSync(tests).filter((name) => name.startsWith('30_tasks'));
        assert.ok(files.length > 0);
        for (const name of files)
          assert.doesNotMatch(readFileSync(new URL(name, tests), 'utf8'), kWaysAround, name);
      });
    },
  };
}
