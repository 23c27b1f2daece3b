import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Feature, Position } from '../../src/feature.ts';
import { noData } from '../../src/load.ts';
import { farSide } from '../../src/panel/go.ts';
import {
  distanceOf,
  heightAt,
  heightsAlong,
  metresBetween,
  positionAt,
  type Ruler,
  rulerOf,
  thinned,
} from '../../src/trip/along.ts';
import { geojson, gpx, kml } from '../../src/trip/files.ts';
import { tomorrow } from '../../src/trip/leave.ts';
import { type Route, reachPath, routePath } from '../../src/trip/routes.ts';
import { insertStop, noTrip, positionsOf, stopsOf, withStop } from '../../src/trip/trip.ts';
import { random } from './random.ts';

const route = (
  line: [number, number][],
  distances: number[],
  distance = distances.reduce((a, b) => a + b, 0),
): Route => ({
  distance,
  duration: 60,
  depart_at: null,
  arrive_at: null,
  geometry: { type: 'LineString', coordinates: line },
  highest: null,
  legs: [{ distance, duration: 60, summary: '', passages: [], steps: [], annotation: { distance: distances } }],
  notices: [],
});

test('a way is measured by its road and not as it is drawn', () => {
  const r = rulerOf(
    route(
      [
        [75, 40],
        [75.1, 40],
        [75.2, 40],
      ],
      [10_000, 30_000],
    ),
  );
  assert.deepEqual(r.metres, [0, 10_000, 40_000]);
  assert.deepEqual(
    positionAt(r, 25_000)?.map((n) => Number(n.toFixed(6))),
    [75.15, 40],
  );
  assert.deepEqual(positionAt(r, -5), [75, 40]);
  assert.deepEqual(positionAt(r, 1e9), [75.2, 40]);
});

test('without distances of its pieces a line is stretched to its length', () => {
  const r = rulerOf({
    ...route(
      [
        [75, 40],
        [75.1, 40],
        [75.3, 40],
      ],
      [],
      60_000,
    ),
  });
  assert.deepEqual(r.metres.map(Math.round), [0, 20_000, 60_000]);
});

test('distance and position are inverse to each other, for 2,000 places', () => {
  const next = random(4);
  for (let i = 0; i < 200; i++) {
    const line: Position[] = [[75, 40]];
    for (let k = 0; k < 12; k++) {
      const [lon, lat] = line.at(-1) as Position;
      line.push([lon + 0.01 + 0.05 * next(), lat + 0.02 * (next() - 0.5)]); // ever eastward: no loops
    }
    const pieces = line.slice(1).map(() => 500 + 5000 * next());
    const r = rulerOf(route(line as [number, number][], pieces));
    for (let k = 0; k < 10; k++) {
      const d = next() * r.length;
      const found = distanceOf(r, positionAt(r, d) as Position);
      assert.ok(Math.abs(found.along - d) < 1, `${found.along} for ${d}`);
      assert.ok(found.off < 1);
    }
  }
});

test('a short length on the ground is right to half a per cent', () => {
  // By Karney's geodesic: 0.1° east at 40° N is 8,539.4 m; 0.1° north there 11,103.9 m.
  assert.ok(Math.abs(metresBetween([75, 40], [75.1, 40]) / 8539.4 - 1) < 0.005);
  assert.ok(Math.abs(metresBetween([75, 40], [75, 40.1]) / 11_103.9 - 1) < 0.005);
});

test('heights stand where their points are on the road', () => {
  const r = rulerOf(
    route(
      [
        [75, 40],
        [75.1, 40],
        [75.2, 40],
      ],
      [10_000, 30_000],
    ),
  );
  const drawn = 2 * metresBetween([75, 40], [75.1, 40]);
  const heights = heightsAlong(r, {
    distance: drawn,
    heights: [
      { distance: 0, elevation_m: 1290, location: [75, 40] },
      { distance: drawn / 2, elevation_m: 2000, location: [75.1, 40] },
      { distance: 0.75 * drawn, elevation_m: 3000, location: [75.15, 40] },
    ],
    basis: '',
  });
  assert.deepEqual(
    heights.map((h) => Math.round(h.along)),
    [0, 10_000, 25_000],
  );
});

test('a height is only said where a source does', () => {
  const far = [
    { along: 0, metres: 1000 },
    { along: 50_000, metres: 3000 },
  ];
  assert.equal(heightAt(far, 25_000, 50_000), null);
  assert.equal(heightAt(far, 200, 50_000), 1000);
  assert.equal(heightAt(far, 49_800, 50_000), 3000);
  const dense = [
    { along: 0, metres: 1000 },
    { along: 1000, metres: 1100 },
  ];
  assert.equal(heightAt(dense, 500, 1000), 1050);
  assert.equal(heightAt([], 0, 1), null);
});

test('a long line is thinned, its ends stay', () => {
  const line = Array.from({ length: 10_001 }, (_, i): Position => [i / 1000, 0]);
  const few = thinned(line, 4000);
  assert.equal(few.length, 4000);
  assert.deepEqual([few[0], few.at(-1)], [line[0], line.at(-1)]);
});

