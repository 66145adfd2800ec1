// 委託の連鎖: the contractor's room and the city's side of it – an application through two hands,
// people, a report after its date, guessed numbers, a forged certificate; the journal has all of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const who = (number) => people.find(({ account }) => account === number);
const contractor = who('C0101');
const head = who('20402');
const governor = who('10274');
const auditor = who('80110');
const skip = !contractor || !head || !governor || !auditor;
let inside, outside, contract;

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page: outside } = await person());
  await sign_in(outside, contractor);
  ({ page: inside } = await person());
  await sign_in(inside, head);
  const { rows } = await ask(inside, '/api/chains');
  contract = rows.find((one) => one.no === 'EN-2026-11').id;
});
after(close_browser);

const tab = (name) => outside.getByRole('tab', { name }).click();
const form = (name) => outside.locator(`[data-form="${name}"]`);

test('the contractor comes into its own room, and sees its own dates', { skip }, async () => {
  await outside.waitForURL((url) => ['/', '/contractor'].includes(url.pathname));
  await outside.locator('[data-contract="EN-2026-11"]').waitFor();
  assert.equal(await outside.locator('#find, .side').count(), 0);
  assert.ok((await outside.locator('[data-due="check"]').count()) >= 1);
  assert.deepEqual(await violations(outside), []);
  assert.equal(await too_wide(outside), false);
  // No word of the companies that the city found by itself, nor of anybody who works there.
  const page = JSON.stringify(await ask(outside, `/api/contractor/contracts/${contract}`));
  assert.ok(!page.includes('在宅の入力者'), page);
  assert.ok(!page.includes(head.name));
});

test('guessed addresses are not there, and each attempt is an entry', { skip }, async () => {
  const { rows } = await ask(inside, '/api/chains');
  const other = rows.find((one) => one.no !== 'EN-2026-11').id;
  const status = (path) =>
    outside.evaluate(async (address) => (await fetch(address)).status, path);
  for (const path of [
    `/api/contractor/contracts/${other}`,
    '/api/contractor/contracts/99999',
    '/api/registers',
    `/api/registers/entrusted_contract/records/${other}`,
    '/api/search?q=汐見',
    '/api/home',
    `/api/chains/${contract}`,
  ])
    assert.equal(await status(path), 404, path);
  await go(outside, '/registers/entrusted_contract');
  await outside.getByText('その画面は受託者の利用者にはありません').waitFor();
});

test('an application after the work began is taken as what it is', { skip }, async () => {
  await go(outside, `/contractor/${contract}`);
  await tab('再委託');
  const apply = outside.locator('[data-apply]');
  await apply.getByLabel('商号又は名称').fill('夕凪データ（架空）');
  await apply.getByLabel('住所').fill('汐見市架空町7-1');
  for (const field of ['再委託の理由', '処理する内容', '扱う情報', '安全性と信頼性を確保する措置', '管理と監督の方法'])
    await apply.getByLabel(field, { exact: true }).fill(`${field}の内容`);
  await apply.getByLabel('作業の開始予定日').first().fill('R8.12.1');
  await apply.getByLabel('期間の終わり').first().fill('R9.3.31');
  await apply.getByLabel('既に始めた日（あれば）').first().fill('R8.11.10');
  await apply.getByLabel('既に始めた日（あれば）').first().blur();
  await apply.getByText('この印は、後で承認しても消えません').waitFor();
  await apply.getByLabel('受託者が再委託先のすべての行為').check();
  await apply.getByLabel('契約と同じ条項を再委託契約に入れる').check();
  await apply.getByLabel('個人番号を扱わせる').check();
  assert.deepEqual(await violations(outside), []);
  await apply.getByRole('button', { name: '申請する' }).click();
  await apply.getByText(/作業の後の申請として受け付けました/).waitFor();
});

