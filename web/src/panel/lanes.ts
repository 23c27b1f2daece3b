import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit-html';
import { dayTime, wallOf } from '../clock.ts';
import { word } from '../i18n.ts';
import { wordOf } from '../say.ts';
import type { Context } from '../state.ts';
import { type Interval, type Look, plainLook, type Status } from '../status.ts';

/** How long the bar is, and how wide: in milliseconds, and in units of its picture. */
const span = 48 * 3600e3;
const wide = 344;
const label = 66;
const high = 16;
const top = 30;

interface Lane {
  name: string;
  intervals: Interval[];
}

/** The next two days of a port: each side, and when both let one through. */
export function lanes(c: Context, s: Status, now: number): TemplateResult | typeof nothing {
  const { t, state } = c;
  const timetable = state.timetable;
  if (!timetable?.calendar) return nothing;
  const { calendar, from } = timetable;
  const all: Lane[] = [
    ...calendar.sides.map((side) => ({ name: word(t.countries, side.country), intervals: side.intervals })),
    ...(calendar.sides.length > 1 ? [{ name: t.bothSides, intervals: calendar.combined }] : []),
  ];
  const bottom = top + all.length * (high + 5);
  return html`<h4>${t.days48}</h4>
    <svg class="lanes" viewBox=${`0 0 ${wide} ${bottom + (s.clocks.length > 1 ? 30 : 4)}`} role="img" aria-label=${t.days48}>
      ${patterns} ${axis(c, s, 0, from, bottom)} ${s.clocks.length > 1 ? axis(c, s, 1, from, bottom) : nothing}
      ${all.map((lane, i) => row(lane, i, from))}
      <path class="now" d=${`M${x(now, from)} ${top - 6}V${bottom}`} />
    </svg>
    ${key(c, all, from)} ${table(c, s, all, from, now)}`;
}

const x = (at: number, from: number) => label + ((at - from) / span) * (wide - label);

const patterns = svg`<defs>
  <pattern id="p-closed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6"/></pattern>
  <pattern id="p-day" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="2.5" cy="2.5" r="1"/></pattern>
  <pattern id="p-conflict" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0l6 6M6 0l-6 6"/></pattern>
</defs>`;

function row({ name, intervals }: Lane, i: number, from: number): SVGTemplateResult {
  const y = top + i * (high + 5);
  const seen = cut(intervals, from);
  return svg`<text class="lane" x="0" y=${y + high - 4}>${name}</text>
    ${seen.map((s) => svg`<rect class="seg ${s.look}" x=${x(s.start, from)} y=${y} width=${x(s.end, from) - x(s.start, from)} height=${high}/>`)}`;
}

interface Piece {
  start: number;
  end: number;
  look: Look;
}

/** The part of intervals that the bar shows, those that look the same in one. */
export function cut(intervals: Interval[], from: number): Piece[] {
  const out: Piece[] = [];
  for (const i of intervals) {
    const piece = {
      start: Math.max(Date.parse(i.start), from),
      end: Math.min(Date.parse(i.end), from + span),
      look: plainLook(i),
    };
    if (piece.start >= piece.end) continue;
    const last = out.at(-1);
    if (last && last.look === piece.look && last.end === piece.start) last.end = piece.end;
    else out.push(piece);
  }
  return out;
}

/** The hours of one clock: the first above the lanes, the second below. */
function axis({ state, t }: Context, s: Status, which: number, from: number, bottom: number): SVGTemplateResult {
  const clock = s.clocks[which];
  if (!clock) return svg``;
  const y = which === 0 ? 11 : bottom + 22;
  const hour = which === 0 ? 23 : bottom + 10;
  const ticks: SVGTemplateResult[] = [];
  for (let at = Math.ceil(from / 3600e3) * 3600e3; at <= from + span; at += 3600e3) {
    const w = wallOf(at, clock.zone);
    const h = Number(w.time.slice(0, 2));
    if (h % 6 !== 0 || w.time.slice(3) !== '00' || x(at, from) > wide - 8) continue;
    const midnight = h === 0;
    ticks.push(svg`<text class="hour" x=${x(at, from)} y=${hour}>${midnight ? '0' : h}</text>`);
    if (midnight && which === 0) ticks.push(svg`<path class="tick" d=${`M${x(at, from)} ${top - 4}V${bottom}`}/>`);
    if (h === 12)
      ticks.push(
        svg`<text class="hour day" x=${x(at, from)} y=${y}>${dayTime(at, clock.zone, at, state.lang).slice(0, -6)}</text>`,
      );
  }
  return svg`<text class="lane zone" x="0" y=${hour}>${word(t.zoneNames, clock.name)}</text>${ticks}`;
}

/** What the patterns mean: of those that are there. */
function key({ t }: Context, all: Lane[], from: number): TemplateResult {
  const looks = [...new Set(all.flatMap((l) => cut(l.intervals, from).map((p) => p.look)))];
  return html`<ul class="key" aria-hidden="true">
    ${looks.map((look) => html`<li><svg class="lanes" viewBox="0 0 20 12" width="20" height="12"><rect class=${`seg ${look}`} x="0.5" y="0.5" width="19" height="11"/></svg>${wordOf(look, null, t)}</li>`)}
  </ul>`;
}

/** The same to read: a line for each time at which a lane changes. */
function table({ state, t }: Context, s: Status, all: Lane[], from: number, now: number): TemplateResult {
  const cuts = all.map((l) => cut(l.intervals, from));
  const times = [...new Set(cuts.flatMap((c) => c.map((p) => p.start)))].sort((a, b) => a - b);
  const clocks = s.clocks.slice(0, 2);
  return html`<details class="table">
    <summary>${t.asTable}</summary>
    <table>
      <thead>
        <tr>${clocks.map((k) => html`<th scope="col">${t.from}, ${word(t.zoneNames, k.name)}</th>`)}${all.map((l) => html`<th scope="col">${l.name}</th>`)}</tr>
      </thead>
      <tbody>
        ${times.map(
          (at) => html`<tr>
            ${clocks.map((k) => html`<td dir="ltr">${dayTime(at, k.zone, now, state.lang)}</td>`)}
            ${cuts.map((c) => html`<td>${wordOf(c.findLast((p) => p.start <= at)?.look ?? 'unknown', null, t)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
