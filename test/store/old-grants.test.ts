import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsOfInvitations } from '../../src/store/endings/grants-to-take.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrateBefore } from './migrate-before.ts';
import { startDatabase } from './start-database.ts';
import { writeOld } from './write-old.ts';

const server = await startDatabase();

test('earlier grants that the bot made, or that are on their way or lost, are ours, and no others', async (t) => {
  const { db } = await server.empty(t);
  await migrateBefore(db, '0025-ending');
  const group = (target: string, state: string, answer: string) =>
    ({ kind: 'group', target, detail: '', state, answer }) as const;
  await writeOld(db, [
    group('made', 'done', 'made'),
    group('there before, or lost and repeated', 'done', 'already so'),
    group('given up, perhaps after a lost answer', 'refused', 'gave up'),
    group('on its way', 'intended', 'not yet'),
    group('lost', 'due', 'lost'),
    group('not asked for yet', 'due', 'pace'),
  ]);
  await migrate(db, new Date());
  const ours = (await grantsOfInvitations(db, [1])).filter((grant) => grant.ours);
  assert.deepEqual(
    ours.map(({ target }) => target),
    ['made', 'on its way', 'lost'],
  );
});
