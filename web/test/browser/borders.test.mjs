import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import jsQR from 'jsqr';
import { address, frame, skip, start } from './harness.mjs';

const example = fileURLToPath(new URL('../../../internal/corridor/testdata/example-topa.toml', import.meta.url));
const now = '2026-11-25T13:00:00+08:00';
const kashgar = '75.98951,39.47066~Kashgar';
const way = `/plan?w=${kashgar};75.32747,40.55118~Torugart%20post`;
const assume = (hours) =>
  `&assume=${encodeURIComponent(JSON.stringify({ torugart: { hours, service: 30, queue: 0 } }))}`;

/** Waits until what is asked is answered, and what is said of borders is there. */
async function answered(page, what = '.crossing') {
  await page.waitForSelector('.trip[data-answer=ready]');
  await page.waitForSelector(what);
  await frame(page);
}

/** The first way that the page was answered with, by the address that it shows. */
const asked = async (page) => {
  const [, url] = /^curl '(.*)'$/.exec(await page.textContent('.command code'));
  return (await fetch(url).then((r) => r.json())).routes?.[0];
};

/** What a clock on the wall shows: "Thu 14:29". */
const wall = (instant, timeZone) => {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(Date.parse(instant))
      .map((p) => [p.type, p.value]),
  );
  return `${parts.weekday}\u00a0${parts.hour}:${parts.minute}`;
};

/** Can a truck cross Torugart tomorrow 09:00 Beijing, and when must it leave Kashgar? Three actions, from the first view. */
async function journey(page) {
  await page.tap('.pin[data-ref="ports/torugart"]');
  await page.waitForSelector('.go a');
  await page.tap('.go a:first-child');
  await page.waitForSelector('.leave');
  await page.tap('.leave label:nth-of-type(2)');
  await page.waitForFunction(() => /[?&]t=2026-11-26T09:00/.test(location.search));
  await answered(page);
  assert.equal(await page.inputValue('#mode'), 'truck');
  assert.match(await page.textContent('.then'), /26.Nov.2026, 09:00 Beijing/);
}

