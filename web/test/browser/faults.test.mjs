import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { drawn, frame, listed, settled, skip, start } from './harness.mjs';

describe('what does not come', { skip }, async () => {
  if (skip) return;
  const { open } = await start();
  const broken = {
    status: 500,
    contentType: 'application/problem+json',
    body: '{"type":"x","title":"Something broke here","status":500,"code":"internal"}',
  };
  const failing = (how) => (route) => route.fulfill(how);

  test('without the ports the page says so, and tries again on request', async (t) => {
    let down = true;
    const routes = { '**/collections/ports/items*': (route) => (down ? route.fulfill(broken) : route.fallback()) };
    const page = await open(t, '/', { routes, answers: [500], wait: false });
    await page.waitForSelector('.trouble');
    assert.match(await page.textContent('.trouble'), /could not be loaded/);
    down = false;
    await page.click('.trouble button');
    await settled(page);
    assert.ok((await listed(page)).includes('ports/torugart'));
    assert.equal(await page.$('.trouble'), null);
  });

  for (const [name, how] of Object.entries({
    'a failure of the server': broken,
    'a body that breaks off': { status: 200, contentType: 'application/geo+json', body: '{"type":"FeatureColl' },
    'a page instead of data': { status: 200, contentType: 'text/html', body: '<!doctype html><p>proxy' },
  })) {
    test(`${name} in a part leaves the rest, with one notice`, async (t) => {
      const routes = Object.fromEntries(
        ['**/collections/roads/items*', '**/xyz/**', '**/v1/meta'].map((address) => [address, failing(how)]),
      );
      const page = await open(t, '/', { routes, answers: [500] });
      assert.deepEqual(await drawn(page), await listed(page));
      assert.ok((await drawn(page)).includes('ports/karasu'));
      assert.deepEqual(await page.$$eval('.notice', (n) => n.length), 1);
    });
  }

  test('a collection that is not served is simply not there', async (t) => {
    const gone = {
      status: 404,
      contentType: 'application/problem+json',
      body: '{"title":"There is nothing here","code":"not-found","status":404}',
    };
    const page = await open(t, '/', {
      routes: { '**/collections/{zones,statistics}/items*': failing(gone) },
      answers: [404],
    });
    assert.equal(await page.$$eval('.notice', (n) => n.length), 0);
    assert.ok(!(await listed(page)).some((r) => r.startsWith('zones/')));
  });

  test('without the server’s search the list is searched, and the page says so', async (t) => {
    const page = await open(t, '/', { routes: { '**/v1/search*': (route) => route.abort() }, answers: ['failed'] });
    await page.fill('#search', 'torugart');
    await page.waitForFunction(() => document.querySelector('.hits p')?.textContent.includes('does not answer'));
    await page.press('#search', 'Enter');
    assert.match(page.url(), /\/port\/torugart$/);
  });

  test('a panel that does not come says so, and a new page has it', async (t) => {
    let down = true;
    const routes = { '**/assets/details-*': (route) => (down ? route.abort() : route.fallback()) };
    const page = await open(t, '/port/karasu', { routes, answers: ['failed'] });
    assert.equal((await page.textContent('#selected')).trim(), 'Karasu');
    assert.match(await page.textContent('.trouble'), /could not be loaded/);
    down = false;
    await Promise.all([page.waitForEvent('load'), page.click('.trouble button')]);
    await page.waitForSelector('.feature .facts');
  });

  test('without a language’s words the server’s list stands', async (t) => {
    const routes = { '**/assets/en-*': (route) => route.abort() };
    const page = await open(t, '/', { routes, answers: ['failed'], wait: false });
    assert.ok((await page.locator('#app li a[href$="/port/torugart"]').count()) > 0);
  });

  test('a language that does not come leaves the one before', async (t) => {
    const routes = { '**/assets/zh-*': (route) => route.abort() };
    const page = await open(t, '/', { routes, answers: ['failed'] });
    await page.click('#open-settings');
    await page.check('input[name=lang][value=zh]', { force: true });
    await page.waitForSelector('.notice');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  });

  test('a slow answer never replaces a later one', async (t) => {
    const routes = {
      '**/v1/nearest*': async (route) => {
        if (route.request().url().includes('lat=39.47&')) await new Promise((done) => setTimeout(done, 600));
        return route.fallback();
      },
    };
    const page = await open(t, '/?near=75.99,39.47', { routes, wait: false });
    await page.waitForSelector('.position');
    await page.fill('.position input[name=lat]', '37');
    await page.click('.position button');
    await page.waitForSelector('.rows .row');
    await page.waitForTimeout(700);
    assert.equal(await page.getAttribute('.rows .row', 'data-ref'), 'ports/khunjerab');
  });

  test('the nearest ports can be asked for again', async (t) => {
    let down = true;
    const routes = { '**/v1/nearest*': (route) => (down ? route.abort() : route.fallback()) };
    const page = await open(t, '/?near=75.99,39.47', { routes, answers: ['failed'] });
    assert.match(await page.textContent('.trouble'), /does not answer/);
    down = false;
    await page.click('.trouble button');
    await page.waitForSelector('.rows .row');
    await frame(page);
    assert.equal(await page.$('.trouble'), null);
  });

  test('what the data say is text, never markup', async (t) => {
    const name = '<img src=x onerror=alert(1)><b>bold</b>';
    const evil = {
      type: 'Feature',
      id: 'evil',
      geometry: { type: 'Point', coordinates: [75, 40] },
      properties: {
        name,
        names: { en: name, zh: name },
        kind: 'road',
        note: name,
        placed: name,
        sources: [{ title: name, url: 'javascript:alert(1)' }],
        alternatives: [{ property: name, value: name, source: name }],
      },
    };
    const routes = {
      '**/collections/ports/items*': failing({
        contentType: 'application/geo+json',
        body: JSON.stringify({ type: 'FeatureCollection', features: [evil] }),
      }),
    };
    const page = await open(t, '/port/evil', { routes, answers: [404] });
    assert.equal((await page.textContent('#selected')).trim(), name);
    assert.equal(await page.$('img[src=x], #panel b'), null);
    assert.equal(await page.$('a[href^="javascript:"]'), null);
  });

  test('storage may be denied', async (t) => {
    const page = await open(t, '/', { wait: false });
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.reload();
    await settled(page);
    await page.click('#open-settings');
    await page.check('input[name=lang][value=zh]', { force: true });
    await page.waitForFunction(() => document.documentElement.lang === 'zh');
  });
});
