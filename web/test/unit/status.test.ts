import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learn, messages } from '../../src/i18n.ts';
import { cut } from '../../src/panel/lanes.ts';
import { inWords, onClocks, restOf } from '../../src/say.ts';
import { isOld, lookOf, nextClosures, noHours, oldestWord, type Status, statusOf } from '../../src/status.ts';

const plain = (s: string) => s.replaceAll('\u00a0', ' ');
const now = Date.parse('2026-03-04T12:00:00+08:00');
const t = await learn('en');
await learn('zh');

const base: Status = {
  port: 'karasu',
  mode: 'truck',
  direction: 'CN-TJ',
  at: '2026-03-04T04:00:00Z',
  state: 'open',
  day: 'open',
  label: null,
  reason: null,
  checkpoint: 'karasu-site',
  until: '2026-03-04T11:00:00Z',
  next_open: '2026-03-05T04:00:00Z',
  next_change: '2026-03-04T11:00:00Z',
  clocks: [
    { zone: 'Asia/Shanghai', name: 'Beijing' },
    { zone: 'Asia/Dushanbe', name: 'Dushanbe' },
  ],
  sides: [],
  confidence: 'scheduled',
  as_of: '2026-03-01',
  age_s: 3 * 86400,
  claims: [
    {
      id: 'r',
      kind: 'rule',
      state: 'open',
      day: 'open',
      confidence: 'scheduled',
      as_of: null,
      note: null,
      sources: [],
    },
  ],
};
const closed: Partial<Status> = {
  state: 'closed',
  until: '2026-03-05T04:00:00Z',
  next_change: '2026-03-05T04:00:00Z',
  reason: 'outside-hours',
};

test('each state has a look of its own', () => {
  const look = (part: Partial<Status>) => lookOf({ ...base, ...part }, now);
  assert.equal(look({}), 'open');
  assert.equal(look({ until: '2026-03-04T05:40:00Z' }), 'soon');
  assert.equal(look(closed), 'closed');
  assert.equal(look({ ...closed, label: 'season-closed' }), 'season');
  assert.equal(look({ ...closed, label: 'cargo-only' }), 'cargo');
  assert.equal(look({ state: 'unknown', until: null }), 'day');
  assert.equal(look({ state: 'unknown', day: 'unknown', until: null }), 'unknown');
  assert.equal(look({ state: 'conflict', until: null }), 'conflict');
  assert.equal(look({ next_change: '2026-03-04T04:00:00Z' }), 'unknown', 'what was to change has changed');
});

test('it says until when, on both clocks, or when next', () => {
  const said = (part: Partial<Status>, lang: 'en' | 'zh' = 'en') =>
    plain(inWords({ ...base, ...part }, now, lang, messages(lang)));
  assert.equal(said({}), 'Open until Wed 19:00 Beijing · 16:00 Dushanbe');
  assert.equal(
    said({ until: '2026-03-04T05:40:00Z' }),
    'Closes soon until Wed 13:40 Beijing · 10:40 Dushanbe (in 1 h 40 min)',
  );
  assert.equal(said(closed), 'Closed opens Thu 12:00 Beijing · 09:00 Dushanbe, in 1 d');
  assert.equal(
    said({ ...closed, next_open: null }),
    'Closed until Thu 12:00 Beijing · 09:00 Dushanbe, then it is not known',
  );
  assert.equal(
    said({ state: 'unknown', until: null, next_change: '2026-03-06T16:00:00Z' }),
    'Open day hours not published; open days until Sat 00:00 Beijing · Fri 21:00 Dushanbe',
  );
  assert.equal(
    said({ state: 'unknown', until: null, next_change: '2027-01-01T16:00:00Z' }),
    'Open day hours not published',
    'of a change that is far off, nothing',
  );
  assert.equal(said({ state: 'conflict', until: null, reason: 'sources-disagree' }), 'Conflicting sources disagree');
  assert.equal(said({}, 'zh'), '开放 至 北京 周三 19:00 · 杜尚别 16:00');
  assert.equal(restOf({ ...base, next_change: '2026-03-04T03:00:00Z' }, now, 'en', t), t.notRefreshed);
  assert.equal(plain(onClocks(now, base.clocks, now, 'en', t)), 'Wed 12:00 Beijing · 09:00 Dushanbe');
});

test('a word is old after two days of a notice, two weeks of a rule, or without a date', () => {
  const claim = base.claims[0] as Status['claims'][number];
  assert.equal(isOld(base), false);
  assert.equal(isOld({ ...base, age_s: 15 * 86400 }), true);
  assert.equal(isOld({ ...base, claims: [{ ...claim, kind: 'notice' }] }), true);
  assert.equal(isOld({ ...base, as_of: null, age_s: null }), true);
  assert.equal(isOld({ ...base, as_of: '2026-03-09', age_s: null }), false, 'of a word that is newer than the instant');
  assert.equal(isOld({ ...base, claims: [] }), false);
  const undated = { ...base, as_of: null, age_s: null };
  assert.equal(oldestWord([base, null, undated]), 0);
  assert.equal(oldestWord([{ ...base, age_s: 15 * 86400 }, undated, { ...base, age_s: 90 * 86400 }]), 90 * 86400);
});

test('the status is that of the way, and an airport has one for both', () => {
  const h = {
    ...noHours,
    all: [base, { ...base, direction: 'TJ-CN' }, { ...base, port: 'airport', direction: null }],
  };
  assert.equal(statusOf(h, 'karasu', 'CN', 'out')?.direction, 'CN-TJ');
  assert.equal(statusOf(h, 'karasu', 'CN', 'in')?.direction, 'TJ-CN');
  assert.equal(statusOf(h, 'airport', 'CN', 'in')?.port, 'airport');
  assert.equal(statusOf(h, 'bedel', 'CN', 'in'), null);
});

test('the bar shows two days, and what looks the same in one piece', () => {
  const span = (start: string, end: string, state: 'open' | 'closed') => ({
    start,
    end,
    state,
    day: 'open' as const,
    reason: null,
    notice: false,
  });
  const pieces = cut(
    [
      span('2026-03-01T00:00:00Z', '2026-03-04T05:00:00Z', 'closed'),
      span('2026-03-04T05:00:00Z', '2026-03-04T06:00:00Z', 'open'),
      span('2026-03-04T06:00:00Z', '2026-03-04T08:00:00Z', 'open'),
      span('2026-03-04T08:00:00Z', '2026-03-09T08:00:00Z', 'closed'),
      span('2026-03-09T08:00:00Z', '2026-03-10T08:00:00Z', 'open'),
    ],
    now,
  );
  const hours = pieces.map((p) => [(p.start - now) / 3600e3, (p.end - now) / 3600e3, p.look]);
  assert.deepEqual(hours, [
    [0, 1, 'closed'],
    [1, 4, 'open'],
    [4, 48, 'closed'],
  ]);
});

test('closures that are over are not next', () => {
  const closure = (end: string) => ({ start: '2026-03-01T00:00:00Z', end, reason: null, notice: true });
  const calendar = {
    combined: [],
    sides: [],
    closures: ['2026-03-02', '2026-03-05', '2026-03-06', '2026-03-07'].map((d) => closure(`${d}T00:00:00Z`)),
  };
  assert.deepEqual(
    nextClosures(calendar, now, 2).map((k) => k.end.slice(0, 10)),
    ['2026-03-05', '2026-03-06'],
  );
});
