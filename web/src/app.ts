import { render } from 'lit-html';
import { API, ProblemError } from './api.ts';
import { Asking } from './asking.ts';
import { type Item, keyOf, nameOf, type Position, type Ref, sameRef } from './feature.ts';
import { addHits, localHits } from './hits.ts';
import { directionOf, type Lang, learn, messages } from './i18n.ts';
import { type Later, panels } from './later.ts';
import { load, noData } from './load.ts';
import { createMap } from './map/map.ts';
import type { MapView } from './map/model.ts';
import { boxAround, insetsOf, mapModel } from './mapmodel.ts';
import { boxAroundNear, portsNear } from './near.ts';
import { app } from './panel/app.ts';
import { titleOf } from './panel/summary.ts';
import { keepPrefs } from './prefs.ts';
import { home } from './region.ts';
import { worthSearching } from './search.ts';
import { type Actions, type Hit, itemOf, type Notice, readKey, type Search, type State } from './state.ts';
import { noHours } from './status.ts';
import { timetableOf } from './timetable.ts';
import { noDesk } from './trip/desk.ts';
import type { Planner } from './trip/planner.ts';
import { noTrip } from './trip/trip.ts';
import { type Page, readPage, sameView, type Theme, writePage } from './url.ts';
import { Watch } from './watch.ts';

/** What the page begins with, besides its address. */
export interface Beginning {
  root: HTMLElement;
  base: string;
  lang: Lang;
  theme: Theme;
  shortcuts: boolean;
}

/** The page: one state, drawn whole after each change, and what may be done to it. */
export class App implements Actions {
  state: State;
  private readonly start: Beginning;
  private readonly api: API;
  private readonly map: MapView;
  private readonly finding = new Asking();
  private readonly measuring = new Asking();
  private readonly scheduling = new Asking();
  private readonly watch: Watch;
  planner: Planner | null = null;
  private drawing = false;
  private afterDraw: (() => void) | null = null;

  constructor(start: Beginning) {
    this.start = start;
    this.api = new API(start.base);
    const { page, faults } = this.readAddress();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    this.state = {
      page,
      lang: start.lang,
      theme: page.theme ?? start.theme,
      dark: false,
      data: noData,
      search: { open: page.q !== '', hits: [], active: -1, status: 'idle' },
      nearest: null,
      hours: noHours,
      timetable: null,
      desk: noDesk,
      trip: page.trip,
      hovered: null,
      box: null,
      zoom: 7,
      inView: false,
      sheet: page.selection || page.screen || page.near || page.q ? 'half' : 'peek',
      menu: null,
      legend: matchMedia('(min-width: 1024px)').matches,
      mapOnly: false,
      shortcuts: start.shortcuts,
      notices: faults.map((fault) => ({ type: 'fault', fault })),
    };
    dark.addEventListener('change', () => this.patch({}));
    start.root.replaceChildren();
    this.draw();
    const view = page.view ?? { zoom: 6.5, lat: (home.south + home.north) / 2, lon: (home.west + home.east) / 2 };
    this.map = createMap(document.getElementById('map') as HTMLElement, start.base, this.mapEvents(), view);
    if (page.view) this.map.go(page.view);
    else this.map.fit(home, insetsOf(this.state), { maxZoom: 9, animate: false });
    this.watch = new Watch(this.api, {
      asks: () => ({ mode: this.state.page.mode, at: this.state.page.t }),
      hears: (part) => this.heard(part),
    });
    this.load();
    this.watch.refresh();
    if (page.near) this.measure(page.near);
  }

  /** Loads a part of the page and draws it. */
  private async fetch(part: Later<unknown>): Promise<void> {
    if (part.here || part.failed) return;
    await part.come();
    this.patch({});
  }

  /** Changes the language when its catalogue is there. */
  private async speak(lang: Lang): Promise<void> {
    try {
      await Promise.all([learn(lang), panels.trip.here?.learn(lang)]);
    } catch {
      this.miss();
      return;
    }
    if ((this.state.page.lang ?? lang) === lang) this.patch({ lang });
  }

