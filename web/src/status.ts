/** What one crosses with. */
export const modes = ['truck', 'car', 'bus', 'foot'] as const;
export type Mode = (typeof modes)[number];

/** Out of the country that names the ports, or into it. */
export const ways = ['out', 'in'] as const;
export type Way = (typeof ways)[number];

export type Openness = 'open' | 'closed' | 'unknown' | 'conflict';

/** What a clock on a wall shows at the instants of a status. */
export interface Clock {
  zone: string;
  name: string;
}

export interface Origin {
  title: string;
  publisher: string | null;
  published: string | null;
  url: string | null;
}

/** What a rule or a notice says. */
export interface Claim {
  id: string;
  kind: 'rule' | 'notice';
  state: Openness;
  day: Openness;
  confidence: string;
  as_of: string | null;
  note: string | null;
  sources: Origin[];
}

export interface Side {
  country: string;
  state: Openness;
  day: Openness;
  reason: string | null;
  checkpoint: string | null;
  until: string | null;
}

/** A port at an instant, for a mode and a direction. */
export interface Status {
  port: string;
  mode: Mode;
  direction: string | null;
  at: string;
  state: Openness;
  day: Openness;
  label: string | null;
  reason: string | null;
  checkpoint: string | null;
  until: string | null;
  next_open: string | null;
  next_change: string | null;
  clocks: Clock[];
  sides: Side[];
  confidence: string | null;
  as_of: string | null;
  age_s: number | null;
  claims: Claim[];
}

export interface Interval {
  start: string;
  end: string;
  state: Openness;
  day: Openness;
  reason: string | null;
  notice: boolean;
}

export interface Closure {
  start: string;
  end: string;
  reason: string | null;
  notice: boolean;
}

/** When a port is open, for a mode and a direction. */
export interface PairCalendar {
  combined: Interval[];
  sides: { country: string; intervals: Interval[] }[];
  closures: Closure[];
}

/** What is known of the ports' hours now, or at the instant looked at. */
export interface Hours {
  /** none: the server knows no hours. */
  status: 'none' | 'loading' | 'ready' | 'failed';
  all: Status[];
  /** The instant of the answer, and when it came, by the page's own clock. */
  at: number;
  received: number;
  /** The last attempt to refresh failed. */
  late: boolean;
}

export const noHours: Hours = { status: 'loading', all: [], at: 0, received: 0, late: false };

/** The calendar of the port that is looked at. */
export interface Timetable {
  key: string;
  from: number;
  status: 'asking' | 'ready' | 'failed';
  calendar: PairCalendar | null;
}

/** What time it is by the server's clock: that of the last answer, and what has gone by since. */
export const nowOf = (h: Hours, moving: boolean): number => h.at + (moving ? performance.now() - h.received : 0);

/** The status of a port for a way: an airport has none. */
export function statusOf(h: Hours, port: string, country: string, way: Way): Status | null {
  const goes = (d: string | null) =>
    d === null || (way === 'out' ? d.startsWith(`${country}-`) : d.endsWith(`-${country}`));
  return h.all.find((s) => s.port === port && goes(s.direction)) ?? null;
}

/** How a status looks: a shape and a colour each, and a word. */
export type Look = 'open' | 'soon' | 'closed' | 'cargo' | 'season' | 'day' | 'unknown' | 'conflict';

/** How long before closing an open port looks as if it closed soon, in milliseconds. */
const soon = 2 * 3600e3;

export function lookOf(s: Status, now: number): Look {
  // What was to change has changed, and nobody has said into what.
  if (s.next_change && now >= Date.parse(s.next_change)) return 'unknown';
  if (s.label === 'season-closed') return 'season';
  if (s.label) return 'cargo';
  switch (s.state) {
    case 'open':
      return s.until && Date.parse(s.until) - now <= soon ? 'soon' : 'open';
    case 'unknown':
      return s.day === 'open' ? 'day' : 'unknown';
    default:
      return s.state;
  }
}

/** The look of an interval, or of a side, which has no label. */
export const plainLook = (s: { state: Openness; day: Openness }): Look =>
  s.state === 'unknown' && s.day === 'open' ? 'day' : s.state;

/** How old a word may be before it is called old, in seconds: a notice two days, a rule two weeks. */
const limits = { notice: 2 * 86400, rule: 14 * 86400 };

/** Whether the word that decides is old, or has no date. */
export function isOld(s: Status): boolean {
  const [first] = s.claims;
  if (!first) return false;
  return s.age_s === null ? s.as_of === null : s.age_s > limits[first.kind];
}

/** How old the oldest of the words is that are old, in seconds; 0 where none is, or all are without a date. */
export const oldestWord = (all: (Status | null)[]): number =>
  Math.max(0, ...all.map((s) => (s && isOld(s) ? (s.age_s ?? 0) : 0)));

/** The closures that are not over, the next ones first. */
export const nextClosures = (calendar: PairCalendar, now: number, most: number): Closure[] =>
  calendar.closures.filter((k) => Date.parse(k.end) > now).slice(0, most);
