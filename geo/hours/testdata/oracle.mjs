// Evaluates expressions with opening_hours.js, for oracle_test.go: one JSON
// object a line in, one out. The zone is TZ's.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [, , modules, lat, lon] = process.argv;
const require = createRequire(`${modules}/`);
const OpeningHours = require('opening_hours');
const DAY = 86400e3;

// Both must be strings, or the library takes the sun to rise at six.
const place = { lat, lon, address: { country_code: 'de', state: 'Berlin' } };

const stateOf = (it) => (it.getUnknown() ? 'unknown' : it.getState() ? 'open' : 'closed');

function evaluate(expr, instants, days) {
  const hours = new OpeningHours(expr, place, { mode: 2 });
  return instants.map((seconds) => {
    const at = new Date(seconds * 1000);
    const limit = new Date(+at + days * DAY);
    const it = hours.getIterator(at);
    const state = stateOf(it);
    const comment = it.getComment() ?? '';
    let next = 0;
    for (let i = 0; i < 2000 && it.advance(limit); i++) {
      if (stateOf(it) !== state) {
        next = Math.floor(+it.getDate() / 1000);
        break;
      }
    }
    return { state, comment, next };
  });
}

// holidays lists the days of a kind by their noons.
function holidays(kind, from, to) {
  const hours = new OpeningHours(kind, place, { mode: 2 });
  const days = [];
  for (const d = new Date(from, 0, 1, 12); d.getFullYear() < to; d.setDate(d.getDate() + 1)) {
    if (hours.getState(d)) days.push(`${d.getFullYear()}-${d.getMonth() + 1}-${d.getDate()}`);
  }
  return days;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { expr, at, days, kind, from, to } = JSON.parse(line);
  let answer;
  try {
    answer = kind ? { days: holidays(kind, from, to) } : { spans: evaluate(expr, at, days) };
  } catch (e) {
    answer = { error: String(e).split('\n')[0] };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
