import { html, type TemplateResult } from 'lit-html';
import { nameOf } from '../feature.ts';
import { sign } from '../icons.ts';
import { panels } from '../later.ts';
import { type Context, itemOf, type State } from '../state.ts';
import { controls } from './controls.ts';
import { named } from './link.ts';
import { list } from './list.ts';
import { nav } from './nav.ts';
import { notices } from './notices.ts';
import { searchbox } from './searchbox.ts';
import { header } from './settings.ts';
import { then, when } from './when.ts';

/** The whole page. The map's own element is left alone: src/map draws in it. */
export function app(c: Context): TemplateResult {
  const { t, state } = c;
  const body = shown(c);
  return html`<div class=${`app ${state.mapOnly ? 'map-only' : ''} ${state.page.screen ? 'tripping' : ''}`} data-sheet=${state.sheet}>
    <a class="skip" href="#list">${t.skipToList}</a>
    <a class="skip" href="#map">${t.skipToMap}</a>
    ${header(c)}
    <main class="panel" id="panel">
      ${grip(c)} ${c.state.page.screen ? '' : searchbox(c)} ${nav(c)} ${when(c)}
      <div class="body" id="body">${list(c, body !== '')} ${body}</div>
    </main>
    <div class="map-pane">
      <div id="map" class="map" role="region" tabindex="0" aria-label=${t.map} aria-describedby="map-keys"></div>
      <p class="hidden" id="map-keys">${t.mapKeys}</p>
      <div class="cross" aria-hidden="true"></div>
      ${controls(c)}
    </div>
    ${then(c)} ${notices(c)} ${flip(c)}
  </div>`;
}

/** What the panel shows instead of the list; '' for nothing. */
function shown(c: Context): TemplateResult | '' {
  const { state, act } = c;
  const { selection, near, screen } = state.page;
  if (screen) {
    const { here, failed } = panels.trip;
    return (here && act.planner && here.screen(c, act.planner)) || waiting(c, c.t.screens[screen], failed);
  }
  if (!selection && !(near && state.nearest)) return '';
  const item = itemOf(state.data, selection);
  const { here: details, failed } = panels.details;
  if (!details) return waiting(c, item && named(nameOf(item.feature, state.lang)), failed);
  if (selection) return item ? details.feature(c, item) : details.lost(c, selection);
  return state.nearest ? details.nearest(c, state.nearest) : '';
}

/** Stands for a panel that is on its way. Only a whole new page finds it where the server has another build by now. */
function waiting({ t }: Context, title: unknown, failed: boolean): TemplateResult {
  return html`<article class="feature" aria-busy=${failed ? 'false' : 'true'}>
    <header>
      <h2 id="selected" tabindex="-1">${title ?? (failed ? t.features : t.loading)}</h2>
    </header>
    ${
      failed
        ? html`<div class="trouble" role="alert">
            <p>${t.loadFailed}</p>
            <button type="button" class="button" @click=${() => location.reload()}>${t.retry}</button>
          </div>`
        : ''
    }
  </article>`;
}

const stops: State['sheet'][] = ['peek', 'half', 'full'];

/** A phone's way to raise and lower the panel: two buttons, and a handle to swipe. */
function grip({ t, state, act }: Context): TemplateResult {
  const i = stops.indexOf(state.sheet);
  const to = (n: number) => act.patch({ sheet: stops[Math.max(0, Math.min(2, n))] as State['sheet'] });
  const begin = (e: PointerEvent) => {
    const grip = e.currentTarget as HTMLElement;
    grip.dataset.from = String(e.clientY);
    if (!(e.target as Element).closest('button')) grip.setPointerCapture(e.pointerId);
  };
  const end = (e: PointerEvent) => {
    const moved = e.clientY - Number((e.currentTarget as HTMLElement).dataset.from);
    if (Math.abs(moved) > 24) to(i + (moved < 0 ? 1 : -1));
  };
  return html`<div class="grip" @pointerdown=${begin} @pointerup=${end}>
    <button type="button" class="icon" ?disabled=${i === 2} title=${t.raisePanel} aria-label=${t.raisePanel} @click=${() => to(i + 1)}>${sign('up')}</button>
    <span class="handle" aria-hidden="true"></span>
    <button type="button" class="icon" ?disabled=${i === 0} title=${t.lowerPanel} aria-label=${t.lowerPanel} @click=${() => to(i - 1)}>${sign('down')}</button>
  </div>`;
}

/** On a screen too low for both, one button changes between list and map. */
function flip({ t, state, act }: Context): TemplateResult {
  const label = state.mapOnly ? t.showList : t.showMap;
  return html`<button type="button" class="flip" @click=${() => act.patch({ mapOnly: !state.mapOnly })}>
    ${sign(state.mapOnly ? 'list' : 'map')}<span>${label}</span>
  </button>`;
}
