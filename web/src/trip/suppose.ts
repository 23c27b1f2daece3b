import { html, nothing, type TemplateResult } from 'lit-html';
import { duration } from '../clock.ts';
import { nameOf } from '../feature.ts';
import { itemOf } from '../state.ts';
import type { Crossing } from './routes.ts';
import type { Assumption } from './trip.ts';
import type { GateView } from './view.ts';

/** What the planner supposes of a port: a form, and never a source. */
export function suppose({ g, planner, state }: GateView, c: Pick<Crossing, 'port' | 'kind'>): TemplateResult {
  const { assume } = state.page.trip;
  const own = assume[c.port] ?? {};
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = e.target as HTMLFormElement;
    const said = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? '';
    const next: Assumption = {
      ...(said('hours') && { hours: plainHours(said('hours')) }),
      ...(said('service') && { service: Number(said('service')) }),
      ...(said('queue') && { queue: Number(said('queue')) }),
    };
    const { [c.port]: _, ...rest } = assume;
    planner.change({ assume: Object.keys(next).length > 0 ? { ...rest, [c.port]: next } : rest });
  };
  const minutes = (name: 'service' | 'queue', label: string) => html`<label
    ><span>${label}</span><input type="number" name=${name} inputmode="numeric" min="0" max="86400" step="1" .value=${own[name] === undefined ? '' : String(own[name])} /></label
  >`;
  return html`<details class="suppose" ?open=${Object.keys(own).length > 0}>
    <summary>${g.suppose}</summary>
    <form @submit=${submit}>
      <p class="quiet">${g.supposeNote}</p>
      <label
        ><span>${g.supposeHours}</span
        ><input type="text" name="hours" autocomplete="off" maxlength="200" placeholder="10:00-19:30" .value=${own.hours ?? ''}
      /></label>
      ${c.kind === 'pass' ? nothing : minutes('service', c.kind === 'ferry' || c.kind === 'train' ? g.supposeBoarding : g.supposeService)}
      ${c.kind === 'port' || c.kind === 'post' ? minutes('queue', g.supposeQueue) : nothing}
      <button type="submit" class="button">${g.supposeDo}</button>
    </form>
  </details>`;
}

/** Hours as people write them, as OpenStreetMap does: plain dashes, and every day where no day is said. */
export function plainHours(text: string): string {
  const plain = text.replace(/\s*[–—~至]\s*/g, '-').replace(/：/g, ':');
  return /^\d/.test(plain) ? `Mo-Su ${plain}` : plain;
}

/** What a port is called, or a checkpoint, or what the way calls a ferry or a pass. */
function called({ planner, state }: GateView, id: string): string {
  const item = itemOf(state.data, { collection: 'ports', id }) ?? itemOf(state.data, { collection: 'checkpoints', id });
  if (item) return nameOf(item.feature, state.lang).text;
  return planner.route?.crossings.find((c) => c.port === id)?.name ?? id;
}

/** Says which ports are left out, and takes them again. */
export function excluded(v: GateView): TemplateResult | typeof nothing {
  const { g, planner, state } = v;
  const all = state.page.trip.exclude;
  if (all.length === 0) return nothing;
  const names = all.map((id) => called(v, id));
  return html`<p class="pad excluded">
    ${g.excluded(names.join(', '))}
    <button type="button" class="text" @click=${() => planner.change({ exclude: [] })}>${g.admitAll}</button>
  </p>`;
}

/** Says all over what the answer rests on, where that is the planner's own word. */
export function resting(v: GateView): TemplateResult | typeof nothing {
  const { g, planner, state } = v;
  const all = Object.entries(state.page.trip.assume);
  if (all.length === 0) return nothing;
  const said = all.map(([id, a]) => {
    const name = called(v, id);
    const minutes = (n: number | undefined, label: string) =>
      n === undefined ? '' : `${label} ${duration(n * 60e3, state.lang)}`;
    const service = minutes(a.service, g.service);
    const queue = minutes(a.queue, g.queue);
    const lengths = [service, queue].filter((x) => x).join(', ');
    return [a.hours ? g.restHours(name, a.hours) : name, lengths].filter((x) => x).join(', ');
  });
  return html`<p class="resting" role="note">
    ${g.resting(said.join('; '))}
    <button type="button" class="text" @click=${() => planner.change({ assume: {} })}>${g.supposeDrop}</button>
  </p>`;
}
