// Builds the page: one script and one style sheet, under names that contain a
// hash of what they hold, and manifest.json, which says what they are called.
//
// node build.mjs            minified, into dist/
// node build.mjs --watch    readable, with source maps, again after each change
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, context } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const watch = process.argv.includes('--watch');

/** What the page may weigh after gzip -9, in bytes. */
const budget = { js: 95_000, css: 15_000 };

const options = {
  absWorkingDir: root,
  entryPoints: { app: 'src/main.ts' },
  bundle: true,
  format: 'esm',
  target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
  // Leaflet's own module, which spares the wrapper of its CommonJS twin.
  alias: { leaflet: './node_modules/leaflet/dist/leaflet-src.esm.js' },
  loader: { '.png': 'dataurl' },
  entryNames: '[name]-[hash]',
  outdir: dist,
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  banner: { js: '/*! Pamir, Apache-2.0. Contains Leaflet (BSD-2-Clause) and lit-html (BSD-3-Clause). */' },
  metafile: true,
  write: false,
  logLevel: 'info',
  plugins: [{ name: 'write', setup: (b) => void b.onEnd(write) }],
};

async function write({ errors, outputFiles }) {
  if (errors.length > 0) return;
  await mkdir(dist, { recursive: true });
  for (const old of await readdir(dist)) {
    if (old !== '.gitkeep') await rm(path.join(dist, old), { recursive: true });
  }
  const manifest = {};
  for (const file of outputFiles) {
    const name = path.basename(file.path);
    manifest[path.extname(name).slice(1)] = name;
    await writeFile(file.path, file.contents);
  }
  await writeFile(path.join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  if (!watch) weigh(outputFiles);
}

function weigh(files) {
  for (const file of files) {
    const kind = path.extname(file.path).slice(1);
    const size = gzipSync(file.contents, { level: 9 }).length;
    console.log(
      `${path.basename(file.path)}: ${(size / 1000).toFixed(1)} kB gzipped of ${budget[kind] / 1000} allowed`,
    );
    if (size > budget[kind]) {
      console.error(`The page's ${kind} is over its budget: take something out, or argue the budget in build.mjs.`);
      process.exitCode = 1;
    }
  }
}

if (watch) await (await context(options)).watch();
else await build(options);
