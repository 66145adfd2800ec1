// Two people: a clerk enters a correction in the form that the definition makes, the approver finds
// it in the inbox with both sides, refuses it with a reason; entered again it is approved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, go, open_browser, page_faults, person, sign_in } from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

let clerk;
let approver;
const kRecord = '/registers/parcel_valuation/5';
const kWaiting = '[data-waiting="parcel_valuation/5"]';

before(async () => {
  await open_browser();
  ({ page: clerk } = await person());
  await sign_in(clerk);
  ({ page: approver } = await person());
  await sign_in(approver, settings.second);
});
after(close_browser);

async function enter(depth) {
  await go(clerk, kRecord);
  // What was wrong before waits as a draft, and is gone on with.
  await clerk.getByRole('button', { name: /^(変更を入力|続ける)$/ }).click();
  await clerk.locator('input[name=depth_m]').fill(depth);
  await clerk.locator('input[name=about-valid_from]').fill('2026-01-01');
  await clerk.locator('input[name=about-reason]').fill('現地調査');
  await clerk.locator('input[name=about-article]').fill('地方税法 第417条第1項');
  await clerk.getByRole('button', { name: '登録する' }).click();
}

test('what is wrong stands at its field, and what was typed stays', async () => {
  await enter('深い');
  await clerk.locator('input[name=depth_m][aria-invalid=true]').waitFor();
  assert.equal(await clerk.locator('input[name=depth_m]').inputValue(), '深い');
});

test('a correction is provisional; its clerk cannot approve it', async () => {
  await enter('31.25');
  await clerk.getByText('仮登録しました').waitFor();
  const waiting = clerk.locator(kWaiting);
  await waiting.getByText('31.25').waitFor();
  assert.equal(await waiting.getByRole('button', { name: '決裁' }).count(), 0);
  await waiting.getByRole('button', { name: '取り下げる' }).waitFor();
});

test('the approver refuses with a reason, and the clerk reads it', async () => {
  await go(approver, '/');
  const item = approver.locator(kWaiting);
  await item.getByText('31.25').waitFor();
  await item.getByText('地方税法 第417条第1項').waitFor();
  await item.getByRole('button', { name: '差し戻す' }).click();
  await item.getByText('理由を書いてください').waitFor();
  await item.getByRole('textbox').fill('図面を添えてください');
  await item.getByRole('button', { name: '差し戻す' }).click();
  await approver.getByText('差し戻しました').waitFor();
  await go(clerk, '/');
  await clerk.locator(kWaiting).getByText('図面を添えてください').waitFor();
  await clerk.locator(kWaiting).getByRole('button', { name: '確認して閉じる' }).click();
  await clerk.locator(kWaiting).waitFor({ state: 'detached' });
});

test('entered again and approved it holds, with both names in the history', async () => {
  await enter('30.50');
  await clerk.getByText('仮登録しました').waitFor();
  await go(approver, '/');
  const item = approver.locator(kWaiting);
  await item.getByRole('button', { name: '決裁' }).click();
  await item.waitFor({ state: 'detached' });
  await approver.getByRole('status').getByText('「決裁」を行い、本登録になりました').waitFor();
  await go(clerk, kRecord);
  await clerk.getByText('30.5', { exact: false }).first().waitFor();
  assert.equal(await clerk.locator(kWaiting).count(), 0);
  await clerk.getByRole('tab', { name: /履歴/ }).click();
  await clerk.getByText(/承認: /).first().waitFor();
  // The browser notes the refused form of the first test (400); nothing else may have gone wrong.
  assert.deepEqual(page_faults.filter((fault) => !fault.includes('status of 400')), []);
});

test('a step that only moves a change says its own name', async () => {
  const { context, page } = await person();
  await sign_in(page, settings.second);
  // A workflow of two steps, as a city might define it; the server's own is tested without a browser.
  const item = {
    kind: 'decide', register: 'parcel_valuation', label: { ja: '土地評価', en: 'Valuation' },
    record: '6', new_record: false, title: null, version: 9, digest: '00',
    state: { id: 'entered', label: { ja: '入力済み', en: 'Entered' } }, ends: false,
    valid_from: '2026-01-01', valid_to: null, since: '2026-04-01T00:00:00Z', due: null,
    overdue: false, differences: [], refusal: null,
    entered: { by: '誰か', for: null, at: '2026-04-01T00:00:00Z', reason: '', article: '' },
    may: {
      steps: [{ to: 'checked', label: { ja: '点検', en: 'Check' }, reason: false }],
      refuse: false,
      withdraw: false,
    },
  };
  await page.route('**/api/inbox', (route) => route.fulfill({ json: { items: [item] } }));
  await page.route('**/records/6/approve', (route) =>
    route.fulfill({ json: { record: '6', version: 10, commit: 1, provisional: true, warnings: [] } }),
  );
  await go(page, '/');
  await page.locator('[data-waiting="parcel_valuation/6"]').getByRole('button', { name: '点検' }).click();
  await page.getByRole('status').getByText('「点検」を行いました。次の人を待っています。').waitFor();
  await context.close();
});

test('a register that asks for a purpose shows nothing before one is chosen', async () => {
  const { context, page } = await person();
  await sign_in(page);
  // The definition as a city might have it; the server's own question is tested without a browser.
  const asked = [];
  await page.route('**/api/registers/house', async (route) => {
    const answer = await route.fetch();
    const definition = await answer.json();
    const list = [{ number: 3, label: { ja: '賦課', en: 'Levy' } }];
    await route.fulfill({ json: { ...definition, purposes: { list, to_view: true, to_change: false } } });
  });
  await page.route('**/api/registers/house/records?*', (route) => {
    const address = new URL(route.request().url());
    asked.push(address.searchParams.get('purpose'));
    address.searchParams.delete('purpose');
    return route.continue({ url: address.href });
  });
  await go(page, '/registers/house');
  await page.getByText('何のために見ますか').waitFor();
  assert.deepEqual(asked, []);
  await page.getByLabel('利用目的').selectOption('3');
  await page.getByRole('button', { name: '表示する' }).click();
  await page.locator('tr[data-index="0"] a').first().waitFor();
  assert.ok(asked.length > 0 && asked.every((one) => one === '3'));
  await context.close();
});
