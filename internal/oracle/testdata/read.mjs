// Prints what @mapbox/vector-tile reads in a tile: an array of layers.
//   node read.mjs NODE_MODULES TILE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, file] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'x.js'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { VectorTile, classifyRings } = await load('@mapbox/vector-tile');
const { PbfReader, default: Pbf } = await load('pbf');

const tile = new VectorTile(new (PbfReader ?? Pbf)(readFileSync(file)));
const layers = Object.values(tile.layers).map((layer) => ({
  name: layer.name,
  version: layer.version,
  extent: layer.extent,
  features: Array.from({ length: layer.length }, (_, i) => {
    const f = layer.feature(i);
    const rings = f.loadGeometry();
    return {
      id: f.id,
      kind: f.type,
      tags: f.properties,
      rings: rings.map((r) => r.map((p) => [p.x, p.y])),
      polygons: f.type === 3 ? classifyRings(rings).map((p) => p.length) : [],
    };
  }),
}));
console.log(JSON.stringify(layers));
