import { html, type TemplateResult } from 'lit-html';
import { sign } from '../icons.ts';
import type { Context } from '../state.ts';
import { layerMenu } from './layers.ts';
import { legend } from './legend.ts';
import { terms } from './terms.ts';

/** The buttons over the map. */
export function controls(c: Context): TemplateResult {
  const { t, state, act } = c;
  const open = state.menu;
  const button = (name: Parameters<typeof sign>[0], label: string, click: () => void) =>
    html`<button type="button" class="icon" title=${label} aria-label=${label} @click=${click}>${sign(name)}</button>`;
  return html`<div class="tools">
      <div class="stack">${button('plus', t.zoomIn, () => act.zoom(1))} ${button('minus', t.zoomOut, () => act.zoom(-1))}</div>
      <div class="stack">${button('home', t.home, () => act.home())} ${button('target', t.nearestToCentre, () => act.pickCentre())}</div>
      <div class="stack">
        <button
          type="button"
          class="icon"
          id="open-layers"
          title=${t.layers}
          aria-label=${t.layers}
          aria-expanded=${open === 'layers' ? 'true' : 'false'}
          aria-controls="menu-layers"
          @click=${() => act.patch({ menu: open === 'layers' ? null : 'layers' })}
        >
          ${sign('layers')}
        </button>
      </div>
    </div>
    ${open === 'layers' ? layerMenu(c) : ''} ${legend(c)}
    <button
      type="button"
      class="attribution"
      id="open-sources"
      aria-expanded=${open === 'sources' ? 'true' : 'false'}
      aria-controls="menu-sources"
      @click=${() => act.patch({ menu: open === 'sources' ? null : 'sources' })}
    >
      ${t.credits}
    </button>
    ${open === 'sources' ? terms(c) : ''}`;
}
