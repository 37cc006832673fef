import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { record } from '../../../src/store/history.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { openWorkshop } from '../../work/workshop.ts';
import { makeApproved, start } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const address = 'jane@fabrikam.com';

test('what happened to a guest at one instant stands in the order in which it was learnt', async (t) => {
  const { db } = await openWorkshop(t, server);
  const request = await makeApproved(db, { addresses: [address] });
  const [guestId = 0] = await startInvitations(db, 100, start);
  const learnt = Array.from({ length: 20 }, (_, n) =>
    n % 3 === 0 ? ('guest reset' as const) : ('guest accepted' as const),
  );
  for (const what of learnt) await record(db, { actor: 'guestlist', what, guestId }, start);
  const story = await guestHistory(db, { id: guestId, address }, [request]);
  assert.deepEqual(
    story.map(({ what }) => what),
    learnt,
  );
});
