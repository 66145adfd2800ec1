// 個人情報を扱う委託: process A by its section from the announcement to the end check, process B with
// the board, the auditor who reads, the guide in both languages; what the server refuses on the way.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { too_wide, violations } from '../lib/checks.mjs';
import { ask, close_browser, go, open_browser, person, sign_in, speak } from '../lib/city.mjs';
import { send } from '../lib/form.mjs';

const people = process.env.E2E_LOGINS ? JSON.parse(readFileSync(process.env.E2E_LOGINS, 'utf8')) : [];
const who = (account) => people.find((one) => one.account === account);
const section = who('20402');
const governor = who('10274');
const auditor = who('80110');
const skip = section === undefined || governor === undefined || auditor === undefined;
let page;
let board;
const ids = {};

before(async () => {
  await open_browser();
  if (skip) return;
  ({ page } = await person());
  await sign_in(page, section);
  for (const row of (await ask(page, '/api/entrust')).rows) ids[row.no] = row.id;
});
after(close_browser);

const one = (no) => ask(page, `/api/entrust/${ids[no]}`);
const step = (no, body, where = page) => send(where, 'POST', `/api/entrust/${ids[no]}/step`, body);
const refused = (answer, id) => {
  assert.ok(answer.status >= 400, `${answer.status} ${JSON.stringify(answer.body)}`);
  assert.ok(JSON.stringify(answer.body).includes(`"${id}"`), JSON.stringify(answer.body));
};
const looked_at = async (where) => {
  assert.deepEqual(await violations(where), []);
  assert.equal(await too_wide(where), false);
};
const part = async (name, where = page) => {
  await where.locator(`[data-tab="${name}"]`).click();
};

test('the list says what is wrong, and each figure opens its rows', { skip }, async () => {
  await go(page, '/entrust');
  const table = page.locator('[data-contracts]');
  await table.waitFor();
  assert.match(await table.innerText(), /水道メーターの検針/);
  assert.ok((await page.locator('[data-alarms] li').count()) >= 8);
  await looked_at(page);
  await page.locator('[data-tab="late"]').click();
  await page.waitForFunction(() =>
    !document.querySelector('[data-contracts]')?.innerText.includes('家屋全棟調査'),
  );
  const rows = await ask(page, '/api/entrust?tab=late');
  assert.ok(rows.rows.every((row) => row.late > 0));
  await page.locator('[data-alarms] a').first().click();
  await page.waitForURL(/registers\/.*view=/);
});

