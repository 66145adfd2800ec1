// Retention from outside: proposed by one, approved by another, erased with a certificate; the
// journal verifies, and no byte of the database or its log holds what was erased.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copy_of_city, one, rows, run, scratch_file, verify } from './lib/city.mjs';

const kName = '消尽野 梓';
let home;
let asker;
let approver;
let number;

function addressee_no(serial) {
  const sum = [...serial].reverse().reduce((all, c, i) => all + Number(c) * (2 + (i % 6)), 0);
  return `${serial}${sum % 11 === 0 ? 0 : 11 - (sum % 11)}`;
}

before(() => {
  home = copy_of_city();
  [asker, approver] = rows(home, "SELECT DISTINCT a.account_no FROM v_role_assignment r JOIN v_account a ON a.record_id = r.account WHERE r.role = 'governance' ORDER BY 1").map((row) => row.account_no);
  const head = 'addressee_no,kind,name,kana,birth_date,address,personal_number,valid_from,ended\n';
  for (const [from, ended] of [['1990-01-01', ''], ['2001-05-01', 'true']]) {
    const file = scratch_file(`gone-${from}.csv`, `${head}${addressee_no('800000002')},individual,${kName},キエノ アズサ,1930-01-01,汐見市港町九丁目99番地,${ended ? '' : '123456789018'},${from},${ended}\n`);
    const answer = run(['import', 'addressee', file], { home });
    assert.equal(answer.status, 0, answer.err);
  }
});

const holding = (text) => readdirSync(home).filter((name) =>
  statSync(join(home, name)).isFile() && readFileSync(join(home, name)).includes(text));
const id = (answer) => answer.json?.errors?.[0].id;

test('two people decide, one of them alone does not', () => {
  const asked = run(['retention', 'propose', '--year', '2026', '--by', asker], { home });
  assert.equal(asked.status, 0, asked.err);
  const of_people = asked.json.proposals.find((row) => row.register === 'addressee');
  assert.equal(of_people.records, 1);
  number = of_people.proposal;
  assert.equal(id(run(['retention', 'run', number, '--by', asker], { home })), 'retention.not_approved');
  assert.equal(id(run(['retention', 'approve', number, '--by', asker, '--reason', '満了'], { home })), 'retention.oneself');
  assert.equal(id(run(['retention', 'approve', number, '--by', '20411', '--reason', '満了'], { home })), 'register.denied');
  assert.equal(id(run(['retention', 'approve', number, '--by', approver], { home })), 'retention.no_reason');
  const approved = run(['retention', 'approve', number, '--by', approver, '--reason', '保存期間の満了'], { home });
  assert.equal(approved.status, 0, approved.err);
  assert.notDeepEqual(holding(kName), [], 'the search finds what is there');
});

test('it is erased: from every byte, with a certificate, and the journal verifies', () => {
  const done = run(['retention', 'run', number, '--by', asker], { home });
  assert.equal(done.status, 0, done.err);
  for (const text of [kName, 'キエノ', '港町九丁目99', '123456789018']) assert.deepEqual(holding(text), [], text);
  assert.equal(one(home, "SELECT count(*) FROM v_addressee WHERE row_salt IS NULL"), 2);
  const proof = verify(home);
  assert.equal(proof.status, 0, proof.out);
  assert.equal(proof.json.erased.rows, 2);
  assert.equal(id(run(['retention', 'run', number, '--by', asker], { home })), 'retention.not_approved');
});

test('the certificate says what, who and until when something remains', () => {
  const file = join(home, 'certificates', `erasure-${number}.pdf`);
  assert.ok(existsSync(file));
  const text = execFileSync('pdftotext', ['-layout', file, '-']).toString();
  for (const word of [number, asker, approver, '宛名', '保存期間の満了']) assert.ok(text.includes(word), word);
  assert.ok(!text.includes(kName) && !text.includes('キエノ'));
  const again = run(['retention', 'certificate', number, '--certificates', scratch_file('papers')], { home });
  assert.equal(again.status, 0, again.err);
  const json = JSON.parse(readFileSync(join(scratch_file('papers'), `erasure-${number}.json`)));
  assert.deepEqual(json, again.json);
});
