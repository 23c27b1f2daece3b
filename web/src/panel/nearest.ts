import { html, nothing, type TemplateResult } from 'lit-html';
import type { Position } from '../feature.ts';
import { keyOf, nameOf, otherNameOf, sameRef } from '../feature.ts';
import { compass, distance, latLon } from '../format.ts';
import { icon, markOf } from '../icons.ts';
import type { Context, Nearest } from '../state.ts';
import { pathOf } from '../url.ts';
import { hoursLine } from './chip.ts';
import { coordinates } from './doubt.ts';
import { backBar } from './feature.ts';
import { ltr, named } from './link.ts';
import { program } from './program.ts';

/** The ports nearest to a position, in a straight line. */
export function nearest(c: Context, n: Nearest): TemplateResult {
  const { t, act } = c;
  return html`<article class="feature nearest">
    ${backBar(c)}
    <header>
      <div>
        <h2 id="selected" tabindex="-1">${t.nearest}</h2>
        <p class="under">${t.nearestFrom} ${coordinates(c, n.at)}</p>
      </div>
    </header>
    <div aria-live="polite">
      ${n.status === 'asking' ? html`<p class="quiet pad">${t.loading}</p>` : nothing}
      ${n.status === 'failed' ? failed(c, n) : nothing}
      ${n.status === 'ready' && n.items.length === 0 ? html`<p class="unknown pad">${t.nearestNone}</p>` : nothing}
    </div>
    ${n.items.length > 0 ? html`<ol class="rows" aria-label=${t.nearest}>${n.items.map((i) => html`<li>${row(c, i)}</li>`)}</ol>` : nothing}
    ${n.status === 'ready' ? html`<p class="quiet pad">${t.nearestHint}</p>` : nothing}
    <form class="position" @submit=${(e: SubmitEvent) => submit(e, (at) => act.pick(at))}>
      <h3>${t.otherPosition}</h3>
      <label><span>${t.latitude}</span><input name="lat" inputmode="decimal" autocomplete="off" required .value=${String(n.at[1])} /></label>
      <label><span>${t.longitude}</span><input name="lon" inputmode="decimal" autocomplete="off" required .value=${String(n.at[0])} /></label>
      <button type="submit" class="button">${t.go}</button>
    </form>
    ${program(c, `/v1/nearest?lon=${n.at[0]}&lat=${n.at[1]}`, null)}
  </article>`;
}

function row(c: Context, { item, distance: m, bearing }: Nearest['items'][number]): TemplateResult {
  const { t, state, act } = c;
  const other = otherNameOf(item.feature, state.lang);
  const here = { collection: item.collection, id: item.id };
  const point = t.compass[compass(bearing) as keyof typeof t.compass];
  return html`<a
    class=${`row${sameRef(state.hovered, item) ? ' hovered' : ''}`}
    href=${c.base + (pathOf(item) ?? '/')}
    data-ref=${keyOf(item)}
    @mouseenter=${() => act.hover(here)}
    @mouseleave=${() => act.hover(null)}
    @focus=${() => act.hover(here)}
    @blur=${() => act.hover(null)}
  >
    ${icon(markOf(item))}
    <span class="row-name">${named(nameOf(item.feature, state.lang))}</span>
    <span class="row-figure">${ltr(distance(m))}</span>
    <span class="row-sub">${other ? html`${named(other)}<span class="sep" aria-hidden="true"> · </span>` : nothing}${t.towards(point)}</span>
    ${hoursLine(c, item)}
  </a>`;
}

function failed(c: Context, n: Nearest): TemplateResult {
  const { t, act } = c;
  const p = n.problem;
  const instead = suggested(p?.suggestion);
  return html`<div class="trouble" role="alert">
    <p><strong>${t.nearestFailed}</strong></p>
    ${p?.detail ? html`<p lang="en">${p.detail}</p>` : p ? html`<p lang="en">${p.title}</p>` : nothing}
    ${!instead && p?.errors ? html`<ul>${p.errors.map((e) => html`<li lang="en"><code>${e.parameter}</code> ${e.detail}</li>`)}</ul>` : nothing}
    ${
      instead
        ? html`<button type="button" class="button" @click=${() => act.pick(instead)}>${t.use(latLon(instead[0], instead[1]))}</button>`
        : html`<button type="button" class="button" @click=${() => act.pick(n.at)}>${t.retry}</button>`
    }
  </div>`;
}

/** The position in an address that the server suggests instead. */
export function suggested(address: string | undefined): Position | null {
  if (!address) return null;
  const query = new URLSearchParams(address.slice(address.indexOf('?') + 1));
  const lon = query.get('lon');
  const lat = query.get('lat');
  const at: Position = [Number(lon), Number(lat)];
  return lon && lat && at.every(Number.isFinite) ? at : null;
}

function submit(e: SubmitEvent, pick: (at: Position) => void): void {
  e.preventDefault();
  const form = e.target as HTMLFormElement;
  const [lon, lat] = ['lon', 'lat'].map((name) => {
    const input = form.elements.namedItem(name) as HTMLInputElement;
    const value = Number(input.value.trim().replace(',', '.'));
    const good = input.value.trim() !== '' && Number.isFinite(value) && Math.abs(value) < 10000;
    input.setAttribute('aria-invalid', String(!good));
    if (!good) input.focus();
    return good ? value : null;
  });
  if (lon != null && lat != null) pick([lon, lat]);
}
