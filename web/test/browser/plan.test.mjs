import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { address, focused, frame, skip, start } from './harness.mjs';

const kashgar = '75.98951,39.47066~Kashgar';
const way = `/plan?mode=truck&w=${kashgar};75.32747,40.55118~Torugart%20post`;

/** Waits until what is asked is answered. */
const answered = async (page, how = 'ready') => {
  await page.waitForSelector(`.trip[data-answer=${how}]`);
  await frame(page);
};

/** Where a place is on the screen, by the map's own address. */
async function onScreen(page, [lon, lat]) {
  const view = new URL(page.url()).searchParams.get('map').split('/').map(Number);
  const box = await page.locator('#map').boundingBox();
  const scale = 256 * 2 ** view[0];
  const x = (l) => (scale * (l + 180)) / 360;
  const y = (l) => (scale * (1 - Math.asinh(Math.tan((l * Math.PI) / 180)) / Math.PI)) / 2;
  return { x: box.x + box.width / 2 + x(lon) - x(view[2]), y: box.y + box.height / 2 + y(lat) - y(view[1]) };
}

describe('a plan', { skip }, async () => {
  if (skip) return;
  const { open, origin } = await start({ now: '2026-11-25T13:00:00+08:00' });
  const api = (path, body) =>
    fetch(
      origin + path,
      body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    ).then((r) => r.json());

  test('is made with the keyboard alone, and the focus is never lost', async (t) => {
    const page = await open(t, '/');
    await page.keyboard.press('p');
    await page.waitForSelector('#stop-0');
    assert.equal(await focused(page), 'selected');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'stop-0');
    await page.keyboard.type('kashgar');
    await page.keyboard.press('Enter');
    await frame(page);
    assert.equal(await focused(page), 'stop-1', 'on to the stop that is missing');
    await page.keyboard.type('吐尔尕特');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await answered(page);
    assert.equal(await focused(page), 'stop-1');
    assert.match(await address(page), /^\/plan\?w=75\.98951,39\.47066~Kashgar;75\.39391,40\.55167~Torugart/);
    assert.match(await page.textContent('.trip > [role=status]'), /ways? (was|were) found/);
    // An emptied field is a stop that is missing again.
    await page.fill('#stop-1', '');
    await page.keyboard.press('Shift+Tab');
    await page.waitForSelector('.trip[data-answer=idle]');
    assert.notEqual(await focused(page), 'BODY');
  });

  test('says what the API says', async (t) => {
    const page = await open(t, way);
    await answered(page);
    const command = await page.textContent('.command code');
    const { routes } = await fetch(/'(.*)'/.exec(command)[1]).then((r) => r.json());
    const km = (m) => `${Math.round(m / 1000)}\u00a0km`;
    const shown = await page.$$eval('.way', (all) =>
      all.map((w) => ({
        length: w.querySelector('.way-length').textContent.trim(),
        highest: /[\d,]+\u00a0m/.exec(w.querySelector('.way-sub').textContent)?.[0],
      })),
    );
    assert.deepEqual(
      shown,
      routes.map((r) => ({ length: km(r.distance), highest: `${r.highest.elevation_m.toLocaleString('en')}\u00a0m` })),
    );
    assert.equal(await page.getAttribute('#map', 'data-ways'), String(routes.length));
    assert.deepEqual(
      await page.$$eval('.way-steps .step > span:first-child', (all) => all.map((s) => s.textContent)),
      routes[0].legs.flatMap((l) => l.steps.map((s) => s.instruction)),
    );
    assert.deepEqual(await page.$$eval('.notes li', (all) => all.map((n) => n.textContent)), [
      ...routes[0].notices.filter((n) => n.impact === 'warning').map((n) => n.text),
      ...routes[0].notices.filter((n) => n.impact !== 'warning').map((n) => n.text),
    ]);
  });

  test('one of the ways is looked at: on the map, in the list and in the address', async (t) => {
    const page = await open(t, `/plan?w=${kashgar};75.228,39.712~Wuqia`);
    await answered(page);
    const line = () => page.getAttribute('path.way-line', 'd');
    const before = await line();
    await page.click('.way:nth-of-type(2) input');
    await frame(page);
    assert.match(await address(page), /[?&]pick=2/);
    assert.notEqual(await line(), before);
    await page.locator('path.way-other').dispatchEvent('click');
    await frame(page);
    assert.equal(await line(), before);
    assert.ok(await page.isChecked('.way input >> nth=0'));
  });

  test('heights and map point at the same place, both ways', async (t) => {
    const page = await open(t, `${way}&map=8/40/75.5`);
    await answered(page);
    await page.waitForSelector('.profile circle');
    const { routes } = await api(
      `/v1/route?coordinates=75.98951,39.47066;75.32747,40.55118&profile=truck&annotations=true`,
    );
    const { heights } = await api('/v1/profile', { coordinates: routes[0].geometry.coordinates });
    assert.equal(await page.locator('.profile circle').count(), heights.length);
    await page.focus('.profile');
    await page.keyboard.press('Home');
    await frame(page);
    assert.match(await page.textContent('.readout'), /^0\u00a0m · 1,290\u00a0m$/);
    assert.equal(await page.getAttribute('.profile', 'aria-valuetext'), await page.textContent('.readout'));
    const mark = await page.locator('.way-cursor').boundingBox();
    const start = await onScreen(page, routes[0].geometry.coordinates[0]);
    assert.ok(Math.hypot(mark.x + mark.width / 2 - start.x, mark.y + mark.height / 2 - start.y) < 3);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    await frame(page);
    assert.match(
      await page.textContent('.readout'),
      /km · height not known$/,
      'nothing is made up between two heights',
    );
    // From the map to the profile.
    const middle = routes[0].geometry.coordinates[5];
    const at = await onScreen(page, middle);
    await page.mouse.move(at.x, at.y, { steps: 3 });
    await frame(page);
    const along = routes[0].legs[0].annotation.distance.slice(0, 5).reduce((a, b) => a + b, 0);
    const km = Number(/^([\d.]+)\u00a0km/.exec(await page.textContent('.readout'))[1]);
    assert.ok(Math.abs(km * 1000 - along) < 3000, `${km} km for ${along} m`);
    await page.click('.heights details summary');
    assert.equal(await page.locator('.heights tbody tr').count(), heights.length);
  });

  test('the map gives stops by clicks, by marks and by dragging', async (t) => {
    const page = await open(t, '/plan?map=8/40/75.5');
    const box = await page.locator('#map').boundingBox();
    await page.mouse.click(box.x + 600, box.y + 600);
    await page.waitForFunction(() => /[?&]w=\d/.test(location.search));
    assert.equal(await focused(page), 'stop-1');
    await page.click('.pin[data-ref="ports/torugart"]');
    await answered(page);
    assert.match(await address(page), /~Torugart/);
    const b = await page.locator('.stop-mark >> nth=1').boundingBox();
    await page.mouse.move(b.x + 15, b.y + 15);
    await page.mouse.down();
    await page.mouse.move(b.x - 60, b.y + 60, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => !location.search.includes('Torugart'));
    await answered(page);
    await page.goBack();
    await answered(page);
    assert.equal(await page.inputValue('#stop-1'), 'Torugart');
  });

  test('the way is pulled to a stop between, and a click on it alone does nothing', async (t) => {
    const page = await open(t, `${way}&map=8/40/75.5`);
    await answered(page);
    const { routes } = await api(`/v1/route?coordinates=75.98951,39.47066;75.32747,40.55118&profile=truck`);
    const [a, b] = routes[0].geometry.coordinates.slice(5, 7);
    const at = await onScreen(page, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    const before = await address(page);
    await page.mouse.click(at.x, at.y);
    await frame(page);
    assert.equal(await address(page), before);
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 60, at.y + 20, { steps: 6 });
    await page.mouse.up();
    await page.waitForSelector('#stop-2');
    await answered(page);
    assert.equal(await page.inputValue('#stop-2'), 'Torugart post');
    assert.equal(await page.locator('.way').count(), 1, 'other ways are for two stops alone');
    await page.click('.stops li:nth-child(2) button:last-child');
    await frame(page);
    assert.equal(await page.locator('.stops input').count(), 2);
    assert.equal(await focused(page), 'stop-0');
  });

  test('stops are added, moved up, left out and turned round by buttons', async (t) => {
    const page = await open(t, way);
    await answered(page);
    await page.click('.change button:first-child');
    await frame(page);
    assert.equal(await focused(page), 'stop-1');
    await page.keyboard.type('39.72, 75.23');
    await page.keyboard.press('Enter');
    await answered(page);
    const names = () => page.$$eval('.stops input', (all) => all.map((i) => i.value));
    assert.deepEqual((await names())[2], 'Torugart post');
    await page.click('.stops li:nth-child(3) button:first-of-type');
    await frame(page);
    assert.equal((await names())[1], 'Torugart post');
    assert.equal(await focused(page), 'stop-1');
    await page.click('.change button:last-child');
    await answered(page);
    assert.equal((await names())[2], 'Kashgar');
  });

  test('vehicle, roads to avoid and time are asked for, and kept in the address', async (t) => {
    const page = await open(t, way);
    await answered(page);
    await page.click('.options summary');
    await page.fill('.measures input >> nth=0', '4.3');
    await page.press('.measures input >> nth=0', 'Tab');
    await page.check('.options .check:nth-of-type(2) input');
    await answered(page);
    await page.selectOption('.measures select', 'any');
    await answered(page);
    assert.match(await address(page), /v=height_m:4\.3&hazmat=any&avoid=ferry/);
    const asked = await page.textContent('.command code');
    for (const part of ['height_m=4.3', 'hazmat=any', 'avoid=ferry', 'profile=truck'])
      assert.ok(asked.includes(part), part);
    await page.check('.leave label:nth-of-type(2) input');
    await answered(page);
    assert.match(await address(page), /t=2026-11-26T09:00%2B08:00/);
    assert.ok((await page.textContent('.command code')).includes('depart_at=2026-11-26T09%3A00%2B08%3A00'));
    assert.match(await page.textContent('.then'), /Thu.26.Nov.2026, 09:00 Beijing/);
    await page.reload();
    await answered(page);
    assert.equal(await page.inputValue('.measures input >> nth=0'), '4.3');
    assert.match(
      await page.$eval('.leave input[name=leave]:checked', (i) => i.parentElement.textContent),
      /09:00/,
      'whatever day the browser has',
    );
  });

  test('the way is taken along as GPX, KML and GeoJSON', async (t) => {
    const page = await open(t, way);
    await answered(page);
    for (const [ending, like] of [
      ['gpx', /<trkpt lat="39\.47/],
      ['kml', /<LineString>.*75\.98/s],
      ['geojson', /"distance_m":1\d{5}/],
    ]) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.click(`[data-kind=${ending}]`)]);
      assert.equal(file.suggestedFilename(), `Kashgar – Torugart post.${ending}`);
      assert.match(await readFile(await file.path(), 'utf8'), like);
    }
  });

  test('what cannot be is explained, with the way out', async (t) => {
    const page = await open(t, '/plan?w=39.47066,75.98951;75.32747,40.55118', { answers: [400, 422] });
    await answered(page, 'failed');
    assert.match(await page.textContent('.trouble'), /look swapped/);
    await page.click('.trouble .button');
    await answered(page, 'failed'); // both were turned, and one was right
    await page.goto(`${origin}/plan?w=75.98951,39.47066;71,36`);
    await answered(page, 'failed');
    assert.match(await page.textContent('.trouble'), /too far from any road/);
  });

  test('an answer that does not come can be asked for again', async (t) => {
    let fail = true;
    const page = await open(t, way, {
      answers: [503],
      routes: {
        '**/v1/route?*': (route) =>
          fail
            ? route.fulfill({
                status: 503,
                contentType: 'application/problem+json',
                body: '{"code":"busy","title":"Busy"}',
              })
            : route.fallback(),
      },
    });
    await answered(page, 'failed');
    fail = false;
    await page.click('.trouble .button');
    await answered(page);
    assert.ok((await page.locator('.way').count()) > 0);
  });

  test('languages change without losing what was asked', async (t) => {
    const page = await open(t, way);
    await answered(page);
    await page.click('#open-settings');
    await page.click('#menu-settings input[value=zh]');
    await page.waitForFunction(() => document.querySelector('#selected')?.textContent === '规划路线');
    await answered(page);
    assert.match(await page.textContent('.way-steps .step'), /[\u3400-\u9fff]/, 'steps are asked for in Chinese');
    assert.equal(await page.title(), '路线 · 帕米尔');
  });

  test('has a page of its own, which the server names', async () => {
    const html = await fetch(`${origin}/plan`, { headers: { accept: 'text/html' } }).then((r) => r.text());
    assert.match(html, /<title>Plan a way · Pamir<\/title>/);
  });

  test('leads from a place, and back to what was planned', async (t) => {
    const page = await open(t, '/port/torugart');
    await page.click('.go a:first-child');
    await answered(page);
    assert.match(await address(page), /^\/plan\?w=75\.98951,39\.47066~Kashgar;75\.32747,40\.55118~/);
    await page.click('#open-list');
    await frame(page);
    assert.equal(await page.getAttribute('#map', 'data-ways'), '0');
    await page.click('#open-plan');
    await answered(page);
    assert.equal(await page.inputValue('#stop-0'), 'Kashgar');
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await frame(page);
    assert.equal(await address(page), '/port/torugart');
  });
});

