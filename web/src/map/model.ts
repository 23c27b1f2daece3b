import type * as L from 'leaflet';
import type { Meta } from '../api.ts';
import type { Box, Feature, Geometry, Item, Position, Ref } from '../feature.ts';
import type { Lang } from '../i18n.ts';
import type { Layer } from '../layers.ts';
import type { Look } from '../status.ts';
import type { View } from '../url.ts';
import type { Palette } from './palette.ts';

/** All that the map shows. Parts that have not changed are the same objects as before. */
export interface MapModel {
  lang: Lang;
  /** Changes when the colours do. */
  theme: string;
  dark: boolean;
  layers: ReadonlySet<Layer>;
  /** What there are data of: west, south, east, north; null while it is not known. */
  extent: Meta['bbox'] | null;
  /** The collections that the ground shows. */
  ground: readonly string[];
  places: Feature[];
  /** What the list shows, in its order. */
  items: readonly Item[];
  /** What is selected and not in the list, as a place is. */
  extra: readonly Item[];
  /** The checkpoints of the selected port, in order: they are drawn as a chain. */
  chain: readonly Item[];
  checkpoints: readonly Item[];
  selected: Ref | null;
  hovered: Ref | null;
  nearest: { at: Position; to: Position[] } | null;
  /** What a mark is called, for its label and its title. */
  title: (item: Item) => string;
  /** How a port's state looks; null where nothing is known of it. */
  look: (item: Item) => Look | null;
  /** A plan or a reach, and what draws it; null where there is none. */
  trip: TripModel | null;
  tripView: (new (map: L.Map) => TripView) | null;
}

/** What the map shows of a plan or a reach, and whom it tells what is done to it. */
export interface TripModel {
  stops: { at: Position; letter: string; title: string; place: number }[];
  ways: Position[][];
  /** Which of the ways is looked at. */
  picked: number;
  /** Areas from the nearest to the farthest, each with its tone. */
  areas: { shape: Geometry; tone: number }[];
  /** The place on the way that one points at. */
  cursor: Position | null;
  /** Another answer is on its way. */
  old: boolean;
  moved(stop: number, at: Position): void;
  /** The way was pulled from one place to another. */
  inserted(at: { from: Position; to: Position }): void;
  pointed(at: Position | null): void;
  chose(way: number): void;
}

/** Draws it. */
export interface TripView {
  show(m: TripModel | null, palette: Palette, theme: string): void;
}

/** What the map tells. */
export interface MapEvents {
  /** The map has come to rest; byReader says whose doing it was. */
  moved(view: View, box: Box, byReader: boolean): void;
  select(ref: Ref): void;
  hover(ref: Ref | null): void;
  pick(at: Position): void;
}

/** Pixels of the map that something covers. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The map, as the rest of the page knows it. */
export interface MapView {
  show(model: MapModel): void;
  /** Goes to a view; false if it is there already. */
  go(view: View): boolean;
  fit(box: Box, insets: Insets, how: { maxZoom: number; animate?: boolean }): void;
  /** Brings a box into sight, if it is not, by as little as it takes. */
  reveal(box: Box, insets: Insets): void;
  zoomBy(n: number): void;
  centre(insets: Insets): Position;
  /** Moves the focus to the next mark in view, or the previous one. */
  step(by: 1 | -1): void;
  focus(ref: Ref): boolean;
}
