// Catalogs of criteria by command: sound or not, what made a difference, the check table on paper, a
// city's own catalog from a workbook – and what is refused, with its place.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root, run, scratch_file } from './lib/city.mjs';

const kAnswers = { data_classes: ['S'], answers: { 1: 'yes', 3: 'no' } };
const folder = scratch_file('criteria-home', '') + '.d';
const file = (name) => join(folder, name);
const own = () => join(folder, 'catalogs', 'our-rules.yaml');
const catalogs = ['city-template', 'compliance-check', 'govcloud-reentrust', 'self-inspection', 'sendai-cloud'];

before(() => mkdirSync(folder, { recursive: true }));

const pages = (pdf) =>
  Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [pdf]).toString())?.[1] ?? '0');
const text = (pdf) => execFileSync('pdftotext', ['-layout', pdf, '-']).toString();

test('lint tells what a sound catalog holds, and names the line of a fault', () => {
  const sound = run(['criteria', 'lint', 'sendai-cloud']);
  assert.equal(sound.status, 0, sound.err);
  assert.equal(sound.json.edition, '2023-12');
  const broken = readFileSync(join(root, 'catalogs/city-template.yaml'), 'utf8').replace(
    'cells: {high: one_of}',
    'cells: {high: nothing_such}',
  );
  const bad = run(['criteria', 'lint', scratch_file('broken.yaml', broken)]);
  assert.equal(bad.status, 2);
  assert.match(bad.err, /broken\.yaml/);
  assert.match(bad.err, /nothing_such/);
  assert.equal(run(['criteria', 'lint', 'no-such-catalog']).status, 2);
});

test('compare names the answer that decided', () => {
  const one = scratch_file('one.json', JSON.stringify(kAnswers));
  const two = scratch_file('two.json', JSON.stringify({ ...kAnswers, answers: { 1: 'yes', 3: 'yes' } }));
  const { json, status } = run(['criteria', 'compare', one, two]);
  assert.equal(status, 0);
  assert.equal(json.verdict_before, 'unfit');
  assert.equal(json.verdict_after, 'incomplete');
  assert.deepEqual(json.changes.map((change) => [change.path, change.decides]), [['answers.3', true]]);
});

for (const name of catalogs)
  test(`the check table of ${name} on paper has every item and cuts nothing off`, () => {
    const out = file(`${name}.pdf`);
    const printed = run(['criteria', 'print', name, '--out', out], { home: folder });
    assert.equal(printed.status, 0, printed.err);
    assert.deepEqual(printed.json.issues, []);
    assert.equal(pages(out), printed.json.pages);
    const said = text(out).replace(/\s+/g, '');
    const { items } = run(['criteria', 'lint', name]).json;
    const numbers = [...readFileSync(join(root, `catalogs/${name}.yaml`), 'utf8').matchAll(/^  - no: "?([^"\n]+)"?$/gm)];
    assert.equal(numbers.length, items);
    for (const [, no] of numbers) assert.ok(said.includes(no), no);
  });

test('a record fills the table in, and a workbook says the same', () => {
  const record = scratch_file('record.json', JSON.stringify(kAnswers));
  const out = file('record.pdf');
  assert.equal(run(['criteria', 'print', 'sendai-cloud', '--record', record, '--out', out], { language: 'ja' }).status, 0);
  assert.match(text(out), /判定\s*不適合/);
  const book = file('record.xlsx');
  assert.equal(run(['criteria', 'print', 'sendai-cloud', '--record', record, '--out', book]).status, 0);
  assert.equal(readFileSync(book).subarray(0, 2).toString(), 'PK');
  assert.equal(run(['criteria', 'print', 'sendai-cloud']).status, 2);
});

test('a city’s own catalog: exported, renamed, imported, judged by', () => {
  const yaml = readFileSync(join(root, 'catalogs/city-template.yaml'), 'utf8').replace(
    'catalog: city-template',
    'catalog: our-rules',
  );
  const sheet = file('our-rules.xlsx');
  const exported = run(['criteria', 'export', scratch_file('our.yaml', yaml), '--out', sheet]);
  assert.equal(exported.status, 0, exported.err);
  const looked = run(['criteria', 'import', sheet, '--check'], { home: folder });
  assert.equal(looked.status, 0, looked.err);
  assert.equal(looked.json.file, null);
  assert.ok(!existsSync(own()));
  const brought = run(['criteria', 'import', sheet], { home: folder });
  assert.equal(brought.status, 0, brought.err);
  assert.equal(brought.json.file, own());
  assert.equal(run(['criteria', 'lint', 'our-rules'], { home: folder }).json.items, 5);
  // The same again changes nothing; the same edition with other words is refused.
  assert.equal(run(['criteria', 'import', sheet], { home: folder }).status, 0);
  const other = file('other.xlsx');
  run(['criteria', 'export', scratch_file('other.yaml', yaml.replace('契約の終わりに消去する', '必ず消去する')), '--out', other]);
  const taken = run(['criteria', 'import', other], { home: folder });
  assert.equal(taken.status, 2);
  assert.match(taken.err, /2026-11/);
  // A new edition goes in, the old one stays beside it.
  const next = file('next.xlsx');
  const next_yaml = yaml.replace('edition: 2026-11', 'edition: 2027-04');
  run(['criteria', 'export', scratch_file('next.yaml', next_yaml), '--out', next]);
  assert.equal(run(['criteria', 'import', next], { home: folder }).status, 0);
  assert.ok(existsSync(join(folder, 'catalogs/earlier/our-rules@2026-11.yaml')));
});

test('what is no sheet is refused, and so is one that grows out of proportion', () => {
  const none = run(['criteria', 'import', scratch_file('none.xlsx', 'no workbook')], { home: folder });
  assert.equal(none.status, 2);
  assert.notEqual(none.err, '');
  const parts = file('bomb');
  mkdirSync(join(parts, 'xl/worksheets'), { recursive: true });
  writeFileSync(join(parts, 'xl/workbook.xml'), '<workbook/>');
  writeFileSync(join(parts, 'xl/worksheets/sheet1.xml'), Buffer.alloc(64 << 20, 0x20));
  execFileSync('python3', ['-c', `
import zipfile,sys
z=zipfile.ZipFile(sys.argv[1]+'.xlsx','w',zipfile.ZIP_DEFLATED)
for n in ('xl/workbook.xml','xl/worksheets/sheet1.xml'): z.write(sys.argv[1]+'/'+n,n)
z.close()`, parts]);
  const bomb = run(['criteria', 'import', `${parts}.xlsx`], { home: folder });
  assert.equal(bomb.status, 2);
});
