import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layers } from '../../src/layers.ts';
import { modes, ways } from '../../src/status.ts';
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

/** A page of every kind, with text that an address has to escape. */
function anyPage(next: () => number): Page {
  const word = () =>
    Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, [...'ab-/?&=#% +,:中ё"\'<'])).join('');
  const maybe = <T>(value: () => T): T | null => (next() < 0.5 ? value() : null);
  const degrees = (limit: number) => Number(((next() * 2 - 1) * limit).toFixed(6));
  return {
    selection: maybe(() => ({
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
