import { beijing, dayTime, duration } from '../clock.ts';
import { type Lang, type Messages, word } from '../i18n.ts';
import { reasonOf } from '../say.ts';
import type { Look } from '../status.ts';
import type { Times, Verdict } from './routes.ts';
import type { GateWords } from './view.ts';

/** How a verdict looks: the shapes of the ports' states, for the same kinds of news. */
export function lookOfVerdict(v: Verdict): Look {
  switch (v.kind) {
    case 'makes-it':
      return 'open';
    case 'misses':
      return 'soon';
    case 'closed':
      return 'closed';
    case 'cannot-promise':
      return v.reason === 'sources-disagree' ? 'conflict' : 'unknown';
    default:
      return 'day';
  }
}

/** What the words of a verdict need besides it. */
export interface Saying {
  g: GateWords;
  t: Messages;
  lang: Lang;
  now: number;
}

/** A verdict in words: makes it by 1 h 40, misses by 25 min, closed until Tue, cannot promise and why. */
export function sayVerdict(v: Verdict, s: Saying, clocks: readonly Times<'until'>[] = []): string {
  const { g, t, lang } = s;
  const by = v.by_s === null ? '' : duration(v.by_s * 1000, lang);
  switch (v.kind) {
    case 'makes-it':
      return by ? g.makes(by) : g.makesAnyway;
    case 'misses':
      return g.misses(by);
    case 'closed':
      return v.until ? g.closedUntil(byClock(clocks, 'until', v.until, s)) : g.closed;
    case 'cannot-promise':
      return g.cannot(
        word(g.doubts, v.reason ?? '') === v.reason ? reasonOf(v.reason, t) : word(g.doubts, v.reason ?? ''),
      );
    case 'no-crossing':
      return g.noCrossing;
    default:
      return g.untimed;
  }
}

/** An instant by one clock: Beijing's, by which the page goes, or where that is none of those given, the first. */
export function byClock<K extends string>(clocks: readonly Times<K>[], key: K, instant: string, s: Saying): string {
  const clock = clocks.find((c) => c.zone === beijing.zone) ?? clocks[0] ?? { zone: beijing.zone, name: 'Beijing' };
  return byClocks([{ zone: clock.zone, name: clock.name, [key]: instant } as Times<K>], key, s);
}

/** One of the times of something by each of its clocks: "Thu 12:08 Beijing · 10:08 Bishkek"; '' where it has none. */
export function byClocks<K extends string>(clocks: readonly Times<K>[], key: K, s: Saying): string {
  let day = '';
  return clocks
    .flatMap((c) => {
      const instant = c[key];
      if (!instant) return [];
      const text = dayTime(Date.parse(instant), c.zone, s.now, s.lang);
      const own = text.slice(0, -6);
      const shown = own === day ? text.slice(-5) : text;
      day = own;
      const name = word(s.t.zoneNames, c.name);
      return [s.lang === 'zh' ? `${name} ${shown}` : `${shown} ${name}`];
    })
    .join(' · ');
}
