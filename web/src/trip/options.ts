import { html, nothing, type TemplateResult } from 'lit-html';
import { type Avoidable, avoidable, type Hazard, hazards, type Measure, measures } from './trip.ts';
import type { View } from './view.ts';

/** What the vehicle measures, what it carries, and which roads it does not want. */
export function options(v: View): TemplateResult {
  const { w, planner, state } = v;
  const { trip, mode } = state.page;
  const chosen = Object.keys(trip.vehicle).length + (trip.hazmat === 'none' ? 0 : 1) + trip.avoid.length;
  return html`<details class="options">
    <summary>${w.options}${chosen > 0 ? html` <span class="n">${chosen}</span>` : nothing}</summary>
    ${
      mode === 'foot'
        ? nothing
        : html`<div class="measures">
            ${(Object.keys(measures) as Measure[]).map((m) => measure(v, m))}
            <label
              ><span>${w.hazmat}</span>
              <select @change=${(e: Event) => planner.change({ hazmat: (e.target as HTMLSelectElement).value as Hazard })}>
                ${hazards.map((h) => html`<option value=${h} .selected=${trip.hazmat === h}>${w.hazards[h]}</option>`)}
              </select></label
            >
          </div>`
    }
    <fieldset>
      <legend>${w.avoid}</legend>
      ${avoidable.map((a) => check(v, a))}
    </fieldset>
  </details>`;
}

function measure({ w, planner, state }: View, m: Measure): TemplateResult {
  const { vehicle } = state.page.trip;
  const change = (e: Event) => {
    const input = e.target as HTMLInputElement;
    if (!input.reportValidity()) return;
    const { [m]: _, ...rest } = vehicle;
    planner.change({ vehicle: input.value === '' ? rest : { ...rest, [m]: input.valueAsNumber } });
  };
  const said = vehicle[m];
  return html`<label
    ><span>${w.measures[m]}</span>
    <input type="number" inputmode="decimal" min="0.01" max=${measures[m]} step="any" .value=${said === undefined ? '' : String(said)} @change=${change} /></label
  >`;
}

function check({ w, planner, state }: View, a: Avoidable): TemplateResult {
  const { avoid } = state.page.trip;
  const change = (e: Event) => {
    const on = (e.target as HTMLInputElement).checked;
    planner.change({ avoid: avoidable.filter((x) => (x === a ? on : avoid.includes(x))) });
  };
  return html`<label class="check"><input type="checkbox" .checked=${avoid.includes(a)} @change=${change} /><span>${w.avoidNames[a]}</span></label>`;
}
