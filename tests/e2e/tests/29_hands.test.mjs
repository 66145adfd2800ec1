// The person without a mouse is no test of anything unless she can fail: what she must notice, on a
// page made for it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close_browser, open_browser, person } from '../lib/city.mjs';
import { Hands, kWaysAround } from '../lib/hands.mjs';
import { settings } from '../lib/settings.mjs';

before(open_browser);
after(close_browser);

async function on(body, script = '') {
  const { context, page } = await person();
  const hands = await new Hands(page, 'en').watch();
  await page.route('**/trial', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<main id="main"><h1>Trial</h1>${body}</main><script>${script}</script>`,
    }),
  );
  await page.goto(`${settings.base}/trial`);
  return { context, page, hands };
}
const button = (page, name) => page.getByRole('button', { name, exact: true });

test('she presses, types, chooses and ticks', async () => {
  const { context, page, hands } = await on(
    `<button onclick="this.textContent = 'Done'">Go</button>
     <input aria-label="Name" value="old">
     <select aria-label="Kind"><option>One</option><option>Two</option><option>Three</option></select>
     <input type="checkbox" id="sure"><label for="sure">Sure</label>`,
  );
  await hands.tick(page.getByLabel('Sure'));
  await hands.write(page.getByLabel('Name'), '新しい name');
  assert.equal(await page.getByLabel('Name').inputValue(), '新しい name');
  await hands.choose(page.getByLabel('Kind'), 'Three');
  await hands.choose(page.getByLabel('Kind'), 'Two');
  assert.equal(await page.getByLabel('Kind').inputValue(), 'Two');
  await hands.use(button(page, 'Go'));
  await button(page, 'Done').waitFor();
  assert.deepEqual(hands.pointers, []);
  await context.close();
});

test('she does not get to what Tab passes over, and says what she wanted', async () => {
  const { context, page, hands } = await on(
    '<button>One</button><button tabindex="-1">Never</button><button>Two</button>',
  );
  await assert.rejects(hands.use(button(page, 'Never')), /Tab does not get to .*Never/);
  await context.close();
});

test('she notices that the focus was lost', async () => {
  const { context, page, hands } = await on('<button onclick="this.remove()">Go</button>');
  await hands.use(button(page, 'Go'));
  await assert.rejects(hands.stand(), /the focus stands nowhere/);
  await context.close();
});

test('she notices a focus that cannot be seen', async () => {
  const { context, page, hands } = await on(
    `<button>Seen</button>
     <div style="position:relative"><button>Covered</button>
     <div style="position:absolute;inset:0;background:white"></div></div>`,
  );
  await assert.rejects(hands.reach(button(page, 'Covered')), /Covered.* is not seen/);
  await context.close();
});

test('she notices a focus without a ring', async () => {
  const { context, page, hands } = await on('<button style="outline:none">Plain</button>');
  await assert.rejects(hands.reach(button(page, 'Plain')), /Plain.* shows no ring/);
  await context.close();
});

test('she notices a focus behind the dialog, and one that does not come back', async () => {
  const open = `document.body.insertAdjacentHTML('beforeend',
    '<div role=dialog aria-modal=true><button id=close>Close</button></div>');`;
  const { context, page, hands } = await on(
    '<button id="behind">Open</button><button id="shy">Open well</button><button id="else">Else</button>',
    `document.getElementById('behind').onclick = () => { ${open} };
     document.getElementById('shy').onclick = () => { ${open}
       const close = document.getElementById('close');
       close.focus();
       close.onclick = () => {
         document.querySelector('[role=dialog]').remove();
         document.getElementById('else').focus();
       };
     };`,
  );
  await assert.rejects(
    hands.dialog(button(page, 'Open well'), () => hands.press('Enter')),
    /not back/,
  );
  await assert.rejects(
    hands.dialog(button(page, 'Open'), () => {}),
    /behind the dialog/,
  );
  await context.close();
});

test('a pointer is counted, and its ways are known by name', async () => {
  const { context, page, hands } = await on('<button>Go</button>');
  await button(page, 'Go').click();
  assert.deepEqual(hands.pointers, ['pointerdown /trial', 'mousedown /trial']);
  for (const way of ['button.click()', 'field.fill(text)', 'page.mouse.move(1, 1)', 'list.selectOption(a)'])
    assert.match(way, kWaysAround);
  assert.doesNotMatch('await hands.use(button); hands.tick(box); hands.choose(list, name)', kWaysAround);
  await context.close();
});