const written = {
  name: 'A & B <c> "d"\u0001',
  stops: [{ at: [75, 40] as Position, name: 'A & B' }],
  route: route(
    [
      [75, 40],
      [75.1, 40.1],
    ],
    [10_000],
  ),
  note: '示意',
};

test('files hold the way, its stops and nothing that breaks them', () => {
  for (const text of [gpx(written), kml(written)]) {
    assert.doesNotMatch(text, /&(?!#\d+;)/);
    assert.ok(!text.includes('\u0001'));
    assert.match(text, /A &#38; B &#60;c&#62; &#34;d&#34;</);
    assert.match(text, /示意/);
  }
  assert.equal(gpx(written).match(/<trkpt lat="4/g)?.length, 2);
  assert.match(kml(written), /<coordinates>75,40 75.1,40.1<\/coordinates>/);
  const { features } = JSON.parse(geojson(written));
  assert.deepEqual(features[0].geometry.coordinates, written.route.geometry.coordinates);
  assert.deepEqual([features[0].properties.distance_m, features[1].properties.name], [10_000, 'A & B']);
});

test('stops are changed as a list', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name, i) => ({ at: [i, i] as Position, name }));
  if (!a || !b || !c) return assert.fail();
  assert.deepEqual(withStop([a, b], 1, c), [a, c]);
  assert.deepEqual(withStop([a, b, c], 1, null), [a, c]);
  assert.deepEqual(insertStop([a, b], 1, c), [a, c, b]);
  assert.equal(positionsOf([a, { at: null, name: '' }]), null);
  assert.deepEqual(positionsOf([a, b]), [
    [0, 0],
    [1, 1],
  ]);
  assert.equal(stopsOf('plan', noTrip).length, 2);
  assert.deepEqual(stopsOf('reach', { ...noTrip, stops: [a, b] }), [a]);
});

test('what is asked is asked of the API by its names', () => {
  const trip = {
    ...noTrip,
    vehicle: { height_m: 4.2 },
    hazmat: 'any' as const,
    avoid: ['toll' as const, 'ferry' as const],
  };
  const asked = { trip, mode: 'truck' as const, t: '2026-11-26T09:00+08:00', lang: 'zh' as const };
  assert.equal(
    routePath(
      [
        [75.98951, 39.47066, 1297],
        [75.3, 40.5],
      ],
      asked,
    ),
    '/v1/route?coordinates=75.98951,39.47066;75.3,40.5&profile=truck&height_m=4.2&hazmat=any&avoid=toll,ferry&depart_at=2026-11-26T09%3A00%2B08%3A00&alternatives=2&annotations=true&lang=zh',
  );
  assert.doesNotMatch(
    routePath(
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      { ...asked, t: null },
    ),
    /alternatives|depart_at/,
  );
  assert.match(
    reachPath([76, 39], [60, 120], { ...asked, trip: { ...trip, reverse: true } }),
    /minutes=60,120&.*&reverse=true$/,
  );
});

test('tomorrow is Beijing’s', () => {
  assert.equal(tomorrow(Date.parse('2026-11-25T15:59:00Z')), '2026-11-26T09:00+08:00');
  assert.equal(tomorrow(Date.parse('2026-11-25T16:01:00Z')), '2026-11-27T09:00+08:00');
});

test('the other side of a port is its post there, else a town near by', () => {
  const point = (id: string, lon: number, lat: number, properties: object): Feature => ({
    id,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { name: id, ...properties },
  });
  const port = point('p', 75, 40, { country: 'CN', neighbour: 'KG' });
  const item = { collection: 'ports' as const, id: 'p', feature: port };
  const posts = [
    point('gate', 75, 40, { port: 'p', seq: 1, country: 'CN' }),
    { ...point('nowhere', 0, 0, { port: 'p', seq: 2, country: 'KG' }), geometry: null },
    point('post', 75.1, 40.1, { port: 'p', seq: 3, country: 'KG' }),
  ];
  const places = [
    point('village', 75, 40.01, { country: 'KG', kind: 'village' }),
    point('town', 75.5, 40.3, { country: 'KG', kind: 'town' }),
    point('city', 75.1, 39.9, { country: 'CN', kind: 'city' }),
  ];
  assert.equal(farSide({ ...noData, features: { checkpoints: posts, places } }, item)?.id, 'post');
  assert.equal(farSide({ ...noData, features: { checkpoints: posts.slice(0, 2), places } }, item)?.id, 'town');
  assert.equal(
    farSide({ ...noData, features: { places: [point('far', 77, 42, { country: 'KG', kind: 'town' })] } }, item),
    null,
  );
});

const ruler: Ruler = { line: [[75, 40]], metres: [0], length: 0 };
test('a way of one place is no trouble', () => {
  assert.deepEqual(positionAt(ruler, 5), [75, 40]);
  assert.equal(distanceOf(ruler, [75, 40]).along, 0);
});
