import { html, nothing, type TemplateResult } from 'lit-html';
import type { Context } from '../state.ts';
import { type Screen, screens } from '../trip/trip.ts';
import { writePage } from '../url.ts';

/** What the panel can be: the list, a plan, a reach. Each is a page of its own. */
export function nav({ t, state, base }: Context): TemplateResult {
  const { page } = state;
  const link = (screen: Screen | null, label: string) => html`<a
    id=${screen ? `open-${screen}` : 'open-list'}
    href=${base + writePage({ ...page, selection: null, near: null, q: '', screen, trip: state.trip })}
    data-go=""
    aria-current=${page.screen === screen && !page.selection && !(page.near && !screen) ? 'page' : nothing}
    >${label}</a
  >`;
  return html`<nav class="screens" aria-label=${t.screensTitle}>
    ${link(null, t.screens.list)} ${screens.map((s) => link(s, t.screens[s]))}
  </nav>`;
}
