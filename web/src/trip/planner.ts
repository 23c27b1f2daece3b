import { type API, ProblemError } from '../api.ts';
import { Asking } from '../asking.ts';
import type { Box, Item, Position } from '../feature.ts';
import { nameOf } from '../feature.ts';
import { latLon } from '../format.ts';
import { boxOf, middle, pointsOf } from '../geometry.ts';
import { addHits, localHits } from '../hits.ts';
import type { Lang } from '../i18n.ts';
import { worthSearching } from '../search.ts';
import { type Hit, itemOf, type State } from '../state.ts';
import type { Page } from '../url.ts';
import { heightsAlong, type Ruler, rulerOf, thinned } from './along.ts';
import { type Answer, type Desk, type Field, noAnswer, noField } from './desk.ts';
import { nameOfStop } from './link.ts';
import {
  beforePath,
  type Comparison,
  comparePath,
  type HeightProfile,
  type Reach,
  type Route,
  type Routes,
  reachPath,
  routePath,
} from './routes.ts';
import {
  insertStop,
  mostStops,
  noStop,
  positionsOf,
  type Screen,
  type Stop,
  stopsOf,
  type Trip,
  usualMinutes,
  withStop,
} from './trip.ts';
import { gates } from './view.ts';
import { words } from './words.ts';

/** What a planner needs of the page. */
export interface Host {
  readonly api: API;
  readonly state: State;
  patch(part: Partial<State>): void;
  /** Changes the address. */
  go(part: Partial<Page>, how: 'push' | 'replace'): void;
  /** Brings a box into the map's view. */
  show(box: Box, whole: boolean): void;
  /** Puts the focus on an element once the page is drawn. */
  focus(id: string): void;
  centre(): Position;
  /** A part did not come. */
  miss(): void;
}

/** The most positions of a line whose heights are asked for. */
const mostPositions = 4000;

/** Plans ways and reaches: asks what the address asks, and changes it. */
export class Planner {
  private readonly host: Host;
  private readonly asking = new Asking();
  private readonly measuring = new Asking();
  private readonly finding = new Asking();
  private measured: { route: Route; ruler: Ruler } | null = null;

  constructor(host: Host) {
    this.host = host;
  }

  private get trip(): Trip {
    return this.host.state.page.trip;
  }

  private get desk(): Desk {
    return this.host.state.desk;
  }

  private set(part: Partial<Desk>): void {
    this.host.patch({ desk: { ...this.desk, ...part } });
  }

  private field(part: Partial<Field>): void {
    this.set({ field: { ...this.desk.field, ...part } });
  }

  /** The stops of the screen that is shown. */
  get stops(): readonly Stop[] {
    const { screen, trip } = this.host.state.page;
    return screen ? stopsOf(screen, trip) : [];
  }

  /** The address that answers what is asked; null while something is missing. */
  wanted(): string | null {
    const { page, lang } = this.host.state;
    const asked = { trip: page.trip, mode: page.mode, t: page.t, lang };
    const { before } = page.trip;
    if (page.screen === 'reach' && before) {
      const direction = this.directionOf(before);
      return direction && beforePath(before, direction, this.minutes, asked);
    }
    const at = positionsOf(this.stops);
    if (!page.screen || !at?.[0]) return null;
    if (page.screen === 'compare') return comparePath(at, asked);
    return page.screen === 'reach' ? reachPath(at[0], this.minutes, asked) : routePath(at, asked);
  }

  /** The direction in which a port is crossed, out of the country that names it or into it; null where there is none. */
  directionOf(port: string): string | null {
    const { data, page } = this.host.state;
    const p = itemOf(data, { collection: 'ports', id: port })?.feature.properties;
    if (!p || typeof p.country !== 'string' || typeof p.neighbour !== 'string') return null;
    return page.way === 'out' ? `${p.country}-${p.neighbour}` : `${p.neighbour}-${p.country}`;
  }

  get minutes(): readonly number[] {
    return this.trip.minutes.length > 0 ? this.trip.minutes : usualMinutes;
  }

  /** Asks what the address asks, if that is not answered; called whenever the page has changed. */
  follow(): void {
    const { state } = this.host;
    this.learn(state.lang);
    const path = this.wanted();
    const { answer } = this.desk;
    if (path === null) {
      if (answer.path !== '') {
        this.asking.stop();
        this.set({ answer: noAnswer, heights: null, along: null });
      }
    } else if (path !== answer.path) this.ask(path);
    this.measure();
  }

  /** Loads the words and the parts that are not there. */
  private async learn(lang: Lang): Promise<void> {
    if (words.of(lang) && gates.here?.gateWords.of(lang)) return;
    if (this.learning === lang) return;
    this.learning = lang;
    try {
      await words.learn(lang);
      this.host.patch({});
      if (await gates.come()) await gates.here?.gateWords.learn(lang);
      this.host.patch({});
    } catch {
      this.host.miss();
    }
  }