describe('process A', { skip }, () => {
  const no = 'EN-2026-09';

  test('nothing is signed before the checks were announced', async () => {
    await go(page, `/entrust/${ids[no]}`);
    assert.match(await page.locator('[data-blocked]').innerText(), /契約の前に示した記録がありません/);
    await looked_at(page);
    await page.locator('[data-take] button', { hasText: '進める' }).click();
    await page.locator('[data-take]').getByText(/契約の前に示した記録がありません/).waitFor();
    const told = page.locator('[data-take] input').first();
    await told.fill('R8.10.1');
    await told.blur();
    await page.getByRole('button', { name: '点検を示した日を記録' }).click();
    await page.locator('[data-blocked]').waitFor({ state: 'detached' });
    assert.equal((await one(no)).contract.announced_on, '2026-10-01');
  });

  test('signed, then its checks are planned with the rule behind each date', async () => {
    await page.locator('[data-take] button', { hasText: '進める' }).click();
    await page.waitForFunction(() =>
      document.querySelector('[data-steps] [aria-current]')?.textContent.includes('履行中'),
    );
    assert.equal((await one(no)).contract.edition, '2026-11');
    await page.getByRole('button', { name: '契約の期間から予定の行を作る' }).click();
    await page.getByText(/予定を作りました/).waitFor();
    const { planned, checks } = await one(no);
    assert.ok(planned.every((each) => each.check !== null));
    assert.equal(checks.length, planned.length);
    const again = await send(page, 'POST', `/api/entrust/${ids[no]}/schedule`);
    assert.deepEqual(again.body, { made: 0, moved: 0, ended: 0 });
    assert.match(await page.locator('[data-schedule]').innerText(), /3か月ごと/);
  });

  test('a shorter contract moves what is to come and keeps the rest', async () => {
    const path = `/api/registers/entrusted_contract/records/${ids[no]}`;
    const change = async (last_day) => {
      const { version } = await ask(page, path);
      return send(page, 'PUT', path, {
        base_version: version,
        valid_from: (await one(no)).today,
        values: { last_day },
      });
    };
    const changed = await change('2027-02-28');
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    const moved = await send(page, 'POST', `/api/entrust/${ids[no]}/schedule`);
    assert.ok(moved.body.moved >= 2, JSON.stringify(moved.body));
    const end = (await one(no)).checks.find((each) => each.kind.key === 'end');
    assert.equal(end.due, '2027-02-28');
  });

  test('a check is entered item by item and does not close with an open item', async () => {
    await go(page, `/entrust/${ids[no]}?part=checks`);
    const quarter = page.locator('[data-check$="/Q1"]');
    await quarter.getByRole('button', { name: '項目ごとに記録する' }).click();
    const entry = page.locator('[data-check-entry]');
    await entry.getByLabel('点検した者').fill('資産税課');
    await entry.getByLabel('場所', { exact: true }).fill('受託者の作業場所');
    await entry.getByRole('button', { name: '残りを「ある・実施」にする' }).click();
    await entry.getByLabel('OC-33 運用していること').selectOption('unseen');
    await entry.getByLabel('OC-14 運用していること').selectOption('no');
    await entry.getByLabel('OC-14 根拠').fill('控えの写しがあった');
    await looked_at(page);
    await entry.getByRole('button', { name: '点検を閉じる' }).click();
    await entry.getByText(/ポリシー|受領/).first().waitFor();
    refused(await close_all(no, 'quarter', { 'OC-33': ['yes', 'unseen'] }), 'entrust.no_receipt');
    assert.equal((await step(no, { to: 'running', policy_received_on: '2026-11-02' })).status, 201);
    await entry.getByRole('button', { name: '点検を閉じる' }).click();
    await entry.getByText(/確かめていない条項が 1 件/).waitFor();
    await entry.getByLabel('OC-33 運用していること').selectOption('yes');
    await entry.getByRole('button', { name: '点検を閉じる' }).click();
    await entry.waitFor({ state: 'detached' });
    const check = (await one(no)).checks.find((each) => each.kind.key === 'quarter');
    assert.equal(check.result.key, 'improve');
    assert.deepEqual(check.not_kept, ['OC-14']);
  });

  test('what is not kept is a gap; the specification is not changed by words alone', async () => {
    const { gaps } = await one(no);
    assert.equal(gaps.length, 1);
    assert.equal(gaps[0].clause, 'OC-14');
    const settle = (body) =>
      send(page, 'POST', `/api/entrust/${ids[no]}/gaps/${gaps[0].id}`, {
        answer: 'G1', answer_reason: '控えが要る', owner: '資産税課', due: '2026-12-20', ...body,
      });
    refused(await settle({ rechecked_on: '2026-11-22', recheck: '良' }), 'entrust.gap_no_change');
    await go(page, `/entrust/${ids[no]}?part=gaps`);
    await page.getByRole('button', { name: '対応を決める・再確認する' }).click();
    const form = page.locator('[data-settle]');
    await form.getByLabel(/G3/).check();
    await form.getByLabel('理由', { exact: true }).fill('控えを取らない手順に変える');
    await looked_at(page);
    await form.getByRole('button', { name: '記録する' }).click();
    await form.waitFor({ state: 'detached' });
    assert.equal((await one(no)).gaps[0].answer.key, 'G3');
  });

  test('it ends with the end check and the proof of everything that was handed out', async () => {
    const made = await send(page, 'POST', '/api/registers/contract_data/records', {
      valid_from: (await one(no)).today,
      values: {
        item_no: `${no}/D1`, contract: no, kind: 'device', what: '調査用の端末', count: '2',
        out_on: '2026-11-03', means: 'by_hand', handed_by: '資産税課', received_by: '受託者',
        back_due: '2027-02-28', origin: 'constructed',
      },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await step(no, { to: 'ended' })).status, 201);
    refused(await step(no, { to: 'closed', on: '2026-11-22', data_back_on: '2026-11-22' }), 'entrust.no_end_check');
    assert.equal((await close_all(no, 'end', {})).status, 201);
    refused(await step(no, { to: 'closed', on: '2026-11-22', data_back_on: '2026-11-22' }), 'entrust.data_out');
    await go(page, `/entrust/${ids[no]}?part=end`);
    const bring = async (count) => {
      await page.getByRole('button', { name: '戻りを記録', exact: true }).click();
      await page.locator('[data-bring]').getByLabel('戻った数').fill(count);
      await page.getByRole('button', { name: '戻りを記録する' }).click();
      await page.locator('[data-bring]').waitFor({ state: 'detached' });
    };
    await bring('1');
    await page.getByText(/数が合わない/).waitFor();
    refused(await step(no, { to: 'closed', on: '2026-11-22', data_back_on: '2026-11-22' }), 'entrust.data_out');
    await bring('2');
    await looked_at(page);
    const today = (await one(no)).today;
    const closed = await step(no, { to: 'closed', on: today, data_back_on: today });
    assert.equal(closed.status, 201, JSON.stringify(closed.body));
    assert.equal((await one(no)).next, null);
  });

  test('what is late stays late, on the plain form too', async () => {
    const late = (await one('EN-2026-02')).checks.find((each) => each.late);
    const path = `/api/registers/contract_check/records/${late.id}`;
    const put = async (values) => {
      const { version } = await ask(page, path);
      return send(page, 'PUT', path, { base_version: version, valid_from: (await one(no)).today, values });
    };
    refused(await put({ due: '2027-01-31' }), 'entrust.due_fixed');
    refused(await put({ done_on: '2099-01-01' }), 'entrust.done_later');
    refused(await put({ done_on: '2026-09-30', result: 'ok' }), 'entrust.check_open');
  });
});