  /** Says once that a part did not come. */
  private miss(): void {
    if (!this.state.notices.some((n) => n.type === 'part'))
      this.patch({ notices: [...this.state.notices, { type: 'part' }] });
  }

  private async load(): Promise<void> {
    await load(this.api, {
      data: (change) => {
        const before = this.state.data.status;
        this.patch({ data: change(this.state.data) });
        if (before !== 'ready' && this.state.data.status === 'ready') this.arrived();
        this.schedule();
      },
      missing: () => this.miss(),
    });
    this.fetch(panels.details); // which the next click wants
  }

  /** Shows what the address asks for, now that it is there. */
  private arrived(): void {
    const { page, data } = this.state;
    const item = itemOf(data, page.selection);
    const box = item && boxAround(data, item);
    if (box && !page.view) this.map.fit(box, insetsOf(this.state), { maxZoom: 9, animate: false });
    if (page.q) this.find(page.q);
  }

  // Drawing.

  private draw(): void {
    this.drawing = false;
    const { state } = this;
    state.dark =
      state.theme === 'dark' || (state.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    const t = messages(state.lang);
    const html = document.documentElement;
    html.lang = state.lang;
    html.dir = directionOf(state.lang);
    html.dataset.theme = state.theme;
    if (state.page.selection || state.page.near) this.fetch(panels.details);
    if (state.page.screen) this.fetch(panels.trip);
    this.plan();
    const selected = itemOf(state.data, state.page.selection);
    const heading = selected
      ? nameOf(selected.feature, state.lang).text
      : state.page.screen && t.screens[state.page.screen];
    document.title = heading ? `${heading} · ${t.title}` : t.pageTitle;
    const title = document.activeElement?.id === 'selected';
    render(app({ state, t, act: this, base: this.start.base }), this.start.root);
    // The title that stood for a part on its way gives way to the part's own, and the focus with it.
    if (title && document.activeElement === document.body)
      document.getElementById('selected')?.focus({ preventScroll: true });
    this.map?.show(mapModel(state, this.planner, (item: Item) => titleOf(item, state, t)));
    this.afterDraw?.();
    this.afterDraw = null;
  }

  /** Has the planner follow the address, once it is there. */
  private plan(): void {
    const trips = panels.trip.here;
    if (!trips || !this.map) return;
    if (!this.planner) {
      const app = this;
      this.planner = new trips.Planner({
        api: this.api,
        get state() {
          return app.state;
        },
        patch: (part) => this.patch(part),
        go: (part, how) => this.go(part, how),
        show: (box, whole) => {
          if (whole) this.map.fit(box, insetsOf(this.state), { maxZoom: 10, animate: false });
          else this.map.reveal(box, insetsOf(this.state));
        },
        focus: (id) => {
          this.afterDraw = () => document.getElementById(id)?.focus();
        },
        centre: () => this.map.centre(insetsOf(this.state)),
        miss: () => this.miss(),
      });
    }
    this.planner.follow();
  }

  patch(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    if (part.shortcuts !== undefined) keepPrefs({ shortcuts: part.shortcuts });
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => this.draw());
  }

  patchSearch(part: Partial<Search>): void {
    this.patch({ search: { ...this.state.search, ...part } });
    if (part.active !== undefined && part.active >= 0) {
      this.afterDraw = () => document.getElementById(`hit-${part.active}`)?.scrollIntoView({ block: 'nearest' });
    }
  }

  // The address.

  private readAddress(): ReturnType<typeof readPage> {
    const path = location.pathname.startsWith(this.start.base)
      ? location.pathname.slice(this.start.base.length)
      : location.pathname;
    return readPage(path, location.search);
  }

