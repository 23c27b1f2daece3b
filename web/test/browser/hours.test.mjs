import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { address, frame, skip, start } from './harness.mjs';

const zones = ['Asia/Shanghai', 'Asia/Bishkek', 'Asia/Karachi', 'America/New_York'];

/** The look of a port's chip in the list. */
const look = (page, port) => page.getAttribute(`.list [data-ref="ports/${port}"] .chip`, 'data-look');

/** What the page says of hours, as it is read: of all ports, and in the panel. */
const said = (page) =>
  page.$$eval('.list [data-ref^="ports/"] .row-hours, .feature .hours, .then', (all) =>
    all.map((e) => e.textContent.replace(/\s+/g, ' ').trim()),
  );

const answered = (page, path = '/v1/status') =>
  page.waitForResponse((r) => new URL(r.url()).pathname === path && r.ok()).then(() => frame(page));

/** Has the page show another time, by Beijing's clock. */
async function show(page, time) {
  await page.click('#open-time');
  await page.fill('#menu-time input[name=t]', time);
  await Promise.all([answered(page), page.click('#menu-time [type=submit]')]);
}

describe('the hours of ports', { skip }, async () => {
  if (skip) return;
  const { open, origin } = await start({ now: '2026-11-18T13:00:00+08:00' });
  const api = (path) => fetch(origin + path).then((r) => r.json());

  test('each port has a word, a shape and a colour, in the list and on the map', async (t) => {
    const page = await open(t, '/');
    assert.equal(await look(page, 'karasu'), 'open');
    assert.equal(await look(page, 'torugart'), 'day');
    assert.equal(await look(page, 'bedel'), 'unknown');
    const row = page.locator('.list [data-ref="ports/karasu"] .row-hours');
    assert.match(await row.textContent(), /Open.*until Wed.19:00 Beijing · 16:00 Dushanbe/);
    const mark = page.locator('.pin[data-ref="ports/karasu"]');
    assert.match(await mark.getAttribute('aria-label'), /^Karasu, .*Open until Wed.19:00 Beijing · 16:00 Dushanbe$/);
    const signs = await page.$$eval('.list [data-ref^="ports/"] .chip', (all) =>
      all.map((c) => [c.dataset.look, c.querySelector('.look').innerHTML.replace(/<!--.*?-->/g, '')]),
    );
    assert.equal(new Set(signs.map(([l]) => l)).size, new Set(signs.map(([, s]) => s)).size, 'a shape for each look');
    for (const pin of await page.$$('.pin[data-ref^="ports/"]')) {
      const port = (await pin.getAttribute('data-ref')).slice(6);
      const chip = await page.$(`.list [data-ref="ports/${port}"] .chip`);
      assert.equal(await pin.getAttribute('data-look'), (await chip?.getAttribute('data-look')) ?? null, port);
    }
  });

  test('mode and direction are asked for, kept in the address and in the history', async (t) => {
    const page = await open(t, '/?t=2025-10-04T12:00%2B08:00');
    assert.equal(await look(page, 'torugart'), 'cargo', 'freight alone, with trucks or without');
    await Promise.all([answered(page), page.selectOption('#mode', 'bus')]);
    assert.equal(await look(page, 'torugart'), 'cargo');
    assert.match(await page.textContent('.list [data-ref="ports/torugart"] .chip'), /Cargo only/);
    assert.match(await address(page), /[?&]mode=bus/);
    await page.selectOption('#way', 'in');
    assert.match(await address(page), /[?&]mode=bus&dir=in/);
    await page.goBack();
    await Promise.all([answered(page), page.goBack()]);
    assert.doesNotMatch(await address(page), /mode|dir/);
    assert.equal(await page.inputValue('#mode'), 'truck');
    await page.goto(`${origin}/port/torugart?mode=truck&dir=in&t=2022-12-15T12:00%2B08:00`);
    await page.waitForSelector('.feature .chip');
    assert.match(await page.textContent('.feature .hours h3'), /KG → CN/);
    assert.equal(await page.getAttribute('.feature .verdict .chip', 'data-look'), 'closed', 'one way alone');
    await page.selectOption('#way', 'out');
    assert.equal(await page.getAttribute('.feature .verdict .chip', 'data-look'), 'cargo');
  });

  test('another time is drawn within a frame that says so, and there is a way back', async (t) => {
    const page = await open(t, '/port/karasu');
    assert.equal(await page.$('.then'), null);
    await page.click('#open-time');
    assert.match(await page.inputValue('#menu-time input'), /^2026-11-18T13:0\d$/, 'the server’s now, in Beijing');
    await page.keyboard.press('Escape');
    assert.equal(await page.$('#menu-time'), null);
    await show(page, '2025-10-04T09:00');
    assert.equal(await address(page), '/port/karasu?t=2025-10-04T09:00%2B08:00');
    assert.match(await page.textContent('.then'), /Viewing Sat.4.Oct.2025, 09:00 Beijing, not now/);
    assert.equal(await page.getAttribute('.feature .verdict .chip', 'data-look'), 'closed');
    assert.equal(await look(page, 'torugart'), 'cargo');
    const box = await page.$eval('.then', (e) => e.getBoundingClientRect().toJSON());
    assert.deepEqual([box.width, box.height], [1366, 768], 'all around the page');
    await Promise.all([answered(page), page.click('.then button')]);
    assert.equal(await address(page), '/port/karasu');
    assert.equal(await page.$('.then'), null);
    assert.equal(await page.getAttribute('.feature .verdict .chip', 'data-look'), 'open');
    await Promise.all([answered(page), page.goBack()]);
    assert.ok(await page.$('.then'));
  });

  test('the bar, its table and the closures are what the API says', async (t) => {
    const page = await open(t, '/port/karasu');
    await page.waitForSelector('.hours svg.lanes .seg');
    assert.deepEqual(await page.$$eval('.hours > svg.lanes .lane:not(.zone)', (all) => all.map((e) => e.textContent)), [
      'China',
      'Tajikistan',
      'Through',
    ]);
    await page.click('.hours details.table summary');
    const rows = await page.$$eval('.hours table tbody tr', (all) =>
      all.map((r) => [...r.cells].map((c) => c.textContent.replace(/\s+/g, ' '))),
    );
    assert.deepEqual(rows.slice(0, 4), [
      ['Wed 13:00', 'Wed 10:00', 'Open', 'Open', 'Open'],
      ['Wed 19:00', 'Wed 16:00', 'Closed', 'Open', 'Closed'],
      ['Wed 20:00', 'Wed 17:00', 'Closed', 'Closed', 'Closed'],
      ['Thu 12:00', 'Thu 09:00', 'Open', 'Open', 'Open'],
    ]);
    const path = '/v1/ports/karasu/calendar?mode=truck&direction=CN-TJ';
    const { closures } = await api(`${path}&from=2026-11-18T13:00:00%2B08:00&to=2027-01-17T13:00:00%2B08:00`).then(
      (c) => c.calendars[0],
    );
    const shown = await page.$$eval('.closures .first', (all) => all.map((e) => e.textContent.replace(/\s+/g, ' ')));
    assert.equal(shown.length, 5);
    const beijing = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    for (const [i, text] of shown.entries()) {
      const times = text.match(/\d\d:\d\d/g);
      assert.deepEqual(
        times,
        [closures[i].start, closures[i].end].map((x) => beijing.format(Date.parse(x))),
        text,
      );
    }
    const file = await page.getAttribute('.hours .links a', 'href');
    const calendar = await fetch(new URL(file, origin));
    assert.match(calendar.headers.get('content-type'), /^text\/calendar/);
    assert.match(await calendar.text(), /BEGIN:VTIMEZONE/);
  });

  test('who says so is told, with its age', async (t) => {
    const page = await open(t, '/port/torugart');
    await page.waitForSelector('.claims li');
    const text = (await page.textContent('.feature .hours')).replace(/\s+/g, ' ');
    assert.match(text, /Who says so \d+ (days|months|years?) old/);
    assert.ok((await page.$$('.claims .sources a[href^="http"]')).length > 0);
    assert.match(text, /Decided at/);
  });

  test('real notices, in the picker, look the same from everywhere', async (t) => {
    // What the announcements say: look up data/instants_test.go for the whole table.
    const instants = [
      ['truck', '2025-10-01T12:00', { torugart: 'closed', irkeshtam: 'closed', karasu: 'closed', khunjerab: 'closed' }],
      ['truck', '2025-10-04T12:00', { torugart: 'cargo', irkeshtam: 'cargo', karasu: 'closed', khunjerab: 'closed' }],
      ['bus', '2025-10-05T12:00', { torugart: 'cargo', irkeshtam: 'cargo', karasu: 'closed' }],
      ['bus', '2025-10-06T12:00', { torugart: 'closed', irkeshtam: 'closed', karasu: 'closed' }],
      ['bus', '2025-10-07T13:00', { torugart: 'day', irkeshtam: 'day', karasu: 'open', khunjerab: 'day' }],
      ['truck', '2026-01-01T23:59', { torugart: 'closed', irkeshtam: 'closed' }],
      ['truck', '2026-01-02T00:00', { torugart: 'closed', irkeshtam: 'day' }],
      ['truck', '2026-01-02T09:59', { torugart: 'closed', irkeshtam: 'day' }],
      ['truck', '2026-01-02T10:00', { torugart: 'day', irkeshtam: 'day' }],
      ['truck', '2025-05-31T12:00', { torugart: 'closed', irkeshtam: 'closed' }],
      ['truck', '2024-02-15T12:00', { khunjerab: 'season' }],
      ['truck', '2024-12-02T12:00', { khunjerab: 'day' }],
      ['truck', '2024-12-07T12:00', { khunjerab: 'closed' }],
      ['truck', '2022-12-15T12:00', { torugart: 'cargo' }],
      // Half past eleven in the evening in New York is another day there.
      ['truck', '2026-11-19T12:30', { karasu: 'open', torugart: 'day' }],
    ];
    const heard = await Promise.all(
      zones.map(async (timezoneId) => {
        const page = await open(t, '/port/irkeshtam', { timezoneId, idle: false });
        const all = [];
        for (const [mode, time, looks] of instants) {
          if ((await page.inputValue('#mode')) !== mode)
            await Promise.all([answered(page), page.selectOption('#mode', mode)]);
          await show(page, time);
          const found = {};
          for (const port of Object.keys(looks)) found[port] = await look(page, port);
          assert.deepEqual(found, looks, `${mode} at ${time} from ${timezoneId}`);
          await page.waitForFunction(() => document.querySelector('.hours .closures, .hours .unknown'));
          all.push(await said(page));
        }
        return all;
      }),
    );
    for (const [i, zone] of zones.entries()) assert.deepEqual(heard[i], heard[0], zone);
    assert.match(heard[3].at(-1).join(' '), /Viewing Thu.19.Nov.2026, 12:30 Beijing/);
  });

  test('in Chinese too', async (t) => {
    const page = await open(t, '/port/karasu?lang=zh', { size: 'phone' });
    assert.match(await page.textContent('.feature .verdict'), /开放.*至 北京 周三.19:00 · 杜尚别 16:00/s);
  });

  test('a server without hours has a page without them', async (t) => {
    const gone = {
      status: 404,
      contentType: 'application/problem+json',
      body: '{"title":"There is nothing here","code":"not-found","status":404}',
    };
    const page = await open(t, '/port/karasu', {
      routes: { '**/v1/status*': (route) => route.fulfill(gone) },
      answers: [404],
    });
    assert.equal(await page.$('.when, .chip, .hours, .badge, .notice'), null);
  });
});