describe('a border on the way', { skip }, async () => {
  if (skip) return;
  const { open, origin } = await start({ now });
  const api = (at) => fetch(origin + at).then((r) => r.json());

  test('a truck over Torugart tomorrow at nine, in three actions on a phone: cannot be promised', async (t) => {
    const page = await open(t, '/', { size: 'phone' });
    await journey(page);
    const route = await asked(page);
    assert.equal(route.verdict.kind, 'cannot-promise');
    assert.equal(route.latest_departure, null);
    assert.equal(await page.getAttribute('.way .says', 'data-verdict'), 'cannot-promise');
    assert.match(await page.textContent('.way .says'), /Cannot promise: hours not published/);
    assert.match(await page.textContent('[data-fact=latest]'), /Leave Kashgar at the latest\s*Cannot be said/);
    assert.match(await page.textContent('.crossing'), /Open day/);
    assert.doesNotMatch(await page.textContent('.trip'), /Makes it/);
    // The verdict is in sight without scrolling.
    const seen = await page.$eval('.way .says', (e) => e.getBoundingClientRect().bottom <= innerHeight);
    assert.ok(seen);
  });

  test('an assumption is the planner’s own, is labelled, and goes as it came', async (t) => {
    const page = await open(t, `${way}&t=2026-11-26T09:00%2B08:00`);
    await answered(page);
    await page.click('.suppose summary');
    await page.fill('.suppose [name=hours]', '10:00–19:30');
    await page.fill('.suppose [name=service]', '30');
    await page.fill('.suppose [name=queue]', '0');
    await page.click('.suppose [type=submit]');
    await page.waitForSelector('[data-verdict=makes-it]');
    await answered(page);
    assert.match(await address(page), /[?&]assume=/);
    const route = await asked(page);
    assert.equal(route.assumed, true);
    assert.match(
      await page.textContent('.resting'),
      /your own assumptions, not on any source: Torugart Mo-Su 10:00-19:30/,
    );
    assert.ok((await page.locator('.crossing .mine').count()) >= 3, 'hours, queue and service');
    const latest = await page.textContent('[data-fact=latest] dd');
    assert.ok(latest.includes(`${wall(route.latest_departure, 'Asia/Shanghai')} Beijing`), latest);
    assert.ok(latest.includes(`${wall(route.latest_departure, 'Asia/Bishkek').slice(4)} Bishkek`), latest);
    await page.reload();
    await answered(page);
    assert.equal(await page.inputValue('.suppose [name=hours]'), 'Mo-Su 10:00-19:30');
    await page.click('.resting button');
    await page.waitForSelector('[data-verdict=cannot-promise]');
    assert.equal(await page.$('.resting'), null);
  });

  test('who misses it is told by how much, and when to leave instead', async (t) => {
    const topa = {
      torugart: { hours: '24/7', service: 30, queue: 0 },
      'torugart-topa': { hours: 'Mo-Su 10:00-19:30', service: 30, queue: 0 },
    };
    const page = await open(t, `${way}&t=2026-11-26T18:00%2B08:00&assume=${encodeURIComponent(JSON.stringify(topa))}`);
    await answered(page);
    const route = await asked(page);
    assert.equal(route.verdict.kind, 'misses');
    assert.match(await page.textContent('.way .says'), /^\s*Misses by \d+\u00a0min/);
    await page.click('[data-instead]');
    await page.waitForSelector('.way [data-verdict=makes-it]');
    const leave = new URL(page.url()).searchParams.get('t');
    assert.ok(Date.parse(leave) <= Date.parse(route.leave_instead));
    assert.ok(Date.parse(route.leave_instead) - Date.parse(leave) < 60e3, 'to the minute');
  });

  test('one can ask to be there by a time', async (t) => {
    const page = await open(t, `${way}&t=2026-11-27T18:30%2B08:00${assume('Mo-Su 10:00-19:30')}`);
    await answered(page);
    await page.check('[name=by] >> nth=1');
    await page.waitForFunction(() => /by=arrive/.test(location.search));
    await answered(page);
    const route = await asked(page);
    assert.ok(Date.parse(route.arrive_at) <= Date.parse('2026-11-27T18:30:00+08:00'));
    const leaves = await page.$$eval('.timing dd', (all) => all.map((d) => d.textContent).join(' | '));
    assert.ok(leaves.includes(`${wall(route.depart_at, 'Asia/Shanghai')} Beijing`), leaves);
  });

  test('the ports between two places are compared, in the order of the API', async (t) => {
    const page = await open(t, `/compare?w=${kashgar};72.8,40.53~Osh&t=2026-11-26T09:00%2B08:00`);
    await answered(page, '.compare tbody');
    const body = await api(
      '/v1/compare?coordinates=75.98951,39.47066;72.8,40.53&profile=truck&depart_at=2026-11-26T09:00%2B08:00',
    );
    assert.deepEqual(
      await page.$$eval('.compare tbody', (all) => all.map((b) => b.dataset.port)),
      body.options.map((o) => o.port),
    );
    assert.equal(await page.getAttribute('#map', 'data-ways'), String(body.options.filter((o) => o.way).length));
    const first = await page.textContent('.compare tbody >> nth=0');
    const [o] = body.options;
    assert.ok(first.includes(wall(o.clear_at ?? o.clear_earliest, 'Asia/Shanghai')), first);
    await page.click('.compare tbody >> nth=1 >> a');
    await answered(page);
    const crossed = await page.$$eval('.crossing', (all) => all.map((c) => c.dataset.port));
    assert.equal(crossed[0], body.options[1].port, 'the plan goes over the port that was chosen');
    await page.goBack();
    await answered(page, '.compare tbody');
  });

  test('who takes every port again after one was chosen can', async (t) => {
    const page = await open(t, `/plan?w=${kashgar};72.8,40.53~Osh&exclude=irkeshtam&t=2026-11-26T09:00%2B08:00`);
    await answered(page);
    assert.notEqual(await page.getAttribute('.crossing', 'data-port'), 'irkeshtam');
    assert.match(await page.textContent('.excluded'), /Irkeshtam/);
    await page.click('.excluded button');
    await page.waitForSelector('.crossing[data-port=irkeshtam]');
    assert.doesNotMatch(await address(page), /exclude/);
  });

  test('from where a port is reached before it shuts: nothing is drawn where nothing is known', async (t) => {
    const page = await open(t, '/reach?before=torugart&t=2026-11-26T09:00%2B08:00');
    await answered(page, '.before');
    assert.equal(await page.getAttribute('.before .says', 'data-verdict'), 'cannot-promise');
    assert.equal(await page.locator('.before .bands').count(), 0);
  });

  test('a plan is a sheet of paper, with both clocks and the source', async (t) => {
    const page = await open(t, `${way}&t=2026-11-26T09:00%2B08:00`, { theme: 'dark' });
    await answered(page);
    await page.emulateMedia({ media: 'print' });
    const text = await page.innerText('.trip');
    for (const words of [
      'Cannot promise',
      'Beijing',
      'Bishkek',
      'Topa inspection',
      'Crossing Torugart',
      'Highest point',
    ])
      assert.ok(text.includes(words), words);
    for (const gone of ['.trip .suppose', '.trip .command', '.screens', '.leave'])
      assert.equal(await page.isVisible(gone), false, `${gone} wants a pointer`);
    assert.equal(
      await page.$eval('body', (b) => getComputedStyle(b).backgroundColor),
      'rgb(255, 255, 255)',
      'light, whatever the screen',
    );
    await page.emulateMedia({ media: null });
    assert.equal(await page.locator('.sheet').count(), 0);
    // What is there while it prints: the code leads to this address.
    await page.evaluate(() => {
      globalThis.print = () => {
        const img = document.querySelector('.sheet img');
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [img.naturalWidth, img.naturalHeight];
        const on = canvas.getContext('2d');
        on.drawImage(img, 0, 0);
        const { data, width, height } = on.getImageData(0, 0, canvas.width, canvas.height);
        globalThis.sheet = { text: document.querySelector('.sheet').textContent, data: [...data], width, height };
      };
    });
    await page.click('.take button:last-child');
    await page.waitForFunction(() => globalThis.sheet);
    const sheet = await page.evaluate(() => globalThis.sheet);
    const code = jsQR(Uint8ClampedArray.from(sheet.data), sheet.width, sheet.height);
    assert.equal(code?.data, page.url());
    assert.match(sheet.text, /Printed \w{3}\W\d+\W\w{3}\W\d{4}, \d\d:\d\d Beijing\./);
    assert.ok(sheet.text.includes(page.url()));
    await page.waitForSelector('.sheet', { state: 'detached' });
    await page.emulateMedia({ media: 'print' });
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Count (\d+)/)?.[1];
    assert.ok(Number(pages) >= 1 && Number(pages) <= 4, `${pages} pages`);
  });
});

