import { html, nothing, type TemplateResult } from 'lit-html';
import type { Context } from '../state.ts';

/** Whose data the map is made of, and on what terms. */
export function terms({ t, state, base }: Context): TemplateResult {
  const { meta } = state.data;
  const all = meta?.collections ?? [];
  return html`<div class="menu" id="menu-sources" role="group" aria-label=${t.mapSources}>
    <h2>${t.mapSources}</h2>
    <ul class="terms">
      ${all.map(
        (c) => html`<li>
          <a href=${`${base}/collections/${encodeURIComponent(c.id)}?f=html`}>${c.titles?.[state.lang] ?? c.title}</a>
          ${c.attribution ? html`<span lang="en">${c.attribution}</span>` : nothing}
          ${c.license ? html`<span class="quiet" lang="en">${c.license}</span>` : nothing}
        </li>`,
      )}
      ${meta?.relief ? html`<li><span>${t.layerNames.relief}</span> <span lang="en">ETOPO5, NOAA; public domain</span></li>` : nothing}
      <li><span lang="en">Leaflet 1.9.4, BSD-2-Clause · lit-html, BSD-3-Clause</span></li>
    </ul>
    <p class="quiet">${t.disclaimer}</p>
  </div>`;
}
