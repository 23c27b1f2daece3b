import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Feature } from '../../src/feature.ts';
import type { MapModel } from '../../src/map/model.ts';
import { labelsOf } from '../../src/map/names.ts';

const lake = (id: string, properties: Record<string, unknown>): Feature =>
  ({ type: 'Feature', id, geometry: { type: 'Point', coordinates: [75, 40] }, properties }) as Feature;

test('a lake that the ground names has no second name', () => {
  const places = [
    lake('chatyr-kul', { name: 'Chatyr-Kul', kind: 'lake', rank: 8, lake: 'chatyr-kul' }),
    lake('baisha-lake', { name: 'Baisha Lake', kind: 'lake', rank: 8 }),
  ];
  const shown = (ground: string[]) =>
    labelsOf({ lang: 'en', items: [], places, layers: new Set(['places']), ground } as unknown as MapModel).map(
      (l) => l.text,
    );
  assert.deepEqual(shown(['rivers', 'lakes']), ['Baisha Lake']);
  assert.deepEqual(shown(['countries']), ['Chatyr-Kul', 'Baisha Lake']);
});
