// `daicho register`: a bad definition is explained with file, line and what to write; the data
// dictionary follows from the definitions.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, run, scratch_file } from './lib/city.mjs';

function copy_of_definitions(name) {
  const folder = scratch_file(name);
  cpSync(join(root, 'registers'), folder, { recursive: true });
  return folder;
}
const change = (file, from, to) => {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), from);
  writeFileSync(file, text.replace(from, to));
};

test('what is shipped has no faults', () => {
  const answer = run(['register', 'lint']);
  assert.equal(answer.status, 0, answer.err);
  assert.deepEqual(answer.json.faults, []);
});

test('several faults at once, each with file, line and what to write, in both languages', () => {
  const folder = copy_of_definitions('bad-definitions');
  change(join(folder, 'tax', 'parcel.yaml'), 'type: yen', 'type: money');
  change(join(folder, 'person', 'addressee.yaml'), 'temporal: valid_time', 'temporal: forever');
  const answer = run(['register', 'lint', folder]);
  assert.equal(answer.status, 1);
  assert.deepEqual(answer.json.faults.map(({ file, id }) => [file, id]), [
    ['person/addressee.yaml', 'yaml.not_one_of'], ['tax/parcel.yaml', 'yaml.not_one_of'],
  ]);
  for (const fault of answer.json.faults) {
    const line = readFileSync(join(folder, fault.file), 'utf8').split('\n')[fault.line - 1];
    assert.match(line, /money|forever/);
    assert.match(answer.err, new RegExp(`${fault.file}.*${fault.line}`));
    assert.ok(fault.message_en.includes('valid_time') || fault.message_en.includes('yen'));
  }
  const alone = run(['register', 'lint', join(folder, 'tax', 'parcel.yaml')], { language: 'ja' });
  assert.equal(alone.json.faults.length, 1);
  assert.match(alone.err, /行目/);
  assert.equal(run(['register', 'lint', '/nowhere']).status, 2);
});

test('the data dictionary has a page for every register, the same each time', () => {
  const listed = run(['register', 'list']).json.registers;
  const [one, two] = ['docs-one', 'docs-two'].map((name) => scratch_file(name));
  for (const folder of [one, two]) {
    const answer = run(['register', 'docs', '--lang', 'en', '--out', folder]);
    assert.equal(answer.json.pages, listed.length + 1);
  }
  for (const { area, register, label_en } of listed) {
    const page = readFileSync(join(one, area, `${register}.md`), 'utf8');
    assert.ok(page.startsWith(`# ${label_en}\n`));
    assert.equal(page, readFileSync(join(two, area, `${register}.md`), 'utf8'));
  }
  assert.ok(readdirSync(one).includes('README.md'));
  assert.equal(run(['register', 'docs', '--lang', 'fr']).status, 2);
});
