// Main tasks by keys alone, in both languages: accounts and roles with their days, unlocking, health
// and backups; what an auditor reads.
import assert from 'node:assert/strict';
import { ask } from '../lib/city.mjs';
import { at_the_door, lock } from '../lib/tasks/locked.mjs';
import { task, tasks_by_keys } from '../lib/tasks/walk.mjs';

const file = tasks_by_keys();
const field = (page, name) => page.locator(`[data-form] [name=${name}]`);
const panel = (page, title) =>
  page.locator('section.pn', { has: page.getByRole('heading', { name: title, exact: true }) });

// People of the city with whom no other test signs in. Locking takes a while: it goes on beside the
// other tasks.
const kLocked = { ja: '20520', en: '10271' };
const locking = { ja: lock(kLocked.ja), en: lock(kLocked.en) };

/** Opens the form of a new record from its list. */
async function begin(hands, words, register) {
  await hands.open(`/registers/${register}`);
  await hands.use(hands.page.getByRole('link', { name: words.add, exact: true }));
  await hands.page.locator('[data-form] form').waitFor();
  await hands.stand();
}

async function choose_code(hands, register, name, key) {
  const { fields } = await ask(hands.page, `/api/registers/${register}`);
  const { label } = fields.find((one) => one.name === name).codes.find((one) => one.key === key);
  await hands.choose(field(hands.page, name), label[hands.language]);
}

/** Sends the form; brings the values of the record that it made. */
async function save(hands, register, reason) {
  const { page } = hands;
  await hands.write(field(page, 'about-valid_from'), '2026-04-01');
  await hands.write(field(page, 'about-reason'), reason);
  await hands.look();
  await hands.press('Enter');
  await page.waitForURL(new RegExp(`/registers/${register}/\\d+$`));
  await hands.settled();
  await hands.stand();
  const id = page.url().split('/').at(-1);
  return (await ask(page, `/api/registers/${register}/records/${id}?parts=record`)).values;
}

