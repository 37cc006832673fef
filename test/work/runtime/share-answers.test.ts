import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareAnswers } from '../../../src/work/runtime/share-answers.ts';
import { fakeClock } from '../fake-clock.ts';

test('callers that ask about the same id within the time share one reading, and a failed one is not kept', async () => {
  const clock = fakeClock(new Date('2026-11-29T12:00:00Z'));
  const asked: string[] = [];
  let fails = false;
  const read = async (id: string) => {
    asked.push(id);
    if (fails) throw new Error('no answer');
    return `people of ${id}`;
  };
  const people = shareAnswers(clock, read, 5_000);
  assert.deepEqual(await Promise.all([people('ops'), people('ops')]), [
    'people of ops',
    'people of ops',
  ]);
  clock.advance(4_999);
  await people('ops');
  assert.deepEqual(asked, ['ops']);
  clock.advance(1);
  await people('ops');
  assert.deepEqual(asked, ['ops', 'ops']);
  clock.set(-3_600_000);
  await people('ops');
  assert.equal(asked.length, 3, 'a clock that was set back keeps nothing longer');
  fails = true;
  await assert.rejects(people('owners'));
  fails = false;
  assert.equal(await people('owners'), 'people of owners');
});
