import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit-html';
import { distance, metres } from '../format.ts';
import { ltr } from '../panel/link.ts';
import { type Height, heightAt, joined } from './along.ts';
import type { View } from './view.ts';

/** The picture's measures, in its own units. */
const wide = 344;
const high = 132;
const left = 40;
const bottom = 22;
const top = 12;

/** The heights along the way, and a place on it that goes with the map's. */
export function heights(v: View): TemplateResult | typeof nothing {
  const { w, planner, state } = v;
  const { ruler } = planner;
  const list = state.desk.heights?.list;
  if (!ruler || ruler.length <= 0 || !list) return nothing;
  if (list.length === 0)
    return html`<section class="heights"><h3>${w.heights}</h3><p class="unknown">${w.noHeights}</p></section>`;
  const frame = frameOf(list, ruler.length);
  const { along } = state.desk;
  const said = along === null ? '' : say(v, list, along, ruler.length);
  const move = (e: PointerEvent) => {
    const box = (e.currentTarget as Element).getBoundingClientRect();
    const x = ((e.clientX - box.left) / box.width) * wide;
    planner.point(Math.min(1, Math.max(0, (x - left) / (wide - left - 6))) * ruler.length);
  };
  return html`<section class="heights">
    <h3>${w.heights}</h3>
    <div
      class="profile"
      role="slider"
      tabindex="0"
      aria-label=${w.pointAlong}
      aria-valuemin="0"
      aria-valuemax=${Math.round(ruler.length / 1000)}
      aria-valuenow=${Math.round((along ?? 0) / 1000)}
      aria-valuetext=${say(v, list, along ?? 0, ruler.length)}
      @pointermove=${move}
      @pointerdown=${move}
      @pointerleave=${() => planner.point(null)}
      @blur=${() => planner.point(null)}
      @keydown=${(e: KeyboardEvent) => keys(e, v, ruler.length)}
    >
      <svg viewBox=${`0 0 ${wide} ${high}`} aria-hidden="true">
        ${grid(frame)} ${line(list, frame)}
        ${along === null ? nothing : svg`<path class="cursor" d=${`M${frame.x(along)} ${top - 4}V${high - bottom}`}/>`}
      </svg>
    </div>
    <p class="readout">${said === '' ? html`<span class="quiet">${w.heightsNote}</span>` : ltr(said)}</p>
    <details class="table">
      <summary>${w.heightsTable}</summary>
      <table>
        <thead><tr><th scope="col">${w.distance}</th><th scope="col">${w.heights}</th></tr></thead>
        <tbody>${sample(list).map((h) => html`<tr><td dir="ltr">${distance(h.along)}</td><td dir="ltr">${metres(h.metres)}</td></tr>`)}</tbody>
      </table>
    </details>
  </section>`;
}

const say = ({ w }: View, list: Height[], along: number, length: number): string => {
  const height = heightAt(list, along, length);
  return w.alongAt(distance(along), height === null ? w.heightUnknown : metres(height));
};

/** At most forty lines of a table. */
const sample = (list: Height[]): Height[] => {
  const step = Math.ceil(list.length / 40);
  return list.filter((_, i) => i % step === 0 || i === list.length - 1);
};

interface Frame {
  x(along: number): number;
  y(metres: number): number;
  low: number;
  up: number;
  step: number;
  length: number;
}

function frameOf(list: Height[], length: number): Frame {
  const all = list.map((h) => h.metres);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const step = most - least > 1600 ? 1000 : most - least > 600 ? 500 : 100;
  const low = Math.floor((least - step / 4) / step) * step;
  const up = Math.max(low + step, Math.ceil((most + step / 10) / step) * step);
  return {
    x: (along) => left + (along / length) * (wide - left - 6),
    y: (m) => high - bottom - ((m - low) / (up - low)) * (high - bottom - top),
    low,
    up,
    step,
    length,
  };
}

function grid({ x, y, low, up, step, length }: Frame): SVGTemplateResult[] {
  const out: SVGTemplateResult[] = [];
  for (let m = low; m <= up; m += step)
    out.push(
      svg`<path class="rule" d=${`M${left} ${y(m)}H${wide - 6}`}/><text x=${left - 5} y=${y(m) + 3.5} text-anchor="end">${metres(m).slice(0, -2)}</text>`,
    );
  const km = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((k) => length / 1000 / k <= 6) ?? 2000;
  for (let k = 0; k * 1000 <= length; k += km)
    out.push(svg`<text x=${x(k * 1000)} y=${high - 7} text-anchor="middle">${k}${k === 0 ? ' km' : ''}</text>`);
  return out;
}

/** A line where heights are near enough to each other, dashes where they only join what is known, and dots where they are few. */
function line(list: Height[], { x, y }: Frame): SVGTemplateResult[] {
  let known = '';
  let guess = '';
  for (const [i, h] of list.entries()) {
    const before = list[i - 1];
    const here = `${x(h.along).toFixed(1)} ${y(h.metres).toFixed(1)}`;
    if (!before) continue;
    const from = `M${x(before.along).toFixed(1)} ${y(before.metres).toFixed(1)}L${here}`;
    if (joined(before, h)) known += from;
    else guess += from;
  }
  const few = list.length <= 60;
  return [
    svg`<path class="guess" d=${guess}/><path class="known" d=${known}/>`,
    ...(few ? list.map((h) => svg`<circle cx=${x(h.along)} cy=${y(h.metres)} r="3"/>`) : []),
  ];
}

function keys(e: KeyboardEvent, { planner, state }: View, length: number): void {
  const by = (e.shiftKey ? 0.1 : 0.01) * length;
  const at = state.desk.along ?? 0;
  const to: Record<string, number> = {
    ArrowRight: at + by,
    ArrowUp: at + by,
    ArrowLeft: at - by,
    ArrowDown: at - by,
    PageUp: at + 0.1 * length,
    PageDown: at - 0.1 * length,
    Home: 0,
    End: length,
  };
  const next = to[e.key];
  if (next === undefined) return;
  e.preventDefault();
  planner.point(Math.min(length, Math.max(0, next)));
}
