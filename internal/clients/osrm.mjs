// Drives Leaflet Routing Machine, as it is, in Chromium against a server of
// ours: plans a route, drags its end elsewhere, and prints what it shows.
//
//   node osrm.mjs NODE_MODULES SERVICE lon,lat lon,lat lon,lat
import { createRequire } from 'node:module';

const [modules, service, ...places] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
const errors = [];
page.on('pageerror', (e) => errors.push(String(e)));
// The page is of another origin, as a page that uses a service mostly is.
await page.setContent('<div id="map" style="width:900px;height:700px"></div>');
await page.addScriptTag({ path: require.resolve('leaflet') });
await page.addStyleTag({ path: require.resolve('leaflet/dist/leaflet.css') });
await page.addScriptTag({ path: require.resolve('leaflet-routing-machine/dist/leaflet-routing-machine.js') });
const shown = await page.evaluate(
  ([service, places]) =>
    new Promise((done) => {
      const { L } = window;
      const [from, to, other] = places.map((p) => p.split(',').map(Number)).map(([lon, lat]) => L.latLng(lat, lon));
      const map = L.map('map').setView(from, 7);
      const results = [];
      const control = L.Routing.control({
        waypoints: [from, to],
        router: L.Routing.osrmv1({ serviceUrl: `${service}/osrm/route/v1`, profile: 'driving' }),
        showAlternatives: true,
      }).addTo(map);
      control.on('routesfound', (e) => {
        const [r] = e.routes;
        results.push({ name: r.name, distance: r.summary.totalDistance, time: r.summary.totalTime, points: r.coordinates.length, said: r.instructions.map((i) => i.text ?? i.type), steps: r.instructions.length });
        if (results.length === 1) control.setWaypoints([from, other]);
        else setTimeout(() => done({ results, listed: document.querySelectorAll('.leaflet-routing-alt tr').length, drawn: document.querySelectorAll('path.leaflet-interactive').length }), 300);
      });
      control.on('routingerror', (e) => done({ error: e.error }));
      setTimeout(() => done({ error: 'nothing within 20 s' }), 20000);
    }),
  [service, places],
);
if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
console.log(JSON.stringify({ ...shown, errors }));
await browser.close();
