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

/**
 * What the page may weigh after gzip -9, in bytes: js is what the first view
 * takes, with the largest language, later each script that comes when it is wanted.
 */
const budget = { js: 85_000, css: 15_000, later: 12_000 };

const options = {
  absWorkingDir: root,
  entryPoints: { app: 'src/main.ts' },
  bundle: true,
  format: 'esm',
  splitting: true,
  target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
  // Leaflet's own module, which spares the wrapper of its CommonJS twin.
  alias: { leaflet: './node_modules/leaflet/dist/leaflet-src.esm.js' },
  loader: { '.png': 'dataurl' },
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
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

async function write({ errors, outputFiles, metafile }) {
  if (errors.length > 0) return;
  await mkdir(dist, { recursive: true });
  for (const old of await readdir(dist)) {
    if (old !== '.gitkeep') await rm(path.join(dist, old), { recursive: true });
  }
  for (const file of outputFiles) await writeFile(file.path, file.contents);
  const manifest = describe(metafile.outputs);
  await writeFile(path.join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  if (!watch) weigh(manifest, outputFiles);
}

/**
 * Says what the built files are called: the script and the style sheet, the
 * scripts that the first imports in any case, and those of the languages.
 */
function describe(outputs) {
  const manifest = { js: '', css: '', shared: [], languages: {} };
  for (const [file, { entryPoint = '', imports }] of Object.entries(outputs)) {
    const name = path.basename(file);
    const language = /^src\/lang\/([a-z]+)\.ts$/.exec(entryPoint)?.[1];
    if (name.endsWith('.css')) manifest.css = name;
    else if (language) manifest.languages[language] = name;
    else if (entryPoint === options.entryPoints.app) {
      manifest.js = name;
      manifest.shared = imports.filter((i) => i.kind === 'import-statement').map((i) => path.basename(i.path));
    }
  }
  return manifest;
}

function weigh(manifest, files) {
  const sizes = new Map(files.map((f) => [path.basename(f.path), gzipSync(f.contents, { level: 9 }).length]));
  const sum = (names) => names.reduce((n, name) => n + sizes.get(name), 0);
  const first = [manifest.js, ...manifest.shared];
  const languages = Object.values(manifest.languages);
  check('the first view, in its largest language', sum(first) + Math.max(...languages.map((l) => sum([l]))), budget.js);
  check(manifest.css, sum([manifest.css]), budget.css);
  for (const name of sizes.keys()) {
    if (!first.includes(name) && !languages.includes(name) && name !== manifest.css)
      check(name, sum([name]), budget.later);
  }
}

function check(what, size, most) {
  console.log(`${what}: ${(size / 1000).toFixed(1)} kB gzipped of ${most / 1000} allowed`);
  if (size <= most) return;
  console.error('The page is over its budget: take something out, load it later, or argue the budget in build.mjs.');
  process.exitCode = 1;
}

if (watch) await (await context(options)).watch();
else await build(options);
