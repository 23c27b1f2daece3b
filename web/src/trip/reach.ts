import { html, nothing, type TemplateResult } from 'lit-html';
import { duration } from '../clock.ts';
import { distance } from '../format.ts';
import { ltr } from '../panel/link.ts';
import { program } from '../panel/program.ts';
import { share } from './exports.ts';
import { tripReaders } from './link.ts';
import type { View } from './view.ts';

/** How far to go, and from here or to here. */
export function reachOptions({ w, planner, state }: View): TemplateResult {
  const { reverse } = state.page.trip;
  const choice = (value: boolean, label: string) => html`<label
    ><input type="radio" name="reverse" .checked=${reverse === value} @change=${() => planner.change({ reverse: value })} /><span>${label}</span></label
  >`;
  const change = (e: Event) => {
    const input = e.target as HTMLInputElement;
    const read = tripReaders.min?.(
      input.value
        .replace(/[\s，、;]+/g, ',')
        .replace(/,+/g, ',')
        .replace(/^,|,$/g, ''),
    );
    input.setCustomValidity(read ? '' : w.badLimits);
    if (read?.minutes) planner.change({ minutes: read.minutes });
    else input.reportValidity();
  };
  return html`${state.page.trip.before ? nothing : html`<fieldset class="choice"><legend>${w.direction}</legend>${choice(false, w.outward)} ${choice(true, w.inward)}</fieldset>`}
    <label class="limits"
      ><span>${w.limits}</span>
      <input type="text" inputmode="numeric" autocomplete="off" aria-describedby="limits-hint" .value=${planner.minutes.join(', ')} @change=${change} />
      <span class="quiet" id="limits-hint">${w.limitsHint}</span></label
    >`;
}

/** The bands that were found, the nearest first; their colours are those of the map. */
export function reached(v: View, note: unknown): TemplateResult | typeof nothing {
  const { w, state } = v;
  const { answer } = state.desk;
  if (!answer.reach) return nothing;
  const all = answer.reach.features;
  return html`<section class=${answer.status === 'asking' ? 'old' : ''}>
      <ul class="bands">
        ${all.map(
          (f, i) => html`<li>
            <svg class="band" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><rect class=${`band-${toneOf(i, all.length)}`} x="1" y="1" width="22" height="14" rx="3" /></svg>
            <span>${w.within(duration((f.properties.minutes ?? 0) * 60e3, state.lang))}</span>
            <span class="quiet">${ltr(w.reached(distance(f.properties.road_m)))}</span>
          </li>`,
        )}
      </ul>
      <p class="quiet">${note}</p>
      <p class="choices">${share(v)}</p>
    </section>
    ${program(v, answer.path, null)}`;
}

/** Which of six tones a band has: the nearest is the darkest. */
export const toneOf = (i: number, n: number): number => (n <= 1 ? 0 : Math.round((i * 5) / (n - 1)));
