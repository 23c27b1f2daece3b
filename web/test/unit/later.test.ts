import assert from 'node:assert/strict';
import { test } from 'node:test';
import { later } from '../../src/later.ts';

test('a part is loaded once, when it is wanted', async () => {
  let loads = 0;
  const part = later(async () => ++loads);
  assert.equal(part.here, null);
  await Promise.all([part.come(), part.come()]);
  assert.deepEqual([part.here, part.failed, loads], [1, false, 1]);
});

test('a part that does not come is not there, and says so', async () => {
  const part = later(() => Promise.reject(new Error('gone')));
  assert.equal(await part.come(), false);
  assert.deepEqual([part.here, part.failed], [null, true]);
});