  private learning: Lang | null = null;

  /** Asks once more what failed. */
  retry(): void {
    const path = this.wanted();
    if (path !== null) this.ask(path);
  }

  private async ask(path: string): Promise<void> {
    const { screen } = this.host.state.page;
    const before = this.desk.answer;
    // What is there stays while the same screen's next answer is on its way.
    const kind = (p: string) => p.split('?')[0];
    const kept = kind(before.path) === kind(path) ? before : noAnswer;
    this.set({ answer: { ...kept, path, status: 'asking', problem: null }, along: null });
    try {
      const body = await this.asking.ask((signal) => this.host.api.json<unknown>(path, signal));
      if (!body) return;
      const answer = answerOf(screen, path, body);
      this.set({ answer });
      const box = boxOfAnswer(answer);
      // A first answer is shown whole; of a changed one no more than is out of sight.
      if (box) this.host.show(box, before.path === '' && !this.host.state.page.view);
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      this.set({ answer: { ...noAnswer, path, status: 'failed', problem: e.problem } });
    }
  }

  // The way that is looked at.

  /** Which of the ways that is: the address may name one that is not there. */
  get picked(): number {
    const n = this.desk.answer.routes?.routes.length ?? 0;
    return Math.min(this.trip.pick, Math.max(0, n - 1));
  }

  get route(): Route | null {
    return this.desk.answer.routes?.routes[this.picked] ?? null;
  }

  /** Measures the way that is looked at. */
  get ruler(): Ruler | null {
    const { route } = this;
    if (!route) return null;
    if (this.measured?.route !== route) this.measured = { route, ruler: rulerOf(route) };
    return this.measured.ruler;
  }

  pick(i: number): void {
    if (i !== this.picked) this.change({ pick: i }, 'replace');
  }

  /** Points at a place on the way: in the profile, the steps or on the map. */
  point(along: number | null): void {
    if (along !== this.desk.along) this.set({ along });
  }

  /** Asks for the heights along the way that is looked at, once. */
  private async measure(): Promise<void> {
    const { ruler } = this;
    const { answer, heights } = this.desk;
    const of = `${answer.path} ${this.picked}`;
    if (!ruler || answer.status !== 'ready' || heights?.of === of || this.measuringOf === of) return;
    this.measuringOf = of;
    const coordinates = thinned(ruler.line, mostPositions).map((p) => p.slice(0, 2));
    try {
      const found = await this.measuring.ask((signal) =>
        this.host.api.json<HeightProfile>('/v1/profile', signal, { coordinates }),
      );
      if (found) this.set({ heights: { of, list: heightsAlong(ruler, found) } });
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      this.set({ heights: { of, list: [] } });
    }
  }

  private measuringOf = '';

  /** Prints, with all of it on the map; which takes the map a moment. */
  print(): void {
    const box = boxOfAnswer(this.desk.answer);
    const { classList } = document.documentElement;
    classList.add('paper');
    this.set({ printed: Date.now() });
    requestAnimationFrame(async () => {
      if (box) this.host.show(box, true);
      const picture = document.querySelector<HTMLImageElement>('.sheet img');
      const drawn = picture?.decode().catch(() => picture.remove()); // without it there is the address
      await Promise.all([wait(600), Promise.race([drawn, wait(3000)])]);
      print();
      classList.remove('paper');
      this.set({ printed: null });
    });
  }

  // What is asked.

  change(part: Partial<Trip>, how: 'push' | 'replace' = 'push'): void {
    this.host.go({ trip: { ...this.trip, ...part } }, how);
  }

  private setStops(stops: readonly Stop[]): void {
    this.change({ stops: stops.some((s) => s.at) ? stops : [], pick: 0 });
  }

  /** Puts a stop somewhere, and goes on to the next one that is missing. */
  private put(i: number, stop: Stop): void {
    const stops = withStop(this.stops, i, stop);
    this.finding.stop();
    this.setStops(stops);
    const next = stops.findIndex((s) => !s.at);
    this.set({ field: { ...noField, stop: next < 0 ? null : next } });
    this.host.focus(`stop-${next < 0 ? i : next}`);
  }

  /** Takes a position for the stop that is wanted; false if none is. */
  place(at: Position, item: Item | null = null): boolean {
    const i = this.desk.field.stop ?? this.stops.findIndex((s) => !s.at);
    if (i < 0 || i >= this.stops.length) return false;
    this.put(i, { at: [at[0], at[1]], name: item ? this.nameFor(item) : '' });
    return true;
  }

  private nameFor = (item: Item): string => nameOfStop(nameOf(item.feature, this.host.state.lang).text);

