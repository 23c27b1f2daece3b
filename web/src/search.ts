import { type Item, namesOf, text, texts } from './feature.ts';
import { fold } from './fold.ts';

/** The names of features, ready to be searched without the server. */
export interface Index {
  entries: { item: Item; names: string[]; order: number }[];
}

/** Makes an index of items, the more important first. */
export function makeIndex(items: readonly Item[]): Index {
  return {
    entries: items.map((item, order) => {
      const f = item.feature;
      const names = [
        text(f, 'name'),
        text(f, 'ref'),
        text(f, 'iata'),
        ...Object.values(namesOf(f)),
        ...texts(f, 'aliases'),
        ...texts(f, 'refs'),
      ];
      return { item, order, names: [...new Set(names.filter((n): n is string => !!n).map(fold))] };
    }),
  };
}

/** The items that a text names, best first: the whole name, its beginning, a word's beginning, a part. O(names). */
export function find(index: Index, query: string, limit: number): Item[] {
  const q = fold(query);
  if (q === '') return [];
  const found: { item: Item; score: number; order: number }[] = [];
  for (const { item, names, order } of index.entries) {
    const score = Math.max(...names.map((n) => scoreOf(n, q)), 0);
    if (score > 0) found.push({ item, score, order });
  }
  found.sort((a, b) => b.score - a.score || a.order - b.order);
  return found.slice(0, limit).map((f) => f.item);
}

function scoreOf(name: string, q: string): number {
  if (name === q) return 4;
  if (name.startsWith(q)) return 3;
  if (name.includes(` ${q}`)) return 2;
  return name.includes(q) && (q.length > 2 || /[^ -ӿ]/.test(q)) ? 1 : 0;
}

/** Reports whether a text is long enough to search for: one Chinese character is, one letter is not. */
export const worthSearching = (q: string): boolean => fold(q).length > 1 || /[\u3400-\u9fff]/.test(q);
