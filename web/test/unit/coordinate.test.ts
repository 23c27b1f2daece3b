import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCoordinates } from '../../src/coordinate.ts';
import type { Box } from '../../src/feature.ts';
import { random } from './random.ts';

const region: Box = { west: 66, south: 34, east: 82, north: 44 };

const good: [typed: string, lon: number, lat: number, swapped: boolean][] = [
  ['39.47, 75.99', 75.99, 39.47, false],
  ['39.47 75.99', 75.99, 39.47, false],
  ['39.47，75.99', 75.99, 39.47, false],
  ['75.99, 39.47', 75.99, 39.47, true],
  ['75.99 39.47', 75.99, 39.47, true],
  ['geo:39.47,75.99', 75.99, 39.47, false],
  ['39.47N 75.99E', 75.99, 39.47, false],
  ['75.99E, 39.47N', 75.99, 39.47, false],
  ['N39.47 E75.99', 75.99, 39.47, false],
  ['39.47° N, 75.99° E', 75.99, 39.47, false],
  [`40°33'06" N 75°23'38" E`, 75 + 23 / 60 + 38 / 3600, 40 + 33 / 60 + 6 / 3600, false],
  ['40°33′06″ N, 75°23′38″ E', 75 + 23 / 60 + 38 / 3600, 40 + 33 / 60 + 6 / 3600, false],
  [`40° 33.1' N 75° 23.6' E`, 75 + 23.6 / 60, 40 + 33.1 / 60, false],
  ['-33.9, 18.4', 18.4, -33.9, false],
  ['33.9S 18.4W', -18.4, -33.9, false],
  ['120.5, 30.2', 120.5, 30.2, true],
];

for (const [typed, lon, lat, swapped] of good) {
  test(`${typed} is a position`, () => {
    const read = readCoordinates(typed, region);
    assert.ok(read);
    assert.ok(
      Math.abs(read.position[0] - lon) < 1e-9 && Math.abs(read.position[1] - lat) < 1e-9,
      String(read.position),
    );
    assert.equal(read.swapped, swapped);
  });
}

for (const typed of [
  '',
  'Torugart',
  '39.47',
  '39.47, 75.99, 3',
  '200, 300',
  '39.47N 75.99N',
  '40°61 75',
  'G315',
  'N39N 75E',
  '1234.5 6',
]) {
  test(`${typed || 'nothing'} is none`, () => assert.equal(readCoordinates(typed, region), null));
}

test('what is written either way is read back, for 5,000 positions of the region', () => {
  const next = random(4);
  for (let i = 0; i < 5000; i++) {
    const lon = Number((66 + 16 * next()).toFixed(5));
    const lat = Number((34 + 10 * next()).toFixed(5));
    assert.deepEqual(readCoordinates(`${lat}, ${lon}`, region), { position: [lon, lat], swapped: false });
    assert.deepEqual(readCoordinates(`${lon} ${lat}`, region), { position: [lon, lat], swapped: true });
  }
});
