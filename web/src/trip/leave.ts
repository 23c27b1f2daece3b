import { html, nothing, type TemplateResult } from 'lit-html';
import { beijing, fullTime, localValue } from '../clock.ts';
import { nowOf } from '../status.ts';
import { gateView, type View } from './view.ts';

/** Tomorrow at nine by Beijing's clock, when offices open; as an address has it. */
export const tomorrow = (now: number): string => `${localValue(now + 86400e3).slice(0, 10)}T09:00${beijing.offset}`;

/** By how much the server's clock is ahead of the browser's, in milliseconds: it is the server's tomorrow. */
let ahead = 0;

/** When one leaves: now, or tomorrow morning; any other time is the picker's above. */
export function leave(v: View): TemplateResult {
  const { w, t, state, act, planner } = v;
  const g = gateView(v)?.g;
  const { page, hours, lang } = state;
  if (hours.at > 0 && page.t === null) ahead = nowOf(hours, true) - Date.now();
  const at = tomorrow(Date.now() + ahead);
  const choice = (value: string | null, label: string) => html`<label
    ><input type="radio" name="leave" .checked=${page.t === value} @change=${() => act.patchPage({ t: value })} /><span>${label}</span></label
  >`;
  const { arrive } = page.trip;
  const end = (value: boolean, label: string) => html`<label
    ><input type="radio" name="by" .checked=${arrive === value} @change=${() => planner.change({ arrive: value })} /><span>${label}</span></label
  >`;
  // To be there now is no plan.
  const both = g && page.t !== null && page.screen === 'plan';
  return html`${both ? html`<fieldset class="choice leave"><legend class="hidden">${w.leave}</legend>${end(false, g.leaveAt)} ${end(true, g.beThere)}</fieldset>` : nothing}
  <fieldset class="choice leave">
    <legend class=${both ? 'hidden' : ''}>${both && arrive ? g.beThere : w.leave}</legend>
    ${choice(null, w.leaveNow)} ${choice(at, w.tomorrow('09:00'))}
    ${page.t !== null && page.t !== at ? choice(page.t, fullTime(Date.parse(page.t), beijing.zone, lang)) : nothing}
    <button type="button" class="text" @click=${() => act.patch({ menu: 'time' })}>${t.pickTime}</button>
  </fieldset>`;
}
