import { html, nothing, type TemplateResult } from 'lit-html';
import { age, beijing, duration, localValue } from '../clock.ts';
import { type Name, nameOf } from '../feature.ts';
import { date } from '../format.ts';
import { word } from '../i18n.ts';
import { lookSign } from '../icons.ts';
import { chip } from '../panel/chip.ts';
import { english, ltr, named, outLink } from '../panel/link.ts';
import { itemOf } from '../state.ts';
import { plainLook } from '../status.ts';
import type { Crossing, CrossingStop, Route, Stay, Verdict } from './routes.ts';
import { suppose } from './suppose.ts';
import { byClock, byClocks, lookOfVerdict, sayVerdict } from './verdict.ts';
import { type GateView, nameOf as nameOfStop } from './view.ts';

/** A verdict with its shape and colour, and where it is decided. */
export function verdict(
  v: GateView,
  of: Verdict,
  way: { crossings: readonly Crossing[]; clocks?: Route['clocks'] } = { crossings: [] },
): TemplateResult | typeof nothing {
  if (of.kind === 'untimed' || of.kind === 'no-crossing') return nothing;
  const look = lookOfVerdict(of);
  const at = placeOf(v, of, way.crossings);
  return html`<span class="chip ${look} says" data-verdict=${of.kind}>${lookSign(look)}<span>${sayVerdict(of, saying(v), way.clocks)}</span></span>${
    at ? html` <span class="quiet">${v.g.at('')}${named(at)}</span>` : nothing
  }`;
}

/** The checkpoint that decides, by the name that the page has for it, else by the way's. */
function placeOf({ state }: GateView, of: Verdict, crossings: readonly Crossing[]): Name | null {
  const item = of.checkpoint ? itemOf(state.data, { collection: 'checkpoints', id: of.checkpoint }) : null;
  if (item) return nameOf(item.feature, state.lang);
  const stops = crossings.filter((c) => c.port === of.port).flatMap((c) => c.stops);
  const text = stops.find((s) => s.checkpoint === of.checkpoint)?.name;
  return text ? { text, lang: 'en' } : null;
}

export const saying = ({ g, t, state, now }: GateView) => ({ g, t, lang: state.lang, now });

/** Each port on the way that is looked at. */
export function crossings(v: GateView): TemplateResult[] {
  const r = v.planner.route;
  return r?.crossings.map((c) => card(v, c, r)) ?? [];
}

/** When to leave at the latest, and when one is there. */
export function timing(v: GateView): TemplateResult | typeof nothing {
  const { g, planner, act, state } = v;
  const r = planner.route;
  if (!r || r.crossings.length === 0) return nothing;
  const s = saying(v);
  const start = planner.stops[0];
  const latest = byClocks(r.clocks, 'latest_departure', s);
  const instead = r.leave_instead && beijingTime(r.leave_instead);
  return html`<section class="timing">
      <dl class="facts">
        <div data-fact="latest">
          <dt>${g.leaveBy(start ? nameOfStop(start) : '')}</dt>
          <dd>${latest ? html`<strong>${ltr(latest)}</strong>` : html`<span class="unknown">${r.verdict.kind === 'cannot-promise' ? g.noLatest : g.noLimit}</span>`}</dd>
        </div>
        ${fact(g.leaves, byClocks(r.clocks, 'depart_at', s))}
        ${
          r.arrive_at
            ? fact(g.arrives, byClocks(r.clocks, 'arrive_at', s))
            : html`<div><dt>${g.earliest}</dt><dd>${ltr(byClocks(r.clocks, 'arrive_earliest', s))} <span class="quiet">${g.bestOnly}</span></dd></div>`
        }
        ${r.wait_s !== null && r.wait_s >= 60 ? fact(r.crossings.every((c) => c.kind === 'port' || c.kind === 'post') ? g.atBorders : g.waiting, duration(r.wait_s * 1000, state.lang)) : nothing}
      </dl>
      ${
        instead
          ? html`<button type="button" class="button" data-instead="" @click=${() => act.patchPage({ t: instead })}>${g.leaveInstead(byClock(r.clocks, 'leave_instead', instead, s))}</button>`
          : nothing
      }
    </section>`;
}

/** An instant as the page's address has it, by Beijing's clock; the minute before, for who leaves by then. */
const beijingTime = (text: string): string =>
  `${localValue(Math.floor(Date.parse(text) / 60e3) * 60e3)}${beijing.offset}`;

const fact = (name: string, value: string) =>
  value ? html`<div><dt>${name}</dt><dd>${ltr(value)}</dd></div>` : nothing;

