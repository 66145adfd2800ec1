// A person without a mouse: what she can do is Tab, keys, typing. Every step ends with a look at
// where the focus stands: it must be somewhere, be seen, and be inside the dialog when one is open.
import assert from 'node:assert/strict';
import { no_violations } from './axe.mjs';
import { where } from './focus.mjs';
import { settings } from './settings.mjs';

const kMostStops = 160;
const kLostMs = 2_000;

/** Files that offer hands a way around the keys are found by this. */
export const kWaysAround =
  /\.(click|dblclick|tap|fill|focus|selectOption|setChecked|check|uncheck|hover|dragTo|dispatchEvent|setInputFiles|pressSequentially)\(|\.(mouse|touchscreen)\b/;

export class Hands {
  pointers = [];
  #fresh = true; // a page just opened: nobody has stood anywhere yet
  #last = 'opening the page';

  constructor(page, language) {
    this.page = page;
    this.language = language;
  }

  /** Counts what no key makes. Before the first page is opened. */
  async watch() {
    const context = this.page.context();
    await context.exposeFunction('daicho_pointer_used', (what) => this.pointers.push(what));
    await context.addInitScript(() => {
      for (const type of ['mousedown', 'pointerdown', 'touchstart'])
        window.addEventListener(
          type,
          (event) => event.isTrusted && window.daicho_pointer_used(`${type} ${location.pathname}`),
          true,
        );
    });
    return this;
  }

  /** Types an address. */
  async open(path) {
    await this.page.goto(`${settings.base}${path}`);
    this.#fresh = true;
    this.#last = `opening ${path}`;
    await this.settled();
  }

  /** Another page stands here, as after signing in: she begins at its first stop. */
  async arrived() {
    this.#fresh = true;
    await this.settled();
  }

  async settled() {
    await this.page.waitForFunction(
      () =>
        document.querySelector('#main h1, #main form') &&
        !document.querySelector('#main [aria-busy=true], #main .ghost'),
    );
  }

  /** Where the focus stands; fails when it stands nowhere, unseen, or behind a dialog. */
  async stand() {
    return (await this.#stand(null)).text;
  }

  async #stand(wanted) {
    const until = Date.now() + kLostMs;
    for (;;) {
      const now = await where(this.page, wanted);
      if (now.fault === null || (this.#fresh && now.nowhere)) return now;
      if (Date.now() > until) assert.fail(`after ${this.#last}: ${now.fault} (${this.page.url()})`);
      await new Promise((done) => setTimeout(done, 30));
    }
  }

  /** Tabs until the element has the focus; backwards when it stands before the present place. */
  async reach(wanted) {
    const target = wanted.first();
    await target.waitFor();
    let node = await target.elementHandle();
    const trail = [];
    while (trail.length < kMostStops) {
      const { side, text } = await this.#stand(node);
      if (side === 'here') {
        this.#last = `reaching ${target}`;
        return this;
      }
      if (side === 'gone') node = await target.elementHandle(); // drawn anew meanwhile
      trail.push(text);
      // To and fro between two places: the element is passed over.
      if (trail.length > 6 && trail.at(-1) === trail.at(-3) && trail.at(-2) === trail.at(-4)) break;
      if (side === 'gone') continue;
      await this.page.keyboard.press(side === 'before' ? 'Shift+Tab' : 'Tab');
      this.#fresh = false;
      this.#last = `Tab towards ${target}`;
    }
    return assert.fail(`Tab does not get to ${target}; the focus went ${trail.slice(-8).join(' → ')}`);
  }

  async press(...keys) {
    for (const key of keys) {
      await this.stand();
      await this.page.keyboard.press(key);
      this.#fresh = false;
      this.#last = `${key}`;
    }
    return this;
  }

  /** The element's own key: Enter, or Space where a form would be sent. */
  async use(wanted, key = 'Enter') {
    await this.reach(wanted);
    await this.press(key);
    this.#last = `${key} on ${wanted}`;
    return this;
  }

  /** Writes into the field that has the focus, in place of what stands there. */
  async type(text) {
    await this.stand();
    await this.page.keyboard.press('Control+A');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.type(text);
    this.#last = `typing “${text}”`;
    await this.stand();
    return this;
  }

  async write(wanted, text) {
    await this.reach(wanted);
    return this.type(text);
  }

  /** Chooses in a native list, by arrows, the entry that is called so. */
  async choose(wanted, label) {
    await this.reach(wanted);
    const target = wanted.first();
    const steps = await target.evaluate((list, name) => {
      const open = [...list.options].filter((option) => !option.disabled);
      const to = open.findIndex((option) => option.label.trim() === name);
      return to < 0 ? null : to - open.indexOf(list.selectedOptions[0]);
    }, label);
    assert.notEqual(steps, null, `${target} offers no “${label}”`);
    const key = steps < 0 ? 'ArrowUp' : 'ArrowDown';
    for (let i = 0; i < Math.abs(steps); ++i) await this.press(key);
    const chosen = await target.evaluate((list) => list.selectedOptions[0]?.label.trim());
    assert.equal(chosen, label, `${target} by arrows`);
    await this.stand();
    return this;
  }

  /** Turns to a tab by arrows, from the one that is open. */
  async tab(wanted) {
    const list = this.page.getByRole('tablist').filter({ has: wanted }).first();
    await this.reach(list.getByRole('tab', { selected: true }));
    const most = await list.getByRole('tab').count();
    for (let i = 0; i < most; ++i) {
      if ((await wanted.first().getAttribute('aria-selected')) === 'true') break;
      await this.press('ArrowRight');
    }
    assert.equal(await wanted.first().getAttribute('aria-selected'), 'true', `${wanted} by arrows`);
    await this.settled();
    await this.stand();
    return this;
  }

  async tick(wanted) {
    await this.use(wanted, 'Space');
    assert.ok(await wanted.first().isChecked(), `${wanted} is ticked`);
    return this;
  }

  /** Opens a dialog, acts in it; when it has gone the focus is back where it came from. */
  async dialog(opener, inside, key = 'Enter') {
    await this.use(opener, key);
    const from = await this.page.evaluateHandle(() => document.activeElement);
    const box = this.page.getByRole('dialog');
    await box.waitFor();
    await this.stand();
    await inside(box);
    await box.waitFor({ state: 'detached' });
    await this.stand();
    const back = await this.page.evaluate(
      (node) => !node.isConnected || node === document.body || node === document.activeElement,
      (await opener.first().elementHandle({ timeout: 1_000 }).catch(() => null)) ?? from,
    );
    assert.ok(back, `the dialog gave the focus to ${await this.stand()}, not back`);
  }

  /** A key that somebody without a mouse presses anywhere on the page, not in a field. */
  async anywhere(key) {
    if (await this.page.evaluate(() => document.activeElement?.matches('input,select,textarea')))
      await this.reach(this.page.locator('#main a:visible, #main button:visible'));
    return this.press(key);
  }

  /** By the search box of the head: “/”, the words, Enter on the first hit that is called so. */
  async find(words, title = words) {
    await this.anywhere('/');
    await this.type(words);
    const hit = this.page.getByRole('option').filter({ hasText: title }).first();
    await hit.waitFor();
    for (let i = 0; i < 40; ++i) {
      if ((await hit.getAttribute('aria-selected')) === 'true') break;
      await this.press('ArrowDown');
    }
    assert.equal(await hit.getAttribute('aria-selected'), 'true', `${title} among the hits`);
    await this.press('Enter');
    await this.page.waitForFunction(() => document.getElementById('find').value === '');
    await this.settled();
    await this.stand();
  }

  /** Chooses a file by its button; the system's own chooser is the browser's business. */
  async give(button, file) {
    await this.reach(button);
    const asked = this.page.waitForEvent('filechooser');
    await this.press('Enter');
    await (await asked).setFiles({ mimeType: 'text/csv', ...file });
    await this.stand();
  }

  /** Follows a link that opens a paper in another tab, and brings its bytes. */
  async paper(link) {
    const opened = this.page.context().waitForEvent('page');
    await this.use(link);
    const tab = await opened;
    await tab.waitForURL(/\/api\//);
    const answer = await this.page.request.get(tab.url());
    await tab.close();
    assert.equal(answer.status(), 200);
    assert.match(answer.headers()['content-type'], /^application\/pdf/);
    const bytes = await answer.body();
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    assert.ok(bytes.length > 2_000, `a paper of ${bytes.length} bytes`);
    await this.stand();
    return bytes;
  }

  /** What axe finds on the page as it stands. */
  look() {
    return no_violations(this.page);
  }
}
