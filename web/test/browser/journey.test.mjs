import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { address, drawn, focused, frame, listed, marks, settled, skip, start } from './harness.mjs';

describe('the page', { skip }, async () => {
  if (skip) return;
  const { open, origin } = await start();
  const heading = (page) => page.textContent('#selected').then((s) => s.trim());

  test('list and map show the same, in the same order', async (t) => {
    const page = await open(t, '/');
    const list = await listed(page);
    assert.ok(list.length > 40, `${list.length} rows`);
    assert.deepEqual(await drawn(page), list);
    const points = await marks(page);
    assert.deepEqual(
      points,
      list.filter((ref) => points.includes(ref)),
    );
    assert.ok(points.includes('ports/torugart') && points.includes('passes/torugart'));
  });

  test('one language is loaded, and the next one when it is asked for', async (t) => {
    const page = await open(t, '/');
    const scripts = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((r) => new URL(r.name).pathname)
          .filter((p) => /\/assets\/(en|zh)-/.test(p))
          .map((p) => p.slice(8, 10)),
      );
    assert.deepEqual([...new Set(await scripts())], ['en']);
    await page.click('#open-settings');
    await page.check('input[name=lang][value=zh]', { force: true });
    await page.waitForFunction(() => document.documentElement.lang === 'zh');
    assert.deepEqual([...new Set(await scripts())], ['en', 'zh']);
  });

  test('they stay in step as layers go and the map moves', async (t) => {
    const page = await open(t, '/?layers=passes,roads,ports,relief');
    assert.deepEqual([...new Set((await listed(page)).map((r) => r.split('/')[0]))], ['ports', 'passes', 'roads']);
    assert.deepEqual(await drawn(page), await listed(page));
    await page.click('#open-layers');
    await page.uncheck('#menu-layers input[name=passes]');
    assert.equal(await address(page), '/?layers=ports,roads,relief');
    assert.deepEqual(await drawn(page), await listed(page));
    const all = (await listed(page)).length;
    await page.check('.list input[type=checkbox]');
    await page.keyboard.press('Escape');
    for (let i = 0; i < 3; i++) {
      await page.click('.tools button:first-child');
      await settled(page);
    }
    const near = await listed(page);
    assert.ok(near.length < all, `${near.length} of ${all}`);
    assert.deepEqual(await drawn(page), near);
  });

  test('a click on a row selects it: one panel, one address, one mark', async (t) => {
    const page = await open(t, '/');
    await page.click('.list [data-ref="ports/irkeshtam"]');
    await frame(page);
    assert.equal(await address(page), '/port/irkeshtam');
    assert.equal(await heading(page), 'Irkeshtam');
    assert.equal(await focused(page), 'selected');
    assert.deepEqual(await page.$$eval('.pin.selected', (p) => p.map((x) => x.dataset.ref)), ['ports/irkeshtam']);
    assert.equal(await page.$$eval('#panel article', (a) => a.length), 1);
    assert.equal(await page.isVisible('#list'), false);
    assert.match(await page.title(), /^Irkeshtam/);
    assert.equal(await page.$$eval('.chain li', (l) => l.length), 4);
  });

  test('a click on a mark or a line selects it', async (t) => {
    const page = await open(t, '/');
    await page.click('.pin[data-ref="ports/khunjerab"]');
    assert.equal(await heading(page), 'Khunjerab');
    await page.goto(`${origin}/?layers=roads&map=9/38.6/75.05`);
    await settled(page);
    const at = await lineOnScreen(page, 'g314-bulungkol-karakul');
    await page.mouse.click(at.x, at.y);
    await frame(page);
    assert.match(await address(page), /^\/road\/g314-/);
  });

  test('back and forward go through what was looked at', async (t) => {
    const page = await open(t, '/');
    const visits = ['ports/karasu', 'passes/kulma', 'sections/g315-tuopa-torugart'];
    for (const ref of visits) {
      await page.click(`.list [data-ref="${ref}"]`);
      await page.click('.back button');
      await frame(page);
      assert.equal(await focused(page), ref, 'the focus is back on the row');
    }
    const seen = [];
    for (let i = 0; i < 6; i++) {
      await page.goBack();
      await frame(page);
      seen.push((await address(page)).split('?')[0]);
      assert.notEqual(await focused(page), 'BODY');
    }
    assert.deepEqual(seen, ['/section/g315-tuopa-torugart', '/', '/pass/kulma', '/', '/port/karasu', '/']);
    for (let i = 0; i < 5; i++) await page.goForward();
    await frame(page);
    assert.equal(await heading(page), 'G315 Tuopa–Torugart');
  });

  test('moving the map is kept in the address, but not in the history', async (t) => {
    const page = await open(t, '/');
    const before = await page.evaluate(() => history.length);
    assert.equal(await address(page), '/', 'what the page does by itself is not');
    await page.focus('#map');
    for (const key of ['ArrowLeft', 'ArrowDown', '+']) {
      await page.keyboard.press(key);
      await settled(page);
    }
    assert.match(await address(page), /^\/\?map=[\d.]+\/[\d.]+\/[\d.]+$/);
    assert.equal(await page.evaluate(() => history.length), before);
  });

  test('a link brings everything back', async (t) => {
    const link = '/port/torugart?x=1&lang=zh&theme=dark&layers=ports,sections&map=8.5/40/75.5';
    const page = await open(t, link);
    assert.equal(await heading(page), '吐尔尕特口岸');
    assert.deepEqual(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
      ['zh', 'dark'],
    );
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(20, 23, 26)');
    assert.equal(await address(page), link);
    assert.deepEqual([...new Set((await drawn(page)).map((r) => r.split('/')[0]))], ['ports', 'sections']);
    await page.click('.back button');
    await page.goBack();
    await frame(page);
    assert.equal(await address(page), link);
  });

  test('a link that cannot be read says so and shows the rest', async (t) => {
    const page = await open(t, '/?lang=xx&map=no&theme=dark');
    const notices = await page.$$eval('.notice span', (n) => n.map((x) => x.textContent));
    assert.equal(notices.length, 2);
    assert.match(notices[0], /lang “xx”/);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await page.click('.notice button');
    assert.equal(await page.$$eval('.notice', (n) => n.length), 1);
  });

  test('a click on the map finds the nearest ports', async (t) => {
    const page = await open(t, '/');
    await page.mouse.click(1150, 560); // the desert
    await page.waitForSelector('.rows .row');
    assert.match(await address(page), /^\/\?near=7\d\.\d+,3\d\.\d+$/);
    assert.equal(await focused(page), 'selected');
    const shown = await page.$$eval('.rows .row', (rows) =>
      rows.map((r) => [r.dataset.ref, r.querySelector('.row-figure').textContent]),
    );
    const [lon, lat] = (await address(page)).split('=')[1].split(',');
    const answer = await page.evaluate(
      (q) => fetch(q).then((r) => r.json()),
      `/v1/nearest?lon=${lon}&lat=${lat}&number=4`,
    );
    assert.deepEqual(
      shown.map(([ref]) => ref),
      answer.features.map((f) => `ports/${f.id}`),
    );
    for (const [i, [, far]] of shown.entries()) {
      const km = Number(far.replace(/[^\d.]/g, ''));
      assert.ok(Math.abs(km * 1000 - answer.features[i].properties.distance_m) <= 500, far);
    }
    await page.click('.rows .row');
    assert.match(await address(page), /^\/port\/[a-z-]+\?near=/);
    await page.keyboard.press('Escape');
    await frame(page);
    assert.equal(await heading(page), 'Nearest ports', 'one level up');
    await page.keyboard.press('Escape');
    await frame(page);
    assert.equal(await address(page), '/');
    assert.notEqual(await focused(page), 'BODY');
  });

  test('the keyboard finds them too, from the middle of the map', async (t) => {
    const page = await open(t, '/');
    await page.focus('#map');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.rows .row');
    assert.equal(await focused(page), 'selected');
  });

  test('swapped numbers are named, and one click puts them right', async (t) => {
    const page = await open(t, '/?near=39.47,75.99', { answers: [400] });
    assert.match(await page.textContent('.trouble'), /look swapped/);
    await page.click('.trouble button');
    await page.waitForSelector('.rows .row');
    assert.equal(await address(page), '/?near=75.99,39.47');
    assert.equal(await page.getAttribute('.rows .row', 'data-ref'), 'ports/torugart');
  });

  test('numbers are typed in the panel', async (t) => {
    const page = await open(t, '/?near=75.99,39.47');
    await page.fill('.position input[name=lat]', 'north');
    await page.click('.position button');
    assert.equal(await page.getAttribute('.position input[name=lat]', 'aria-invalid'), 'true');
    await page.fill('.position input[name=lat]', '37');
    await page.fill('.position input[name=lon]', '75,4');
    await page.click('.position button');
    await page.waitForSelector('.rows li:first-child [data-ref="ports/khunjerab"]');
    assert.equal(await address(page), '/?near=75.4,37');
  });

  test('the search is used by keyboard alone', async (t) => {
    const page = await open(t, '/');
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'search');
    await page.keyboard.type('吐尔');
    await page.waitForSelector('#hit-1');
    assert.equal(await page.getAttribute('#search', 'aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const active = await page.getAttribute('#search', 'aria-activedescendant');
    assert.equal(active, 'hit-0');
    assert.equal(await page.getAttribute('#hit-0', 'aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await frame(page);
    assert.equal(await address(page), '/port/torugart');
    assert.equal(await focused(page), 'selected');
    await page.keyboard.press('Escape');
    await frame(page);
    assert.equal(await focused(page), 'ports/torugart', 'back on the row');
  });

  test('what the server alone finds is found: a typing mistake', async (t) => {
    const page = await open(t, '/');
    await page.fill('#search', 'kunjerab');
    await page.waitForFunction(() => document.querySelector('#hits')?.textContent.includes('Khunjerab'));
    await page.press('#search', 'Enter');
    await frame(page);
    assert.match(await address(page), /khunjerab/);
  });

  test('a place is shown with a mark of its own', async (t) => {
    const page = await open(t, '/');
    await page.fill('#search', 'Murghab');
    await page.waitForSelector('#hit-0');
    await page.press('#search', 'Enter');
    await frame(page);
    assert.match(await address(page), /^\/place\//);
    assert.equal(await page.$$eval('.pin.places.selected', (p) => p.length), 1);
  });

  test('numbers in the search are a position, either way round', async (t) => {
    const page = await open(t, '/');
    for (const typed of ['39.47, 75.99', '75.99 39.47']) {
      await page.fill('#search', typed);
      await page.waitForSelector('#hit-0');
      await page.press('#search', 'Enter');
      await page.waitForSelector('.rows .row');
      assert.equal(await address(page), '/?near=75.99,39.47');
    }
  });

  test('Escape closes the search, then empties it', async (t) => {
    const page = await open(t, '/');
    await page.fill('#search', 'osh');
    await page.waitForSelector('#hit-0');
    await page.keyboard.press('Escape');
    assert.equal(await page.isVisible('.hits'), false);
    assert.equal(await page.inputValue('#search'), 'osh');
    await page.keyboard.press('Escape');
    assert.equal(await page.inputValue('#search'), '');
    assert.equal(await focused(page), 'search');
    assert.equal(await address(page), '/');
  });

  test('Escape closes a menu and the focus goes back to its button', async (t) => {
    const page = await open(t, '/port/karasu');
    for (const name of ['settings', 'layers', 'sources']) {
      await page.click(`#open-${name}`);
      assert.ok(await page.isVisible(`#menu-${name}`));
      await page.keyboard.press('Escape');
      await frame(page);
      assert.equal(await page.$(`#menu-${name}`), null);
      assert.equal(await focused(page), `open-${name}`);
    }
    assert.equal(await heading(page), 'Karasu', 'and nothing else is closed');
  });

  test('language and theme change at once, and stay for the next visit', async (t) => {
    const page = await open(t, '/port/torugart');
    await page.click('#open-settings');
    await page.check('input[name=lang][value=zh]', { force: true });
    await page.check('input[name=theme][value=dark]', { force: true });
    await page.waitForFunction(() => document.documentElement.lang === 'zh');
    assert.equal(await heading(page), '吐尔尕特口岸');
    assert.equal(await address(page), '/port/torugart?lang=zh&theme=dark');
    await page.goto(`${origin}/`);
    await settled(page);
    assert.deepEqual(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
      ['zh', 'dark'],
    );
  });

  test('marks are reached with full stop and comma', async (t) => {
    const page = await open(t, '/');
    await page.focus('#map');
    await page.keyboard.press('.');
    const first = await focused(page);
    await page.keyboard.press('.');
    assert.notEqual(await focused(page), first);
    await page.keyboard.press(',');
    assert.equal(await focused(page), first);
    await page.keyboard.press('Enter');
    await frame(page);
    assert.equal(await page.$eval('.pin.selected', (p) => p.dataset.ref), first);
  });

  test('the way to the map is short, whatever is on it', async (t) => {
    const page = await open(t, '/');
    const stops = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], button, input, [tabindex="0"], summary')];
      return {
        before: all.findIndex((e) => e.id === 'map'),
        marks: document.querySelectorAll('.pin[tabindex="0"]').length,
      };
    });
    assert.equal(stops.marks, 0);
    // From the top: skip the list, and the map is the next stop.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'map');
    assert.equal(await address(page), '/');
  });

  test('the shown command gives what is shown', async (t) => {
    const page = await open(t, '/pass/kulma');
    const command = await page.textContent('.command code');
    const [, url] = /^curl '(.*)'$/.exec(command);
    const body = await page.evaluate((u) => fetch(u).then((r) => r.json()), url);
    assert.equal(body.properties.name, await heading(page));
  });
});

/** A place on the screen where a road is: the middle of its line, by the map's own address. */
async function lineOnScreen(page, road) {
  const line = await page.evaluate((id) => fetch(`/collections/roads/items/${id}`).then((r) => r.json()), road);
  const at = line.geometry.coordinates[Math.floor(line.geometry.coordinates.length / 2)];
  const [zoom, lat, lon] = new URL(page.url()).searchParams.get('map').split('/').map(Number);
  const box = await (await page.$('#map')).boundingBox();
  const scale = 256 * 2 ** zoom;
  const x = (l) => (scale * (l + 180)) / 360;
  const y = (l) => (scale * (1 - Math.asinh(Math.tan((l * Math.PI) / 180)) / Math.PI)) / 2;
  return { x: box.x + box.width / 2 + x(at[0]) - x(lon), y: box.y + box.height / 2 + y(at[1]) - y(lat) };
}
