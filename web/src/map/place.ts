/** A rectangle on the screen, in pixels. */
export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Rectangles filed by the squares that they touch, so that a question costs what is near, not what there is. */
export class Field {
  private readonly cells = new Map<string, Rect[]>();
  private static readonly size = 64;

  add(r: Rect): void {
    for (const key of this.keys(r)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(r);
      else this.cells.set(key, [r]);
    }
  }

  free(r: Rect): boolean {
    for (const key of this.keys(r)) if (this.cells.get(key)?.some((other) => overlaps(r, other))) return false;
    return true;
  }

  private *keys(r: Rect): Iterable<string> {
    const [x0, x1, y0, y1] = [r.left, r.right, r.top, r.bottom].map((v) => Math.floor(v / Field.size)) as [
      number,
      number,
      number,
      number,
    ];
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) yield `${x},${y}`;
  }
}

/** A mark's place and size on the screen. */
export interface Spot {
  x: number;
  y: number;
  size: number;
}

/**
 * Moves marks off each other: the first of them stays where it is, a later one
 * goes to the nearest free place around its own. Where none is free it stays.
 */
export function spread(spots: readonly Spot[]): { dx: number; dy: number }[] {
  const field = new Field();
  return spots.map((s) => {
    const rect = (dx: number, dy: number): Rect => ({
      left: s.x + dx - s.size / 2,
      right: s.x + dx + s.size / 2,
      top: s.y + dy - s.size / 2,
      bottom: s.y + dy + s.size / 2,
    });
    for (const [dx, dy] of tries(s.size)) {
      const r = rect(dx, dy);
      if (field.free(r)) {
        field.add(r);
        return { dx, dy };
      }
    }
    return { dx: 0, dy: 0 };
  });
}

/** The mark's own place, then rings around it, each a little wider, to the right first. */
function* tries(size: number): Iterable<[number, number]> {
  yield [0, 0];
  for (let radius = size + 3; radius < 4 * size; radius += size / 3) {
    for (let i = 0; i < 12; i++) {
      const turn = (Math.ceil(i / 2) * (i % 2 === 0 ? 1 : -1) * Math.PI) / 6;
      yield [Math.cos(turn) * radius, Math.sin(turn) * radius];
    }
  }
}

/** A label to be placed: its anchor, its size, and how far from the anchor it stands. */
export interface Wish {
  x: number;
  y: number;
  width: number;
  height: number;
  gap: number;
  /** Only over the anchor, as for a road's number or a country's name. */
  centred: boolean;
}

/**
 * Places labels in order of importance: to the right of the anchor, else to the
 * left, below, above, then a little farther off; null where there is no room.
 */
export function placeLabels(wishes: readonly Wish[], field: Field): (Rect | null)[] {
  return wishes.map((w) => {
    for (const r of candidates(w)) {
      if (field.free(r)) {
        field.add(r);
        return r;
      }
    }
    return null;
  });
}

function* candidates({ x, y, width: w, height: h, gap, centred }: Wish): Iterable<Rect> {
  const at = (left: number, top: number): Rect => ({ left, top, right: left + w, bottom: top + h });
  if (centred) {
    yield at(x - w / 2, y - h / 2);
    return;
  }
  for (const away of [gap, gap + 12]) {
    yield at(x + away, y - h / 2);
    yield at(x - away - w, y - h / 2);
    yield at(x - w / 2, y + away);
    yield at(x - w / 2, y - away - h);
  }
}
