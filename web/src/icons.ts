import { type SVGTemplateResult, svg } from 'lit-html';
import type { Item } from './feature.ts';
import type { Look } from './status.ts';

/** The marks of the map and the list: a shape for each kind, so that colour is never all that tells them apart. */
export type Mark =
  | 'port'
  | 'air'
  | 'pass'
  | 'zone'
  | 'checkpoint'
  | 'section'
  | 'expressway'
  | 'road'
  | 'works'
  | 'place';

export function markOf(item: Item): Mark {
  const { kind, class: grade, status } = item.feature.properties;
  switch (item.collection) {
    case 'ports':
      return kind === 'air' ? 'air' : 'port';
    case 'passes':
      return 'pass';
    case 'zones':
      return 'zone';
    case 'checkpoints':
      return 'checkpoint';
    case 'sections':
      return 'section';
    case 'roads':
      return status === 'under construction' ? 'works' : grade === 'expressway' ? 'expressway' : 'road';
    default:
      return 'place';
  }
}

/** The insides of a mark's SVG, of 24 by 24; colours come from the style sheet. */
export const shapes: Record<Mark, SVGTemplateResult> = {
  port: svg`<rect class="plate" x="1.5" y="1.5" width="21" height="21" rx="5.5"/><path class="sign" d="M6 18.2V9.1L12 5.4l6 3.7v9.1h-2.9v-4.1a3.1 3.1 0 0 0-6.2 0v4.1z"/>`,
  air: svg`<circle class="plate" cx="12" cy="12" r="10.8"/><path class="sign" d="M18.6 14.7v-1.5l-5.3-3.3V6.6a1.3 1.3 0 0 0-2.6 0v3.3l-5.3 3.3v1.5l5.3-1.6v2.8l-1.6 1.2v1.2l2.9-.8 2.9.8v-1.2l-1.6-1.2v-2.8z"/>`,
  pass: svg`<path class="peak" d="M1.6 20.5 9 5.4a1.1 1.1 0 0 1 2 0l3.3 6.7 1.4-2a1.1 1.1 0 0 1 1.8 0l4.9 10.4z"/>`,
  zone: svg`<path class="field" d="M12 2.2 20.6 7v10L12 21.8 3.4 17V7z"/>`,
  checkpoint: svg`<circle class="post" cx="12" cy="12" r="8.5"/>`,
  section: svg`<path class="line section" d="M2 16.5c4-9 8 3 12-4 2-3.5 4.5-5 8-5"/>`,
  expressway: svg`<path class="line casing" d="M2 16.5c4-9 8 3 12-4 2-3.5 4.5-5 8-5"/><path class="line expressway" d="M2 16.5c4-9 8 3 12-4 2-3.5 4.5-5 8-5"/>`,
  road: svg`<path class="line road" d="M2 16.5c4-9 8 3 12-4 2-3.5 4.5-5 8-5"/>`,
  works: svg`<path class="line works" d="M2 16.5c4-9 8 3 12-4 2-3.5 4.5-5 8-5"/>`,
  place: svg`<circle class="dot" cx="12" cy="12" r="4.5"/>`,
};

/** A mark on its own, hidden from screen readers: the words beside it say what it is. */
export const icon = (mark: Mark, size = 24) =>
  svg`<svg class="mark ${mark}" viewBox="0 0 24 24" width=${size} height=${size} aria-hidden="true" focusable="false">${shapes[mark]}</svg>`;

/** The shapes of states, of 16 by 16: each is another one, so that colour is never all that tells them apart. */
export const looks: Record<Look, SVGTemplateResult> = {
  open: svg`<circle cx="8" cy="8" r="6"/>`,
  soon: svg`<path d="M8 2a6 6 0 0 1 0 12z"/><circle class="rim" cx="8" cy="8" r="5.25"/>`,
  closed: svg`<rect x="2.5" y="2.5" width="11" height="11" rx="1.5"/>`,
  cargo: svg`<path d="M8 2 14.5 13.5h-13z"/>`,
  season: svg`<path class="rim" d="M8 1.5v13M2.4 4.75l11.2 6.5M13.6 4.75l-11.2 6.5"/>`,
  day: svg`<circle class="rim" cx="8" cy="8" r="5.25"/>`,
  unknown: svg`<path class="rim" d="M5 5.7a3 3 0 1 1 4.3 2.8c-.9.5-1.3 1-1.3 2M8 13.3v.2"/>`,
  conflict: svg`<path class="rim" d="M2.5 5.7h11M2.5 10.3h11M10.5 2.5l-5 11"/>`,
};

/** The shape of a state, hidden from screen readers: the word beside it says what it is. */
export const lookSign = (look: Look) =>
  svg`<svg class="look ${look}" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">${looks[look]}</svg>`;

const strokes = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  up: 'M5.5 14.5 12 8l6.5 6.5',
  down: 'M5.5 9.5 12 16l6.5-6.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  layers: 'M12 3.5 3 8.5l9 5 9-5zM4 12.5l8 4.5 8-4.5M4 16.5l8 4.5 8-4.5',
  home: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  target: 'M12 2.5v5M12 16.5v5M2.5 12h5M16.5 12h5M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  external: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  map: 'M9 4 3.5 6.5v13L9 17l6 3 5.5-2.5v-13L15 7zM9 4v13M15 7v13',
  list: 'M4 6h16M4 12h16M4 18h16',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3.2 2',
  turn: 'M7 20V5M3.5 8.5 7 5l3.5 3.5M17 4v15M13.5 15.5 17 19l3.5-3.5',
  calendar: 'M4.5 6h15v13.5h-15zM4.5 10h15M8.5 3.5V7M15.5 3.5V7',
} as const;

/** A sign on a button, hidden from screen readers. */
export const sign = (name: keyof typeof strokes) =>
  svg`<svg class="stroke" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><path d=${strokes[name]}/></svg>`;
