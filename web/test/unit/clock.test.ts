import assert from 'node:assert/strict';
import { test } from 'node:test';
import { age, beijing, dayTime, duration, fullTime, isInstant, localValue, wallOf } from '../../src/clock.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');
const noon = Date.parse('2026-03-04T12:00:00+08:00'); // a Wednesday

test('the wall shows what it shows there, whatever the zone of the browser', () => {
  assert.deepEqual(wallOf(noon, 'Asia/Shanghai'), { year: 2026, month: 3, day: 4, weekday: 3, time: '12:00' });
  assert.deepEqual(wallOf(noon, 'Asia/Karachi'), { year: 2026, month: 3, day: 4, weekday: 3, time: '09:00' });
  assert.equal(wallOf(Date.parse('2026-03-04T00:00:00+08:00'), 'Asia/Shanghai').time, '00:00');
  assert.equal(wallOf(Date.parse('2026-03-03T20:30:00Z'), 'Asia/Shanghai').day, 4);
});

test('a time has its weekday, and far away its date', () => {
  assert.equal(plain(dayTime(noon, beijing.zone, noon, 'en')), 'Wed 12:00');
  assert.equal(plain(dayTime(noon + 7 * 86400e3, beijing.zone, noon, 'en')), 'Wed 11 Mar 12:00');
  assert.equal(plain(dayTime(noon + 400 * 86400e3, beijing.zone, noon, 'en')), 'Thu 8 Apr 2027 12:00');
  assert.equal(plain(dayTime(noon + 7 * 86400e3, beijing.zone, noon, 'zh')), '3月11日周三 12:00');
  assert.equal(plain(fullTime(Date.parse('2025-10-04T09:00:00+08:00'), beijing.zone, 'en')), 'Sat 4 Oct 2025, 09:00');
});

test('durations and ages are short', () => {
  const said = (ms: number) => plain(duration(ms, 'en'));
  assert.equal(said(0), '0 min');
  assert.equal(said(40 * 60e3), '40 min');
  assert.equal(said(100 * 60e3), '1 h 40 min');
  assert.equal(said(2 * 3600e3), '2 h');
  assert.equal(said(26 * 3600e3), '1 d 2 h');
  assert.equal(said(-5), '0 min');
  assert.equal(duration(100 * 60e3, 'zh'), '1小时40分钟');
  assert.equal(plain(age(86400, 'en')), '1 day');
  assert.equal(plain(age(59 * 86400, 'en')), '59 days');
  assert.equal(plain(age(160 * 86400, 'en')), '5 months');
  assert.equal(plain(age(800 * 86400, 'en')), '2 years');
  assert.equal(age(160 * 86400, 'zh'), '5个月');
});

test('an instant has an offset', () => {
  for (const good of ['2026-03-04T12:00+08:00', '2026-03-04T12:00:00Z', '1999-12-31T23:59:59-04:30'])
    assert.ok(isInstant(good), good);
  for (const bad of [
    '2026-03-04',
    '2026-03-04T12:00',
    '2026-13-04T12:00Z',
    '1800-01-01T00:00Z',
    '2300-01-01T00:00Z',
    'now',
    '',
  ])
    assert.ok(!isInstant(bad), bad);
});

test('the picker goes by Beijing’s clock', () => {
  assert.equal(localValue(noon), '2026-03-04T12:00');
  assert.equal(Date.parse(`${localValue(noon)}${beijing.offset}`), noon);
});
