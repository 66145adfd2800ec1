// 移行作業: proposed by one, approved by another, rights open in the kernel, an extraction by two,
// real data refused, closed only when everything is erased; then the rights are gone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const of = (number) => people.find(({ account }) => account === number);
const skip = ['10274', '20402', '80110'].some((one) => of(one) === undefined);
let governor, head, auditor;
let path = '';

before(async () => {
  await open_browser();
  if (skip) return;
  const enter = async (account) => {
    const { page } = await person();
    await sign_in(page, of(account));
    return page;
  };
  governor = await enter('10274');
  head = await enter('20402');
  auditor = await enter('80110');
});
after(close_browser);

const day = (n) => new Date(Date.now() + 9 * 3_600_000 + n * 86_400_000).toISOString().slice(0, 10);

async function add_worker(account, second) {
  const form = governor.locator('[data-form="worker"]');
  if (!(await form.isVisible())) await governor.locator('[data-add-worker] summary').click();
  await form.getByLabel('利用者ID').fill(account);
  const box = form.locator('[data-field="second"]');
  if (second) await box.check();
  await form.getByRole('button', { name: '加える' }).click();
  await governor.locator(`[data-workers] [data-account="${account}"]`).waitFor();
}

test('what is wrong shows at once in the list', { skip }, async () => {
  await go(governor, '/migrations');
  const wrong = governor.locator('[data-order="MO-2026-03"]');
  await wrong.waitFor();
  assert.match(await wrong.innerText(), /期限超過/);
  assert.deepEqual(await violations(governor), []);
  assert.equal(await too_wide(governor), false);
});

test('one proposes, nobody approves his own', { skip }, async () => {
  await governor.locator('[data-propose] summary').click();
  const form = governor.locator('[data-form="propose"]');
  await form.getByLabel('件名').fill('評価データの移行');
  await form.getByLabel('移行元のシステム').fill('S-030');
  await form.getByLabel('移行先のシステム').fill('S-031');
  await form.getByLabel('所管部署').fill('2010');
  await form.getByLabel('目的').fill('新しい仕組みへの切替え');
  await form.getByLabel('移行するデータの範囲').fill('現年度分');
  await form.getByLabel('必要最小限').check();
  await form.getByLabel('渡し方').selectOption('sealed_medium');
  await form.getByLabel('開始日').fill(day(0));
  await form.getByLabel('終了予定日').fill(day(20));
  await form.getByRole('button', { name: '申請する' }).click();
  await governor.locator('[data-propose] [role="status"]', { hasText: 'MO-' }).waitFor();
  const row = governor.locator('[data-order]', { hasText: '評価データの移行' });
  await row.getByRole('link').click();
  await governor.locator('[data-approval]').waitFor();
  path = new URL(governor.url()).pathname;
  await governor.locator('[data-code="same_person"]').waitFor();
  await governor.locator('[data-code="one_worker"]').waitFor();
  assert.equal(
    await governor.getByRole('button', { name: '承認する' }).isDisabled(),
    true,
  );
  await add_worker('10274', false);
  await add_worker('20402', true);
});

test('another person approves: rights are in force, looks are planned', { skip }, async () => {
  await go(head, path);
  await head.locator('[data-approval]').waitFor();
  assert.equal(await head.locator('[data-code]').count(), 0);
  await head.getByRole('button', { name: '承認する' }).click();
  await head.locator('[data-state="running"]').waitFor();
  await head.locator('[data-account="20402"]', { hasText: '有効' }).waitFor();
  assert.ok((await head.locator('[data-looks] tbody tr').count()) >= 3);
});

test('an extraction needs two persons, encryption and a seal', { skip }, async () => {
  await go(governor, path);
  await governor.locator('[data-add-extraction] summary').click();
  const form = governor.locator('[data-form="extraction"]');
  await form.getByLabel('対象').fill('家屋評価 現年度');
  await form.getByLabel('件数').fill('48210');
  await form.getByLabel('ハッシュ値').fill('a'.repeat(64));
  await form.getByLabel('暗号化').selectOption('none');
  await form.getByLabel('媒体番号').fill('MV-77');
  await form.getByLabel('封印番号').fill('SEAL-9');
  await form.getByRole('button', { name: '記録する' }).click();
  await form.getByText('暗号化されていない').first().waitFor();
  await form.getByLabel('暗号化').selectOption('aes256');
  await form.getByLabel('追記できない').check();
  await form.getByRole('button', { name: '記録する' }).click();
  const own = governor.locator('[data-extraction]', { hasText: '家屋評価 現年度' });
  await own.waitFor();
  assert.match(await own.innerText(), /別の人が確認する/);
  assert.equal(await own.getByRole('button', { name: '二人目として確認する' }).count(), 0);
  await governor.locator('[data-code^="unconfirmed"]').waitFor();
  await go(head, path);
  await head.getByRole('button', { name: '二人目として確認する' }).click();
  await head.locator('[data-extraction][data-state="confirmed"]').waitFor();
});

