// Measures what bench/screens prints: in one page, with the browser's own observers.
//
// Paint: from the click on a link until the screen's rows or facts are drawn, each screen twice, the
// second one counts (warm). Stalls: long tasks and gaps between frames while the list is scrolled.
// Blank: frames in which the table does not cover the space below its head; a row whose data are
// still on their way is a gray bar and counted apart, with how long it stays gray when scrolling
// stops.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { ask, close_browser, open_browser, person, settled, sign_in } from './lib/city.mjs';

const kRuns = 7;
const base = process.env.BASE_URL;
const [clerk] = JSON.parse(readFileSync(process.env.LOGINS, 'utf8'));
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const worst = (list) => Math.max(...list);
const ms = (value) => `${Math.round(value)} ms`;
const line = (what, said) => process.stdout.write(`${what.padEnd(46)} ${said}\n`);

await open_browser();
const { page } = await person();
await sign_in(page, clerk);
await settled(page);

// In the page: go there as a link does, wait until nothing is loading, answer when it is painted.
const paint = (path, ready) =>
  page.evaluate(
    async ([to, what]) => {
      const from = performance.now();
      window.history.pushState(null, '', to);
      window.dispatchEvent(new PopStateEvent('popstate'));
      const drawn = () => document.querySelector(what) && !document.querySelector('#main [aria-busy=true], #main .ghost');
      while (!drawn()) {
        if (performance.now() - from > 20_000) throw new Error(`${to} shows no ${what}`);
        await new Promise((next) => requestAnimationFrame(next));
      }
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
      return performance.now() - from;
    },
    [path, ready],
  );

async function paints() {
  const { rows } = await ask(page, '/api/registers/parcel/records?limit=1&offset=5000');
  const taxpayers = await ask(page, '/api/registers/addressee/records?limit=40&fields=addressee_no');
  const number = taxpayers.rows.find((one) => !one.protected).key;
  const screens = [
    ['my work', '/', '#main h1'],
    ['list of parcels', '/registers/parcel', 'tr[data-index="0"] a'],
    ['list of addressees', '/registers/addressee', 'tr[data-index="0"] a'],
    ['a parcel', `/registers/parcel/${rows[0]?.id ?? 1}`, '#tab-panel .facts'],
    ['a taxpayer', `/taxpayers/${number}`, '#main .amt'],
    ['registers', '/registers', '#main .areas'],
  ];
  for (const [name, path, ready] of screens) {
    const times = [];
    for (let run = 0; run <= kRuns; run += 1) {
      await paint(path === '/registers' ? '/' : '/registers', path === '/registers' ? '#main h1' : '#main .areas');
      const took = await paint(path, ready);
      if (run > 0) times.push(took); // the first one warms
    }
    line(`paint: ${name}`, `median ${ms(median(times))}, worst ${ms(worst(times))} (goal 300 ms)`);
  }
}

// Scrolls by so many pixels a frame and looks at every frame.
const scroll = (pixels, until, frames) =>
  page.evaluate(
    async ([step, share, every]) => {
      const box = document.querySelector('.vlist');
      const tasks = [];
      const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
      watch.observe({ type: 'longtask' });
      const seen = { frames: 0, blank: 0, gray: 0, gaps: [] };
      const end = (box.scrollHeight - box.clientHeight) * share;
      let last = performance.now();
      while (box.scrollTop < end - 1) {
        const before = box.scrollTop;
        const moves = seen.frames % every === 0;
        if (moves) box.scrollTop = Math.min(end, before + step);
        const now = await new Promise((next) => requestAnimationFrame(next));
        seen.gaps.push(now - last);
        last = now;
        seen.frames += 1;
        const frame = box.getBoundingClientRect();
        const drawn = [...box.querySelectorAll('tr[data-index]')].map((row) => row.getBoundingClientRect());
        const top = Math.min(...drawn.map((row) => row.top));
        const bottom = Math.max(...drawn.map((row) => row.bottom));
        if (top > frame.top + 34 || bottom < frame.bottom - 2) seen.blank += 1;
        if (box.querySelector('.ghost')) seen.gray += 1;
        if (moves && box.scrollTop === before) break;
      }
      const stopped = performance.now();
      while (box.querySelector('.ghost')) await new Promise((next) => requestAnimationFrame(next));
      watch.disconnect();
      return { ...seen, tasks, filled: performance.now() - stopped };
    },
    [pixels, until, frames],
  );

async function scrolling() {
  const { total } = await ask(page, '/api/registers/parcel/records?limit=1');
  for (const [name, step, share, every = 1] of [
    ['reading, a notch of the wheel in 6 frames', 100, 0.0015, 6],
    ['wheel, 100 px a frame', 100, 0.004],
    ['fast, a page a frame', 500, 0.05],
    ['the whole list, 12,000 px a frame', 12_000, 1],
  ]) {
    await paint('/registers', '#main .areas');
    await paint('/registers/parcel', 'tr[data-index="0"] a');
    const seen = await scroll(step, share, every);
    line(
      `scroll ${total} rows: ${name}`,
      `longest stall ${ms(worst([0, ...seen.tasks]))}, longest frame ${ms(worst(seen.gaps))}, ` +
        `blank ${seen.blank} of ${seen.frames} frames, gray ${seen.gray}, filled ${ms(seen.filled)} ` +
        'after stopping (goals 100 ms, 0)',
    );
  }
}

// A key typed into the box above all screens, until the answer to it is drawn.
async function typing() {
  const box = page.locator('header input[type=search]').first();
  await box.click();
  const times = [];
  for (const word of ['緑', '緑浜', '緑浜一', '佐', '佐藤', '1000', '10000']) {
    await box.fill('');
    await page.waitForTimeout(400);
    const answered = page.waitForResponse((response) => response.url().includes('/api/search?'));
    const from = Date.now();
    await box.fill(word);
    const response = await answered;
    await response.finished();
    times.push({ all: Date.now() - from, server: (await response.json()).took_ms });
  }
  line('search as you type: key to answer', `median ${ms(median(times.map((one) => one.all)))}, worst ${ms(worst(times.map((one) => one.all)))} (goal 150 ms)`);
  line('search as you type: in the server', `best ${ms(Math.min(...times.map((one) => one.server)))}, median ${ms(median(times.map((one) => one.server)))}, worst ${ms(worst(times.map((one) => one.server)))}`);
}

async function in_list() {
  const asked = [];
  for (const question of ['q=緑浜', 'q=1000', 'filter.location=緑浜', 'filter.value_yen=>=10000000&filter.land_category==building_land|rice_field']) {
    for (let run = 0; run < 3; run += 1) {
      const answer = await ask(page, `/api/registers/parcel/records?limit=50&offset=${run}&${encodeURI(question)}`);
      if (run > 0) asked.push(answer.took_ms);
    }
  }
  line('search and conditions in the list', `median ${ms(median(asked))}, worst ${ms(worst(asked))} in the server`);
  const counts = await ask(page, `/api/registers/parcel/counts?as_of=2026-04-09`);
  const again = await ask(page, `/api/registers/parcel/counts?as_of=2026-04-09`);
  line('counts of all tabs', `${ms(counts.took_ms)}, kept ${ms(again.took_ms)}`);
}

line('machine', `${cpus().length} cores, load ${loadavg().map((one) => one.toFixed(1)).join(' ')}`);
try {
  await paints();
  await scrolling();
  await typing();
  await in_list();
} finally {
  await close_browser();
}
