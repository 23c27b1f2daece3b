// Reads an archive as the library of PMTiles for JavaScript does: its header,
// its metadata, and the bytes of tiles, summed.
//
//   node pmtiles.mjs NODE_MODULES ARCHIVE z/x/y…
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, file, ...tiles] = process.argv.slice(2);
const { PMTiles } = await import(pathToFileURL(createRequire(`${modules}/`).resolve('pmtiles')));
const handle = await open(file);
const archive = new PMTiles({
  getKey: () => file,
  async getBytes(offset, length) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) };
  },
});
const { minZoom, maxZoom, numAddressedTiles, tileType, minLon, maxLat } = await archive.getHeader();
const sums = {};
for (const at of tiles) {
  const tile = await archive.getZxy(...at.split('/').map(Number));
  sums[at] = tile ? createHash('sha256').update(Buffer.from(tile.data)).digest('hex') : '';
}
const { name, vector_layers } = await archive.getMetadata();
console.log(JSON.stringify({ minZoom, maxZoom, numAddressedTiles, tileType, minLon, maxLat, name, layers: vector_layers.length, sums }));
await handle.close();