describe('a border whose hours are known', { skip }, async () => {
  if (skip) return;
  const { open } = await start({ now, schedules: example });

  test('a truck over Torugart tomorrow at nine, in three actions on a phone: when to leave', async (t) => {
    const page = await open(t, '/', { size: 'phone' });
    await journey(page);
    const route = await asked(page);
    assert.equal(route.verdict.kind, 'makes-it');
    assert.match(await page.textContent('.way .says'), /^\s*Makes it by \d+\u00a0h \d+\u00a0min/);
    const latest = await page.textContent('[data-fact=latest]');
    assert.ok(latest.includes(`${wall(route.latest_departure, 'Asia/Shanghai')} Beijing`), latest);
    assert.ok(latest.includes(`${wall(route.latest_departure, 'Asia/Bishkek').slice(4)} Bishkek`), latest);
    assert.equal(await page.locator('.mine, .resting').count(), 0, 'a schedule is no assumption');
    // A minute before and after the latest departure: the verdict turns.
    const minute = (by) =>
      new Date(Math.floor(Date.parse(route.latest_departure) / 60e3) * 60e3 + by * 60e3).toISOString();
    const url = new URL(page.url());
    for (const [by, kind] of [
      [-1, 'makes-it'],
      [1, 'misses'],
    ]) {
      url.searchParams.set('t', minute(by).replace('.000', ''));
      await page.goto(url.href);
      await answered(page);
      assert.equal(await page.getAttribute('.way .says', 'data-verdict'), kind, `${by} min`);
    }
  });

  test('from where it is reached before it shuts: a band for each limit, with the time to leave', async (t) => {
    const page = await open(t, '/reach?before=torugart&min=60,120&t=2026-11-26T09:00%2B08:00');
    await answered(page, '.before .bands');
    const [, url] = /^curl '(.*)'$/.exec(await page.textContent('.command code'));
    const body = await fetch(url).then((r) => r.json());
    const said = await page.$$eval('.before .bands li', (all) => all.map((l) => l.textContent));
    assert.equal(said.length, 2);
    for (const [i, f] of body.features.entries())
      assert.ok(said[i].includes(`${wall(f.properties.leave_by, 'Asia/Shanghai')} Beijing`), said[i]);
    await page.selectOption('#before-way', 'in');
    await page.waitForFunction(() =>
      /direction=KG-CN/.test(document.querySelector('.command code')?.textContent ?? ''),
    );
  });
});

describe('a ferry and a pass with hours', { skip }, async () => {
  if (skip) return;
  const extract = fileURLToPath(new URL('../../../cmd/pamir/testdata/valley.osm.pbf', import.meta.url));
  const { open } = await start({ now, extract });

  test('a ferry is waited for, and how long at most is its interval', async (t) => {
    const page = await open(t, '/plan?w=74.5,42~West;75.3,42~East&t=2026-11-26T05:00%2B06:00');
    await answered(page);
    const route = await asked(page);
    assert.equal(route.verdict.kind, 'closed');
    assert.deepEqual(
      route.crossings.map((c) => [c.port, c.kind, c.name]),
      [['way/11', 'ferry', 'Ada']],
    );
    assert.match(await page.textContent('.crossing h3'), /Ferry: Ada/);
    const card = await page.textContent('.crossing');
    assert.match(card, /Until it goes/);
    assert.match(card, /outside its hours/);
    assert.match(card, /08:00 Bishkek/);
    assert.doesNotMatch(card, /Service/);
    assert.match(await page.textContent('.timing'), /Waiting/);
  });

  test('a pass in winter: closed until spring; what if is no service there, and an address keeps its name', async (t) => {
    const page = await open(t, '/plan?w=75.3,42~East;75.6,42~Far&t=2026-11-26T09:00%2B06:00', {
      size: 'phone',
      answers: [422],
    });
    await answered(page);
    assert.equal(await page.getAttribute('.way .says', 'data-verdict'), 'closed');
    assert.match(await page.textContent('.way .says'), /Closed until .*1.May.2027/);
    assert.match(await page.textContent('.crossing h3'), /Pass: Kegety/);
    await page.click('.suppose summary');
    assert.equal(await page.locator('.suppose [name=service], .suppose [name=queue]').count(), 0);
    await page.goto(`${page.url()}&exclude=way/14`);
    await page.waitForSelector('.excluded');
    assert.match(await page.textContent('.excluded'), /way\/14/);
  });
});
