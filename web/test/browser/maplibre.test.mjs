// MapLibre, which is not ours, draws our styles from our tiles, icons, letters
// and heights, on a page of another origin.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { launch, skip, start } from './harness.mjs';

const dist = path.dirname(createRequire(import.meta.url).resolve('maplibre-gl/dist/maplibre-gl.css'));
const types = { '.mjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

const page = `<!doctype html><link rel="stylesheet" href="/maplibre-gl.css">
<style>html, body, #map { margin: 0; width: 900px; height: 640px }</style><div id="map"></div>`;

/** Serves MapLibre's own files and an empty page. */
async function host() {
  const server = createServer(async (req, res) => {
    const name = path.basename(new URL(req.url, 'http://x').pathname);
    try {
      const body = name === '' ? page : await readFile(path.join(dist, name));
      res.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'text/html' }).end(body);
    } catch {
      res.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

describe('MapLibre draws our styles', { skip }, async () => {
  if (skip) return;
  const { origin } = await start();
  const at = await host();
  const browser = await launch(['--use-angle=swiftshader', '--enable-unsafe-swiftshader']);
  after(() => browser.close());
  for (const [style, lang] of [
    ['light', 'en'],
    ['dark', 'zh'],
  ]) {
    test(`${style}, ${lang}`, async (t) => {
      const tab = await browser.newPage({ viewport: { width: 900, height: 640 } });
      t.after(() => tab.close());
      const asked = new Set();
      const wrong = [];
      tab.on('response', (r) => {
        const url = new URL(r.url());
        if (url.origin !== origin) return;
        asked.add(url.pathname.split('/')[1]);
        if (r.status() >= 400) wrong.push(`${r.status()} ${url.pathname}`);
      });
      tab.on('pageerror', (e) => wrong.push(e.message));
      await tab.goto(at);
      const seen = await tab.evaluate(
        async ({ url }) => {
          const { Map: MapView } = await import('/maplibre-gl.mjs');
          const errors = [];
          const map = new MapView({
            container: 'map',
            style: url,
            center: [75.4, 39.9],
            zoom: 6,
            attributionControl: false,
            fadeDuration: 0,
            canvasContextAttributes: { preserveDrawingBuffer: true },
          });
          map.on('error', (e) => errors.push(String(e.error?.message ?? e.error)));
          await new Promise((done) => map.once('idle', done));
          const names = (layer) =>
            map
              .queryRenderedFeatures({ filter: ['has', 'id'] })
              .flatMap((f) => (f.sourceLayer === layer ? [f.properties.id] : []));
          const canvas = map.getCanvas();
          const copy = document.createElement('canvas');
          copy.width = canvas.width;
          copy.height = canvas.height;
          const context = copy.getContext('2d');
          context.drawImage(canvas, 0, 0);
          const colors = new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer));
          return { errors, ports: names('ports'), roads: names('roads').length, colors: colors.size };
        },
        { url: `${origin}/styles/${style}?lang=${lang}` },
      );
      if (process.env.SHOTS) await tab.screenshot({ path: path.join(process.env.SHOTS, `maplibre-${style}.png`) });
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(wrong, []);
      for (const port of ['torugart', 'irkeshtam']) assert.ok(seen.ports.includes(port), `${port} in ${seen.ports}`);
      assert.ok(seen.roads > 5, `${seen.roads} roads`);
      assert.ok(seen.colors > 200, `${seen.colors} colours`);
      assert.deepEqual([...asked].sort(), ['glyphs', 'sprites', 'styles', 'xyz']);
    });
  }
});
