// Fails the build when the JavaScript of the first screen outgrows its budget, or when something
// that must not ship (the mock server, an inline script) has found its way into dist/.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kBudgetBytes = 250 * 1000;
const dist = new URL('../dist/', import.meta.url).pathname;
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const size = (name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;

const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) => m[1]);
const first_bytes = first.reduce((sum, name) => sum + size(name), 0);
for (const name of readdirSync(join(dist, 'assets')))
  console.log(`${String(size(join('assets', name))).padStart(8)} B gzip  assets/${name}`);
console.log(
  `${String(first_bytes).padStart(8)} B gzip  JavaScript of the first screen (budget ${kBudgetBytes})`,
);

const faults = [];
if (first_bytes > kBudgetBytes) faults.push('the first screen is over its budget');
if (/<script(?![^>]*\bsrc=)/.test(html)) faults.push('index.html holds an inline script');
if (/<style|\sstyle=/.test(html)) faults.push('index.html holds an inline style');
for (const name of readdirSync(dist, { recursive: true }))
  if (String(name).includes('mock')) faults.push(`${name} must not ship`);
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
