// The form of a record, as the tests of entry find it.
import { go } from './city.mjs';
import { first_record } from './screens.mjs';

export const field = (page, name) => page.locator(`[data-form] [name=${name}]`);
export const save = (page) => page.locator('[data-form] button[type=submit]').click();

/** The change form of a parcel, nothing typed yet. A draft of an earlier test is thrown away. */
export async function open_parcel(page, at = 0) {
  const id = at === 0 ? await first_record(page, 'parcel') : String(at);
  await go(page, `/registers/parcel/${id}`);
  const discard = page.locator('[data-draft]').getByRole('button').nth(1);
  const open = page.getByRole('button', { name: /^(変更を入力|Enter a change)$/ });
  await open.or(discard).first().waitFor();
  if (await discard.count()) await discard.click();
  await open.click();
  await page.locator('[data-form] form').waitFor();
  return id;
}

/** The form of a new record, empty. */
export async function open_new(page, register) {
  await go(page, `/registers/${register}/new`);
  const discard = page.locator('[data-draft]').getByRole('button').nth(1);
  const form = page.locator('[data-form] form');
  await form.or(discard).first().waitFor();
  if (await discard.count()) await discard.click();
  await form.waitFor();
}

/** Waits until the server has the draft. */
export const draft_kept = (page) =>
  page.locator('[data-draft-state]', { hasText: /草稿を保存|Draft kept/ }).waitFor();

/** A request of the page's own session, as another window of the same person would send it. */
export function send(page, method, path, body) {
  return page.evaluate(
    async ([how, where, what]) => {
      const { csrf } = await (await fetch('/api/session')).json();
      const answer = await fetch(where, {
        method: how,
        headers: { 'Content-Type': 'application/json', 'X-Daicho-Csrf': csrf },
        ...(what ? { body: JSON.stringify(what) } : {}),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    },
    [method, path, body ?? null],
  );
}