/** A port on the way: its checkpoints in order, what decides, and on whose word. */
function card(v: GateView, c: Crossing, r: Route): TemplateResult {
  const { g, state, t } = v;
  const port = itemOf(state.data, { collection: 'ports', id: c.port });
  const title = port ? nameOf(port.feature, state.lang) : { text: c.name, lang: 'en' };
  const binding = c.stops.find((s) => s.checkpoint === c.binding);
  const others = c.stops.filter((s) => s !== binding);
  const as = c.as_of === null ? g.noDate : g.asOf(date(c.as_of, state.lang), age(c.age_s ?? 0, state.lang));
  return html`<section class="crossing" data-port=${c.port} data-kind=${c.kind}>
    <h3>${g.kinds[c.kind] ?? g.crossing('')}${named(title)} ${c.direction ? html`<span class="quiet" dir="ltr">${c.direction.replace('-', ' → ')}</span>` : nothing}</h3>
    ${r.verdict.port === c.port ? html`<p class="verdict">${verdict(v, r.verdict, r)}</p>` : nothing}
    ${binding ? stop(v, binding, true) : nothing}
    ${
      others.length > 0
        ? html`<details><summary>${g.moreStops(others.length)}</summary>${others.map((s) => stop(v, s, false))}</details>`
        : nothing
    }
    ${suppose(v, c)} ${c.dwell.length > 0 ? html`<h4>${g.published}</h4><ul class="sources">${c.dwell.map((d) => html`<li>${dwell(v, d)}</li>`)}</ul>` : nothing}
    <details>
      <summary>${g.whoSays} <span class="quiet">${c.confidence ? `${word(t.confidences, c.confidence)} · ` : ''}${as}</span></summary>
      ${c.sources.length === 0 ? html`<p class="unknown">${t.saysNothing}</p>` : nothing}
      <ul class="sources">
        ${c.sources.map(
          (o) => html`<li>
            ${outLink(o.url ?? undefined, english(v, o.title.replace(/^\[(.*)\]$/, '$1')))}
            <span class="quiet">${english(v, o.publisher ?? '')}${o.publisher ? ' · ' : nothing}${o.published ? date(o.published, state.lang) : t.undated}</span>
          </li>`,
        )}
      </ul>
    </details>
  </section>`;
}

function stop(v: GateView, s: CrossingStop, binding: boolean): TemplateResult {
  const { g, state, t } = v;
  const item = itemOf(state.data, { collection: 'checkpoints', id: s.checkpoint });
  const name = item ? nameOf(item.feature, state.lang) : { text: s.name, lang: 'en' };
  const say = saying(v);
  const at = (key: 'arrive' | 'opens' | 'clear' | 'closes' | 'cutoff') => byClocks(s.clocks, key, say);
  const mine = s.assumed.includes('hours') ? html` <span class="mine">${g.assumedByYou}</span>` : nothing;
  return html`<div class="post">
    <h4>${named(name)} <span class="quiet">${word(t.countries, s.side)}${binding ? ` · ${g.decides}` : ''}</span></h4>
    <dl class="facts narrow">
      ${fact(g.arriving, at('arrive'))}
      ${
        s.state_at_arrival
          ? html`<div><dt>${g.stateThen}</dt><dd>${chip(v, plainLook({ state: s.state_at_arrival, day: s.day ?? s.state_at_arrival }), null)}${s.reason ? html` <span class="quiet">${word(t.reasons, s.reason)}</span>` : nothing}${mine}</dd></div>`
          : nothing
      }
      ${fact(g.opens, at('opens'))} ${s.wait_s !== null && s.wait_s >= 60 ? fact(g.wait, duration(s.wait_s * 1000, state.lang)) : nothing}
      ${s.kind === 'checkpoint' ? html`<div><dt>${g.queue}</dt><dd>${length(v, s.queue)}</dd></div>` : nothing}
      ${s.kind === 'pass' ? nothing : html`<div><dt>${s.kind === 'checkpoint' ? g.service : g.boarding}</dt><dd>${length(v, s.service)}</dd></div>`}
      ${s.promised ? fact(g.clear, at('clear')) : nothing} ${fact(g.closes, at('closes'))} ${fact(g.cutoff, at('cutoff'))}
    </dl>
  </div>`;
}

function length(v: GateView, s: Stay | null): unknown {
  const { g, state } = v;
  if (!s) return html`<span class="unknown">${g.nobodySays}</span>`;
  if (s.assumed)
    return html`${ltr(duration((s.p50_s ?? 0) * 1000, state.lang))} <span class="mine">${g.assumedByYou}</span>`;
  if (s.p50_s === 0) return g.none;
  return html`${s.p50_s === null ? nothing : ltr(duration(s.p50_s * 1000, state.lang))} <span class="quiet">${english(v, s.basis)}</span>`;
}

/** A published total or part, which nothing is reckoned with. */
function dwell(v: GateView, s: Stay): TemplateResult {
  const { g, state } = v;
  const [o] = s.sources;
  const measure = s.mean_s !== null && s.mean_s >= 60 ? g.average(duration(s.mean_s * 1000, state.lang)) : '';
  return html`${measure ? html`${ltr(measure)}: ` : nothing}${s.says ? html`${english(v, s.says)}: ` : nothing}${english(v, s.basis)}
    ${o ? html`<p class="quiet">${outLink(o.url ?? undefined, english(v, o.publisher ?? o.title))}</p>` : nothing}`;
}
