import { html, type TemplateResult } from 'lit-html';
import { sign } from '../icons.ts';
import { program } from '../panel/program.ts';
import { kinds, type Written } from './files.ts';
import type { Route } from './routes.ts';
import { nameOf, type View } from './view.ts';

/** The way as a file, as a link, on paper, and for programs. */
export function exports(v: View, route: Route): TemplateResult {
  const { w, act, state } = v;
  const save = (kind: keyof typeof kinds) => download(written(v, route), kind);
  return html`<section class="take">
      <h3>${w.exports}</h3>
      <p class="choices">
        ${(Object.keys(kinds) as (keyof typeof kinds)[]).map(
          (k) =>
            html`<button type="button" class="text" data-kind=${kinds[k].ending} @click=${() => save(k)}>${w.download(k)}</button>`,
        )}
        ${share(v)}
      </p>
    </section>
    ${program({ ...v, act }, state.desk.answer.path, null)}`;
}

/** A link to what is shown, and paper. */
export const share = ({
  w,
  planner,
  act,
}: View): TemplateResult => html`<button type="button" class="text" @click=${() => act.copy(location.href)}>${sign('copy')}${w.copyLink}</button>
  <button type="button" class="text" @click=${() => planner.print()}>${w.print}</button>`;

function written({ w, planner, state }: View, route: Route): Written {
  const stops = planner.stops.flatMap((s) => (s.at ? [{ at: s.at, name: nameOf(s) }] : []));
  return {
    name: stops.map((s) => s.name).join(' – '),
    stops,
    route,
    note: state.desk.answer.routes?.roads.schematic ? w.schematicNote : '',
  };
}

function download(what: Written, kind: keyof typeof kinds): void {
  const { write, media, ending } = kinds[kind];
  const address = URL.createObjectURL(new Blob([write(what)], { type: media }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${what.name.replace(/[\\/:*?"<>|]+/g, ' ').slice(0, 80) || 'way'}.${ending}`;
  link.click();
  // The browser has taken it over once the click is done with.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