test('real data are refused without an exception of somebody else', { skip }, async () => {
  await go(governor, path);
  await governor.locator('[data-add-test] summary').click();
  const form = governor.locator('[data-form="test"]');
  await form.getByLabel('対象').fill('計算の試験');
  await form.getByLabel('件数').fill('10');
  await form.getByLabel('必要最小限である理由').fill('例だけ');
  await form.getByLabel('種類').selectOption('real');
  await form.getByLabel('例外の理由').fill('自分で認める');
  await form.getByRole('button', { name: '記録する' }).click();
  await form.getByText('別の人が承認した例外').first().waitFor();
  await form.getByLabel('種類').selectOption('masked');
  await form.getByLabel('マスキングした項目').fill('氏名、住所');
  await form.getByRole('button', { name: '記録する' }).click();
  await governor.locator('[data-desk="migration_test_data"]', { hasText: '計算の試験' }).waitFor();
});

async function clear(what) {
  const row = governor.locator('[data-clearing]', { hasText: what });
  await row.getByRole('button', { name: '消去を記録', exact: true }).click();
  const form = governor.locator('[data-form="clear"]');
  await form.getByLabel('証明書番号').fill('CT-1');
  await form.getByLabel('消去した者').fill('処理会社');
  await form.getByLabel('不正使用').check();
  await form.getByRole('button', { name: '消去を記録する' }).click();
  await governor.locator('[data-clearing][data-state="cleared"]', { hasText: what }).waitFor();
}

test('it closes only when everything is erased; the rights end', { skip }, async () => {
  await go(governor, path);
  await governor.locator('[data-code="no_clearing"]').waitFor();
  await governor.locator('[data-code^="unlisted_medium"]').waitFor();
  const close = governor.getByRole('button', { name: '完了にする' });
  assert.equal(await close.isDisabled(), true);
  await governor.locator('[data-add-clearing] summary').click();
  const form = governor.locator('[data-form="clearing"]');
  await form.getByLabel('対象').fill('移行用の装置');
  await form.getByLabel('媒体番号').fill('MV-77');
  await form.getByRole('button', { name: '加える' }).click();
  await governor.locator('[data-clearing]', { hasText: '移行用の装置' }).waitFor();
  await form.getByLabel('種類').selectOption('environment');
  await form.getByLabel('対象').fill('作業領域');
  await form.getByRole('button', { name: '加える' }).click();
  await governor.locator('[data-clearing]', { hasText: '作業領域' }).waitFor();
  await clear('移行用の装置');
  await clear('作業領域');
  await governor.locator('[data-code="no_last_look"]').waitFor();
  await governor.locator('[data-looks] button').first().click();
  const look = governor.locator('[data-form="look"]');
  await look.getByLabel('見たログ').fill('抽出サーバの操作ログ');
  await look.getByRole('button', { name: '記録する' }).click();
  await governor.getByText('残っているものはない').waitFor();
  await close.click();
  await governor.locator('[data-ended]').waitFor();
  await governor.locator('[data-desk="migration_order_document"]', { hasText: '完了報告書' }).waitFor();
  await go(head, path);
  await head.locator('[data-ended]').waitFor();
  assert.doesNotMatch(await head.locator('[data-workers]').innerText(), /有効/);
});

test('the auditor sees it and changes nothing', { skip }, async () => {
  await go(auditor, path);
  await auditor.locator('[data-ended]').waitFor();
  assert.equal(await auditor.locator('#main form').count(), 0);
  assert.deepEqual(await violations(auditor), []);
  await speak(auditor, 'en');
  await go(auditor, '/migrations');
  await auditor.getByRole('heading', { name: 'Migration orders' }).first().waitFor();
  await auditor.setViewportSize({ width: 390, height: 800 });
  assert.equal(await too_wide(auditor), false);
  await auditor.setViewportSize({ width: 1280, height: 800 });
  await speak(auditor, 'ja');
});