describe('a reach', { skip }, async () => {
  if (skip) return;
  const { open, origin } = await start();

  test('has a band for each limit, in the list and on the map', async (t) => {
    const page = await open(t, `/reach?w=${kashgar}&min=60,120`);
    await answered(page);
    assert.equal(await page.locator('.bands li').count(), 2);
    const canvas = await page.$eval('.leaflet-areas-pane canvas', (c) => {
      const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] === 255) seen.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
      return seen.size;
    });
    assert.ok(canvas >= 2, 'two colours at least');
    const said = await page.$$eval('.bands li', (all) => all.map((l) => l.textContent.replace(/\s+/g, ' ').trim()));
    const body = await fetch(`${origin}/v1/isochrone?lon=75.98951&lat=39.47066&minutes=60,120&profile=truck`).then(
      (r) => r.json(),
    );
    for (const [i, f] of body.features.entries())
      assert.ok(said[i].includes(`${Math.round(f.properties.road_m / 1000)} km`), said[i]);
  });

  test('limits and direction are asked for, and a mistake is told', async (t) => {
    const page = await open(t, `/reach?w=${kashgar}&min=60`);
    await answered(page);
    await page.fill('.limits input', '30 90');
    await page.press('.limits input', 'Tab');
    await page.waitForFunction(() => location.search.includes('min=30,90'));
    await answered(page);
    await page.check('.trip > .choice label:last-of-type input');
    await answered(page);
    assert.match(await address(page), /reverse=true/);
    assert.ok((await page.textContent('.command code')).includes('reverse=true'));
    await page.fill('.limits input', '9000');
    await page.press('.limits input', 'Enter');
    assert.equal(await page.$eval('.limits input', (i) => i.validity.customError), true);
    assert.match(await address(page), /min=30,90/);
  });
});
