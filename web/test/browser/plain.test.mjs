// The pages that need no script: collections, features, the description of the
// interface.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { skip, start } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const pages = [
  '/collections?f=html',
  '/collections/ports?f=html',
  '/collections/places/items?f=html&limit=20',
  '/collections/ports/items/torugart?f=html',
  '/conformance?f=html',
  '/api.html',
  '/problems/invalid-parameter',
];

describe('pages without a script', { skip }, async () => {
  if (skip) return;
  const { open } = await start();
  const variants = process.env.FULL
    ? ['light', 'dark'].flatMap((theme) => ['desktop', 'phone'].map((size) => ({ theme, size })))
    : [{ theme: 'light', size: 'phone' }];
  for (const at of pages) {
    for (const v of variants) {
      test(`${at}, ${v.size}, ${v.theme}`, async (t) => {
        const page = await open(t, at, { ...v, wait: false });
        assert.equal(await page.locator('h1').count(), 1);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it fits the width');
        await page.evaluate(axe);
        const { violations } = await page.evaluate(
          (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }),
          tags,
        );
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`),
          [],
        );
      });
    }
  }

  test('the list is there without JavaScript', async (t) => {
    const page = await open(t, '/', { wait: false, javaScriptEnabled: false });
    assert.ok((await page.locator('a[href$="/port/torugart"]').count()) > 0);
    assert.match(await page.locator('main').textContent(), /Irkeshtam/);
  });
});
