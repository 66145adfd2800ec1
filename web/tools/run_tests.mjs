// Bundles every src/**/*.test.ts with the esbuild that Vite brings and hands the result to node's
// own test runner. Needs nothing that the build does not need; runs on Node 18.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const src = new URL('../src/', import.meta.url).pathname;
const find = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? find(join(folder, entry.name))
      : entry.name.endsWith('.test.ts')
        ? [join(folder, entry.name)]
        : [],
  );

const out = mkdtempSync(join(tmpdir(), 'daicho-web-tests-'));
const tests = find(src);
await build({
  entryPoints: tests,
  bundle: true,
  platform: 'node',
  format: 'esm',
  outdir: out,
  outbase: src,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
const bundled = tests.map((name) => join(out, name.slice(src.length).replace(/\.ts$/, '.mjs')));
const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...bundled], {
  stdio: 'inherit',
});
rmSync(out, { recursive: true, force: true });
process.exit(run.status ?? 1);
