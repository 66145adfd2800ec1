// axe on the page as it stands: every rule of WCAG 2.2 AA and its best practices.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function no_violations(page) {
  await page.evaluate(axe); // as a value: the policy forbids adding a script
  const found = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    rules,
  );
  const told = found.violations.map(
    (fault) => `${fault.id}: ${fault.nodes.slice(0, 2).map((node) => node.html).join(' | ')}`,
  );
  assert.deepEqual(told, [], page.url());
}
