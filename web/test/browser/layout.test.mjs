import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { address, drawn, focused, frame, listed, skip, start } from './harness.mjs';

describe('the layout', { skip }, async () => {
  if (skip) return;
  const { open } = await start();
  const screens = [
    '/',
    '/port/torugart',
    '/port/karasu?t=2025-10-04T09:00%2B08:00',
    '/section/em11-bishkek-torugart',
    '/?near=75.99,39.47',
    '/?q=tor',
    '/plan?w=75.98951,39.47066~Kashgar;75.32747,40.55118~Torugart',
    '/reach?w=75.98951,39.47066~Kashgar',
    '/compare?w=75.98951,39.47066~Kashgar;72.8,40.53~Osh&t=2026-11-26T09:00%2B08:00',
  ];

  for (const size of [
    { width: 320, height: 568 },
    { width: 320, height: 256 },
    { width: 360, height: 740 },
    { width: 640, height: 480 },
    { width: 1023, height: 700 },
  ]) {
    test(`nothing is wider than the screen at ${size.width} × ${size.height}`, async (t) => {
      for (const lang of ['en', 'zh']) {
        for (const at of screens) {
          const page = await open(t, at, { size, lang, idle: false });
          const wide = await page.evaluate(() => ({
            page: document.documentElement.scrollWidth - innerWidth,
            panel: document.querySelector('#body').scrollWidth - document.querySelector('#body').clientWidth,
          }));
          assert.deepEqual(wide, { page: 0, panel: 0 }, `${at} in ${lang}`);
          await page.close();
        }
      }
    });
  }

  for (const size of ['desktop', 'phone']) {
    const least = size === 'phone' ? 44 : 24;
    test(`on a ${size} every button has ${least} px for a pointer`, async (t) => {
      for (const at of [
        '/',
        '/port/torugart',
        '/?near=75.99,39.47',
        '/plan?w=75.98951,39.47066~Kashgar;75.32747,40.55118~Torugart',
        '/reach?w=75.98951,39.47066~Kashgar',
        '/compare?w=75.98951,39.47066~Kashgar;72.8,40.53~Osh&t=2026-11-26T09:00%2B08:00',
      ]) {
        const page = await open(t, at, { size, idle: false });
        if (size === 'phone') await page.click('.grip button:first-child');
        const small = await page.evaluate((px) => {
          const targets = [
            ...document.querySelectorAll('button, input, select, summary, .row, .check, .choice label, .way'),
          ];
          return targets
            .filter(
              (e) =>
                e.checkVisibility({ visibilityProperty: true }) &&
                !e.disabled &&
                !e.closest('.check, .choice, .way')?.contains(e.parentElement),
            )
            .map((e) => ({ e, r: e.getBoundingClientRect() }))
            .filter(({ e, r }) => Math.min(r.width, r.height) < (e.matches('.attribution') ? 24 : px) - 0.01)
            .map(
              ({ e, r }) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 20)} ${r.width}×${r.height}`,
            );
        }, least);
        assert.deepEqual(small, [], at);
        await page.close();
      }
    });
  }

  test('marks do not cover each other, selected or not, at any scale', async (t) => {
    for (const at of [
      '/',
      '/port/torugart',
      '/?map=5/39/75',
      '/checkpoint/torugart-gate?map=10/40.5/75.4',
      '/?map=9/39.5/75.5',
    ]) {
      for (const size of ['desktop', 'phone']) {
        const page = await open(t, at, { size, idle: false });
        const pins = await page.$$eval('.pin:not([hidden])', (all) =>
          all.map((p) => ({ ref: p.dataset.ref, ...p.getBoundingClientRect().toJSON() })),
        );
        const covered = pins.flatMap((a, i) =>
          pins
            .slice(i + 1)
            .filter(
              (b) =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
                Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
            )
            .map((b) => `${a.ref} and ${b.ref}`),
        );
        assert.deepEqual(covered, [], `${at} on a ${size}`);
        await page.close();
      }
    }
  });

  test('a phone’s panel has three stops, by buttons and by swipe', async (t) => {
    const page = await open(t, '/', { size: 'phone' });
    const height = () => page.$eval('.panel', (p) => Math.round(p.getBoundingClientRect().height));
    assert.equal(await height(), 116);
    await page.click('.grip button:first-child');
    assert.equal(await height(), Math.round(0.52 * 844));
    await page.click('.grip button:first-child');
    assert.equal(await height(), 844 - 56);
    const box = await (await page.$('.handle')).boundingBox();
    await page.mouse.move(box.x + 10, box.y);
    await page.mouse.down();
    await page.mouse.move(box.x + 10, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await frame(page);
    assert.equal(await height(), Math.round(0.52 * 844));
  });

  test('on a phone a mark raises the panel and stays in sight', async (t) => {
    const page = await open(t, '/', { size: 'phone' });
    await page.click('.pin[data-ref="ports/khunjerab"]');
    await frame(page);
    const [mark, panel] = await page.evaluate(() =>
      ['.pin.selected', '.panel'].map((s) => document.querySelector(s).getBoundingClientRect().toJSON()),
    );
    assert.ok(mark.bottom < panel.top, `${mark.bottom} above ${panel.top}`);
    assert.equal(await focused(page), 'selected');
  });

  test('where there is no room for both, a button changes between list and map', async (t) => {
    const page = await open(t, '/', { size: { width: 320, height: 256 } });
    assert.ok(await page.isVisible('.list .row'));
    assert.equal(await page.isVisible('#map'), false);
    await page.click('.flip');
    assert.ok(await page.isVisible('#map'));
    assert.deepEqual(await drawn(page), await listed(page));
    await page.click('.flip');
    assert.equal(await page.isVisible('#map'), false);
  });

  test('text may be spaced out', async (t) => {
    const page = await open(t, '/port/torugart', { size: 'phone' });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
      );
      document.adoptedStyleSheets = [sheet];
    });
    await frame(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.equal(
      await page.evaluate(
        () => document.querySelector('#body').scrollWidth - document.querySelector('#body').clientWidth,
      ),
      0,
    );
  });

  test('forced colours keep the marks apart from the ground', async (t) => {
    const page = await open(t, '/', { forcedColors: 'active' });
    const fill = await page.$eval('.row .plate', (p) => getComputedStyle(p).fill);
    const ground = await page.$eval('.row', (p) => getComputedStyle(p).backgroundColor);
    assert.notEqual(fill, ground);
  });

  test('without JavaScript the list and its links are there', async (t) => {
    const page = await open(t, '/', { javaScriptEnabled: false, wait: false });
    const links = await page.$$eval('#app li a', (a) => a.map((x) => x.pathname));
    assert.ok(links.includes('/port/torugart') && links.includes('/pass/kulma'));
    await page.click('a[href$="/port/torugart"]');
    assert.match(await page.textContent('h1'), /Torugart/);
    assert.match(await page.textContent('#app'), /3752/);
    assert.match(await page.textContent('noscript'), /./);
  });

  test('without JavaScript the map’s language is the browser’s', async (t) => {
    const page = await open(t, '/port/torugart', { javaScriptEnabled: false, wait: false, lang: 'zh-CN' });
    assert.match(await page.textContent('h1'), /吐尔尕特/);
    assert.equal(await address(page), '/port/torugart');
  });
});
