import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Feature } from '../../src/feature.ts';
import { addHits, localHits } from '../../src/hits.ts';
import { noData } from '../../src/load.ts';
import { suggested } from '../../src/panel/nearest.ts';
import { makeIndex } from '../../src/search.ts';
import { chainOf, type Data, listOf, readKey, type State } from '../../src/state.ts';
import { emptyPage } from '../../src/url.ts';

const point = (id: string, lon: number, lat: number, properties = {}): Feature => ({
  id,
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { name: id, ...properties },
});

const data: Data = {
  ...noData,
  status: 'ready',
  features: {
    ports: [point('b', 75, 40), point('a', 80, 40)],
    passes: [point('p', 75, 39), { id: 'nowhere', geometry: null, properties: { name: 'nowhere' } }],
    checkpoints: [
      point('late', 75, 40, { port: 'b', seq: 2 }),
      point('early', 75, 40, { port: 'b', seq: 1 }),
      point('other', 75, 40, { port: 'a', seq: 1 }),
    ],
  },
};
const state = (part: Partial<State> = {}): State =>
  ({ page: emptyPage, data, inView: false, box: null, ...part }) as State;
const ids = (s: State) => listOf(s).map((g) => [g.group, g.items.map((i) => i.id), g.all]);

test('the list has the groups in order, each in the order of the server', () => {
  assert.deepEqual(ids(state()), [
    ['ports', ['b', 'a'], 2],
    ['passes', ['p', 'nowhere'], 2],
  ]);
});

test('a layer that is off takes its group with it', () => {
  assert.deepEqual(ids(state({ page: { ...emptyPage, layers: new Set(['passes']) } })), [
    ['passes', ['p', 'nowhere'], 2],
  ]);
});

test('only what is in view leaves out the rest, and what has no position', () => {
  const box = { west: 74, south: 38, east: 76, north: 41 };
  assert.deepEqual(ids(state({ inView: true, box })), [
    ['ports', ['b'], 2],
    ['passes', ['p'], 2],
  ]);
});

test('the list is the same object while nothing has changed', () => {
  assert.equal(listOf(state()), listOf(state()));
});

test('a chain is in its order', () => {
  assert.deepEqual(
    chainOf(data, 'b').map((i) => i.id),
    ['early', 'late'],
  );
});

test('keys are read strictly', () => {
  assert.deepEqual(readKey('ports/a/b'), { collection: 'ports', id: 'a/b' });
  for (const key of ['', 'ports', 'ports/', '/a', 'lakes/a']) assert.equal(readKey(key), null, key);
});

test('what the server finds is added once, and not more than fits', () => {
  const searchable = {
    ...data,
    index: makeIndex([{ collection: 'ports', id: 'b', feature: data.features.ports?.[0] as Feature }]),
  };
  const local = localHits(searchable, 'b');
  assert.equal(local.length, 1);
  const found = [
    point('ports/b', 0, 0),
    point('passes/p', 0, 0),
    point('lakes/x', 0, 0),
    ...Array.from({ length: 20 }, (_, i) => point(`places/${i}`, 1, 2)),
  ];
  const hits = addHits(searchable, local, found);
  assert.equal(hits.length, 8);
  assert.deepEqual(
    hits.slice(0, 3).map((h) => h.type),
    ['item', 'item', 'remote'],
  );
});

test('a position that is typed is the only hit', () => {
  assert.deepEqual(localHits(data, '39.47 75.99'), [{ type: 'position', at: [75.99, 39.47], swapped: false }]);
});

test('the position that the server suggests is read from its address', () => {
  assert.deepEqual(suggested('/v1/nearest?lat=39.47&lon=75.99&number=4'), [75.99, 39.47]);
  for (const address of [undefined, '', '/v1/nearest', '/v1/nearest?lon=a&lat=1'])
    assert.equal(suggested(address), null);
});