test('head and digital section decide, two people; the mark stays', { skip }, async () => {
  await go(inside, `/chains/${contract}`);
  const mine = inside.locator('[data-application]', { hasText: '夕凪データ' });
  await mine.getByText('作業の後の申請').waitFor();
  assert.deepEqual(await violations(inside), []);
  assert.equal(await too_wide(inside), false);
  await mine.getByLabel('承認番号').fill('R8-資-31');
  await mine.getByRole('button', { name: '承認する', exact: true }).click();
  await mine.getByText('所属長が承認', { exact: true }).waitFor();
  // The same person once more: not hers to decide.
  await mine.getByRole('button', { name: '承認する', exact: true }).click();
  await mine.getByText('情報部門に依頼してください').waitFor();
  const { page } = await person();
  await sign_in(page, governor);
  await go(page, `/chains/${contract}`);
  const again = page.locator('[data-application]', { hasText: '夕凪データ' });
  await again.getByRole('button', { name: '承認する', exact: true }).click();
  const card = page.locator('.chain-card', { hasText: '夕凪データ' });
  await card.waitFor();
  assert.equal(await card.locator('[data-fault="after_the_fact"]').count(), 1);
  await page.context().close();
});

test('the tree of five levels: unapproved links are red and said in words', { skip }, async () => {
  await go(inside, `/chains/${contract}`);
  const deepest = inside.locator('[data-tree] ul ul ul ul .chain-card');
  assert.equal(await deepest.count(), 1);
  assert.equal(await deepest.locator('[data-fault="found_unfiled"]').count(), 1);
  assert.equal(await deepest.locator('[data-fault="too_deep"]').count(), 1);
  assert.ok((await inside.locator('[data-tree] .chain-card.wrong').count()) >= 2);
  await go(inside, '/chains');
  const line = inside.locator('[data-chain="EN-2026-11"]');
  await line.getByText('5', { exact: true }).first().waitFor();
  assert.deepEqual(await violations(inside), []);
});

test('workers, pledge and training are filed by the contractor', { skip }, async () => {
  await go(outside, `/contractor/${contract}`);
  await tab('従事者・研修');
  const before_them = await outside.locator('[data-worker]').count();
  // Not for a company without approval.
  await form('worker').getByLabel('雇用する会社').selectOption({ label: '若葉ライン（架空）' });
  await form('worker').getByLabel('担当').fill('夜間の入力');
  await form('worker').getByRole('button', { name: '届け出る' }).click();
  await form('worker').getByText(/承認されていません/).waitFor();
  await form('worker').getByLabel('雇用する会社').selectOption({ label: '帆風スキャン（架空）' });
  await form('worker').getByRole('button', { name: '届け出る' }).click();
  await form('worker').getByText(/受け付けました/).waitFor();
  await outside.locator('[data-worker]').nth(before_them).waitFor();
  const pledge = form('pledge');
  await pledge.getByLabel('従事者').selectOption({ index: 2 });
  await pledge.getByLabel('書式の版').fill('2026-04');
  await pledge.getByLabel('署名日').first().fill('R8.11.20');
  await pledge.getByLabel(/ファイル共有/).check();
  await pledge.getByRole('button', { name: '届け出る' }).click();
  await pledge.getByText(/受け付けました/).waitFor();
  const training = form('training');
  await training.getByLabel('研修名').fill('追加の研修');
  await training.getByLabel('実施日').first().fill('R8.11.20');
  for (const box of await training.locator('.pick-list input').all()) await box.check();
  await training.getByRole('button', { name: '届け出る' }).click();
  await training.getByText(/受け付けました/).waitFor();
  assert.deepEqual(await violations(outside), []);
});

test('check answers after their date are taken, and marked', { skip }, async () => {
  await tab('点検の自己報告');
  await form('answers').getByText('期限を過ぎています').waitFor();
  const clause = outside.locator('[data-clause="OC-11"]');
  await clause.locator('[data-side="exists"]').selectOption('yes');
  await clause.locator('[data-side="practised"]').selectOption('no');
  assert.deepEqual(await violations(outside), []);
  await form('answers').getByRole('button', { name: /条項を提出する/ }).click();
  await form('answers').getByText('期限の後の提出として受け付けました').waitFor();
  await go(inside, `/chains/${contract}`);
  await inside.locator('[data-check="EN-2026-11/Q2"]').getByText('自己報告が期限の後').waitFor();
});

