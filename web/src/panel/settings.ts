import { html, type TemplateResult } from 'lit-html';
import { date } from '../format.ts';
import { languages } from '../i18n.ts';
import { sign } from '../icons.ts';
import type { Context } from '../state.ts';
import { themes } from '../url.ts';

/** Language, appearance and keys, and where the plain data are. */
export function settings(c: Context): TemplateResult {
  const { t, state, act, base } = c;
  const meta = state.data.meta;
  return html`<div class="menu" id="menu-settings" role="group" aria-label=${t.settings}>
    <fieldset class="choice">
      <legend>${t.language}</legend>
      ${languages.map(
        (l) => html`<label
          ><input type="radio" name="lang" value=${l.lang} .checked=${state.lang === l.lang} @change=${() => act.patchPage({ lang: l.lang })} /><span lang=${l.lang}
            >${l.name}</span
          ></label
        >`,
      )}
    </fieldset>
    <fieldset class="choice">
      <legend>${t.theme}</legend>
      ${themes.map(
        (x) => html`<label
          ><input type="radio" name="theme" value=${x} .checked=${state.theme === x} @change=${() => act.patchPage({ theme: x })} /><span>${t.themes[x]}</span></label
        >`,
      )}
    </fieldset>
    <label class="check"
      ><input type="checkbox" .checked=${state.shortcuts} @change=${(e: Event) => act.patch({ shortcuts: (e.target as HTMLInputElement).checked })} /><span
        >${t.shortcuts}</span
      ></label
    >
    <p class="links"><a href=${`${base}/collections?f=html`}>${t.data}</a> <a href=${`${base}/api.html`}>${t.api}</a></p>
    ${meta ? html`<p class="quiet">${t.version(meta.version, date(meta.data.updated.slice(0, 10), state.lang))}</p>` : ''}
  </div>`;
}

/** The top of the page: what this is, and its settings. */
export function header(c: Context): TemplateResult {
  const { t, state, act, base } = c;
  const open = state.menu === 'settings';
  return html`<header class="bar">
    <h1><a href=${`${base}/`} data-home="">${t.title}<span>${t.subtitle}</span></a></h1>
    <button
      type="button"
      class="icon"
      id="open-settings"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="menu-settings"
      title=${t.settings}
      aria-label=${t.settings}
      @click=${() => act.patch({ menu: open ? null : 'settings' })}
    >
      ${sign('settings')}
    </button>
    ${open ? settings(c) : ''}
  </header>`;
}
