// The pictures of the user's guide: who looks, and what she does before the picture is taken. The
// same in both languages, so nothing here goes by words.
import { go, settled } from './city.mjs';
import { find_person, first_record } from './screens.mjs';

const open = (path) => (page) => go(page, path);

export const pictures = [
  { name: 'sign-in', who: 'nobody', steps: (page) => page.locator('form').waitFor() },
  { name: 'my-work', steps: open('/') },
  {
    name: 'help',
    steps: async (page) => {
      await go(page, '/registers/parcel');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'taxpayer',
    steps: async (page) => go(page, `/taxpayers/${await find_person(page)}`),
  },
  {
    name: 'explanation',
    steps: async (page) => {
      await go(page, `/taxpayers/${await find_person(page)}`);
      await page.locator('tbody .amt[data-path$="/fixed"]').first().click();
      await page.locator('.explain .st').first().waitFor();
    },
  },
  { name: 'list', steps: open('/registers/parcel') },
  {
    name: 'record',
    steps: async (page) => go(page, `/registers/parcel/${await first_record(page, 'parcel')}`),
  },
  {
    name: 'history',
    steps: async (page) => {
      await go(page, `/registers/parcel/${await first_record(page, 'parcel')}`);
      await page.locator('#tab-history').click();
      await settled(page);
    },
  },
];
