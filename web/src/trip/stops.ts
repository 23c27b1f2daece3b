import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { sign } from '../icons.ts';
import { hitContent } from '../panel/searchbox.ts';
import { letterOf, mostStops, noStop, type Stop } from './trip.ts';
import { roleOf, type View } from './view.ts';

/** The stops in their order, each a field that searches; a click on the map gives the one that is wanted. */
export function stops(v: View): TemplateResult {
  const { w, planner } = v;
  const all = planner.stops;
  const next = all.findIndex((s) => !s.at);
  return html`<section class="stops" aria-label=${w.stops}>
    <ol>
      ${repeat(
        all,
        (_, i) => i,
        (s, i) => html`<li>${field(v, s, i, next)}</li>`,
      )}
    </ol>
  </section>`;
}

/** One stop more, or the whole way round. */
export const change = ({ w, planner }: View): TemplateResult => html`<p class="choices change">
  <button type="button" class="text" ?disabled=${planner.stops.length >= mostStops} @click=${() => planner.addStop()}>${sign('plus')}${w.addStop}</button>
  <button type="button" class="text" ?disabled=${!planner.stops.some((s) => s.at)} @click=${() => planner.turn()}>${sign('turn')}${w.turn}</button>
</p>`;

function field(v: View, stop: Stop, i: number, next: number): TemplateResult {
  const { w, planner, state, t } = v;
  const { field } = state.desk;
  const n = planner.stops.length;
  const role = roleOf(w, i, n);
  const own = field.stop === i;
  const expanded = own && field.open && field.q.trim() !== '';
  const wanted = own || (field.stop === null && i === next);
  return html`<span class=${`letter${wanted ? ' wanted' : ''}`} aria-hidden="true">${letterOf(i)}</span>
    <span class="stop-field">
      <input
        id=${`stop-${i}`}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-label=${role}
        aria-autocomplete="list"
        aria-expanded=${expanded && field.hits.length > 0 ? 'true' : 'false'}
        aria-controls=${`stop-hits-${i}`}
        aria-activedescendant=${expanded && field.active >= 0 ? `stop-hit-${field.active}` : nothing}
        placeholder=${`${role}: ${w.stopHint}`}
        .value=${own ? field.q : planner.said(stop)}
        @focus=${(e: Event) => {
          planner.enter(i);
          (e.target as HTMLInputElement).select();
        }}
        @blur=${(e: FocusEvent) => planner.leave((e.relatedTarget as Element | null)?.closest('#map, .map-pane') != null)}
        @input=${(e: Event) => planner.type(i, (e.target as HTMLInputElement).value)}
        @keydown=${(e: KeyboardEvent) => keys(e, v, i)}
      />
      <div class="hits" ?hidden=${!expanded}>
        <ul id=${`stop-hits-${i}`} class="hit-list" role="listbox" aria-label=${t.searchResults} ?hidden=${field.hits.length === 0}>
          ${own ? field.hits.map((h, k) => option(v, h, k)) : nothing}
        </ul>
        ${
          own && field.hits.length === 0
            ? html`<p class="quiet pad">${field.asking ? t.searching : t.noMatch(field.q.trim())}</p>`
            : nothing
        }
      </div>
      <span class="hidden" role="status">${expanded && !field.asking ? t.resultCount(field.hits.length) : ''}</span>
    </span>
    ${buttons(v, stop, i)}`;
}

function buttons({ w, planner }: View, stop: Stop, i: number): TemplateResult {
  const n = planner.stops.length;
  const role = roleOf(w, i, n);
  const button = (name: 'up' | 'close', label: string, click: () => void) =>
    html`<button type="button" class="icon small" title=${label} aria-label=${label} @click=${click}>${sign(name)}</button>`;
  const clear = () => {
    planner.change({ stops: planner.stops.map((s, k) => (k === i ? noStop : s)) });
    document.getElementById(`stop-${i}`)?.focus();
  };
  return html`${n > 2 && i > 0 ? button('up', w.raiseStop(role), () => planner.raiseStop(i)) : nothing}
  ${
    n > 2
      ? button('close', w.removeStop(role), () => planner.removeStop(i))
      : stop.at
        ? button('close', w.clearStop(role), clear)
        : nothing
  }`;
}

function option(v: View, hit: Parameters<typeof hitContent>[1], k: number): TemplateResult {
  const { planner, state } = v;
  const on = k === state.desk.field.active;
  return html`<li
    id=${`stop-hit-${k}`}
    role="option"
    class="hit"
    aria-selected=${on ? 'true' : 'false'}
    @mousedown=${(e: Event) => e.preventDefault()}
    @click=${() => planner.choose(hit)}
    @mousemove=${() => on || planner.mark(k)}
  >
    ${hitContent(v, hit, true)}
  </li>`;
}

function keys(e: KeyboardEvent, { planner, state }: View, i: number): void {
  const { hits, active, open, stop } = state.desk.field;
  if (e.isComposing || stop !== i) return;
  switch (e.key) {
    case 'ArrowDown':
      planner.mark(hits.length === 0 ? -1 : (active + 1) % hits.length);
      break;
    case 'ArrowUp':
      planner.mark(hits.length === 0 ? -1 : (active <= 0 ? hits.length : active) - 1);
      break;
    case 'Enter': {
      const hit = hits[Math.max(active, 0)];
      if (!hit || !open) return;
      planner.choose(hit);
      break;
    }
    case 'Escape':
      if (!open) return;
      planner.close();
      e.stopPropagation();
      break;
    default:
      return;
  }
  e.preventDefault();
}