describe('as the clock goes over a change', { skip }, async () => {
  if (skip) return;

  test('the chip flips without a reload, wherever the browser is', async (t) => {
    // A minute before Karasu closes on the Chinese side.
    const { open } = await start({ now: '2026-11-18T18:59:15+08:00' });
    const pages = await Promise.all(zones.map((timezoneId) => open(t, '/port/karasu', { timezoneId, idle: false })));
    for (const page of pages) {
      await page.waitForSelector('.feature .verdict .chip');
      await page.evaluate(() => {
        globalThis.stayed = true;
      });
    }
    const before = await Promise.all(pages.map((p) => p.getAttribute('.feature .verdict .chip', 'data-look')));
    assert.deepEqual(before, Array(4).fill('soon'), 'closes soon');
    await Promise.all(
      pages.map((page) => page.waitForSelector('.feature .verdict .chip[data-look=closed]', { timeout: 90_000 })),
    );
    const after = await Promise.all(
      pages.map(async (page) => {
        assert.ok(await page.evaluate(() => globalThis.stayed), 'the same document');
        assert.equal(await look(page, 'karasu'), 'closed');
        assert.equal(await page.getAttribute('.pin[data-ref="ports/karasu"]', 'data-look'), 'closed');
        return (await page.textContent('.feature .verdict')).replace(/\s+/g, ' ').replace(/, in .*/, '');
      }),
    );
    assert.equal(new Set(after).size, 1, after.join('\n'));
    assert.match(after[0], /Closed.* opens Thu 12:00 Beijing · 09:00 Dushanbe/);
  });

  test('what cannot be refreshed grows old, and says so, and comes back', async (t) => {
    const { open } = await start({ now: '2026-11-18T18:00:00+08:00' });
    let down = false;
    const page = await open(t, '/', { wait: false, answers: ['failed'] });
    await page.context().route('**/v1/status*', (route) => (down ? route.abort() : route.fallback()));
    await page.clock.install();
    await page.reload();
    await page.waitForSelector('.list .chip');
    assert.equal(await look(page, 'karasu'), 'soon');
    assert.equal(await page.textContent('.late'), '');
    down = true;
    await page.clock.runFor(70_000);
    await page.waitForFunction(() => document.querySelector('.late').textContent !== '');
    assert.match(await page.textContent('.late'), /could not be loaded.*of Wed.18.Nov.2026, 18:00 Beijing/);
    assert.equal(await look(page, 'karasu'), 'soon', 'what was said still holds');
    await page.clock.fastForward(3600_000);
    await page.waitForFunction(
      () => document.querySelector('.list [data-ref="ports/karasu"] .chip').dataset.look === 'unknown',
    );
    down = false;
    await page.clock.fastForward(20_000);
    await page.waitForFunction(
      () => document.querySelector('.list [data-ref="ports/karasu"] .chip').dataset.look === 'soon',
    );
    assert.equal(await page.textContent('.late'), '');
  });
});
