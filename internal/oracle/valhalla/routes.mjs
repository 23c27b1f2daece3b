// Answers how long routes are, by Valhalla.
//
//   node routes.mjs EXTRACT.osm.pbf FOLDER < requests > answers
//
// Each line of the input is a request to Valhalla's route action; each line of
// the output is { metres, shape } or { error }: the length of the route and its
// line, as a polyline of six digits. Tiles are made in the folder.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Actor, getConfig } from '@valhallajs/valhallajs';

const [extract, folder] = process.argv.slice(2).map((p) => path.resolve(p));
const tiles = path.join(folder, 'tiles');
const made = existsSync(tiles); // by a process that ended early
mkdirSync(tiles, { recursive: true });
const config = await getConfig({ tileDir: tiles, tileExtract: path.join(folder, 'none.tar') });
config.service_limits.max_distance_disable_hierarchy_culling = 1e7;
const settings = path.join(folder, 'config.json');
writeFileSync(settings, JSON.stringify(config));
const cli = createRequire(import.meta.url)
  .resolve('@valhallajs/valhallajs')
  .replace(/index\.\w+$/, 'bin/valhalla-cli.js');
if (!made)
  execFileSync(process.execPath, [cli, 'build_tiles', '-c', settings, '-j', '2', extract], {
    cwd: folder,
    stdio: 'ignore',
  });

const actor = await Actor.fromConfigFile(settings);
const lines = readFileSync(0, 'utf8').trim().split('\n');
for (const line of lines) console.log(JSON.stringify(await answer(JSON.parse(line))));

async function answer(request) {
  try {
    const { trip } = await actor.route(request);
    return { metres: trip.summary.length * 1000, shape: trip.legs[0].shape };
  } catch (e) {
    return { error: String(e.message ?? e) };
  }
}
