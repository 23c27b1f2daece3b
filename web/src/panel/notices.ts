import { html, type TemplateResult } from 'lit-html';
import { sign } from '../icons.ts';
import type { Context, Notice } from '../state.ts';

/** What the reader should know and need not answer. */
export function notices({ t, state, act }: Context): TemplateResult {
  return html`<div class="notices" role="status">
    ${state.notices.map(
      (n) => html`<p class="notice">
        <span>${say(n)}</span>
        <button type="button" class="icon small" title=${t.dismiss} aria-label=${t.dismiss} @click=${() => act.dismiss(n)}>${sign('close')}</button>
      </p>`,
    )}
  </div>`;

  function say(n: Notice): string {
    switch (n.type) {
      case 'fault':
        return n.fault.parameter === 'path'
          ? t.badPath(n.fault.value)
          : t.badParameter(n.fault.parameter, n.fault.value);
      case 'part':
        return t.partFailed;
      case 'copied':
        return t.copied;
      case 'uncopied':
        return t.copyFailed;
    }
  }
}
