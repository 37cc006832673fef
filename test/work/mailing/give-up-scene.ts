import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { readGiveUp } from '../../../src/store/invitations/give-ups.ts';
import { tellGiveUps } from '../../../src/work/mailing/ask-to-give-up.ts';
import { lookAtPending } from '../../../src/work/mailing/look-at-pending.ts';
import type { RightsDeps } from '../../../src/work/rights/read-rights.ts';
import { applyRule, makeApproved, requesterId, tenantId } from '../../store/make-request.ts';
import { personalChat } from '../../store/personal-chat.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

type Server = Parameters<typeof openWorkshop>[1];

export const dayMs = 86_400_000;
export const addresses = ['jane', 'walter', 'rosa'].map((name) => `${name}@fabrikam.com`);

/** Three partners of a project that waits for thirty days; the last of them has accepted. */
export async function inviteThree(t: TestContext, server: Server) {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('first'));
  const requestId = await makeApproved(shop.db, { addresses });
  await untilDone(shop, requestId);
  await engine.stop();
  await accept(shop, 'rosa');
  await applyRule(shop.db, { owners: ['olga'], giveUpAfter: 'P30D' }, shop.clock.now());
  const { id: placeId } = await personalChat(shop.db, shop.clock.now());
  const reached: string[] = [];
  const may = { inviters: new Set([requesterId]), places: true };
  const reachPerson = async (_tenant: string, person: string) => {
    reached.push(person);
    return may.places ? placeId : undefined;
  };
  const rights: RightsDeps = {
    readPerson: async (objectId) => memberOf(objectId),
    memberGroups: async (person, groups) => new Set(may.inviters.has(person) ? groups : []),
    groups: { inviters: 'inviters', bulkInviters: undefined, operators: undefined },
    loopback: false,
  };
  const deps = { ...shop, peopleIn: async () => [], announcer: { reachPerson }, rights };
  /** Lets days pass. Two replicas then look at once, and one looks again. */
  const pass = async (days: number) => {
    shop.clock.advance(days * dayMs);
    const look = async () => {
      await lookAtPending(deps, tenantId);
      await tellGiveUps(deps, tenantId);
    };
    await Promise.all([1, 2].map(look));
    await look();
  };
  return { shop, requestId, pass, reached, may };
}

const memberOf = (objectId: string) => ({
  ...{ objectId, displayName: undefined, creationType: null, externalUserState: null },
  ...{ userType: 'Member' as const, accountEnabled: true, deleted: false },
});

export const accept = ({ db }: Workshop, name: string) =>
  sql`update guest set state = 'accepted' where address = ${`${name}@fabrikam.com`}`.execute(db);

/** The question that somebody was asked, with its messages. */
export async function asked({ db }: Workshop) {
  const { rows } = await sql<{ id: number; messages: number }>`
    select g.id, (select count(*) from shown_card c where c.kind = 'notice' and c.subject_id = g.id
      and c.detail->>'giveUpId' = g.id::text) as messages from give_up g`.execute(db);
  assert.ok(rows.length <= 1, 'one question');
  return rows[0];
}

/** The one question that is there. */
export async function questionOf(shop: Workshop) {
  const { id = 0 } = (await asked(shop)) ?? {};
  const question = await readGiveUp(shop.db, id);
  assert.ok(question !== undefined);
  return question;
}

/** The requests that the answers made. */
export async function begun({ db }: Workshop): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from request where choice->'about' ? 'giveUpId' order by id`.execute(db);
  return rows.map(({ id }) => id);
}
