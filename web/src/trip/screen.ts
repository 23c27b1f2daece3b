import { html, nothing, type TemplateResult } from 'lit-html';
import { hub } from '../region.ts';
import { type Context, itemOf } from '../state.ts';
import { writePage } from '../url.ts';
import { exports } from './exports.ts';
import { heights } from './heights.ts';
import { leave } from './leave.ts';
import { options } from './options.ts';
import { type Planner, placeOfItem } from './planner.ts';
import { reached, reachOptions } from './reach.ts';
import { sheet } from './sheet.ts';
import { passages, steps } from './steps.ts';
import { change, stops } from './stops.ts';
import { type GateView, gates, gateView, type View } from './view.ts';
import { notes, ways } from './ways.ts';
import { words } from './words.ts';

/** A plan or a reach; null while its words are on their way. */
export function screen(c: Context, planner: Planner): TemplateResult | null {
  const w = words.of(c.state.lang);
  if (!w) return null;
  const v: View = { ...c, w, planner };
  const { screen } = c.state.page;
  return screen === 'reach' ? reach(v) : screen === 'compare' ? compare(v) : plan(v);
}

/** What says of borders what there is to say, once it is there. */
const through = (v: View, what: (v: GateView, here: NonNullable<typeof gates.here>) => unknown): unknown => {
  const gv = gateView(v);
  return gv && gates.here ? what(gv, gates.here) : nothing;
};

function compare(v: View): TemplateResult {
  const { w, planner, state } = v;
  const { answer } = state.desk;
  return html`<article class="feature trip" data-answer=${answer.status}>
    <header><div><h2 id="selected" tabindex="-1">${through(v, ({ g }) => g.compare)}</h2></div></header>
    ${stops(v)} ${told(v, w.asking, answer.options ? `${answer.options.length}` : '')} ${through(v, (g, here) => html`${here.resting(g)} ${here.excluded(g)}`)}
    ${answer.path === '' ? html`<p class="quiet pad">${through(v, ({ g }) => g.compareHint)}</p>` : nothing}
    ${leave(v)} ${trouble(v, w.failed)} ${through(v, (g, here) => here.comparison(g))} ${options(v)}
    ${planner.route ? heights(v) : nothing} ${sheet(v)}
  </article>`;
}

function plan(v: View): TemplateResult {
  const { w, planner, state } = v;
  const { answer } = state.desk;
  const { route } = planner;
  return html`<article class="feature trip" data-answer=${answer.status}>
    <header><div><h2 id="selected" tabindex="-1">${w.plan}</h2></div></header>
    ${stops(v)} ${ways(v)} ${through(v, (g, here) => html`${here.timing(g)} ${here.resting(g)} ${here.excluded(g)}`)}
    ${told(v, w.asking, answer.routes ? (answer.routes.routes.length === 1 ? w.oneWay : w.waysFound(answer.routes.routes.length)) : '')}
    ${answer.path === '' ? examples(v) : nothing} ${trouble(v, w.failed)} ${change(v)} ${leave(v)} ${options(v)}
    ${route ? html`${through(v, (g, here) => here.crossings(g))} ${heights(v)} ${passages(v)} ${steps(v)} ${notes(v)} ${exports(v, route)}` : nothing} ${sheet(v)}
  </article>`;
}

function reach(v: View): TemplateResult {
  const { w, state } = v;
  const { answer } = state.desk;
  return html`<article class="feature trip" data-answer=${answer.status}>
    <header><div><h2 id="selected" tabindex="-1">${w.reach}</h2></div></header>
    ${state.page.trip.before ? nothing : stops(v)} ${through(v, (g, here) => here.beforeChoice(g))} ${reachOptions(v)} ${options(v)}
    ${told(v, w.askingReach, '')} ${through(v, (g, here) => html`${here.resting(g)} ${here.excluded(g)}`)}
    ${answer.path === '' ? html`<p class="quiet pad">${w.reachHint}</p>` : nothing}
    ${
      state.page.trip.before
        ? through(v, (g, here) => here.beforeReached(g))
        : reached(
            v,
            through(v, ({ g }) => (state.page.t === null ? w.reachNote : g.reachTimed)),
          )
    }
    ${trouble(v, w.failedReach)} ${sheet(v)}
  </article>`;
}

/** Tells those who do not see it what is going on. */
function told({ state }: View, asking: string, found: string): TemplateResult {
  const { status } = state.desk.answer;
  return html`<p class=${status === 'asking' ? 'quiet pad' : 'hidden'} role="status">
    ${status === 'asking' ? asking : status === 'ready' ? found : ''}
  </p>`;
}

/** What to ask, for who has not asked yet. */
function examples({ w, planner, state, base }: View): TemplateResult {
  const from = itemOf(state.data, hub);
  const start = from && placeOfItem(from);
  const ports = (state.data.features.ports ?? []).slice(0, 3);
  const address = (name: string, at: [number, number, number?]) =>
    writePage({
      ...state.page,
      trip: {
        ...state.page.trip,
        stops: [
          { at: start ? [start[0], start[1]] : null, name: from?.feature.properties.name as string },
          { at: [at[0], at[1]], name },
        ],
      },
    });
  if (!start || planner.stops.some((s) => s.at)) return html`<p class="quiet pad">${w.pickHint}</p>`;
  return html`<div class="pad">
    <p class="quiet">${w.pickHint}</p>
    <p class="quiet">${w.examples}</p>
    <ul class="links">
      ${ports.flatMap((f) => {
        const item = itemOf(state.data, { collection: 'ports', id: f.id });
        const at = item && placeOfItem(item);
        const name = String(f.properties.name ?? f.id);
        return at
          ? [
              html`<li><a href=${base + address(name, at)} data-go="">${`${from?.feature.properties.name} – ${name}`}</a></li>`,
            ]
          : [];
      })}
    </ul>
  </div>`;
}

/** Why there is nothing, and the way out. */
function trouble({ w, t, planner, state }: View, title: string): TemplateResult | typeof nothing {
  const p = state.desk.answer.problem;
  if (!p) return nothing;
  const swapped = p.code === 'coordinates-swapped';
  const swap = () => planner.change({ stops: planner.stops.map((s) => (s.at ? { ...s, at: [s.at[1], s.at[0]] } : s)) });
  return html`<div class="trouble" role="alert">
    <p><strong>${title}</strong></p>
    ${p.code === 'off-road' ? html`<p>${w.offRoad}</p>` : nothing}
    <p lang="en">${p.detail ?? p.title}</p>
    ${
      swapped
        ? html`<button type="button" class="button" @click=${swap}>${w.fixSwapped}</button>`
        : p.status === 0 || p.status >= 500
          ? html`<button type="button" class="button" @click=${() => planner.retry()}>${t.retry}</button>`
          : nothing
    }
  </div>`;
}
