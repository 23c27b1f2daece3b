import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { frame, skip, start } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe leaves to a person, and why a person is content with it. */
const judged = {
  // Over the map's picture axe cannot tell the ground; the palette has been measured.
  'color-contrast': () => true,
  // Marks of the map go under the panel and the buttons as it is moved. That
  // they do not cover each other is in layout.test.mjs; the list has them all.
  'target-size': ({ html }) => html.includes('class="pin '),
};

/** Every screen: its address, what is done there, and the refusals that it provokes. */
const screens = {
  home: ['/'],
  port: ['/port/torugart'],
  'port with hours': ['/port/karasu', (page) => page.click('.hours details.table summary')],
  'another time': ['/port/torugart?t=2025-10-04T09:00%2B08:00'],
  'time menu': ['/?mode=bus', (page) => raised(page).then(() => page.click('#open-time'))],
  airport: ['/port/kashgar-airport'],
  pass: ['/pass/ak-baital'],
  'pass without a position': ['/pass/new-silk-road'],
  section: ['/section/g315-tuopa-torugart'],
  road: ['/road/g314-oytak-bulungkol'],
  checkpoint: ['/checkpoint/torugart-topa'],
  zone: ['/zone/kashgar-bonded-zone'],
  nearest: ['/?near=75.99,39.47'],
  'nearest, swapped': ['/?near=39.47,75.99', null, [400]],
  search: ['/?q=tor', (page) => page.press('#search', 'ArrowDown')],
  'search in vain': ['/?q=zzzz'],
  'nothing there': ['/port/nowhere?map=x', null, [404]],
  settings: ['/', (page) => page.click('#open-settings')],
  layers: ['/', (page) => page.click('#open-layers')],
  sources: ['/', (page) => page.click('#open-sources')],
  'near by': ['/?map=9/39.4/75.4'],
  'plan to be made': ['/plan', (page) => page.fill('#stop-0', 'tor')],
  plan: [
    '/plan?w=75.98951,39.47066~Kashgar;75.32747,40.55118~Torugart&avoid=ferry',
    async (page) => {
      await page.click('.options summary');
      await page.click('.way-steps summary');
      await page.focus('.profile');
      await page.keyboard.press('PageUp');
    },
  ],
  'plan in vain': ['/plan?w=39.47,75.99;75.3,40.5', null, [400]],
  'plan through a border': [
    '/plan?w=75.98951,39.47066~Kashgar;75.32747,40.55118~Torugart&t=2026-11-26T18:00%2B08:00&assume=%7B%22torugart%22:%7B%22hours%22:%22Mo-Su%2010:00-19:30%22,%22service%22:30,%22queue%22:0%7D%7D',
    async (page) => {
      await page.waitForSelector('.crossing');
      for (const d of await page.$$('.crossing details:not([open]) > summary')) await d.click();
    },
  ],
  compare: [
    '/compare?w=75.98951,39.47066~Kashgar;72.8,40.53~Osh&t=2026-11-26T09:00%2B08:00',
    (page) => page.waitForSelector('.compare tbody'),
  ],
  'before it shuts': [
    '/reach?before=irkeshtam&t=2026-11-26T09:00%2B08:00&assume=%7B%22irkeshtam%22:%7B%22hours%22:%22Mo-Su%2010:00-19:30%22,%22service%22:30,%22queue%22:0%7D%7D',
    (page) => page.waitForSelector('.before .bands'),
  ],
  reach: ['/reach?w=75.98951,39.47066~Kashgar&min=60,120'],
};

/** Raises a phone's panel. */
const raised = async (page) => {
  const raise = page.locator('.grip button:first-child');
  if (await raise.isVisible()) await raise.click();
};

const variants = ['desktop', 'phone'].flatMap((size) =>
  ['light', 'dark'].flatMap((theme) => ['en', 'zh'].map((lang) => ({ size, theme, lang }))),
);

describe('axe finds nothing', { skip }, async () => {
  if (skip) return;
  const { open } = await start();
  for (const [i, [name, [at, act, answers]]] of Object.entries(screens).entries()) {
    // A slice covers each screen on a desktop and a phone, and all variants between them.
    const slice = [variants[(3 * i) % 4], variants[4 + ((3 * i + 1) % 4)]];
    for (const v of process.env.FULL ? variants : slice) {
      test(`${name}, ${v.size}, ${v.theme}, ${v.lang}`, async (t) => {
        const page = await open(t, at, { ...v, answers });
        await act?.(page);
        await frame(page);
        await page.evaluate(axe);
        const { violations, incomplete } = await page.evaluate(
          (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }),
          tags,
        );
        assert.deepEqual(violations.map(summary), []);
        assert.deepEqual(incomplete.filter(({ id, nodes }) => !nodes.every((n) => judged[id]?.(n))).map(summary), []);
      });
    }
  }
});

const summary = ({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.target} ${n.failureSummary ?? ''}`).join('; ')}`;
