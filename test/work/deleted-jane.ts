import assert from 'node:assert/strict';
import type { Db } from '../../src/store/database.ts';
import { readGuest } from '../../src/store/guests/guests.ts';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import type { Workshop } from './workshop.ts';

/** The directory's facts about a deleted guest who had accepted. */
export const deletedJane = { deleted: true, externalUserState: 'Accepted' } as const;

/** The number of restores that the bot asked for. */
export const restores = ({ directory }: Workshop): number =>
  directory.calls.filter(({ call }) => call === 'restore').length;

/** The only invitation of a request, and its guest. */
export async function guestOf(db: Db, requestId: number) {
  const [invitation] = await invitationsOf(db, requestId);
  assert.ok(invitation?.guestId);
  return { invitation, guest: await readGuest(db, invitation.guestId) };
}
