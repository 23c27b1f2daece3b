import { html, nothing, type TemplateResult } from 'lit-html';
import { beijing, fullTime, localValue } from '../clock.ts';
import { word } from '../i18n.ts';
import { sign } from '../icons.ts';
import type { Context } from '../state.ts';
import { type Mode, modes, nowOf, type Way, ways } from '../status.ts';

/** Whose hours are shown, which way, and when: now or any other time. */
export function when(c: Context): TemplateResult | typeof nothing {
  const { t, state, act } = c;
  const { hours, page } = state;
  if (hours.status === 'none' && !page.screen) return nothing;
  const open = state.menu === 'time';
  const chosen = (e: Event) => (e.target as HTMLSelectElement).value;
  return html`<div class="when" role="group" aria-label=${t.hoursFor}>
    <label>
      <span class="hidden">${t.vehicle}</span>
      <select id="mode" @change=${(e: Event) => act.patchPage({ mode: chosen(e) as Mode })}>
        ${modes.map((m) => html`<option value=${m} .selected=${page.mode === m}>${t.modes[m]}</option>`)}
      </select>
    </label>
    ${page.screen ? nothing : whichWay(c)}
    <button
      type="button"
      class="text"
      id="open-time"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="menu-time"
      @click=${() => act.patch({ menu: open ? null : 'time' })}
    >
      ${sign('clock')}<span>${page.t === null ? t.now : t.time}</span>
    </button>
    ${open ? picker(c) : nothing}
    <p class="late unknown" role="status">${hours.late ? t.late(hours.at > 0 ? timeIn(c, hours.at) : '') : ''}</p>
  </div>`;
}

/** Which way one crosses; a plan has its own. */
function whichWay({ t, state, act }: Context): TemplateResult {
  return html`<label>
      <span class="hidden">${t.way}</span>
      <select id="way" @change=${(e: Event) => act.patchPage({ way: (e.target as HTMLSelectElement).value as Way })}>
        ${ways.map((w) => html`<option value=${w} .selected=${state.page.way === w}>${t.ways[w]}</option>`)}
      </select>
    </label>`;
}

function picker({ t, state, act }: Context): TemplateResult {
  const { hours, page } = state;
  const at = page.t === null ? nowOf(hours, true) : Date.parse(page.t);
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const input = (e.target as HTMLFormElement).elements.namedItem('t') as HTMLInputElement;
    if (input.value) act.patchPage({ t: `${input.value.slice(0, 16)}${beijing.offset}` });
  };
  return html`<form class="menu" id="menu-time" aria-label=${t.pickTime} @submit=${submit}>
    <label>
      <span>${t.beijingTime}</span>
      <input type="datetime-local" name="t" required min="1990-01-01T00:00" max="2150-01-01T00:00" .value=${localValue(at)} />
    </label>
    <p class="choices">
      <button type="submit" class="button">${t.show}</button>
      ${page.t === null ? nothing : html`<button type="button" class="text" @click=${() => act.patchPage({ t: null })}>${t.backToNow}</button>`}
    </p>
  </form>`;
}

/** Says, all around the page, that what it shows is not now. */
export function then(c: Context): TemplateResult | typeof nothing {
  const { t, state, act } = c;
  const { page, hours } = state;
  if (page.t === null || hours.status === 'none') return nothing;
  return html`<div class="then" role="status">
    <p><span>${t.viewing(timeIn(c, Date.parse(page.t)))}</span> <button type="button" class="text" @click=${() => act.patchPage({ t: null })}>${t.backToNow}</button></p>
  </div>`;
}

const timeIn = ({ t, state }: Context, at: number): string =>
  `${fullTime(at, beijing.zone, state.lang)} ${word(t.zoneNames, 'Beijing')}`;
