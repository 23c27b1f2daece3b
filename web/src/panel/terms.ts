import { html, nothing, type TemplateResult } from 'lit-html';
import type { CollectionMeta } from '../api.ts';
import type { Context } from '../state.ts';

/** Whose data the map is made of, and on what terms. */
export function terms({ t, state, base }: Context): TemplateResult {
  const { meta } = state.data;
  return html`<div class="menu" id="menu-sources" role="group" aria-label=${t.mapSources}>
    <h2>${t.mapSources}</h2>
    <ul class="terms">
      ${grouped(meta?.collections ?? []).map(
        (group) => html`<li>
          <span>${group.map((c, i) => html`${i > 0 ? ', ' : nothing}<a href=${`${base}/collections/${encodeURIComponent(c.id)}?f=html`}>${c.titles?.[state.lang] ?? c.title}</a>`)}</span>
          ${group[0]?.attribution ? html`<span lang="en">${group[0].attribution}</span>` : nothing}
          ${group[0]?.license ? html`<span class="quiet" lang="en">${group[0].license}</span>` : nothing}
        </li>`,
      )}
      ${meta?.relief ? html`<li><span>${t.layerNames.relief}</span> <span lang="en">${meta.relief.attribution}</span></li>` : nothing}
      <li><span lang="en">Leaflet 1.9.4, BSD-2-Clause · lit-html, BSD-3-Clause</span></li>
    </ul>
    <p class="quiet">${t.disclaimer}</p>
  </div>`;
}

/** Collections on the same terms, together. */
function grouped(all: readonly CollectionMeta[]): CollectionMeta[][] {
  const groups = new Map<string, CollectionMeta[]>();
  for (const c of all) {
    const key = `${c.attribution} ${c.license}`;
    groups.set(key, [...(groups.get(key) ?? []), c]);
  }
  return [...groups.values()];
}
