import { html, nothing, type TemplateResult } from 'lit-html';
import { duration } from '../clock.ts';
import { distance, metres } from '../format.ts';
import { ltr } from '../panel/link.ts';
import type { Route } from './routes.ts';
import { gates, gateView, type View } from './view.ts';

/** The ways that were found: one of them is looked at. */
export function ways(v: View): TemplateResult | typeof nothing {
  const { w, planner, state } = v;
  const { answer } = state.desk;
  const all = answer.routes?.routes ?? [];
  if (all.length === 0) return nothing;
  return html`<fieldset class=${`ways${answer.status === 'asking' ? ' old' : ''}`}>
    <legend class="hidden">${w.ways}</legend>
    ${all.map((r, i) => way(v, r, i, all.length, i === planner.picked))}
  </fieldset>`;
}

function way(v: View, r: Route, i: number, n: number, on: boolean): TemplateResult {
  const { w, planner, state } = v;
  const gv = gateView(v);
  const summary = [...new Set(r.legs.flatMap((l) => l.summary.split(', ')))].filter((s) => s !== '').join(', ');
  return html`<label class="way">
    ${n > 1 ? html`<input type="radio" name="way" .checked=${on} @change=${() => planner.pick(i)} />` : nothing}
    <span class="way-body">
      ${n > 1 ? html`<span class="hidden">${w.wayOf(i + 1, n)}: </span>` : nothing}
      <span class="way-time">${ltr(duration(r.duration * 1000, state.lang))} <span class="quiet">${w.driving}</span></span>
      <span class="way-length">${ltr(distance(r.distance))}</span>
      <span class="way-sub"
        >${r.highest ? html`${w.highest} ${ltr(metres(r.highest.elevation_m))}<span class="sep" aria-hidden="true"> · </span>` : nothing}${summary}</span
      >
      ${gv && gates.here ? html`<span class="way-verdict">${gates.here.verdict(gv, r.verdict, r)}</span>` : nothing}
    </span>
  </label>`;
}

/** What one should know of the way that is looked at: what warns first. */
export function notes({ w, planner, state }: View): TemplateResult | typeof nothing {
  const all = [...(planner.route?.notices ?? [])].sort(
    (a, b) => Number(b.impact === 'warning') - Number(a.impact === 'warning'),
  );
  if (all.length === 0) return nothing;
  return html`<section>
    <h3>${w.know}</h3>
    <ul class="notes" lang=${state.lang === 'en' ? nothing : 'en'}>
      ${all.map((n) => html`<li class=${n.impact}>${n.text}</li>`)}
    </ul>
  </section>`;
}
