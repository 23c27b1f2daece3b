import * as L from 'leaflet';
import type { Hand, Label } from './names.ts';
import type { Palette, Tone } from './palette.ts';
import { Field, placeLabels, type Rect } from './place.ts';

interface Look {
  font: string;
  size: number;
  tone: Tone;
  dot: number;
}

const family = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "Droid Sans Fallback", sans-serif';
const looks: Record<Hand, Look> = {
  port: { font: '650', size: 13, tone: 'ink', dot: 0 },
  pass: { font: '500', size: 12, tone: 'ink', dot: 0 },
  city: { font: '600', size: 13, tone: 'ink', dot: 3 },
  town: { font: '500', size: 12, tone: 'ink', dot: 2.25 },
  village: { font: '400', size: 11, tone: 'ink-soft', dot: 1.75 },
  water: { font: 'italic 400', size: 11.5, tone: 'ink-water', dot: 0 },
  shield: { font: '650', size: 10.5, tone: 'section', dot: 0 },
};

/**
 * Names on a canvas of their own, at most `most` of them, placed so that none
 * covers another or a mark. Drawn anew when the map has come to rest.
 */
export class LabelLayer {
  private readonly canvas = document.createElement('canvas');
  private readonly map: L.Map;
  private labels: readonly Label[] = [];
  private obstacles: readonly Rect[] = [];
  private palette: Palette | null = null;
  private static readonly most = 200;

  constructor(map: L.Map, pane: HTMLElement) {
    this.map = map;
    this.canvas.className = 'names';
    pane.append(this.canvas);
    map.on('zoomstart', () => this.canvas.classList.add('moving'));
  }

  set(labels: readonly Label[], palette: Palette): void {
    this.labels = labels;
    this.palette = palette;
  }

  /** Draws the names around obstacles, which are given in pixels of the layers. */
  draw(obstacles: readonly Rect[] = this.obstacles): void {
    this.obstacles = obstacles;
    const { map, canvas, palette } = this;
    const context = canvas.getContext('2d');
    if (!context || !palette) return;
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(size.x * ratio);
    canvas.height = Math.round(size.y * ratio);
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, origin);
    canvas.classList.remove('moving');
    context.setTransform(ratio, 0, 0, ratio, -origin.x * ratio, -origin.y * ratio);
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    const view: Rect = { left: origin.x, top: origin.y, right: origin.x + size.x, bottom: origin.y + size.y };
    for (const p of this.place(context, view)) write(context, p, palette);
  }

  private place(context: CanvasRenderingContext2D, view: Rect): Placed[] {
    const zoom = this.map.getZoom();
    const field = new Field();
    for (const r of this.obstacles) field.add(r);
    const near: { label: Label; x: number; y: number }[] = [];
    for (const label of this.labels) {
      if (label.from > zoom) continue;
      const { x, y } = this.map.latLngToLayerPoint([label.at[1], label.at[0]]);
      if (x > view.left - 40 && x < view.right + 40 && y > view.top - 20 && y < view.bottom + 20)
        near.push({ label, x, y });
      if (near.length >= 4 * LabelLayer.most) break;
    }
    const wishes = near.map(({ label, x, y }) => {
      const look = looks[label.hand];
      context.font = fontOf(look);
      const pad = label.hand === 'shield' ? 5 : 2;
      return {
        x,
        y,
        width: context.measureText(label.text).width + 2 * pad,
        height: look.size + 4,
        gap: label.gap,
        centred: label.gap === 0,
      };
    });
    const rects = placeLabels(wishes, field);
    const placed: Placed[] = [];
    for (const [i, rect] of rects.entries()) {
      const n = near[i];
      if (rect && n && placed.length < LabelLayer.most) placed.push({ ...n, rect });
    }
    return placed;
  }
}

interface Placed {
  label: Label;
  x: number;
  y: number;
  rect: Rect;
}

const fontOf = (look: Look): string => `${look.font} ${look.size}px ${family}`;

function write(context: CanvasRenderingContext2D, { label, x, y, rect }: Placed, palette: Palette): void {
  const look = looks[label.hand];
  context.font = fontOf(look);
  if (look.dot > 0 && label.gap > 0) {
    context.beginPath();
    context.arc(x, y, look.dot, 0, 2 * Math.PI);
    context.fillStyle = palette.land;
    context.strokeStyle = palette[look.tone];
    context.lineWidth = 1.25;
    context.fill();
    context.stroke();
  }
  const middle = (rect.top + rect.bottom) / 2 + 0.5;
  if (label.hand === 'shield') {
    context.beginPath();
    context.roundRect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, 3.5);
    context.fillStyle = palette.halo;
    context.strokeStyle = palette.road;
    context.lineWidth = 1;
    context.fill();
    context.stroke();
    context.fillStyle = palette.ink;
    context.fillText(label.text, rect.left + 5, middle);
    return;
  }
  context.strokeStyle = palette.halo;
  context.lineWidth = 3.5;
  context.strokeText(label.text, rect.left + 2, middle);
  context.fillStyle = palette[look.tone];
  context.fillText(label.text, rect.left + 2, middle);
}
