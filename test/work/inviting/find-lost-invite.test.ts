import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { inviteGuests } from '../../../src/work/inviting/invite-guests.ts';
import { group, makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { takeAny } from '../../store/take-any.ts';
import { lostAfter } from '../fake-directory.ts';
import { minutesSince, until, untilDone } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine, workOff } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('after a lost answer a guest that the bot finds counts as invited', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(lostAfter);
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(shop.directory.invited(), [jane]);
  const [invitation] = await invitationsOf(shop.db, id);
  assert.deepEqual(
    [invitation?.state, invitation?.mailed, invitation?.reason],
    ['complete', true, null],
  );
});

test('a missing trace after ten minutes allows one repeat, and the result says so', async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  shop.directory.nextInvites.push(() => ({ kind: 'lost' }));
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await until(shop, async () => shop.directory.invited().length === 2, 'growing');
  assert.ok(minutesSince(began, shop.clock) >= 10);
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await reasonsOf(shop, id), ['mail may have gone twice']);
});

test('the guest of the first call is found after the repeat too', async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  shop.directory.nextInvites.push(
    () => ({ kind: 'lost' }),
    () => lostAfter(() => shop.directory.put(jane, { createdAt: began })),
  );
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await reasonsOf(shop, id), ['mail may have gone twice']);
});

test('the bot does not repeat an invitation after a second lost answer', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(
    () => ({ kind: 'lost' }),
    () => ({ kind: 'lost' }),
  );
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.equal(shop.directory.invited().length, 2);
  assert.deepEqual(await statesIn(shop.db, id), ['unknown']);
});

test('a guest older than the lost call makes the invitation unknown, with access given', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(() => {
    shop.directory.put(jane, { createdAt: new Date('2025-01-01T00:00:00Z') });
    return { kind: 'lost' };
  });
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, id), ['unknown']);
  assert.equal(shop.directory.members.get(group)?.size, 1);
});

test('an account that no invitation made is no trace', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(() => {
    shop.directory.put(jane, { creationType: null });
    return { kind: 'lost' };
  });
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(await statesIn(shop.db, id), ['unknown']);
});

test('a failed search leaves the call lost, so that the bot invites nobody twice', async (t) => {
  const shop = await openWorkshop(t, server);
  const deps = shop.deps('one');
  shop.directory.nextInvites.push(() => ({ kind: 'lost' }));
  let looks = 0;
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, {
    ...deps,
    findInvited: async (address) => {
      looks += 1;
      if (looks < 3) throw new Error('Graph did not answer');
      shop.directory.put(jane);
      return await deps.findInvited(address);
    },
  });
  await untilDone(shop, id);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('one failed search does not end the set while another invitation is under way', async (t) => {
  const shop = await openWorkshop(t, server);
  const deps = shop.deps('one');
  const [lost, slow] = ['lost@fabrikam.com', 'slow@fabrikam.com'];
  await makeApproved(shop.db, { addresses: [lost, slow] });
  await startInvitations(shop.db, 10, shop.clock.now());
  await sql`update step set state = 'looking', intended_at = ${shop.clock.now()} from guest
    where guest.id = guest_id and guest.address = ${lost} and kind = 'invite'`.execute(shop.db);
  const steps = await takeAny(shop.db, { name: 'one', limit: 9, now: shop.clock.now() });
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  let ended = false;
  const work = inviteGuests(
    {
      ...deps,
      findInvited: () => Promise.reject(new Error('Graph did not answer')),
      invite: async (invitation) => {
        asked.resolve();
        await answer.promise;
        return await deps.invite(invitation);
      },
    },
    steps,
  ).finally(() => {
    ended = true;
  });
  await asked.promise;
  await sql`select 1`.execute(shop.db);
  assert.equal(ended, false);
  answer.resolve();
  await assert.rejects(work);
  assert.deepEqual(
    (await stepsOf(shop.db))
      .filter(({ kind }) => kind === 'invite')
      .map(({ state }) => state)
      .toSorted(),
    ['done', 'looking'],
  );
});

test('the bot does not invite a guest again when the database fails after the call', async (t) => {
  const shop = await openWorkshop(t, server);
  await sql
    .raw(`
    create function fail_once() returns trigger language plpgsql as $$
    begin
      if nextval('failures') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
      return new;
    end $$;
    create sequence failures;
    create trigger failing before update on guest for each row execute function fail_once();`)
    .execute(shop.db);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  // The directory shows the guest only after a minute.
  const deps = shop.deps('one');
  const began = shop.clock.now();
  const shows = () => minutesSince(began, shop.clock) >= 1;
  runEngine(t, {
    ...deps,
    findPeople: async (addresses) => (shows() ? await deps.findPeople(addresses) : new Map()),
    findInvited: async (address) => (shows() ? await deps.findInvited(address) : undefined),
  });
  await untilDone(shop, id);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});
