/** The map's colours, as the style sheet has them for the theme in force. */
export const tones = [
  'land',
  'road',
  'casing',
  'section',
  'chain',
  'halo',
  'ink',
  'ink-soft',
  'ink-water',
  'accent',
  'plate',
] as const;
export type Tone = (typeof tones)[number];
export type Palette = Record<Tone, string>;

/** Reads the colours --map-… where the element is. A canvas takes no variables, so they are resolved here. */
export function readPalette(at: HTMLElement): Palette {
  const probe = document.createElement('i');
  at.append(probe);
  const colour = (tone: Tone) => {
    probe.style.color = `var(--map-${tone})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(tones.map((t) => [t, colour(t)])) as Palette;
  probe.remove();
  return palette;
}
