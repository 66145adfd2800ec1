// Main tasks by keys alone, in both languages: from signing in to one taxpayer's tax, its law, its
// notice, and what it would be otherwise.
import assert from 'node:assert/strict';
import { ask } from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';
import { newcomer, sign_in_by_keys, task, tasks_by_keys } from '../lib/tasks/walk.mjs';

const file = tasks_by_keys();
const digits = (text) => text.replace(/[^\d]/g, '');
const grouped = (yen) => yen.toLocaleString('en-US');

/** The sheet of the taxpayer whose screen is open, as the server tells it. */
async function sheet_of(page) {
  const number = new URL(page.url()).pathname.split('/')[2];
  return ask(page, `/api/taxpayers/${number}`);
}

task(
  'sign in, read my work, sign out',
  { ja: { leave: 'サインアウト', title: 'サインイン' }, en: { leave: 'Sign out', title: 'Sign in' } },
  async (words, language) => {
    const hands = await newcomer(language);
    const { page } = hands;
    await hands.look();
    await sign_in_by_keys(hands, settings.clerk);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    await hands.look();
    const { account } = await ask(page, '/api/session');
    assert.equal(account.number, settings.clerk.account);
    const { items } = await ask(page, '/api/inbox');
    assert.equal(await page.locator('[data-waiting]').count(), items.length);
    await hands.use(page.locator('.me > button'));
    await hands.look();
    await hands.use(page.getByRole('button', { name: words.leave }));
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
    assert.equal((await page.request.get(`${settings.base}/api/session`)).status(), 401);
  },
);

task(
  'find a person by kana and open her tax',
  {
    ja: { list: '納税義務者', label: '氏名・カナ・宛名番号', annual: '年税額' },
    en: { list: 'Taxpayers', label: 'Name, kana or addressee number', annual: 'Annual tax' },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.use(page.locator('.side').getByRole('link', { name: words.list, exact: true }));
    await page.getByRole('heading', { level: 1, name: words.list }).waitFor();
    await hands.write(page.getByLabel(words.label, { exact: true }), settings.person.kana);
    const hit = page.locator('[data-hit]').filter({ hasText: settings.person.name });
    await hit.first().waitFor();
    await hands.look();
    await hands.use(hit);
    await page.getByRole('heading', { level: 1, name: settings.person.name }).waitFor();
    await hands.settled();
    const { addressee, levy } = await sheet_of(page);
    assert.equal(addressee.name, settings.person.name);
    assert.ok(levy.annual_tax_yen > 0);
    const shown = await page.locator('#main').innerText();
    assert.ok(shown.includes(words.annual));
    for (const yen of [levy.annual_tax_yen, ...levy.instalments.map((part) => part.yen)])
      assert.ok(shown.includes(grouped(yen)), `${yen} on the screen`);
    await hands.look();
  },
);

task(
  'explain an amount down to the article',
  {
    ja: { agrees: '再計算と一致', article: /地方税法|市税条例/ },
    en: { agrees: 'Recomputation agrees', article: /地方税法|市税条例|Local Tax/ },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.find(settings.person.name);
    const { levy, land } = await sheet_of(page);
    const [parcel] = land.filter((line) => line.components.length > 0);
    const [part] = parcel.components;
    for (const [path, yen] of [
      ['base/fixed/land', levy.fixed.land_base_yen],
      [`land/${parcel.parcel_no}/${part.kind}/fixed`, part.fixed_base_yen],
    ]) {
      const amount = page.locator(`.amt[data-path="${path}"]`);
      await hands.use(amount);
      const panel = page.locator('.explain');
      await panel.locator('.st.end').waitFor();
      assert.equal(digits(await panel.locator('.big').innerText()), String(yen), path);
      assert.equal(
        digits(await panel.locator('.st.end .hd > :last-child').innerText()),
        String(yen),
        `the last step of ${path}`,
      );
      await panel.getByText(words.agrees).waitFor();
      await hands.use(panel.locator('.src button'));
      assert.match(await panel.locator('.cite').first().innerText(), words.article);
      await hands.look();
      await hands.press('Escape');
      await panel.waitFor({ state: 'detached' });
      await hands.stand();
      assert.ok(await amount.evaluate((node) => node === document.activeElement), 'focus is back');
    }
  },
);

task(
  'print the notice of a taxpayer',
  { ja: { notice: /^納税通知書/ }, en: { notice: /^Tax notice/ } },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.find(settings.person.name);
    await hands.paper(page.getByRole('link', { name: words.notice }));
  },
);

task(
  'try out another input and read the new tax',
  {
    ja: { trial: '試算する', value: /^(評価額|単価) 円/ },
    en: { trial: 'What if', value: /^(Assessed value|Unit price), yen/ },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.find(settings.person.name);
    const before = (await sheet_of(page)).levy.annual_tax_yen;
    const { entries } = await ask(page, '/api/place');
    await hands.use(page.getByRole('link', { name: words.trial }));
    const line = page.locator('.trial [data-line="2"] td');
    await line.first().waitFor();
    assert.equal(digits(await line.nth(0).innerText()), String(before));
    const value = page.getByLabel(words.value).first();
    const typed = String(Number(digits(await value.inputValue())) * 3);
    await hands.write(value, typed);
    await page.waitForFunction(
      (was) => document.querySelector('.trial [data-line="2"] td:nth-child(3)').textContent !== was,
      grouped(before),
    );
    assert.ok(Number(digits(await line.nth(1).innerText())) > before);
    await hands.look();
    assert.equal((await ask(page, '/api/place')).entries, entries, 'nothing was saved');
  },
);

file.end();
