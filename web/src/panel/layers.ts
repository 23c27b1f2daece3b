import { html, type TemplateResult } from 'lit-html';
import { type Layer, layers } from '../layers.ts';
import type { Context } from '../state.ts';

/** The switches of the map's layers; those of features switch the list's groups too. */
export function layerMenu({ t, state, act }: Context): TemplateResult {
  const flip = (layer: Layer, on: boolean) => {
    const next = layers.filter((l) => (l === layer ? on : state.page.layers.has(l)));
    act.patchPage({ layers: new Set(next) });
  };
  return html`<fieldset class="menu" id="menu-layers">
    <legend>${t.layers}</legend>
    ${layers.map(
      (l) => html`<label class="check"
        ><input type="checkbox" name=${l} .checked=${state.page.layers.has(l)} @change=${(e: Event) => flip(l, (e.target as HTMLInputElement).checked)} /><span
          >${t.layerNames[l]}</span
        ></label
      >`,
    )}
  </fieldset>`;
}
