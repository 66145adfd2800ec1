// Last: confirming a run changes the city. The two people who confirm one use keys alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ask,
  close_browser,
  go,
  open_browser,
  page_faults,
  person,
  sign_in,
  strayed,
} from '../lib/city.mjs';
import { settings } from '../lib/settings.mjs';
import { newcomer, sign_in_by_keys } from '../lib/tasks/walk.mjs';

before(open_browser);
after(close_browser);

const runs_of = (page) =>
  page.evaluate(async () => (await (await fetch('/api/levy/runs')).json()).runs);

/** By keys: the run, the reason, the button. Stays on the screen of the run. */
async function confirm(hands, run_no, reason, button) {
  await hands.open(`/levy/${run_no}`);
  if (reason) await hands.write(hands.page.locator('#reason'), reason);
  await hands.use(hands.page.getByRole('button', { name: button }));
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
  const first = await sign_in_by_keys(await newcomer('ja'), starter);
  // One ahead of its law, which another test ordered, nobody can confirm.
  const run = (await runs_of(first.page)).find(
    (item) => item.state === 'provisional' && item.law_status === 'enacted',
  );
  if (!run) {
    t.diagnostic('no run waits for confirmation in this city');
    return;
  }
  const reason = '合計と前年との差を確かめた';
  const me = (await ask(first.page, '/api/session')).account;
  if ([me.name, me.number].includes(run.started_by)) {
    await confirm(first, run.run_no, reason, 'この賦課を確定する');
    await first.page.getByText('確定は別の人が行います').waitFor();
    await first.stand();
    assert.equal(await first.page.locator('#reason').inputValue(), reason, 'what was typed stays');
  }

  const second = await sign_in_by_keys(await newcomer('en'), other);
  await confirm(second, run.run_no, null, 'Confirm this levy');
  await second.page.getByText('Enter a reason: say what you checked.').waitFor();
  await second.look();
  await confirm(second, run.run_no, reason, 'Confirm this levy');
  await second.page.getByText('Confirmed.', { exact: true }).waitFor();
  await second.stand();
  await second.look();
  assert.equal(
    (await runs_of(second.page)).find((item) => item.run_no === run.run_no).state,
    'confirmed',
  );
  assert.deepEqual([...first.pointers, ...second.pointers], []);
});

test('no request left the city, no script failed', () => {
  assert.deepEqual(strayed, []);
  assert.deepEqual(page_faults, []);
});
