import { html, nothing, type TemplateResult } from 'lit-html';
import type { Alternative, Item, Position } from '../feature.ts';
import { number, records, text } from '../feature.ts';
import { date, decimal, distance, latLon, metres } from '../format.ts';
import { word } from '../i18n.ts';
import { sign } from '../icons.ts';
import type { Context } from '../state.ts';
import { english, ltr, outLink } from './link.ts';

/** Where a feature is, how that is known, and how far it may be wrong. */
export function doubt(c: Context, { feature: f }: Item): TemplateResult {
  const { t } = c;
  const accuracy = number(f, 'accuracy_m');
  const confidence = text(f, 'confidence');
  const placed = text(f, 'placed');
  const at = f.geometry?.type === 'Point' ? f.geometry.coordinates : null;
  return html`<section>
    <h3>${t.doubt}</h3>
    ${f.geometry ? nothing : html`<p class="unknown">${t.noPlace}</p>`}
    ${f.properties.schematic === true && f.geometry ? html`<p>${t.schematicLine}</p>` : nothing}
    <dl class="facts">
      ${at ? html`<div><dt>${t.position}</dt><dd>${coordinates(c, at)}</dd></div>` : nothing}
      <div><dt>${t.accuracy}</dt><dd>${accuracy === null ? html`<span class="unknown">${t.unknown}</span>` : ltr(distance(accuracy))}</dd></div>
      <div>
        <dt>${t.confidence}</dt>
        <dd>
          ${
            confidence
              ? html`<span class=${`confidence ${confidence}`}><i aria-hidden="true"></i><i aria-hidden="true"></i><i aria-hidden="true"></i> ${word(t.values, confidence)}</span>`
              : html`<span class="unknown">${t.unknown}</span>`
          }
        </dd>
      </div>
      ${placed ? html`<div class="prose"><dt>${t.placed}</dt><dd>${english(c, placed)}</dd></div>` : nothing}
    </dl>
  </section>`;
}

/** A position to read and to copy: both in latitude, longitude. */
export function coordinates({ t, act }: Context, [lon, lat]: Position): TemplateResult {
  const plain = `${lat}, ${lon}`;
  return html`<span class="copyable">${ltr(latLon(lon, lat))}
    <button type="button" class="icon small" title=${t.copyPosition} aria-label=${`${t.copyPosition}: ${plain}`} @click=${() => act.copy(plain)}>
      ${sign('copy')}
    </button></span>`;
}

/** What other sources say instead. */
export function alternatives(c: Context, { feature }: Item): TemplateResult | typeof nothing {
  const all = records(feature, 'alternatives') as unknown as Alternative[];
  if (all.length === 0) return nothing;
  return html`<section>
    <h3>${c.t.alternatives}</h3>
    <ul class="others">
      ${all.map(
        (a) => html`<li>
          <span class="figure-name">${word(c.t.properties, a.property)}</span>
          <span class="figure-value">${value(c, a)}</span>
          <span class="figure-sub"
            >${a.note ? english(c, a.note) : nothing}${a.note && a.source ? ' · ' : nothing}${
              a.source ? outLink(a.url, english(c, a.source.replace(/^\[(.*?)\]/, '$1'))) : nothing
            }</span
          >
        </li>`,
      )}
    </ul>
  </section>`;
}

function value({ t, state }: Context, { property, value: v }: Alternative): unknown {
  if (Array.isArray(v) && v.length >= 2 && v.every((n) => typeof n === 'number'))
    return ltr(latLon(v[0] as number, v[1] as number));
  if (typeof v === 'number') {
    if (property.startsWith('elevation')) return ltr(metres(v));
    if (property.endsWith('_m')) return ltr(distance(v));
    return ltr(decimal(v, 2) + (property.endsWith('_km2') ? '\u00a0km²' : ''));
  }
  return typeof v === 'string' ? word(t.values, date(v, state.lang)) : JSON.stringify(v);
}
