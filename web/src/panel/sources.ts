import { html, nothing, type TemplateResult } from 'lit-html';
import { type Item, records, type Source } from '../feature.ts';
import { date } from '../format.ts';
import type { Context } from '../state.ts';
import { english, outLink } from './link.ts';

/** On whose word a feature stands, and from when that word is. */
export function sources(c: Context, { feature, collection }: Item): TemplateResult {
  const all = records(feature, 'sources') as unknown as Source[];
  const basemap = collection === 'places' && all.length === 0;
  return html`<section>
    <h3>${c.t.sourcesTitle}</h3>
    ${all.length === 0 ? html`<p class="unknown">${basemap ? c.t.basemapSource : c.t.noSources}</p>` : nothing}
    <ol class="sources">${all.map((s) => html`<li>${source(c, s)}</li>`)}</ol>
  </section>`;
}

function source(c: Context, s: Source): TemplateResult {
  const title = s.title.replace(/^\[(.*)\]$/, '$1');
  const parts = [s.publisher, s.date ? date(s.date, c.state.lang) : c.t.undated, s.license].filter((p) => p);
  return html`${outLink(s.url, english(c, title))} <span class="quiet">${english(c, parts.join(' · '))}</span>`;
}
