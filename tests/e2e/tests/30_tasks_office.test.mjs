// Main tasks by keys alone, in both languages: files, a levy beside the year before, data checks,
// protected persons, the journal, figures.
import assert from 'node:assert/strict';
import { ask } from '../lib/city.mjs';
import { task, tasks_by_keys } from '../lib/tasks/walk.mjs';

const file = tasks_by_keys();
const grouped = (number) => number.toLocaleString('en-US');
const digits = (text) => text.replace(/[^\d]/g, '');
const panel = (page, title) =>
  page.locator('section.pn', { has: page.getByRole('heading', { name: title, exact: true }) });

const kHead = 'addressee_no,kind,name,kana\n';

task(
  'import a file with faults: preview, faults, then a right one lands',
  {
    ja: {
      screen: '取込み・書出し', register: '台帳', part: '取込み', choose: 'ファイルを選ぶ',
      other: /別のファイルを選ぶ/, look: '下見する', clean: '誤りはありません。',
      land: 'この内容で取り込む', landed: '1 行を取り込みました', number: '8000000028',
      name: '取込 和子', fields: ['宛名番号', '区分'],
    },
    en: {
      screen: 'Import, export', register: 'Register', part: 'Import', choose: 'Choose a file',
      other: /Choose another file/, look: 'Preview', clean: 'No line is wrong.',
      land: 'Import this', landed: /1 (row|line)/, number: '8000000036',
      name: '取込 英子', fields: ['Addressee number', 'Kind'],
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    page.on('filechooser', () => {}); // the browser hands choosers over once somebody listens
    await hands.find(words.screen);
    const { areas } = await ask(page, '/api/registers');
    const { label } = areas.flatMap((one) => one.registers).find((one) => one.name === 'addressee');
    await hands.choose(page.locator('#main').getByLabel(words.register, { exact: true }), label[language]);
    await hands.settled();
    const form = panel(page, words.part);
    const good = `${words.number},individual,${words.name},トリコミ\n`;
    const bad = 'x,individual,短井 番,ミジカイ\n0000000051,monster,怪井,\n';
    await hands.give(form.getByRole('button', { name: words.choose }), {
      name: `wrong-${language}.csv`,
      buffer: Buffer.from(kHead + good + bad),
    });
    await hands.use(form.getByRole('button', { name: words.look }));
    const faults = form.locator('[data-report] table').first().locator('tbody tr');
    await faults.first().waitFor({ timeout: 30_000 });
    assert.deepEqual(await faults.locator('td:first-child').allInnerTexts(), ['3', '4']);
    assert.deepEqual(await faults.locator('td:nth-child(2)').allInnerTexts(), words.fields);
    await hands.look();
    await hands.give(form.getByRole('button', { name: words.other }), {
      name: `right-${language}.csv`,
      buffer: Buffer.from(kHead + good),
    });
    await hands.use(form.getByRole('button', { name: words.look }));
    await form.getByText(words.clean).waitFor({ timeout: 30_000 });
    await hands.use(form.getByRole('button', { name: words.land }));
    await form.getByText(words.landed).first().waitFor({ timeout: 30_000 });
    await hands.stand();
    // The words may be those of an import before this one: the row is what counts.
    const found = async () => {
      const { rows } = await ask(page, `/api/registers/addressee/records?limit=5&q=${words.number}`);
      return rows.find((one) => one.key === words.number);
    };
    for (let i = 0; i < 100 && !(await found()); ++i) await page.waitForTimeout(100);
    assert.equal((await found())?.values.name, words.name);
  },
);

task(
  'compare a levy with the year before and open the largest changes',
  {
    ja: { screen: '賦課・通知', title: '前の賦課との比較', up: /増えた/ },
    en: { screen: 'Levy, notices', title: 'Beside the levy before', up: /Went up/ },
  },
  async (words, language, at_work) => {
    const hands = await at_work('second');
    const { page } = hands;
    await hands.find(words.screen);
    const part = panel(page, words.title);
    await part.locator('tr.sum').waitFor();
    await hands.use(part.getByRole('button', { name: words.up }));
    const list = part.locator('[data-list="up"]');
    await list.locator('tbody a').first().waitFor();
    const sizes = (await list.locator('tbody tr td:nth-child(4)').allInnerTexts()).map((text) =>
      Number(text.replace(/[+,]/g, '')),
    );
    assert.ok(sizes.length > 1 && sizes[0] > 0);
    assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a), 'the largest first');
    await hands.look();
    const row = list.locator('tbody tr').first();
    const now = Number(digits(await row.locator(':nth-child(3)').first().innerText()));
    await hands.use(row.locator('a'));
    await page.waitForURL(/\/taxpayers\/\d+/);
    await hands.settled();
    await hands.stand();
    const { pathname, search } = new URL(page.url());
    const sheet = await ask(page, `/api/taxpayers/${pathname.split('/')[2]}${search}`);
    assert.equal(sheet.levy.annual_tax_yen, now);
  },
);