  private go(part: Partial<Page>, how: 'push' | 'replace'): void {
    const page = { ...this.state.page, ...part };
    const address = this.start.base + writePage(page);
    if (address !== location.pathname + location.search) {
      if (how === 'push') history.pushState(null, '', address);
      else history.replaceState(history.state, '', address);
    }
    this.patch({ page, ...(page.screen && { trip: page.trip }) });
  }

  /** Changes how it is shown, and whose hours and when. */
  patchPage(part: Partial<Page>): void {
    if (part.lang) keepPrefs({ lang: part.lang });
    if (part.theme) {
      this.patch({ theme: part.theme });
      keepPrefs({ theme: part.theme });
    }
    const before = this.state.page;
    // Whose hours, and when, is what is looked at: there is a way back from it.
    this.go(part, ['mode', 'way', 't'].some((k) => k in part) ? 'push' : 'replace');
    if (part.lang) this.speak(part.lang);
    if ('t' in part) this.closeMenu(true);
    this.rehear(before);
  }

  // Hours.

  /** Asks anew where another mode or time is looked at. */
  private rehear(before: Page): void {
    const { page } = this.state;
    if (page.t !== before.t || page.mode !== before.mode) {
      this.patch({ hours: { ...this.state.hours, status: 'loading', all: [] } });
      this.watch.refresh();
    }
    this.schedule();
  }

  private heard(part: Partial<State['hours']>): void {
    this.patch({ hours: { ...this.state.hours, ...part } });
    this.schedule();
  }

  /** Asks for the calendar of the port that is looked at, where it is another than what is there. */
  private async schedule(): Promise<void> {
    const wanted = timetableOf(this.state);
    if (!wanted) return this.patch({ timetable: null });
    if (wanted.key === this.state.timetable?.key) return;
    const before = this.state.timetable;
    // What is there stays while the same port's next hour is on its way.
    const same = before?.calendar && before.key.split('?')[0] === wanted.key.split('?')[0];
    if (!same) this.patch({ timetable: { key: wanted.key, from: wanted.from, status: 'asking', calendar: null } });
    try {
      const found = await this.scheduling.ask((signal) =>
        this.api.calendar(wanted.path, wanted.from, wanted.to, signal),
      );
      if (found)
        this.patch({
          timetable: { key: wanted.key, from: wanted.from, status: 'ready', calendar: found.calendars[0] ?? null },
        });
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      this.patch({ timetable: { key: wanted.key, from: wanted.from, status: 'failed', calendar: null } });
    }
  }

  /** Follows the browser's back and forward. */
  returned(): void {
    const { page, faults } = this.readAddress();
    const before = this.state.page;
    this.patch({
      page,
      theme: page.theme ?? this.state.theme,
      notices: faults.map((fault) => ({ type: 'fault', fault })),
      search: { open: false, hits: [], active: -1, status: 'idle' },
    });
    if (page.lang) this.speak(page.lang);
    if (page.near) {
      if (String(page.near) !== String(before.near)) this.measure(page.near);
    } else this.patch({ nearest: null });
    const item = itemOf(this.state.data, page.selection);
    if (page.view) this.map.go(page.view);
    else if (item) this.bring(item);
    else if (!page.screen) this.map.fit(home, insetsOf(this.state), { maxZoom: 9, animate: false });
    if (!sameRef(before.selection, page.selection) || before.screen !== page.screen)
      this.focusAfter(page, before.selection);
    this.rehear(before);
  }

  /** Puts the focus on the panel's title, or back on the row or mark that led away. */
  private focusAfter(page: Page, left: Ref | null): void {
    this.afterDraw = () => {
      if (page.selection || page.near || page.screen)
        return document.getElementById('selected')?.focus({ preventScroll: true });
      const row = left && document.querySelector<HTMLElement>(`.list [data-ref="${CSS.escape(keyOf(left))}"]`);
      (row ?? document.getElementById('list'))?.focus({ preventScroll: !row });
    };
  }

  // Selecting.