async function close_all(no, kind, special) {
  const data = await one(no);
  const check = data.checks.find((each) => each.kind.key === kind);
  return send(page, 'POST', `/api/entrust/${ids[no]}/checks/${check.id}`, {
    done_on: data.today, done_by: '資産税課', place: '作業場所', on_site: true, close: true,
    items: data.articles.map(({ clause }) => {
      const [measure, practice] = special[clause] ?? ['yes', 'yes'];
      return { clause, measure, practice, evidence: '見た' };
    }),
  });
}

describe('process B', { skip }, () => {
  const no = 'EN-2026-08';

  test('no plan without the survey, no board without measure and plan', async () => {
    for (const to of ['candidate', 'survey']) assert.equal((await step(no, { to })).status, 201);
    refused(await step(no, { to: 'plan' }), 'entrust.not_surveyed');
    refused(await step(no, { to: 'running', on: '2026-11-22' }), 'entrust.not_surveyed');
    await go(page, `/entrust/${ids[no]}?part=before`);
    const survey = page.locator('[data-survey]');
    await page.getByRole('button', { name: '残りを「できる・条文のとおり」にする' }).click();
    await survey.getByLabel('OC-18 履行できるか').selectOption('partly');
    await looked_at(page);
    await page.getByRole('button', { name: '調査と計画を保存' }).click();
    await page.getByText(/調査 \d+、対策待ち 1/).waitFor();
    await page.waitForFunction(
      async (id) => (await (await fetch(`/api/entrust/${id}`)).json()).preparations.length > 20,
      ids[no],
    );
    refused(await step(no, { to: 'plan' }), 'entrust.not_agreed');
    await go(page, `/entrust/${ids[no]}?part=before`);
    await survey.getByLabel('OC-18 協議した対策').fill('保存は暗号化し、鍵は市が持つ');
    await page.getByRole('button', { name: '調査と計画を保存' }).click();
    await page.waitForFunction(
      async (id) =>
        (await (await fetch(`/api/entrust/${id}`)).json()).preparations.some((each) => each.agreed),
      ids[no],
    );
    for (const to of ['plan', 'board']) {
      const moved = await step(no, { to });
      assert.equal(moved.status, 201, JSON.stringify(moved.body));
    }
  });

  test('the section does not decide for the board; the board says what moved it', async () => {
    refused(await step(no, { to: 'running', on: '2026-11-22' }), 'entrust.no_board');
    await go(page, `/entrust/${ids[no]}?part=before`);
    assert.equal(await page.locator('[data-decide]').count(), 0);
    const own = await send(page, 'POST', `/api/entrust/${ids[no]}/board`, {
      held_on: '2026-11-22', members: '自分', decision: 'approved', moved_by: ['OC-18'], grounds: '可',
    });
    assert.equal(own.status, 403);
    ({ page: board } = await person());
    await sign_in(board, governor);
    await go(board, `/entrust/${ids[no]}?part=before`);
    const form = board.locator('[data-decide]');
    await form.getByLabel('出席した委員').fill('総務部長、デジタル推進課長');
    await form.getByLabel('決め手の理由').fill('保存の対策が足りる');
    await form.getByLabel(/OC-18/).check();
    await looked_at(board);
    await form.getByRole('button', { name: '審査会の決定を記録する' }).click();
    await board.locator('[data-board]').getByText(/決め手: OC-18/).waitFor();
  });

  test('signed after the board; data go out after pledge and training alone', async () => {
    const today = (await one(no)).today;
    const early = await hand_out(today);
    refused(early, 'entrust.access_too_early');
    refused(await step(no, { to: 'running', on: '2026-11-10' }), 'entrust.board_after');
    const signed = await step(no, { to: 'running', on: today, policy_received_on: today });
    assert.equal(signed.status, 201, JSON.stringify(signed.body));
    assert.equal((await one(no)).contract.board_on, today);
    assert.equal((await hand_out(today)).status, 201);
  });

  const hand_out = (day) =>
    send(page, 'POST', '/api/registers/contract_data/records', {
      valid_from: day,
      values: {
        item_no: `${no}/D1`, contract: no, kind: 'paper', what: '家屋の図面', count: '100', out_on: day,
        means: 'by_hand', handed_by: '資産税課', received_by: '受託者', back_due: '2027-11-30',
        origin: 'constructed',
      },
    });

  test('the plain form cannot skip the board either', async () => {
    const id = ids['EN-2026-07'];
    const path = `/api/registers/entrusted_contract/records/${id}`;
    const { version } = await ask(board, path);
    const put = await send(board, 'PUT', path, {
      base_version: version,
      valid_from: (await one(no)).today,
      values: { state: 'running', signed_on: '2026-11-22', clause_edition: '2026-11' },
    });
    refused(put, 'entrust.not_agreed');
  });

  test('a question is asked by the section and answered by the digital section', async () => {
    await go(page, `/entrust/${ids[no]}?part=talks`);
    const form = page.locator('[data-ask]');
    await form.getByLabel('相談の内容').fill('図面の持出しの措置');
    await form.getByRole('button', { name: '相談を送る' }).click();
    await page.locator('[data-talks]').getByText('図面の持出しの措置').waitFor();
    await go(board, `/entrust/${ids[no]}?part=talks`);
    await board.getByRole('button', { name: '回答する' }).click();
    await board.locator('[data-answer]').getByLabel('回答', { exact: true }).fill('封印した箱で運ぶ');
    await board.locator('[data-answer]').getByLabel('氏名または部署').fill('デジタル推進課');
    await looked_at(board);
    await board.getByRole('button', { name: '回答を記録する' }).click();
    await board.locator('[data-talks]').getByText('封印した箱で運ぶ').waitFor();
  });
});