task(
  'work through a data check to the record of a finding',
  {
    ja: { screen: 'データ点検', run: '点検する', when: /最後の点検/ },
    en: { screen: 'Data checks', run: 'Check now', when: /Last checked/ },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.find(words.screen);
    const before = (await ask(page, '/api/checks')).run?.at ?? '';
    await hands.use(page.getByRole('button', { name: words.run }));
    await page.getByText(words.when).waitFor();
    await page.locator('[data-check="parcel.taxed_over_registered"] a').waitFor();
    await page.getByRole('button', { name: words.run, disabled: false }).waitFor();
    assert.ok((await ask(page, '/api/checks')).run.at > before);
    await hands.use(page.locator('[data-check="parcel.taxed_over_registered"] a'));
    await page.locator('[data-found]').first().waitFor();
    const { rows } = await ask(page, '/api/checks/parcel.taxed_over_registered');
    const row = page.locator(`[data-found="${rows[0].id}"]`);
    assert.ok((await row.innerText()).includes(rows[0].said[language]));
    await hands.look();
    await hands.use(row.getByRole('link'));
    await page.waitForURL(new RegExp(`/registers/parcel/${rows[0].id}$`));
    await hands.settled();
    await hands.stand();
    await page.getByText(rows[0].key).first().waitFor();
  },
);

task(
  'open a protected person for an hour, approved by somebody else, and give it back',
  {
    ja: {
      screen: '支援措置', number: '宛名番号', what: /^申出の内容/, text: '証明書の交付（和）',
      send: '申請する', sent: '申請しました', back: '返上する', none: '一時解除はありません。',
      part: '今の一時解除',
    },
    en: {
      screen: 'Protections', number: 'Addressee', what: /^What was asked/, text: 'A certificate (en)',
      send: 'Ask', sent: 'Asked for, awaiting', back: 'Give back', none: 'Nothing is released.',
      part: 'Releases that hold',
    },
  },
  async (words, language, at_work) => {
    const clerk = await at_work('clerk');
    const { page } = clerk;
    let hidden;
    for (let offset = 0; !hidden && offset < 4000; offset += 200) {
      const { rows } = await ask(page, `/api/registers/addressee/records?limit=200&offset=${offset}`);
      hidden = rows.find((one) => one.protected);
    }
    const title = async () =>
      (await ask(page, `/api/registers/addressee/records/${hidden.id}?parts=record`)).title;
    assert.equal(await title(), null);
    await clerk.find(words.screen);
    await clerk.write(page.getByLabel(words.number, { exact: true }), hidden.key);
    await clerk.write(page.getByLabel(words.what), words.text);
    await clerk.look();
    await clerk.use(page.getByRole('button', { name: words.send, exact: true }));
    await page.getByRole('status').getByText(words.sent).waitFor();
    await clerk.stand();
    assert.equal(await title(), null, 'asked for is not approved');

    const second = await at_work('second');
    await second.open('/');
    const { items } = await ask(second.page, '/api/inbox');
    const item = items.find((one) => one.register === 'protection_release' && one.kind === 'decide');
    const box = second.page.locator(`[data-waiting="protection_release/${item.record}"]`);
    const { label } = item.may.steps[0];
    await second.use(box.getByRole('button', { name: label[language], exact: true }));
    await box.waitFor({ state: 'detached' });
    await second.stand();
    assert.notEqual(await title(), null);

    await clerk.open('/protections');
    const { releases } = await ask(page, '/api/protections');
    const release = releases.find((one) => one.addressee_no === hidden.key);
    const left = new Date(release.until) - Date.now();
    assert.ok(left > 0 && left <= 3_600_000, `it ends by itself in ${left} ms`);
    await clerk.use(panel(page, words.part).getByRole('button', { name: words.back }));
    await page.getByText(words.none).waitFor();
    await clerk.stand();
    assert.equal(await title(), null);
  },
);

task(
  'verify the journal and read the result',
  {
    ja: { screen: '記録の検証', go: 'いま検証する', intact: '一致' },
    en: { screen: 'Journal', go: 'Verify now', intact: 'Intact' },
  },
  async (words, language, at_work) => {
    const hands = await at_work('clerk');
    const { page } = hands;
    await hands.find(words.screen);
    const before = (await ask(page, '/api/journal/status')).last_verification?.at ?? '';
    await hands.use(page.getByRole('button', { name: words.go, exact: true }));
    await page.waitForFunction(
      async (at) => {
        const { last_verification } = await (await fetch('/api/journal/status')).json();
        return (last_verification?.at ?? '') > at;
      },
      before,
      { timeout: 60_000, polling: 500 },
    );
    await page.getByRole('button', { name: words.go, exact: true, disabled: false }).waitFor();
    await page.getByRole('status').getByText(words.intact, { exact: true }).waitFor();
    assert.equal((await ask(page, '/api/journal/status')).last_verification.ok, true);
    await hands.stand();
    await hands.look();
  },
);

task(
  'read a chart as a table',
  {
    ja: { screen: '状況', table: /^表で見る/ },
    en: { screen: 'Figures', table: /^As a table/ },
  },
  async (words, language, at_work) => {
    const hands = await at_work('second');
    const { page } = hands;
    await hands.find(words.screen);
    const figure = page.locator('[data-figure="levy"]');
    await figure.locator('canvas').waitFor();
    await hands.use(figure.getByRole('button', { name: words.table }));
    const table = page.locator('[data-table="levy"]');
    await table.waitFor();
    await hands.stand();
    const { figures } = await ask(page, '/api/figures');
    const levy = figures.find((one) => one.id === 'levy');
    const text = await table.innerText();
    for (const { values } of levy.series)
      for (const value of values) assert.ok(text.includes(grouped(Number(value))), String(value));
    await hands.look();
  },
);

file.end();
