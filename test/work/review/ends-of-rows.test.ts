import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { storeListFile } from '../../../src/work/reading/store-list-file.ts';
import { fixEnds } from '../../../src/work/request/fix-ends.ts';
import { reviewRows } from '../../../src/work/review/review-rows.ts';
import { applyAtlas, makeProject, requesterId, start, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';

const server = await startDatabase();
const list = `email,until
a@fabrikam.example,31-01-2027
b@fabrikam.example,1/12/2026
c@fabrikam.example,"Sunday, January 31, 2027"
d@fabrikam.example,
`;

test('the bot reads the days of a file in any format, and uses the day that the requester chose for rows without one', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const clock = { now: () => start, sleep: async () => undefined };
  const asked = { tenantId, requesterId, requesterName: 'Alex', source: 'file' } as const;
  const read = await storeListFile(
    { db, clock },
    { ...asked, fileName: 'partners.csv', choice: { project: 'atlas', until: '2026-06-30' } },
    { chunks: bytes(list), limits: { maxBytes: 1e5, maxRows: 10 } },
  );
  assert.ok(read.kind === 'read');
  const { requestId } = read;
  const request = await readRequest(db, requestId);
  assert.ok(request);
  await reviewRows(db, requestId, {
    context: {
      projects: [makeProject('atlas')],
      ownDomains: [],
      chosen: { project: 'atlas', until: '2026-06-30' },
      today: '2026-03-02',
      dates: request.layout?.dates,
    },
    access: { names: [], faultsOf: () => [], guestsReadable: true },
    tenantId,
    near: new Map(),
    people: new Map(),
    holdings: { of: () => undefined, readable: true },
  });
  await fixEnds(db, request, start);
  const ends = (await invitationsOf(db, requestId)).map(({ endsOn }) => endsOn);
  assert.deepEqual(ends, ['2027-01-31', '2026-12-01', '2027-01-31', '2026-06-30']);
});

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
