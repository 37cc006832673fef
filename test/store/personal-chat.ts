import type { Db } from '../../src/store/database.ts';
import { learnPlace } from '../../src/store/telling/places.ts';
import { requesterId, tenantId } from './make-request.ts';

/** Stores the requester's personal chat with the bot. */
export async function personalChat(db: Db, at: Date): Promise<{ id: number; isNew: boolean }> {
  const chat = { tenantId, kind: 'person', key: requesterId, teamId: null } as const;
  const unsaid = { reference: {}, locale: null, timeZone: null, name: null };
  return await learnPlace(db, { ...chat, ...unsaid }, at);
}
