import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box, Position } from '../../src/feature.ts';
import { boxOf, contains, middle, touches } from '../../src/geometry.ts';
import { random } from './random.ts';

test('a line touches a box as points along it say', () => {
  const next = random(8);
  const box: Box = { west: 3, south: 3, east: 6, north: 5 };
  for (let i = 0; i < 5000; i++) {
    const line: Position[] = Array.from({ length: 2 + Math.floor(next() * 3) }, () => [next() * 10, next() * 10]);
    const seen = along(line).some((p) => contains(box, p));
    const said = touches({ type: 'LineString', coordinates: line }, box);
    // Points along the line may step over a corner, never the other way round.
    if (seen) assert.ok(said, JSON.stringify(line));
    else if (said)
      assert.ok(
        along(line).some((p) => contains({ west: 2.98, south: 2.98, east: 6.02, north: 5.02 }, p)),
        JSON.stringify(line),
      );
  }
});

function along(line: Position[]): Position[] {
  return line.slice(1).flatMap((b, i) => {
    const a = line[i] as Position;
    return Array.from(
      { length: 1001 },
      (_, k): Position => [a[0] + (k / 1000) * (b[0] - a[0]), a[1] + (k / 1000) * (b[1] - a[1])],
    );
  });
}

test('a point touches a box that it is in, its edge too', () => {
  const box: Box = { west: 0, south: 0, east: 1, north: 1 };
  assert.ok(touches({ type: 'Point', coordinates: [1, 0] }, box));
  assert.ok(!touches({ type: 'Point', coordinates: [1.01, 0] }, box));
});

test('the middle of a line has as much before it as after', () => {
  assert.deepEqual(
    middle([
      [0, 0],
      [2, 0],
      [2, 2],
    ]),
    [2, 0],
  );
  assert.deepEqual(
    middle([
      [0, 0],
      [0, 4],
    ]),
    [0, 2],
  );
  assert.deepEqual(
    middle([
      [5, 5],
      [5, 5],
    ]),
    [5, 5],
  );
  assert.equal(middle([]), null);
});

test('the box around nothing is none', () => {
  assert.equal(boxOf([]), null);
  assert.deepEqual(
    boxOf([
      [1, 5],
      [-2, 7],
    ]),
    { west: -2, east: 1, south: 5, north: 7 },
  );
});
