// Answers each line of JSON {type, expr, zoom, feature} with what MapLibre's own
// evaluator makes of it: {ok, value}, or {ok: false, why}.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(process.argv[2]);
const { createExpression, featureFilter, Color } = require('@maplibre/maplibre-gl-style-spec');
console.warn = () => {}; // of failed evaluations

const specs = {
  number: { type: 'number' },
  string: { type: 'enum' },
  boolean: { type: 'boolean' },
  color: { type: 'color' },
  numbers: { type: 'array', value: 'number', length: 2 },
};

const plain = (v) => {
  if (v instanceof Color) return { color: v.rgb };
  if (typeof v === 'number' && !Number.isFinite(v)) return { number: String(v) };
  if (Array.isArray(v)) return v.map(plain);
  return v ?? null;
};

for await (const line of createInterface({ input: process.stdin })) {
  const { type, expr, zoom, feature } = JSON.parse(line);
  let answer;
  try {
    if (type === 'filter') {
      const f = featureFilter(expr, 'filter');
      answer = { ok: true, value: f.filter({ zoom }, feature) };
    } else {
      const made = createExpression(expr, 'root', { ...specs[type], 'property-type': 'data-driven', expression: { interpolated: true, parameters: ['zoom', 'feature'] } });
      answer =
        made.result === 'error'
          ? { ok: false, why: made.value.map((e) => `${e.key}: ${e.message}`).join('; ') }
          : { ok: true, value: plain(made.value.evaluate({ zoom }, feature)) };
    }
  } catch (e) {
    answer = { ok: false, why: String(e.message) };
  }
  console.log(JSON.stringify(answer));
}
