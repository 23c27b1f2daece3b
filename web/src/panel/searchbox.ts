import { html, nothing, type TemplateResult } from 'lit-html';
import { nameOf, otherNameOf } from '../feature.ts';
import { distance, latLon } from '../format.ts';
import { icon, type Mark, markOf, sign } from '../icons.ts';
import type { Context, Hit } from '../state.ts';
import { ltr, named } from './link.ts';
import { kindOf } from './summary.ts';

/** The search: an editable combobox with a list of options, as ARIA 1.2 has it. */
export function searchbox(c: Context): TemplateResult {
  const { t, state, act } = c;
  const { open, hits, active } = state.search;
  const { q } = state.page;
  const expanded = open && q.trim() !== '';
  return html`<search class="search">
    <span class="search-sign">${sign('search')}</span>
    <input
      id="search"
      type="text"
      role="combobox"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      enterkeyhint="search"
      aria-label=${t.search}
      aria-autocomplete="list"
      aria-expanded=${expanded && hits.length > 0 ? 'true' : 'false'}
      aria-controls="hits"
      aria-activedescendant=${expanded && active >= 0 ? `hit-${active}` : nothing}
      placeholder=${t.searchHint}
      .value=${q}
      @input=${(e: Event) => act.type((e.target as HTMLInputElement).value)}
      @focus=${() => act.patchSearch({ open: true })}
      @blur=${() => act.patchSearch({ open: false, active: -1 })}
      @keydown=${(e: KeyboardEvent) => keys(e, c)}
    />
    ${
      q === ''
        ? nothing
        : html`<button type="button" class="icon small" title=${t.clearSearch} aria-label=${t.clearSearch} @click=${() => clear(c)}>${sign('close')}</button>`
    }
    <div class="hits" ?hidden=${!expanded}>
      <ul id="hits" role="listbox" aria-label=${t.searchResults} ?hidden=${hits.length === 0}>
        ${hits.map((h, i) => option(c, h, i))}
      </ul>
      ${message(c)}
    </div>
    <p class="hidden" role="status">${expanded && state.search.status !== 'asking' ? t.resultCount(hits.length) : ''}</p>
  </search>`;
}

function option(c: Context, hit: Hit, i: number): TemplateResult {
  const { state, act } = c;
  const on = i === state.search.active;
  return html`<li
    id=${`hit-${i}`}
    role="option"
    class="hit"
    aria-selected=${on ? 'true' : 'false'}
    @mousedown=${(e: Event) => e.preventDefault()}
    @click=${() => act.choose(hit)}
    @mousemove=${() => on || act.patchSearch({ active: i })}
  >
    ${hitContent(c, hit)}
  </li>`;
}

/** What an option says; of a position, that it finds the ports near it, or that it is taken as it is. */
export function hitContent(c: Context, hit: Hit, asPlace = false): TemplateResult {
  const { t, state } = c;
  if (hit.type === 'position') {
    const place = latLon(hit.at[0], hit.at[1]);
    return html`<span class="hit-sign">${sign('target')}</span>
      <span class="row-name">${asPlace ? place : t.nearestTo(place)}</span>
      <span class="row-sub">${hit.swapped ? t.readAs(place) : t.coordinate}</span>`;
  }
  if (hit.type === 'remote') {
    const far = hit.distance === null ? nothing : html`<span class="row-figure">${ltr(distance(hit.distance))}</span>`;
    return html`${icon(remoteMark(hit.ref.collection))}
      <span class="row-name"><bdi>${hit.name}</bdi></span>${far}
      <span class="row-sub">${t.one[hit.ref.collection]}</span>`;
  }
  const { feature } = hit.item;
  const other = otherNameOf(feature, state.lang);
  return html`${icon(markOf(hit.item))}
    <span class="row-name">${named(nameOf(feature, state.lang))}</span>
    <span class="row-sub">${other ? html`${named(other)}<span class="sep" aria-hidden="true"> · </span>` : nothing}${kindOf(hit.item, t)}</span>`;
}

const remoteMark = (collection: string): Mark =>
  collection === 'ports'
    ? 'port'
    : collection === 'passes'
      ? 'pass'
      : collection === 'roads'
        ? 'road'
        : collection === 'sections'
          ? 'section'
          : 'place';

function message({ t, state }: Context): TemplateResult | typeof nothing {
  const { hits, status } = state.search;
  if (status === 'failed')
    return html`<p class="quiet pad">${hits.length > 0 ? t.searchFailed : t.noMatch(state.page.q.trim())}</p>`;
  if (hits.length > 0) return nothing;
  return html`<p class="quiet pad">${status === 'asking' ? t.searching : t.noMatch(state.page.q.trim())}</p>`;
}

function clear({ act }: Context): void {
  act.type('');
  document.getElementById('search')?.focus();
}

function keys(e: KeyboardEvent, { state, act }: Context): void {
  const { hits, active, open } = state.search;
  const to = (n: number) => act.patchSearch({ active: n, open: true });
  if (e.isComposing) return;
  switch (e.key) {
    case 'ArrowDown':
      to(hits.length === 0 ? -1 : (active + 1) % hits.length);
      break;
    case 'ArrowUp':
      to(hits.length === 0 ? -1 : (active <= 0 ? hits.length : active) - 1);
      break;
    case 'Enter': {
      const hit = hits[Math.max(active, 0)];
      if (!hit || !open) return;
      act.choose(hit);
      break;
    }
    case 'Escape':
      if (open && hits.length > 0 && state.page.q !== '') act.patchSearch({ open: false, active: -1 });
      else if (state.page.q !== '') act.type('');
      else return;
      e.stopPropagation();
      break;
    default:
      return;
  }
  e.preventDefault();
}
