// Starts the program and a browser, and opens pages that fail their test if
// they ask another host for anything, break the page's content policy, or write
// an error to the console.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.PAMIR_BIN ?? path.join(here, '../../../bin/pamir');
const browserPath = process.env.PAMIR_CHROMIUM ?? '/usr/bin/chromium';

/** Why the browser tests cannot run here; false if they can. */
export const skip =
  (!existsSync(browserPath) && `there is no browser at ${browserPath}: apt-get install chromium`) ||
  (!existsSync(program) && `there is no program at ${program}: make build, or name it in PAMIR_BIN`);

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

export const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };

/** Starts a browser; who calls it closes it. */
export const launch = (more = []) =>
  chromium.launch({
    executablePath: browserPath,
    args: [...flags, ...more].filter((f) => !more.length || f !== '--disable-gpu'),
  });

/** Starts both, once for a file of tests, and ends them after it. With now, the program's clock starts there; schedules is a file of these; extract is one whose region is served. */
export async function start({ now, schedules, extract } = {}) {
  const clock = [...(now ? ['--now', now] : []), ...(schedules ? ['--schedules', schedules] : [])];
  if (extract) {
    const folder = mkdtempSync(path.join(tmpdir(), 'pamir-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    execFileSync(program, ['import', extract, '-o', path.join(folder, 'region'), '--country', 'KG']);
    clock.push('--region', path.join(folder, 'region'));
  }
  const server = spawn(program, ['serve', '--addr', '127.0.0.1:0', ...clock], { stdio: ['ignore', 'pipe', 'pipe'] });
  const origin = await new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk) => {
      said += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) resolve(address[0]);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)));
  });
  const browser = await launch();
  after(async () => {
    await browser.close();
    server.kill('SIGKILL');
  });
  return {
    origin,
    /**
     * Opens a path. `answers` lists statuses from 400 on that the test wants to
     * see; `routes` are played instead of the server, by pattern; without
     * `idle` the ground may still be on its way.
     */
    async open(
      t,
      at,
      {
        size = 'desktop',
        theme = 'light',
        lang = 'en',
        answers = [],
        routes = {},
        wait = true,
        idle = true,
        ...context
      } = {},
    ) {
      const own = await browser.newContext({
        viewport: typeof size === 'string' ? sizes[size] : size,
        hasTouch: size === 'phone',
        colorScheme: theme,
        locale: lang,
        reducedMotion: 'reduce',
        ...context,
      });
      const faults = [];
      await own.route('**/*', (route) => {
        const url = new URL(route.request().url());
        if (url.origin === origin) return route.fallback();
        faults.push(`asked another host: ${url.href}`);
        return route.abort();
      });
      for (const [pattern, play] of Object.entries(routes)) await own.route(pattern, play);
      const page = await own.newPage();
      page.on('pageerror', (e) => faults.push(`exception: ${e.message}`));
      page.on('console', (m) => {
        if (m.type() !== 'error' && m.type() !== 'warning') return;
        const status = /status of (\d+)|(net::ERR_FAILED)/.exec(m.text());
        if (status && answers.some((a) => String(a) === (status[1] ?? 'failed'))) return;
        faults.push(`console: ${m.text()}`);
      });
      t.after(async () => {
        await own.close();
        assert.deepEqual(faults, [], 'the page kept to its own host, to its policy and to itself');
      });
      await page.goto(origin + at);
      if (wait) await settled(page, idle);
      return page;
    },
  };
}

/** Waits until the page has drawn what it has loaded: the features, and with idle the ground too. */
export async function settled(page, idle = true) {
  await page.waitForFunction(
    () =>
      document.querySelector('#map')?.dataset.drawn !== undefined &&
      !document.querySelector('.list [role=status]:empty, [aria-busy=true]'),
  );
  if (idle) await page.waitForLoadState('networkidle');
  await frame(page);
}

/** Waits for two frames: what was asked for is then on the screen. */
export const frame = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The rows of the list that have a position, as "ports/torugart". */
export const listed = (page) => page.$$eval('.list .row[data-placed=yes]', (rows) => rows.map((r) => r.dataset.ref));

/** What the map draws, in its order, by its own account. */
export const drawn = (page) => page.$eval('#map', (m) => (m.dataset.drawn === '' ? [] : m.dataset.drawn.split(' ')));

/** The marks that are in the document, without checkpoints. */
export const marks = (page) => page.$$eval('.pin:not(.checkpoints)', (pins) => pins.map((p) => p.dataset.ref));

/** What has the focus: its id, or its data-ref, or its tag. */
export const focused = (page) =>
  page.evaluate(
    () => document.activeElement?.id || document.activeElement?.dataset.ref || document.activeElement?.tagName,
  );

export const address = (page) => page.evaluate(() => location.pathname + location.search);
