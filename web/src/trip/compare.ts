import { html, nothing, type TemplateResult } from 'lit-html';
import { beijing, dayTime, duration } from '../clock.ts';
import { nameOf } from '../feature.ts';
import { distance, metres } from '../format.ts';
import { word } from '../i18n.ts';
import { ltr, named } from '../panel/link.ts';
import { program } from '../panel/program.ts';
import { itemOf } from '../state.ts';
import { writePage } from '../url.ts';
import { saying, verdict } from './crossing.ts';
import { share } from './exports.ts';
import type { Option } from './routes.ts';
import { byClocks } from './verdict.ts';
import type { GateView } from './view.ts';

/** Each port between two places, in the order of the answer: what can be promised first, by when one is through. */
export function comparison(v: GateView): TemplateResult | typeof nothing {
  const { g, planner, state } = v;
  const { answer } = state.desk;
  const all = answer.options;
  if (!all) return nothing;
  const picked = all.filter((o) => o.way)[planner.picked];
  return html`<section class=${answer.status === 'asking' ? 'old' : ''}>
      <table class="compare">
        <thead>
          <tr><th scope="col">${g.port}</th><th scope="col">${g.through}</th><th scope="col">${g.drive}</th><th scope="col">${g.highest}</th></tr>
        </thead>
        ${all.map((o) => row(v, o, all, o === picked))}
      </table>
      <p class="quiet">${g.compareNote}</p>
      <p class="choices take">${share(v)}</p>
    </section>
    ${program(v, answer.path, null)}`;
}

function row(v: GateView, o: Option, all: readonly Option[], on: boolean): TemplateResult {
  const { g, t, planner, state, base } = v;
  const item = itemOf(state.data, { collection: 'ports', id: o.port });
  const name = item ? nameOf(item.feature, state.lang) : { text: o.name, lang: 'en' };
  const i = all.filter((x) => x.way).indexOf(o);
  const through = o.clear_at ?? o.clear_earliest;
  const at = through && dayTime(Date.parse(through), beijing.zone, v.now, state.lang);
  const there = o.way ? byClocks(o.way.clocks, o.way.arrive_at ? 'arrive_at' : 'arrive_earliest', saying(v)) : '';
  const plan = {
    ...state.page,
    screen: 'plan' as const,
    trip: { ...state.page.trip, pick: 0, exclude: all.filter((x) => x !== o).map((x) => x.port) },
  };
  const steep = o.longest_steep_m !== null ? `${g.steep} ${distance(o.longest_steep_m)}` : '';
  const wait = o.wait_s >= 60 ? `${g.wait} ${duration(o.wait_s * 1000, state.lang)}` : '';
  return html`<tbody class=${on ? 'on' : ''} data-port=${o.port} @mouseenter=${() => i >= 0 && planner.pick(i)}>
    <tr>
      <th scope="row">${
        o.way
          ? html`<a href=${base + writePage(plan)} data-go="" title=${g.choose(name.text)} @focus=${() => planner.pick(i)}>${named(name)}</a>`
          : named(name)
      } ${o.direction ? html`<span class="quiet" dir="ltr">${o.direction}</span>` : nothing}</th>
      <td>${at ? ltr(o.clear_at ? at : g.earliestShort(at)) : g.nobodySays}</td>
      <td>${o.way ? ltr(duration(o.drive_s * 1000, state.lang)) : nothing}</td>
      <td>${o.way?.highest ? ltr(metres(o.way.highest.elevation_m)) : nothing}</td>
    </tr>
    <tr>
      <td colspan="4">
        ${o.why ? html`<span class="unknown">${word(g.why, o.why)}</span>` : o.way ? verdict(v, o.way.verdict, o.way) : nothing}
        <span class="quiet"
          >${[wait, steep, there && `${o.way?.arrive_at ? g.arrives : g.earliest} ${there}`, o.confidence && `${g.confidence}: ${word(t.confidences, o.confidence)}`].filter((x) => x).join(' · ')}</span
        >
      </td>
    </tr>
  </tbody>`;
}
