import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learn, messages } from '../../src/i18n.ts';
import { enGates } from '../../src/lang/en_gates.ts';
import { zhGates } from '../../src/lang/zh_gates.ts';
import { beforePath, comparePath, routePath, type Times, type Verdict } from '../../src/trip/routes.ts';
import { plainHours } from '../../src/trip/suppose.ts';
import { noTrip } from '../../src/trip/trip.ts';
import { byClocks, lookOfVerdict, type Saying, sayVerdict } from '../../src/trip/verdict.ts';

await Promise.all([learn('en'), learn('zh')]);
const now = Date.parse('2026-11-26T01:00:00Z');
const saying = (lang: 'en' | 'zh'): Saying => ({ g: lang === 'zh' ? zhGates : enGates, t: messages(lang), lang, now });
const of = (kind: Verdict['kind'], part: Partial<Verdict> = {}): Verdict => ({
  kind,
  port: 'torugart',
  checkpoint: 'torugart-topa',
  by_s: null,
  until: null,
  reason: null,
  text: '',
  ...part,
});

const verdicts: [Verdict, string, string][] = [
  [of('makes-it', { by_s: 6000 }), 'Makes it by 1\u00a0h 40\u00a0min', '赶得上，余 1小时40分钟'],
  [of('makes-it'), 'Makes it: open, and no closing sets a limit', '赶得上：开放，且没有关闭时限'],
  [of('misses', { by_s: 1500 }), 'Misses by 25\u00a0min', '晚 25分钟'],
  [
    of('closed', { until: '2026-12-01T02:00:00Z' }),
    'Closed until Tue\u00a010:00 Beijing',
    '关闭至 北京 周二\u00a010:00',
  ],
  [of('closed'), 'Closed, and nobody says until when', '关闭，何时开放没有来源说明'],
  [
    of('cannot-promise', { reason: 'hours-unpublished' }),
    'Cannot promise: hours not published',
    '无法保证：开放时间未公布',
  ],
  [
    of('cannot-promise', { reason: 'service-unknown' }),
    'Cannot promise: how long it takes is not published',
    '无法保证：办理用时未公布',
  ],
  [of('cannot-promise', { reason: 'closed-day' }), 'Cannot promise: not a working day', '无法保证：非工作日'],
  [of('no-crossing'), 'Crosses no border', '不经过边境'],
];

for (const [v, en, zh] of verdicts) {
  test(`a verdict in words: ${en}`, () => {
    assert.equal(sayVerdict(v, saying('en')), en);
    const said = sayVerdict(v, saying('zh'));
    if (v.reason !== 'closed-day') assert.equal(said, zh);
    else assert.match(said, /^无法保证：[\u3400-\u9fff]+$/);
  });
}

test('what cannot be promised never looks as if it were', () => {
  const looks = verdicts.map(([v]) => [v.kind, lookOfVerdict(v)]);
  for (const [kind, look] of looks) assert.equal(look === 'open', kind === 'makes-it');
});

test('a time is told by each clock, the day again only where it is another', () => {
  const clocks: Times<'arrive'>[] = [
    { zone: 'Asia/Shanghai', name: 'Beijing', arrive: '2026-11-27T01:08:00+08:00' },
    { zone: 'Asia/Bishkek', name: 'Bishkek', arrive: '2026-11-26T23:08:00+06:00' },
  ];
  assert.equal(byClocks(clocks, 'arrive', saying('en')), 'Fri\u00a001:08 Beijing · Thu\u00a023:08 Bishkek');
  assert.equal(byClocks([{ ...clocks[0], arrive: null } as Times<'arrive'>], 'arrive', saying('en')), '');
});

test('hours are taken as people write them', () => {
  assert.equal(plainHours('10:00–19:30'), 'Mo-Su 10:00-19:30');
  assert.equal(plainHours('10：00 至 19：30'), 'Mo-Su 10:00-19:30');
  assert.equal(plainHours('Mo-Fr 10:00-19:30; PH off'), 'Mo-Fr 10:00-19:30; PH off');
});

test('what is supposed and left out is asked by the API’s names', () => {
  const asked = {
    trip: {
      ...noTrip,
      arrive: true,
      exclude: ['karasu'],
      assume: { torugart: { hours: 'Mo-Su 10:00-19:30', service: 40 } },
    },
    mode: 'truck' as const,
    t: '2026-11-26T09:00+08:00',
    lang: 'en' as const,
  };
  const ends: [number, number][] = [
    [76, 39],
    [75, 40],
  ];
  const query = (path: string) => new URLSearchParams(path.slice(path.indexOf('?')));
  const route = query(routePath(ends, asked));
  assert.equal(route.get('arrive_by'), '2026-11-26T09:00+08:00');
  assert.equal(route.get('depart_at'), null);
  assert.equal(route.get('exclude_ports'), 'karasu');
  assert.deepEqual(JSON.parse(route.get('assume_hours') ?? ''), { torugart: 'Mo-Su 10:00-19:30' });
  assert.deepEqual(JSON.parse(route.get('assume_service') ?? ''), { torugart: 40 });
  assert.equal(route.get('assume_queue'), null);
  assert.equal(query(comparePath(ends, asked)).get('depart_at'), '2026-11-26T09:00+08:00');
  const before = beforePath('torugart', 'CN-KG', [60], asked);
  assert.match(before, /^\/v1\/ports\/torugart\/reach\?direction=CN-KG&minutes=60&/);
  assert.equal(query(before).get('at'), '2026-11-26T09:00+08:00');
});
