import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layers } from '../../src/layers.ts';
import { modes, ways } from '../../src/status.ts';
import { nameOfStop } from '../../src/trip/link.ts';
import { avoidable, hazards, type Measure, measures, noTrip, screens, type Trip } from '../../src/trip/trip.ts';
import { emptyPage, type Page, readPage, themes, writePage } from '../../src/url.ts';
import { pick, random } from './random.ts';

const split = (address: string): [string, string] => {
  const i = address.indexOf('?');
  return i < 0 ? [address, ''] : [address.slice(0, i), address.slice(i)];
};
const read = (address: string) => readPage(...split(address));

test('an address says what the page shows', () => {
  const { page, faults } = read(
    '/port/torugart?lang=zh&theme=dark&map=7.5/39.2/75.4&layers=ports,roads&q=osh&near=75.99,39.47&mode=bus&dir=in&t=2025-10-04T09:00+08:00',
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(page, {
    selection: { collection: 'ports', id: 'torugart' },
    screen: null,
    trip: noTrip,
    lang: 'zh',
    theme: 'dark',
    layers: new Set(['ports', 'roads']),
    view: { zoom: 7.5, lat: 39.2, lon: 75.4 },
    q: 'osh',
    near: [75.99, 39.47],
    mode: 'bus',
    way: 'in',
    t: '2025-10-04T09:00+08:00',
    rest: [],
  });
});

test('an address says what is planned', () => {
  const { page, faults } = read(
    '/plan?mode=truck&w=75.98951,39.47066~Kashgar;;75.32747,40.55118~Torugart%20post&v=height_m:4.2,weight_t:30&hazmat=any&avoid=unpaved,toll&pick=2',
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(page.trip, {
    ...noTrip,
    stops: [
      { at: [75.98951, 39.47066], name: 'Kashgar' },
      { at: null, name: '' },
      { at: [75.32747, 40.55118], name: 'Torugart post' },
    ],
    vehicle: { height_m: 4.2, weight_t: 30 },
    hazmat: 'any',
    avoid: ['toll', 'unpaved'],
    pick: 1,
  });
  assert.deepEqual(read('/reach?w=76,39&min=240,60&reverse=true').page.trip.minutes, [60, 240]);
  // What is asked of a way means nothing elsewhere, and stays.
  assert.deepEqual(read('/?w=76,39').page.rest, [['w', '76,39']]);
});

test('the shortest address is the whole gateway', () => {
  assert.equal(writePage(emptyPage), '/');
  assert.deepEqual(read('/').page, emptyPage);
});

const bad = [
  ['/port', 'path'],
  ['/port/', 'path'],
  ['/port/a/b', 'path'],
  ['/constructor/x', 'path'],
  ['/port/%E0%A4%A', 'path'],
  ['/?lang=xx', 'lang'],
  ['/?lang=toString', 'lang'],
  ['/?theme=blue', 'theme'],
  ['/?layers=ports,nothing', 'layers'],
  ['/?map=7/39', 'map'],
  ['/?map=7/39/75/1', 'map'],
  ['/?map=7/91/75', 'map'],
  ['/?map=-1/39/75', 'map'],
  ['/?map=a/b/c', 'map'],
  ['/?map=1e1/39/75', 'map'],
  ['/?mode=boat', 'mode'],
  ['/?dir=CN-KG', 'dir'],
  ['/?t=2025-10-04T09:00', 't'],
  ['/?t=now', 't'],
  ['/?near=75.99', 'near'],
  ['/?near=75.99,', 'near'],
  ['/?near=NaN,39', 'near'],
] as const;

for (const [address, parameter] of bad) {
  test(`${address} is ignored, and named`, () => {
    const { page, faults } = read(address);
    assert.deepEqual(
      faults.map((f) => f.parameter),
      [parameter],
    );
    assert.deepEqual(page, emptyPage);
  });
}

test('a position that is none is left for the server to explain', () => {
  assert.deepEqual(read('/?near=39.47,175.99').page.near, [39.47, 175.99]);
});

test('parameters of others stay, in their order, and again', () => {
  const address = '/?utm_source=a%20b&f=html&utm_source=c&lang=zh';
  assert.deepEqual(read(address).page.rest, [
    ['utm_source', 'a b'],
    ['f', 'html'],
    ['utm_source', 'c'],
  ]);
  assert.equal(writePage(read(address).page), address);
});

test('a parameter given twice counts once', () => {
  const { page } = read('/?lang=zh&lang=en');
  assert.equal(page.lang, 'zh');
  assert.deepEqual(page.rest, [['lang', 'en']]);
});

const badTrips = [
  ['w', '75.99'],
  ['w', '75.99,39.47,1'],
  ['w', '200,39'],
  ['w', '~Kashgar'],
  ['w', 'a,b'],
  ['w', ';'.repeat(12)],
  ['v', 'height_m:0'],
  ['v', 'height_m:99'],
  ['v', 'toString:1'],
  ['v', 'height_m'],
  ['hazmat', 'much'],
  ['avoid', 'toll,cities'],
  ['pick', '0'],
  ['pick', '9'],
  ['min', '0'],
  ['min', '721'],
  ['min', '1,2,3,4,5,6,7'],
  ['reverse', '1'],
  ['by', 'noon'],
  ['before', 'A B'],
  ['exclude', 'karasu,'],
  ['assume', '{'],
  ['assume', '[]'],
  ['assume', '{"torugart":{}}'],
  ['assume', '{"torugart":{"hours":""}}'],
  ['assume', '{"torugart":{"service":-1}}'],
  ['assume', '{"torugart":{"colour":"red"}}'],
] as const;

for (const [name, value] of badTrips) {
  test(`a plan’s ${name}=${value} is ignored, and named`, () => {
    const { page, faults } = read(`/plan?${name}=${value}`);
    assert.deepEqual(faults, [{ parameter: name, value }]);
    assert.deepEqual(page.trip, noTrip);
  });
}

/** A page of every kind, with text that an address has to escape. */
function anyPage(next: () => number): Page {
  const word = () =>
    Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, [...'ab-/?&=#% +,:中ё"\'<'])).join('');
  const maybe = <T>(value: () => T): T | null => (next() < 0.5 ? value() : null);
  const degrees = (limit: number) => Number(((next() * 2 - 1) * limit).toFixed(6));
  const screen = next() < 0.4 ? pick(next, screens) : null;
  const trip = (): Trip => ({
    stops: Array.from({ length: Math.floor(next() * 5) }, () =>
      next() < 0.3 ? { at: null, name: '' } : { at: [degrees(180), degrees(90)], name: nameOfStop(word()) },
    ),
    vehicle: Object.fromEntries(
      Object.entries(measures)
        .filter(() => next() < 0.4)
        .map(([m, most]) => [m as Measure, Number((0.01 + next() * (most - 0.01)).toFixed(2))]),
    ),
    hazmat: pick(next, hazards),
    avoid: avoidable.filter(() => next() < 0.3),
    pick: Math.floor(next() * 4),
    minutes: [...new Set(Array.from({ length: Math.floor(next() * 6) }, () => 1 + Math.floor(next() * 720)))].sort(
      (a, b) => a - b,
    ),
    reverse: next() < 0.5,
    arrive: next() < 0.5,
    before: maybe(() => pick(next, ['torugart', 'karasu', 'a-1'])),
    exclude: ['torugart', 'karasu'].filter(() => next() < 0.3),
    assume: Object.fromEntries(
      ['torugart', 'torugart-topa']
        .filter(() => next() < 0.3)
        .map((id) => [id, { hours: word(), service: Math.floor(next() * 90) }]),
    ),
  });
  return {
    screen,
    trip: screen ? trip() : noTrip,
    selection: screen
      ? null
      : maybe(() => ({
          collection: pick(next, ['ports', 'passes', 'sections', 'roads', 'places', 'zones', 'checkpoints']),
          id: word(),
        })),
    lang: maybe(() => pick(next, ['en', 'zh'] as const)),
    theme: maybe(() => pick(next, themes)),
    layers: new Set(next() < 0.5 ? layers : layers.filter(() => next() < 0.5)),
    view: maybe(() => ({ zoom: Number((next() * 13).toFixed(2)), lat: degrees(90), lon: degrees(180) })),
    q: next() < 0.5 ? '' : word(),
    near: maybe(() => [degrees(180), degrees(90)]),
    mode: pick(next, modes),
    way: pick(next, ways),
    t: maybe(
      () =>
        `${2000 + Math.floor(next() * 99)}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}T0${Math.floor(next() * 10)}:30+0${Math.floor(next() * 10)}:00`,
    ),
    rest: next() < 0.5 ? [] : [[`x${word()}`, word()]],
  };
}

test('what is written is read back, for 20,000 pages', () => {
  const next = random(1);
  for (let i = 0; i < 20_000; i++) {
    const page = anyPage(next);
    const address = writePage(page);
    const back = read(address);
    assert.deepEqual(back.page, page, address);
    assert.deepEqual(back.faults, [], address);
    assert.equal(writePage(back.page), address);
  }
});

test('an address survives a browser', () => {
  const next = random(2);
  for (let i = 0; i < 2000; i++) {
    const page = anyPage(next);
    if (page.selection && /^\.+$/.test(page.selection.id)) continue;
    const url = new URL(writePage(page), 'http://localhost');
    assert.deepEqual(readPage(url.pathname, url.search).page, page, url.href);
  }
});

test('any text is an address that reads without an exception', () => {
  const next = random(3);
  for (let i = 0; i < 5000; i++) {
    const text = Array.from({ length: 30 }, () => pick(next, [...'/?&=%,.-0123456789abmapnear中'])).join('');
    const { page } = read(`/${text}`);
    assert.deepEqual(read(writePage(page)).page, page, text);
  }
});
