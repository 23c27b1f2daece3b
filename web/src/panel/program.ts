import { html, type TemplateResult } from 'lit-html';
import { sign } from '../icons.ts';
import type { Context } from '../state.ts';

/** The same answer for programs: its address, and a command that fetches it. */
export function program({ t, act, base }: Context, path: string, page: string | null): TemplateResult {
  const address = location.origin + base + path;
  const command = `curl '${address}'`;
  return html`<section>
    <h3>${t.apiTitle}</h3>
    <p class="command">
      <code dir="ltr" tabindex="0" role="group" aria-label=${t.copyCommand}>${command}</code>
      <button type="button" class="icon" title=${t.copyCommand} aria-label=${t.copyCommand} @click=${() => act.copy(command)}>${sign('copy')}</button>
    </p>
    <p class="links">
      <a href=${base + path}>${t.asJSON}</a>
      ${page ? html`<a href=${base + page}>${t.asPage}</a>` : ''}
    </p>
  </section>`;
}