task(
  'open an account, and give it a role with its first and last day',
  {
    ja: {
      add: '新規登録', number: '20991', name: '新任 和代', reason: '採用（和）', from: 'R8.4.1',
      to: 'R9.4.1',
    },
    en: {
      add: 'New record', number: '20992', name: '新任 英治', reason: 'Newly employed (en)',
      from: '2026-04-01', to: '2027-04-01',
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('administrator');
    const { page } = hands;
    await begin(hands, words, 'account');
    await hands.write(field(page, 'account_no'), words.number);
    await hands.write(field(page, 'name'), words.name);
    await hands.write(field(page, 'department'), '1020');
    await choose_code(hands, 'account', 'class', 'personal');
    await choose_code(hands, 'account', 'state', 'active');
    await hands.write(field(page, 'starts'), words.from);
    const account = await save(hands, 'account', words.reason);
    assert.equal(account.account_no, words.number);
    assert.equal(account.starts, '2026-04-01');
    await begin(hands, words, 'role_assignment');
    await hands.write(field(page, 'account'), words.number);
    await choose_code(hands, 'role_assignment', 'role', 'tax_clerk');
    await choose_code(hands, 'role_assignment', 'task', 'fixed_asset_tax');
    await hands.write(field(page, 'department'), '1020');
    await hands.write(field(page, 'from'), words.from);
    await hands.write(field(page, 'to'), words.to);
    const role = await save(hands, 'role_assignment', words.reason);
    assert.equal(role.role, 'tax_clerk');
    assert.equal(role.from, '2026-04-01');
    assert.equal(role.to, '2027-04-01');
    // It holds between its days, and not on the last one.
    const holds = async (day) =>
      (await ask(page, `/api/settings/roles?as_of=${day}`)).holders.some(
        (one) => one.number === words.number && one.role === 'tax_clerk',
      );
    assert.equal(await holds('2026-12-01'), true);
    assert.equal(await holds('2027-04-01'), false);
  },
);

task(
  'look at the health of the installation, and make a backup now',
  {
    ja: {
      screen: '具合と備え', checks: '点検', look: '今すぐ点検する', good: '良好',
      backups: 'バックアップ', make: '今すぐ作る', not_tried: '未試験',
    },
    en: {
      screen: 'Health', checks: 'Checks', look: 'Check now', good: 'Good',
      backups: 'Backups', make: 'Make one now', not_tried: 'Not tried',
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('administrator');
    const { page } = hands;
    await hands.find(words.screen);
    await hands.use(panel(page, words.checks).getByRole('button', { name: words.look }));
    await page.locator('[data-findings] tbody tr').first().waitFor();
    await page.locator('[data-check="disk"]').getByText(words.good).waitFor();
    await page.locator('[data-prune]').waitFor();
    await panel(page, words.checks).getByRole('button', { name: words.look, disabled: false }).waitFor();
    await hands.stand();
    await hands.look();
    const made = async () => {
      const { jobs } = await ask(page, '/api/jobs');
      return jobs.filter((one) => one.kind === 'backup' && one.state === 'done').length;
    };
    const before = await made();
    const rows = await page.locator('[data-backup]').count();
    await hands.use(panel(page, words.backups).getByRole('button', { name: words.make }));
    await page.locator('[data-backup]').nth(rows).waitFor({ timeout: 60_000 });
    await page.locator('[data-backup]').first().getByText(words.not_tried).waitFor();
    assert.equal(await made(), before + 1);
    await hands.stand();
  },
);

task(
  'the auditor reads who looked at a person, and cannot change her',
  {
    ja: {
      record: '宛名の記録', viewers: /^閲覧記録/, print: '閲覧の記録を印刷', change: '変更を入力',
      add: '新規登録',
    },
    en: {
      record: 'Addressee record', viewers: /^Viewed/, print: 'Print who looked',
      change: 'Enter a change', add: 'New record',
    },
  },
  async (words, language, at_work) => {
    const hands = await at_work('auditor');
    const { page } = hands;
    await hands.open('/registers/addressee');
    const row = page.locator('tr[data-index="0"]');
    await row.locator('a').first().waitFor();
    assert.equal(await page.getByRole('link', { name: words.add, exact: true }).count(), 0);
    await hands.reach(row);
    await hands.press('Enter');
    await page.waitForURL(/\/taxpayers\/\d+$/);
    await hands.settled();
    await hands.use(page.getByRole('link', { name: words.record, exact: true }));
    await page.waitForURL(/\/registers\/addressee\/\d+$/);
    await hands.settled();
    assert.equal(await page.getByRole('button', { name: words.change, exact: true }).count(), 0);
    const { account } = await ask(page, '/api/session');
    await hands.tab(page.getByRole('tab', { name: words.viewers }));
    await page.locator('#tab-panel').getByRole('cell', { name: account.name }).first().waitFor();
    await hands.look();
    await hands.paper(page.getByRole('link', { name: words.print }));
  },
);

task(
  'unlock an account, saying how it was made sure whose it is',
  {
    ja: {
      screen: '利用者IDの管理', open: '解除する', missing: /どう確かめたか/, why: '対面で確認（和）',
      done: (number) => `${number} を解除しました`,
    },
    en: {
      screen: 'Accounts', open: 'Unlock', missing: /Say how you made sure/, why: 'Seen in person (en)',
      done: (number) => `${number} is unlocked`,
    },
  },
  async (words, language, at_work) => {
    await locking[language];
    const number = kLocked[language];
    assert.equal(await at_the_door(number), 'session.locked');
    const hands = await at_work('second');
    const { page } = hands;
    await hands.open('/accounts');
    const row = page.locator(`[data-locked="${number}"]`);
    await hands.use(row.getByRole('button'));
    await row.getByText(words.missing).waitFor();
    await hands.look();
    await hands.write(row.getByRole('textbox'), words.why);
    await hands.press('Enter');
    await page.getByRole('status').getByText(words.done(number)).waitFor();
    await row.waitFor({ state: 'detached' });
    await hands.stand();
    assert.equal(await at_the_door(number), 'session.refused', 'it may try again');
  },
);

file.end();
