import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Field, overlaps, placeLabels, type Rect, spread } from '../../src/map/place.ts';
import { random } from './random.ts';

const rect = (next: () => number): Rect => {
  const [left, top] = [next() * 800 - 100, next() * 600 - 100];
  return { left, top, right: left + 1 + next() * 150, bottom: top + 1 + next() * 60 };
};

test('a field knows what is free as a look at every rectangle does', () => {
  const next = random(6);
  for (let round = 0; round < 50; round++) {
    const field = new Field();
    const all: Rect[] = [];
    for (let i = 0; i < 60; i++) {
      const r = rect(next);
      assert.equal(
        field.free(r),
        all.every((other) => !overlaps(r, other)),
      );
      field.add(r);
      all.push(r);
    }
  }
});

test('no label covers another, or what was there before', () => {
  const next = random(7);
  const before = Array.from({ length: 20 }, () => rect(next));
  const field = new Field();
  for (const r of before) field.add(r);
  const wishes = Array.from({ length: 300 }, (_, i) => ({
    x: next() * 800,
    y: next() * 600,
    width: 20 + next() * 80,
    height: 15,
    gap: i % 5 === 0 ? 0 : 7,
    centred: i % 5 === 0,
  }));
  const placed = placeLabels(wishes, field).filter((r): r is Rect => r !== null);
  assert.ok(placed.length > 50, `${placed.length} were placed`);
  for (const [i, a] of placed.entries()) {
    for (const b of [...placed.slice(i + 1), ...before]) assert.ok(!overlaps(a, b));
  }
});

test('the first label gets its place', () => {
  const wish = { x: 100, y: 100, width: 50, height: 10, gap: 5, centred: false };
  const [a, b] = placeLabels([wish, wish], new Field());
  assert.deepEqual(a, { left: 105, top: 95, right: 155, bottom: 105 });
  assert.deepEqual(b, { left: 45, top: 95, right: 95, bottom: 105 });
});

test('marks on one place are moved apart, the first not at all', () => {
  const spots = Array.from({ length: 12 }, () => ({ x: 50, y: 50, size: 24 }));
  const moved = spread(spots);
  assert.deepEqual(moved[0], { dx: 0, dy: 0 });
  for (const [i, a] of moved.entries()) {
    for (const b of moved.slice(i + 1)) assert.ok(Math.abs(a.dx - b.dx) >= 24 || Math.abs(a.dy - b.dy) >= 24);
  }
});

test('marks with room stay where they are', () => {
  const spots = Array.from({ length: 30 }, (_, i) => ({ x: 40 * i, y: 10, size: 28 }));
  assert.ok(spread(spots).every(({ dx, dy }) => dx === 0 && dy === 0));
});
