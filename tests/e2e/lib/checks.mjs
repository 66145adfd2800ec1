// What every screen's own test asks: axe finds nothing, nothing is wider than its page, and the
// keyboard gets everywhere.
import { readFileSync } from 'node:fs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function violations(page) {
  await page.evaluate(axe); // as a value: the policy forbids adding a script
  const found = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    rules,
  );
  return found.violations.map((fault) => `${fault.id}: ${fault.nodes[0]?.html}`);
}

/** True when the page itself would have to be scrolled sideways. */
export const too_wide = (page) =>
  page.evaluate(() => {
    const main = document.querySelector('#main');
    return (
      document.documentElement.scrollWidth > window.innerWidth + 1 ||
      main.scrollWidth > main.clientWidth + 1
    );
  });

/** Presses Tab until the focus is in what the selector names; false when it never gets there. */
export async function tab_to(page, selector, most = 120) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) ?? false,
      selector,
    );
    if (there) return true;
  }
  return false;
}