  /** Moves a stop to where it was dragged. */
  move(i: number, at: Position): void {
    this.setStops(withStop(this.stops, i, { at, name: '' }));
  }

  /** Adds a stop where the way was dragged to, on its leg. */
  insert(leg: number, at: Position): void {
    if (this.stops.length < mostStops) this.setStops(insertStop(this.stops, leg + 1, { at, name: '' }));
  }

  addStop(): void {
    const i = this.stops.length - 1;
    this.change({ stops: insertStop(this.stops, i, noStop) });
    this.field({ ...noField, stop: i });
    this.host.focus(`stop-${i}`);
  }

  removeStop(i: number): void {
    this.setStops(withStop(this.stops, i, null));
    this.set({ field: noField });
    this.host.focus(`stop-${Math.max(0, i - 1)}`);
  }

  raiseStop(i: number): void {
    const above = this.stops[i - 1];
    if (!above) return;
    this.setStops(insertStop(withStop(this.stops, i - 1, null), i, above));
    this.host.focus(`stop-${i - 1}`);
  }

  turn(): void {
    this.setStops([...this.stops].reverse());
  }

  // The fields.

  enter(i: number): void {
    const stop = this.stops[i] ?? noStop;
    this.set({ field: { ...noField, stop: i, q: this.said(stop) } });
  }

  /** Leaves a field; a click on the map still means its stop. */
  leave(toMap: boolean): void {
    const { stop: i, q } = this.desk.field;
    this.finding.stop();
    this.field({ open: false, active: -1, ...(toMap ? {} : { stop: null }) });
    // An emptied field is a stop that is to be said anew.
    if (i !== null && q.trim() === '' && this.stops[i]?.at) this.setStops(withStop(this.stops, i, noStop));
  }

  /** What a field shows of its stop. */
  said = (stop: Stop): string => stop.name || (stop.at ? latLon(stop.at[0], stop.at[1]) : '');

  async type(i: number, q: string): Promise<void> {
    const { state, api } = this.host;
    const hits = townsFirst(localHits(state.data, q).filter(placed));
    const asking = worthSearching(q) && hits[0]?.type !== 'position';
    this.field({ stop: i, q, open: true, hits, active: -1, asking });
    if (!asking) return this.finding.stop();
    try {
      const near = this.host.centre();
      const found = await this.finding.ask((signal) => api.search(q.trim(), state.lang, near, signal), 150);
      if (found) this.field({ hits: addHits(state.data, hits, found.features).filter(placed), asking: false });
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      this.field({ asking: false });
    }
  }

  mark(active: number): void {
    this.field({ active, open: true });
  }

  close(): void {
    this.field({ open: false, active: -1 });
  }

  choose(hit: Hit): void {
    const i = this.desk.field.stop;
    const at = whereIs(hit);
    if (i === null || !at) return;
    const name = hit.type === 'item' ? this.nameFor(hit.item) : hit.type === 'remote' ? nameOfStop(hit.name) : '';
    this.put(i, { at: [at[0], at[1]], name });
  }
}

/** The box around all that an answer shows on the map. */
const boxOfAnswer = ({ reach, routes }: Answer): Box | null =>
  boxOf([
    ...(reach?.features ?? []).flatMap((f) => pointsOf(f.geometry)),
    ...(routes?.routes ?? []).flatMap(positions),
  ]);

/** What an answer is, by the screen that asked. The ways of a comparison are those of its ports. */
function answerOf(screen: Screen | null, path: string, body: unknown): Answer {
  const ready: Answer = { ...noAnswer, path, status: 'ready' };
  if (screen === 'reach') return { ...ready, reach: body as Reach };
  if (screen !== 'compare') return { ...ready, routes: body as Routes };
  const { options, ...rest } = body as Comparison;
  return { ...ready, options, routes: { ...rest, routes: options.flatMap((o) => (o.way ? [o.way] : [])) } };
}

const positions = (r: Route): Position[] => r.geometry.coordinates;

/** Towns before all else of that name: one drives to these. */
function townsFirst(hits: Hit[]): Hit[] {
  const isTown = (h: Hit) => h.type === 'item' && ['city', 'town'].includes(String(h.item.feature.properties.kind));
  return [...hits.filter(isTown), ...hits.filter((h) => !isTown(h))];
}

const placed = (h: Hit): boolean => whereIs(h) !== null;

/** Where a result of the search is: of a line, its middle. */
export function whereIs(hit: Hit): Position | null {
  if (hit.type !== 'item') return hit.at;
  return placeOfItem(hit.item);
}

/** Where one would drive to for a feature. */
export function placeOfItem({ feature: { geometry: g } }: Item): Position | null {
  if (!g) return null;
  if (g.type === 'Point') return g.coordinates;
  const longest = g.type === 'LineString' ? g.coordinates : (pointsOf(g) as Position[]);
  return middle(longest);
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
