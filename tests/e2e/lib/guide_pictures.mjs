// The pictures of the user's guide: who looks, and what she does before the picture is taken. The
// same in both languages, so nothing here goes by words. Nothing here changes a register: other
// tests begin where these end.
import { ask, go, settled } from './city.mjs';
import { find_person, first_record } from './screens.mjs';

const open = (path) => (page) => go(page, path);

async function open_person(page) {
  await go(page, `/taxpayers/${await find_person(page)}`);
}

async function open_parcel(page) {
  await go(page, `/registers/parcel/${await first_record(page, 'parcel')}`);
}

async function open_tab(page, tab) {
  await page.locator(`#tab-${tab}`).click();
  await settled(page);
}

/** The first parcel of the list whose value was changed: one with differences to show. */
async function open_changed_parcel(page) {
  await go(page, '/registers/parcel/7');
  await open_tab(page, 'history');
}

async function search(page) {
  await go(page, '/');
  await page.keyboard.press('/');
  await page.keyboard.type('カシハラ');
  await page.locator('[role=option]').nth(2).waitFor();
}

async function protected_person(page) {
  for (let offset = 0; offset < 2000; offset += 200) {
    const list = await ask(
      page,
      `/api/registers/addressee/records?limit=200&offset=${offset}`,
    );
    const found = list.rows.find((row) => row.protected);
    if (found) return found.id;
  }
  throw new Error('the city protects nobody');
}

const kFile = `addressee_no,kind,name,kana,birth_date,address
0000000043,individual,新里 たまき,ニイザト タマキ,1988-02-29,汐見市新浜一丁目2番3号
x,individual,短井 番,ミジカイ バン,1970-01-01,汐見市新浜一丁目2番4号
0000000051,monster,浜田 栄,ハマダ サカエ,1961-05-05,汐見市新浜一丁目2番5号
`;

/** A file with two lines that are wrong, looked at and not imported. */
async function preview(page) {
  await go(page, '/exchange');
  await page.locator('#main select').first().selectOption('addressee');
  await settled(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'addressees.csv', mimeType: 'text/csv', buffer: Buffer.from(kFile) });
  await page.locator('#main form').first().locator('button[type=submit]').click();
  const report = page.locator('[data-report]');
  await report.waitFor();
  // The job has ended, not only its report.
  await page.getByText(/誤りがあるうちは取り込めません|Nothing lands while there are faults/).first().waitFor();
  await report.scrollIntoViewIfNeeded();
}

async function list_key(page, key) {
  await go(page, '/registers/parcel');
  await page.locator('.vlist tbody a').first().waitFor();
  await page.keyboard.press(key);
}

export const pictures = [
  { name: 'sign-in', who: 'nobody', steps: (page) => page.locator('form').waitFor() },
  { name: 'my-work', steps: open('/') },
  { name: 'approve', who: 'approver', steps: open('/') },
  {
    name: 'help',
    steps: async (page) => {
      await go(page, '/registers/parcel');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'my-sign-in', steps: open('/me') },
  { name: 'search', steps: search },
  { name: 'registers', steps: open('/registers') },
  { name: 'list', steps: open('/registers/parcel') },
  {
    name: 'conditions',
    steps: async (page) => {
      await list_key(page, 'f');
      const form = page.locator('form', { has: page.locator('select') }).last();
      await form.locator('select').selectOption({ value: 'value_yen' });
    },
  },
  {
    name: 'columns',
    steps: async (page) => {
      await list_key(page, 'c');
      await page.locator('.cols input[type=checkbox]').first().waitFor();
    },
  },
  {
    name: 'map',
    steps: async (page) => {
      await go(page, '/registers/parcel/map?colour=value_yen');
      await page.locator('.map-place[data-ready=true][data-idle]').waitFor();
      await page.getByRole('heading', { name: /^見えている範囲|^In view/ }).waitFor();
      await page.locator('[data-legend=value_yen]').waitFor();
    },
  },
  { name: 'taxpayer', steps: open_person },
  {
    name: 'explanation',
    steps: async (page) => {
      await open_person(page);
      await page.locator('tbody .amt[data-path$="/fixed"]').first().click();
      await page.locator('.explain .st').first().waitFor();
    },
  },
  {
    name: 'years',
    steps: async (page) => {
      await open_person(page);
      await open_tab(page, 'years');
    },
  },
  { name: 'record', steps: open_parcel },
  { name: 'history', steps: open_changed_parcel },
  {
    name: 'documents',
    steps: async (page) => {
      await open_parcel(page);
      await open_tab(page, 'documents');
      await page.locator('#tab-panel tbody tr').first().waitFor();
    },
  },
  { name: 'past', steps: open('/registers/parcel/7?as_of=2024-05-01') },
  {
    name: 'change',
    steps: async (page) => {
      await go(page, '/registers/parcel_valuation/5');
      await page.locator('#main .mb-2\\.5 > button.btn').click();
      await page.locator('input[name=depth_m]').waitFor();
    },
  },
  { name: 'files', steps: open('/exchange') },
  { name: 'preview', steps: preview },
  { name: 'levy', who: 'approver', steps: open('/levy') },
  {
    name: 'protected',
    steps: async (page) => {
      await go(page, `/registers/addressee/${await protected_person(page)}`);
    },
  },
  { name: 'protections', steps: open('/protections') },
  {
    name: 'checks',
    steps: async (page) => {
      await go(page, '/checks');
      const run = page.locator('#main .btn').first();
      await Promise.all([
        page.waitForResponse((answer) => answer.request().method() === 'POST'),
        run.click(),
      ]);
      await page.locator('#main .btn:enabled').first().waitFor();
      await page.locator('[data-check] td svg').first().waitFor();
    },
  },
  {
    name: 'system',
    who: 'administrator',
    steps: async (page) => {
      await go(page, '/systems/12');
    },
  },
  { name: 'jobs', steps: open('/jobs') },
  { name: 'accounts', who: 'administrator', steps: open('/accounts') },
  { name: 'journal', steps: open('/journal') },
];
