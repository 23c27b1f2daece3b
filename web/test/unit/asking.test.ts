import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Asking } from '../../src/asking.ts';

test('only the last question is answered', async () => {
  const asking = new Asking();
  const signals: AbortSignal[] = [];
  const slow = asking.ask(async (signal) => {
    signals.push(signal);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return 'stale';
  });
  assert.equal(await asking.ask(async () => 'fresh'), 'fresh');
  assert.equal(await slow, null);
  assert.ok(signals[0]?.aborted);
});

test('a question that was overtaken while it waited is not asked', async () => {
  const asking = new Asking();
  let asked = 0;
  const question = async () => ++asked;
  const answers = await Promise.all([asking.ask(question, 5), asking.ask(question, 5), asking.ask(question, 5)]);
  assert.deepEqual(answers, [null, null, 1]);
});

test('the failure of a question that still counts is told, of another not', async () => {
  const asking = new Asking();
  await assert.rejects(
    asking.ask(async () => Promise.reject(new Error('down'))),
    /down/,
  );
  const late = asking.ask(
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('late')))),
  );
  asking.stop();
  assert.equal(await late, null);
});
