// Runs suites of tests, prints what their runners print, names each test that
// was skipped, and ends with a line of counts.
//
//   node scripts/test.mjs go web browser
//
// It fails where a test failed, where a suite ran no test at all, and, with CI
// in the environment, where a test was skipped. PAMIR_TALLY names a file to add
// the counts to; `node scripts/test.mjs total` prints their sum.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), '..'));

const { CI, PAMIR_TALLY } = process.env;

// The packages in which goroutines share memory. Their tests of allocations say
// nothing here: the race detector makes pools forget.
const concurrent = [
  './geo/cch',
  './geo/route',
  './internal/api',
  './internal/cache',
  './internal/store/memory',
  './internal/gazetteer',
  './internal/osmpbf',
  './internal/region',
  './internal/roads',
  './internal/pmtiles',
  './internal/schedules',
  './internal/tiles',
  './geo/index',
  './geo/mvt',
  './geo/raster',
  './geo/raster/lettering',
  './geo/style',
];

const suites = {
  go: [
    { read: goEvents, command: ['go', 'test', '-json', './...'] },
    { read: goEvents, command: ['go', 'test', '-C', 'data/gen', '-json', './...'] },
  ],
  race: [
    {
      read: goEvents,
      command: ['go', 'test', '-race', '-skip', 'Alloc', '-json', ...concurrent],
      env: { CGO_ENABLED: '1' },
    },
  ],
  clock: [{ read: goEvents, command: ['go', 'test', '-run', 'ByTheClock', '-json', './geo/border'] }],
  oracle: [
    {
      read: goEvents,
      command: ['go', 'test', '-tags', 'oracle', '-timeout', '10m', '-json', './internal/oracle/valhalla'],
    },
  ],
  web: [{ read: nodeLines, command: ['npm', '--prefix', 'web', 'test'] }],
  browser: [{ read: nodeLines, command: ['npm', '--prefix', 'web', 'run', 'test:browser'] }],
  screens: [{ read: nodeLines, command: ['npm', '--prefix', 'web', 'run', 'test:screens'] }],
};

/** Reads `go test -json`, and prints what go test without -v prints. */
async function goEvents(lines, counts) {
  const output = new Map(); // of tests that have not ended
  const broken = new Set(); // packages in which a test has failed
  for await (const line of lines) {
    const e = parse(line);
    if (!e?.Action) {
      console.log(line);
      continue;
    }
    const name = `${e.Package} ${e.Test}`;
    if (e.Action === 'output' && e.Test) {
      output.set(name, (output.get(name) ?? '') + e.Output);
    } else if (e.Action === 'output' || e.Action === 'build-output') {
      if (e.Output !== 'PASS\n') process.stdout.write(e.Output);
    } else if (e.Test && ['pass', 'fail', 'skip'].includes(e.Action)) {
      if (e.Action === 'pass') counts.passed++;
      if (e.Action === 'skip') skipped(counts, `${name}: ${reason(output.get(name))}`);
      if (e.Action === 'fail') {
        counts.failed++;
        broken.add(e.Package);
        process.stdout.write(output.get(name) ?? '');
      }
      output.delete(name);
    } else if (e.Action === 'fail' && !broken.has(e.Package)) {
      counts.failed++; // it did not build, or a test ended the process
      for (const [test, text] of output) if (test.startsWith(`${e.Package} `)) process.stdout.write(text);
    }
  }
}

/** The lines that a skipped test has written, without those of the runner. */
function reason(text = '') {
  const said = text.split('\n').filter((l) => !/^\s*(===|---)/.test(l));
  return said.join(' ').replace(/\s+/g, ' ').trim() || 'no reason given';
}

/** Reads what node --test prints, in either of its forms: "# pass 3" and "ℹ pass 3". */
async function nodeLines(lines, counts) {
  for await (const line of lines) {
    console.log(line);
    const sum = /^(?:#|ℹ) (pass|fail|cancelled|skipped|todo) (\d+)$/.exec(line);
    if (sum?.[1] === 'pass') counts.passed += Number(sum[2]);
    if (sum?.[1] === 'fail' || sum?.[1] === 'cancelled') counts.failed += Number(sum[2]);
    if (sum?.[1] === 'skipped' || sum?.[1] === 'todo') counts.skipped += Number(sum[2]);
    if (/# (SKIP|TODO)\b/.test(line)) counts.names.push(line.trim());
  }
}

function skipped(counts, name) {
  counts.skipped++;
  counts.names.push(name);
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function run(suite) {
  const counts = { passed: 0, failed: 0, skipped: 0, names: [] };
  for (const { read, command, env } of suites[suite]) {
    console.log(`\n== ${command.join(' ')}`);
    const [program, ...args] = command;
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
    const ended = new Promise((resolve) => {
      child.on('error', (e) => resolve(e.message));
      child.on('close', (code, signal) => resolve(code ?? signal));
    });
    const before = counts.failed;
    await read(createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }), counts);
    const code = await ended;
    if (code !== 0 && counts.failed === before) {
      console.log(`${program} ended with ${code}`);
      counts.failed++;
    }
  }
  if (counts.passed + counts.failed + counts.skipped === 0) {
    console.log(`the suite ${suite} ran no test`);
    counts.failed++;
  }
  return counts;
}

const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

const sum = (all) =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });

async function main(names) {
  if (names[0] === 'total') {
    const all = readFileSync(PAMIR_TALLY, 'utf8').trim().split('\n').filter(Boolean).map(parse);
    console.log(line(sum(all)));
    return;
  }
  const unknown = names.filter((n) => !suites[n]);
  if (names.length === 0 || unknown.length > 0) {
    console.error(
      `usage: node scripts/test.mjs ${Object.keys(suites).join(' ')} | total${unknown.map((u) => `\nno suite ${u}`)}`,
    );
    process.exitCode = 2;
    return;
  }
  const all = [];
  for (const suite of names) {
    const counts = await run(suite);
    all.push(counts);
    if (PAMIR_TALLY) appendFileSync(PAMIR_TALLY, `${JSON.stringify({ suite, ...counts })}\n`);
  }
  console.log('');
  for (const name of all.flatMap((c) => c.names)) console.log(`SKIPPED ${name}`);
  names.forEach((name, i) => {
    console.log(`${name}: ${line(all[i])}`);
  });
  const total = sum(all);
  if (names.length > 1) console.log(line(total));
  if (total.failed > 0 || (CI && total.skipped > 0)) process.exitCode = 1;
}

await main(process.argv.slice(2));