  select(ref: Ref | null): void {
    // A mark on the map is a stop where one is wanted.
    const mark = this.state.page.screen ? itemOf(this.state.data, ref) : null;
    const at = mark?.feature.geometry;
    if (at?.type === 'Point' && this.planner?.place(at.coordinates, mark)) return;
    if (sameRef(ref, this.state.page.selection) && ref) return;
    const left = this.state.page.selection;
    const raised = ref && this.state.sheet === 'peek' ? 'half' : this.state.sheet;
    this.patch({
      menu: null,
      hovered: null,
      mapOnly: false,
      sheet: raised,
      search: { open: false, hits: [], active: -1, status: 'idle' },
    });
    this.go({ selection: ref, screen: null, trip: noTrip, q: '' }, 'push');
    const item = itemOf(this.state.data, ref);
    if (item) this.bring(item);
    this.focusAfter(this.state.page, left);
    this.schedule();
    document.getElementById('body')?.scrollTo(0, 0);
  }

  back(): void {
    if (this.state.page.screen) this.visit(writePage({ ...this.state.page, screen: null }));
    else if (this.state.page.selection) this.select(null);
    else if (this.state.page.near) this.leaveNearest();
  }

  hover(ref: Ref | null): void {
    if (!sameRef(ref, this.state.hovered)) this.patch({ hovered: ref });
  }

  reveal(ref: Ref): void {
    const item = itemOf(this.state.data, ref);
    if (!item) return;
    this.lower();
    const box = boxAround(this.state.data, item);
    if (box) this.map.fit(box, insetsOf(this.state), { maxZoom: 10 });
  }

  private bring(item: Item): void {
    const box = boxAround(this.state.data, item);
    if (box) this.map.reveal(box, insetsOf(this.state));
  }

  // The nearest ports.

  pick(at: Position): void {
    if (this.state.page.screen) {
      this.planner?.place(at);
      return;
    }
    this.patch({ menu: null, mapOnly: false, sheet: this.state.sheet === 'peek' ? 'half' : this.state.sheet });
    this.go({ near: at, selection: null, q: '' }, 'push');
    this.measure(at);
    this.focusAfter(this.state.page, null);
    document.getElementById('body')?.scrollTo(0, 0);
  }

  pickCentre(): void {
    this.pick(this.map.centre(insetsOf(this.state)));
  }

  leaveNearest(): void {
    this.measuring.stop();
    this.patch({ nearest: null });
    this.go({ near: null }, 'push');
    this.focusAfter(this.state.page, null);
  }

  private async measure(at: Position): Promise<void> {
    this.patch({ nearest: { at, status: 'asking', items: [], problem: null } });
    try {
      const items = await this.measuring.ask((signal) => portsNear(this.api, at, signal));
      if (!items) return;
      this.patch({ nearest: { at, status: 'ready', items, problem: null } });
      const box = boxAroundNear(at, items);
      if (box && !this.state.page.selection) this.map.reveal(box, insetsOf(this.state));
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      this.patch({ nearest: { at, status: 'failed', items: [], problem: e.problem } });
    }
  }

  // Searching.

  type(q: string): void {
    this.go({ q }, 'replace');
    const raised = this.state.sheet === 'peek' && q !== '' ? 'half' : this.state.sheet;
    this.patch({ sheet: raised });
    this.find(q);
  }

  /** What is loaded at once, then what the server adds. */
  private async find(q: string): Promise<void> {
    const hits = localHits(this.state.data, q);
    const ask = worthSearching(q) && hits[0]?.type !== 'position';
    this.patchSearch({ open: true, hits, active: -1, status: ask ? 'asking' : 'idle' });
    if (!ask) return this.finding.stop();
    try {
      const near = this.map.centre(insetsOf(this.state));
      const found = await this.finding.ask((signal) => this.api.search(q.trim(), this.state.lang, near, signal), 150);
      if (found) this.patchSearch({ hits: addHits(this.state.data, hits, found.features), status: 'idle' });
    } catch (e) {
      if (!(e instanceof ProblemError)) throw e;
      this.patchSearch({ status: 'failed' });
    }
  }