test('a forged certificate is recorded as one; the sound one brings the media back', { skip }, async () => {
  await go(outside, `/contractor/${contract}`);
  await tab('返還・消去');
  const paper = form('certificate');
  const hand_in = async (number, serials) => {
    await paper.getByLabel('証明書の番号').fill(number);
    await paper.getByLabel('作業日').first().fill('R8.11.18');
    await paper.getByLabel('発行日').first().fill('R8.11.19');
    await paper.getByLabel(/個体番号/).fill(serials);
    await paper.getByRole('button', { name: '提出する' }).click();
  };
  await hand_in('KX-201', 'USB-0701、USB-8888');
  await paper.getByText('このシリアル番号は渡していません: USB-8888').waitFor();
  await hand_in('KX-202', 'USB-0701〜0702');
  await paper.getByText(/受け付けました/).waitFor();
  assert.deepEqual(await violations(outside), []);
  await go(inside, `/chains/${contract}`);
  const list = inside.locator('[data-certificates] > li');
  await list.filter({ hasText: 'KX-201' }).getByText('偽りの証明').waitFor();
  const sound = list.filter({ hasText: 'KX-202' });
  await sound.getByLabel('確かめた結果').fill('媒体の番号を見た');
  await sound.getByRole('button', { name: '確かめたことを記録する' }).click();
  await sound.getByText('に確かめた').waitFor();
  const item = inside.locator('[data-item="EN-2026-11/D1"]');
  assert.equal(await item.getByText('貸出中').count(), 0);
});

test('an accident becomes an incident, a party that was found as well', { skip }, async () => {
  await go(outside, `/contractor/${contract}`);
  await tab('事故の報告');
  const report = form('accident');
  await report.getByLabel('何が起きたか').fill('控えを一枚なくした');
  await report.getByLabel('情報の種類').fill('申請書の控え');
  await report.getByRole('button', { name: '報告する' }).click();
  await report.getByText(/受け付けました/).waitFor();
  await go(inside, `/chains/${contract}`);
  const one = inside.locator('[data-accidents] > li', { hasText: '控えを一枚なくした' });
  await one.getByRole('button', { name: '事故として取り上げる' }).click();
  await one.getByText('事故として扱っている').waitFor();
  const found = inside.locator('[data-found]');
  await found.getByLabel('商号又は名称').fill('沖合の会社（架空）');
  await found.getByLabel('処理する内容').fill('入力');
  await found.getByLabel('扱う情報').fill('申請書の画像');
  await found.getByRole('button', { name: '事故として記録する' }).click();
  await found.getByText(/IN-\d+-\d+ として記録しました/).waitFor();
});

test('the auditor reads all of it in the journal', { skip }, async () => {
  const { page } = await person();
  await sign_in(page, auditor);
  await go(page, `/chains/${contract}`);
  await page.locator('[data-tree]').waitFor();
  assert.equal(await page.locator('[data-decide], [data-found], [data-confirm]').count(), 0);
  // Who filed and who decided stands in the history of each row.
  const newest = async (register, more) => {
    const { rows } = await ask(page, `/api/registers/${register}/records?limit=1&${more}`);
    return JSON.stringify(await ask(page, `/api/registers/${register}/records/${rows[0].id}`));
  };
  const application = await newest('reentrust_application', 'filter.name=夕凪データ');
  for (const name of [contractor.name, head.name, governor.name])
    assert.ok(application.includes(name), `${name}: ${application.slice(0, 400)}`);
  assert.ok((await newest('contract_certificate', 'filter.paper_no=KX-201')).includes('forged'));
  assert.ok((await newest('contract_self_answer', 'filter.late=true')).includes(contractor.name));
  // An attempt of the contractor is one more entry that the journal seals.
  const size = async () => (await ask(page, '/api/journal/status')).entries;
  const entries = await size();
  await outside.evaluate(async () => (await fetch('/api/registers')).status);
  assert.ok((await size()) > entries);
  await page.context().close();
});

test('in English and on a phone', { skip }, async () => {
  await speak(outside, 'en');
  await outside.setViewportSize({ width: 390, height: 800 });
  await go(outside, '/contractor');
  await outside.getByRole('heading', { name: 'Our contracts' }).waitFor();
  assert.deepEqual(await violations(outside), []);
  assert.equal(await too_wide(outside), false);
  await go(outside, `/contractor/${contract}`);
  for (const name of ['Subcontracts', 'Workers, training', 'Return, erasure', 'Self-report', 'Accident']) {
    await tab(name);
    assert.equal(await too_wide(outside), false, name);
  }
  await speak(inside, 'en');
  await inside.setViewportSize({ width: 390, height: 800 });
  for (const path of ['/chains', `/chains/${contract}`]) {
    await go(inside, path);
    await inside.locator('.chain-tree, [data-chains]').first().waitFor();
    assert.deepEqual(await violations(inside), []);
    assert.equal(await too_wide(inside), false, path);
  }
});
