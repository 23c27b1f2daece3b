import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compass, date, decimal, distance, integer, latLon, metres } from '../../src/format.ts';
import { periodOf } from '../../src/panel/statistics.ts';
import { random } from './random.ts';

/** No-break spaces are spaces, for the reader of the test. */
const plain = (s: string) => s.replaceAll('\u00a0', ' ');

test('numbers have commas, as Intl writes them', () => {
  const next = random(5);
  for (let i = 0; i < 2000; i++) {
    const n = Math.round(next() * 10 ** Math.floor(next() * 13));
    assert.equal(integer(n), new Intl.NumberFormat('en').format(n));
    const x = next() * 1e5;
    assert.equal(decimal(x, 2), new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(Number(x.toFixed(2))));
  }
});

test('distances', () => {
  for (const [m, text] of [
    [0, '0 m'],
    [150, '150 m'],
    [999.4, '999 m'],
    [999.6, '1 km'],
    [1500, '1.5 km'],
    [99_940, '99.9 km'],
    [99_960, '100 km'],
    [108_000, '108 km'],
    [1_234_567, '1,235 km'],
  ] as const) {
    assert.equal(plain(distance(m)), text);
  }
  assert.equal(plain(metres(4693)), '4,693 m');
});

test('a bearing is one of eight points', () => {
  assert.deepEqual([0, 22, 23, 90, 180, 315, 338, 359.9, 360, -45].map(compass), [0, 0, 1, 2, 4, 7, 0, 0, 0, 7]);
});

test('positions have latitude first', () => {
  assert.equal(plain(latLon(75.98951, 39.47066)), '39.47066° N, 75.98951° E');
  assert.equal(plain(latLon(-18.5, -33.9)), '33.9° S, 18.5° W');
});

test('dates are as exact as they are', () => {
  assert.deepEqual(
    ['1983', '2024-09', '2024-09-03', 'soon'].map((d) => plain(date(d, 'en'))),
    ['1983', 'Sep 2024', '3 Sep 2024', 'soon'],
  );
  assert.deepEqual(
    ['1983', '2024-09', '2024-09-03', 'soon'].map((d) => date(d, 'zh')),
    ['1983年', '2024年9月', '2024年9月3日', 'soon'],
  );
});

test('periods are as short as they may be', () => {
  const en = (a: string, b: string) => plain(periodOf(a, b, 'en'));
  assert.equal(en('2024-01-01', '2024-12-31'), '2024');
  assert.equal(en('2024-01-01', '2024-11-30'), 'Jan – Nov 2024');
  assert.equal(en('2024-02-01', '2024-02-29'), 'Feb 2024');
  assert.equal(en('2023-02-01', '2023-02-27'), '1 Feb 2023 – 27 Feb 2023');
  assert.equal(en('2023-11-01', '2024-01-31'), 'Nov 2023 – Jan 2024');
  assert.equal(en('2025-06-27', '2025-06-27'), '27 Jun 2025');
  assert.equal(periodOf('2024-01-01', '2024-11-30', 'zh'), '2024年1月 – 11月');
  assert.equal(periodOf('2023-11-01', '2024-01-31', 'zh'), '2023年11月 – 2024年1月');
});