test('a visit under a ban is shown before anybody starts', { skip }, async () => {
  await go(page, `/entrust/${ids['EN-2026-07']}`);
  await page.getByText(/持出しを禁じたまま/).waitFor();
  await looked_at(page);
});

test('the auditor reads everything and changes nothing', { skip }, async () => {
  const { page: reader } = await person();
  await sign_in(reader, auditor);
  await go(reader, `/entrust/${ids['EN-2026-10']}?part=before`);
  await reader.locator('[data-board]').getByText(/条件の確認がない/).waitFor();
  assert.equal(await reader.locator('[data-decide], [data-survey] select').count(), 0);
  await part('checks', reader);
  await reader.locator('[data-check="EN-2026-10/Q1"]').getByText(/期限に遅れた/).waitFor();
  assert.equal(await reader.getByRole('button', { name: '項目ごとに記録する' }).count(), 0);
  const denied = await step('EN-2026-10', { to: 'ended' }, reader);
  assert.equal(denied.status, 403);
});

test('whoever has no right sees nothing', { skip: skip || who('20411') === undefined }, async () => {
  const { page: clerk } = await person();
  await sign_in(clerk, who('20411'));
  const status = (path) => clerk.evaluate(async (at) => (await fetch(at)).status, path);
  for (const path of ['/api/entrust', '/api/entrust/1', '/api/entrust/guide', '/api/entrust/editions',
    '/api/entrust/1/specification.pdf'])
    assert.equal(await status(path), 403, path);
});

test('the guide is searched, in both languages; editions name live contracts', { skip }, async () => {
  await go(page, '/entrust/guide');
  await page.locator('[data-guide] li').first().waitFor();
  assert.equal(await page.locator('[data-guide] > li').count(), 39);
  await looked_at(page);
  await page.getByLabel('条項・理由・確認の内容を探す').fill('尼崎');
  await page.waitForFunction(() => document.querySelectorAll('[data-guide] > li').length < 5);
  await go(page, '/entrust/editions');
  await page.locator('[data-touched]').waitFor();
  assert.match(await page.locator('[data-touched]').innerText(), /水道メーターの検針[\s\S]*OC-11/);
  await looked_at(page);
  await speak(page, 'en');
  await go(page, '/entrust/guide');
  await page.locator('[data-guide] > li').first().waitFor();
  await looked_at(page);
  await go(page, `/entrust/${ids['EN-2026-10']}?part=articles`);
  await page.locator('[data-articles]').waitFor();
  await looked_at(page);
  await go(page, '/entrust');
  await page.locator('[data-contracts]').waitFor();
  await looked_at(page);
  await speak(page, 'ja');
});

test('papers come as what they are', { skip }, async () => {
  const papers = {
    'specification.pdf?copy=city': '%PDF', 'specification.docx': 'PK', 'table.pdf': '%PDF',
    'table.xlsx': 'PK',
  };
  for (const [name, begins] of Object.entries(papers)) {
    const got = await page.evaluate(async (path) => {
      const answer = await fetch(path);
      return { status: answer.status, text: (await answer.text()).slice(0, 4) };
    }, `/api/entrust/${ids['EN-2026-02']}/${name}`);
    assert.equal(got.status, 200, name);
    assert.ok(got.text.startsWith(begins), name);
  }
});
