// Last: confirming a run changes the city.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  sign_in,
  strayed,
} from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

const runs_of = (page) =>
  page.evaluate(async () => (await (await fetch('/api/levy/runs')).json()).runs);

async function confirm(page, run_no, reason) {
  await go(page, `/levy/${run_no}`);
  await page.locator('#reason').fill(reason);
  await page.getByRole('button', { name: 'この賦課を確定する' }).click();
}

test('the journal is verified from its screen, with progress, and found intact', async () => {
  const { context, page } = await person();
  await sign_in(page);
  await go(page, '/journal');
  await page.getByRole('button', { name: 'いま検証する' }).click();
  await page.locator('tbody', { hasText: '完了' }).waitFor({ timeout: 120_000 });
  await page.getByText('一致').first().waitFor();
  await context.close();
});

test('a run shows its totals by class', async () => {
  const { context, page } = await person();
  await sign_in(page);
  await go(page, '/levy');
  const [run] = await runs_of(page);
  assert.ok(run, 'there is a run');
  await page.getByRole('heading', { name: '種類ごとの合計（円）' }).waitFor();
  await page.locator('.record table tbody tr').first().waitFor();
  await context.close();
});

test('who started the run is refused in words, a second person confirms it with a reason', async (t) => {
  const starter = settings.starter === 'second' ? settings.second : settings.clerk;
  const other = settings.starter === 'second' ? settings.clerk : settings.second;
  const first = await person();
  await sign_in(first.page, starter);
  const run = (await runs_of(first.page)).find((item) => item.state === 'provisional');
  if (!run) {
    t.diagnostic('no run waits for confirmation in this city');
    await first.context.close();
    return;
  }
  const me = await first.page.evaluate(
    async () => (await (await fetch('/api/session')).json()).account,
  );
  if ([me.name, me.number].includes(run.started_by)) {
    await confirm(first.page, run.run_no, '合計と前年との差を確かめた');
    await first.page.getByText('確定は別の人が行います').waitFor();
    assert.equal(
      await first.page.locator('#reason').inputValue(),
      '合計と前年との差を確かめた',
      'what was typed stays',
    );
  }
  await first.context.close();

  const second = await person();
  await sign_in(second.page, other);
  await go(second.page, `/levy/${run.run_no}`);
  await second.page.getByRole('button', { name: 'この賦課を確定する' }).click();
  await second.page.getByText('理由を入力してください').waitFor();
  await confirm(second.page, run.run_no, '合計と前年との差を確かめた');
  await second.page.getByText('確定しました。').waitFor();
  assert.equal(
    (await runs_of(second.page)).find((item) => item.run_no === run.run_no).state,
    'confirmed',
  );
  await second.context.close();
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
