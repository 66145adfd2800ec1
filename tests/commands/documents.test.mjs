// Documents of records from the command line: brought, listed, saved, refused; what files of rows
// and a restore say of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copy_of_city, run, scratch_file } from './lib/city.mjs';

const kClerk = '20411';
const kPdf = '%PDF-1.7\n1 0 obj\n<< >>\nendobj\n';
let home;
let parcel;
const add = (file, ...more) =>
  run(['document', 'add', 'parcel', parcel, file, '--kind', 'declaration', '--by', kClerk, ...more], { home });
before(() => {
  home = copy_of_city();
  const all = run(['export', 'parcel', '--reason', 'test', '--format', 'jsonl'], { home });
  parcel = JSON.parse(all.out.split('\n')[0]).parcel_no;
});

test('a document is brought, listed and saved as it was', () => {
  const made = add(scratch_file('届出書.pdf', kPdf), '--reason', '窓口で受け付けた', '--title', '届出');
  assert.equal(made.status, 0, made.out + made.err);
  assert.equal(made.json.type, 'application/pdf');
  assert.equal(made.json.name, '届出書.pdf');
  const list = run(['document', 'list', 'parcel', '--key', parcel, '--by', kClerk], { home });
  const one = list.json.documents.find(({ number }) => number === made.json.document);
  assert.equal(one.reason, '窓口で受け付けた');
  const out = scratch_file('saved.pdf');
  const saved = run(['document', 'get', made.json.document, '--by', kClerk, '--out', out], { home });
  assert.equal(saved.status, 0, saved.out);
  assert.equal(readFileSync(out, 'utf8'), kPdf);
  assert.equal(run(['journal', 'verify'], { home }).status, 0);
});

test('what is no document is wrong input', () => {
  const refused = (answer, id) => {
    assert.equal(answer.status, 2, answer.out);
    assert.ok(answer.out.includes(id), answer.out);
  };
  refused(add(scratch_file('a.pdf', '#!/bin/sh\n'), '--reason', 'r'), 'document.program');
  refused(add(scratch_file('b.pdf', ''), '--reason', 'r'), 'document.empty');
  refused(add(scratch_file('c.pdf', kPdf)), 'cli.document_reason');
  refused(run(['document', 'add', 'department', '1020', scratch_file('d.pdf', kPdf), '--kind', 'x',
    '--reason', 'r'], { home }), 'cli.no_documents');
});

test('files of rows say how many documents they leave out', () => {
  const out = scratch_file('documents.csv');
  const answer = run(['export', 'parcel_document', '--reason', 'test', '--out', out], { home });
  assert.equal(answer.status, 0, answer.out);
  assert.ok(answer.json.left_out_documents > 0);
  assert.ok(!readFileSync(out, 'utf8').includes('届出書.pdf'));
});

test('a restore brings documents back', () => {
  const folder = scratch_file('backups');
  const made = run(['backup', '--to', folder], { home });
  assert.equal(made.status, 0, made.err);
  const back = scratch_file('back');
  const restored = run(['restore', '--from', join(folder, made.json.name), '--to', back,
    '--city-key', join(home, 'city.key')], { home });
  assert.equal(restored.status, 0, restored.out + restored.err);
  const out = scratch_file('again.png');
  assert.equal(run(['document', 'get', '1', '--by', kClerk, '--out', out], { home: back }).status, 0);
  assert.equal(readFileSync(out).subarray(1, 4).toString(), 'PNG');
  assert.equal(run(['journal', 'verify'], { home: back }).status, 0);
});
