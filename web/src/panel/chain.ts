import { html, nothing, type TemplateResult } from 'lit-html';
import { type Item, keyOf, number, sameRef, text } from '../feature.ts';
import { distance } from '../format.ts';
import { word } from '../i18n.ts';
import { type Context, chainOf, portOf } from '../state.ts';
import { itemLink, ltr } from './link.ts';

/** The checkpoints of a port, or of a checkpoint's port, as stations on a line. */
export function chain(c: Context, item: Item): TemplateResult | typeof nothing {
  const { t, state } = c;
  const port = portOf(item);
  const stations = port ? chainOf(state.data, port) : [];
  if (stations.length === 0) return nothing;
  return html`<section>
    <h3>${t.chain}</h3>
    <ol class="chain">
      ${stations.map((s) => {
        const far = number(s.feature, 'distance_to_gate_m');
        const role = text(s.feature, 'function') ?? '';
        return html`<li class=${role} data-checkpoint=${keyOf(s)} aria-current=${sameRef(s, item) ? 'true' : nothing}>
          <b>${itemLink(c, s)}</b>
          <span>${word(t.countries, text(s.feature, 'side') ?? '')} · ${word(t.roles, role)}</span>
          ${far !== null && far > 0 ? html`<span>${ltr(t.chainNote(distance(far)))}</span>` : nothing}
          ${s.feature.geometry ? nothing : html`<span class="unknown">${t.noPosition}</span>`}
        </li>`;
      })}
    </ol>
  </section>`;
}
