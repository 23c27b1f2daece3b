import { html, nothing, type TemplateResult } from 'lit-html';
import { duration } from '../clock.ts';
import { distance } from '../format.ts';
import { ltr } from '../panel/link.ts';
import type { View } from './view.ts';

/** How to drive: a line for each step, which shows its place on the map. */
export function steps(v: View): TemplateResult | typeof nothing {
  const { w, planner } = v;
  const { route } = planner;
  if (!route?.legs.some((l) => l.steps)) return nothing;
  const n = route.legs.reduce((sum, l) => sum + (l.steps?.length ?? 0), 0);
  let along = 0;
  return html`<section class="way-steps">
    <h3>${w.steps}</h3>
    <details>
      <summary>${w.stepsOf(n)}</summary>
      <ol>
        ${route.legs.flatMap((l) =>
          (l.steps ?? []).map((s) => {
            const from = along;
            along += s.distance;
            return html`<li>${step(v, s, from)}</li>`;
          }),
        )}
      </ol>
    </details>
  </section>`;
}

function step(
  { planner, state, act, w }: View,
  s: { instruction: string; distance: number; duration: number; location: [number, number] },
  along: number,
): TemplateResult {
  const point = () => planner.point(along);
  return html`<button
    type="button"
    class="step"
    title=${w.showStep}
    @mouseenter=${point}
    @mouseleave=${() => planner.point(null)}
    @focus=${point}
    @blur=${() => planner.point(null)}
    @click=${() => {
      point();
      act.showPlace(s.location);
    }}
  >
    <span>${s.instruction}</span>
    ${s.distance > 0 ? html`<span class="quiet">${ltr(`${distance(s.distance)} · ${duration(s.duration * 1000, state.lang)}`)}</span>` : nothing}
  </button>`;
}

/** The checkpoints, passes and the like that the way leads through, at their distances. */
export function passages({ w, planner }: View): TemplateResult | typeof nothing {
  const { route } = planner;
  if (!route) return nothing;
  let before = 0;
  const all = route.legs.flatMap((l) => {
    const from = before;
    before += l.distance;
    return l.passages.map((p) => ({ name: p.name, along: from + p.distance }));
  });
  const named = all.filter((p) => p.name !== '');
  if (named.length === 0) return nothing;
  return html`<section>
    <h3>${w.passes}</h3>
    <ul class="along">${named.map((p) => html`<li><span class="km">${ltr(distance(p.along))}</span><span lang="en">${p.name}</span></li>`)}</ul>
  </section>`;
}
