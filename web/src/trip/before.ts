import { html, nothing, type TemplateResult } from 'lit-html';
import { beijing, duration } from '../clock.ts';
import { nameOf } from '../feature.ts';
import { ltr } from '../panel/link.ts';
import { program } from '../panel/program.ts';
import { onClocks } from '../say.ts';
import { type Way, ways } from '../status.ts';
import { verdict } from './crossing.ts';
import { share } from './exports.ts';
import { toneOf } from './reach.ts';
import { suppose } from './suppose.ts';
import type { GateView } from './view.ts';

/** The port that is to be reached before it shuts, and which way it is crossed; or none. */
export function beforeChoice({ g, t, planner, state, act }: GateView): TemplateResult {
  const { before } = state.page.trip;
  const ports = (state.data.features.ports ?? []).filter((p) => typeof p.properties.neighbour === 'string');
  const chosen = (e: Event) => (e.target as HTMLSelectElement).value;
  return html`<div class="limits">
    <label
      ><span>${g.before}</span>
      <select id="before" @change=${(e: Event) => planner.change({ before: chosen(e) || null, reverse: false })}>
        <option value="" .selected=${before === null}>${g.noPort}</option>
        ${ports.map((p) => html`<option value=${p.id} .selected=${before === p.id}>${nameOf(p, state.lang).text}</option>`)}
      </select></label
    >
    ${
      before
        ? html`<label
            ><span>${t.way}</span>
            <select id="before-way" @change=${(e: Event) => act.patchPage({ way: chosen(e) as Way })}>
              ${ways.map((w) => html`<option value=${w} .selected=${state.page.way === w}>${t.ways[w]}</option>`)}
            </select></label
          >`
        : nothing
    }
  </div>`;
}

/** From where the port can still be reached: a band for each limit, with the time by which one has to leave. */
export function beforeReached(v: GateView): TemplateResult | typeof nothing {
  const { g, state, t } = v;
  const { answer } = state.desk;
  const found = answer.reach;
  if (!found?.verdict) return nothing;
  const clocks = found.crossing?.stops[0]?.clocks ?? [{ zone: beijing.zone, name: 'Beijing' }];
  const when = (text: string) => onClocks(Date.parse(text), clocks, v.now, state.lang, t);
  return html`<section class=${`before${answer.status === 'asking' ? ' old' : ''}`}>
      <p class="verdict">${verdict(v, found.verdict, { crossings: found.crossing ? [found.crossing] : [] })}</p>
      ${
        found.features.length === 0
          ? html`<p class="unknown">${g.noBands}</p>`
          : html`<ul class="bands">
                ${found.features.map(
                  (f, i) => html`<li>
                    <svg class="band" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><rect class=${`band-${toneOf(i, found.features.length)}`} x="1" y="1" width="22" height="14" rx="3" /></svg>
                    <span>${f.properties.leave_by ? ltr(g.leaveBandBy(when(f.properties.leave_by))) : g.noLatest}</span>
                    <span class="quiet">${ltr(duration((f.properties.minutes ?? 0) * 60e3, state.lang))}</span>
                  </li>`,
                )}
              </ul>
              <p class="quiet">${g.beforeNote}</p>`
      }
      ${suppose(v, { port: found.port ?? '', kind: 'port' })}
      <p class="choices take">${share(v)}</p>
    </section>
    ${program(v, answer.path, null)}`;
}