  choose(hit: Hit): void {
    this.finding.stop();
    if (hit.type === 'position') this.pick(hit.at);
    else this.select(hit.type === 'item' ? { collection: hit.item.collection, id: hit.item.id } : hit.ref);
  }

  // The map.

  private mapEvents(): Parameters<typeof createMap>[2] {
    return {
      moved: (view, box, byReader) => {
        this.patch({ box, zoom: view.zoom });
        // Where the page went by itself is not what the reader wants to keep,
        // unless the address says where the map is already.
        const { view: before } = this.state.page;
        if (byReader || (before && !sameView(before, view))) this.go({ view }, 'replace');
      },
      select: (ref) => this.select(ref),
      hover: (ref) => this.hover(ref),
      pick: (at) => this.pick(at),
    };
  }

  showPlace(at: Position): void {
    this.lower();
    this.map.fit(boxAroundNear(at, []) ?? home, insetsOf(this.state), { maxZoom: 11 });
  }

  /** Has the map in sight where the panel covers it. */
  private lower(): void {
    this.patch({
      mapOnly: matchMedia('(max-width: 639px) and (max-height: 479px)').matches,
      sheet: this.state.sheet === 'full' ? 'half' : this.state.sheet,
    });
  }

  zoom(by: 1 | -1): void {
    this.map.zoomBy(by);
  }

  home(): void {
    this.patch({ inView: false });
    this.map.fit(home, insetsOf(this.state), { maxZoom: 9 });
  }

  step(by: 1 | -1): void {
    this.map.step(by);
  }

  // The rest.

  async copy(text: string): Promise<void> {
    let done: Notice = { type: 'copied' };
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = { type: 'uncopied' };
    }
    this.patch({ notices: [...this.state.notices.filter((n) => n.type !== 'copied' && n.type !== 'uncopied'), done] });
    setTimeout(() => this.dismiss(done), 4000);
  }

  dismiss(notice: Notice): void {
    this.patch({ notices: this.state.notices.filter((n) => n !== notice) });
  }

  retry(): void {
    this.patch({ data: noData, notices: this.state.notices.filter((n) => n.type !== 'part') });
    this.load();
    this.watch.refresh();
  }

  /** Closes the menu and returns the focus to its button; false if none is open. */
  closeMenu(refocus: boolean): boolean {
    const { menu } = this.state;
    if (!menu) return false;
    this.patch({ menu: null });
    if (refocus) this.afterDraw = () => document.getElementById(`open-${menu}`)?.focus();
    return true;
  }

  /** Goes to an address of ours that is not a feature's: a plan, a reach, the list. */
  visit(address: string): void {
    const [path = '/', query = ''] = address.split(/(?=\?)/);
    const { page } = readPage(path, query);
    const before = this.state.page;
    this.measuring.stop();
    this.patch({
      menu: null,
      hovered: null,
      mapOnly: false,
      nearest: null,
      sheet: this.state.sheet === 'peek' ? 'half' : this.state.sheet,
      search: { open: false, hits: [], active: -1, status: 'idle' },
    });
    this.go(page, 'push');
    this.focusAfter(page, before.selection);
    this.rehear(before);
    document.getElementById('body')?.scrollTo(0, 0);
  }

  /** Opens what a link of ours leads to, instead of loading the page anew. */
  follow(link: HTMLAnchorElement): boolean {
    const ref = readKey(link.dataset.ref ?? '');
    if (ref) this.select(ref);
    else if (link.dataset.go !== undefined) this.visit(link.pathname.slice(this.start.base.length) + link.search);
    else if (link.dataset.home !== undefined) {
      this.patch({ nearest: null });
      this.go({ selection: null, screen: null, trip: noTrip, near: null, q: '' }, 'push');
      this.home();
    } else return false;
    return true;
  }
}
