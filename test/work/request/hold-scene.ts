import { all } from '../../../src/store/statement.ts';
import { learnPlace } from '../../../src/store/telling/places.ts';
import { applyRule, asksOwners, makeDraft, tenantId } from '../../store/make-request.ts';
import { alex, confirmEnd, olga, omar } from '../ending/ending-scene.ts';
import type { Workshop } from '../workshop.ts';

export const sue = 'sue@fabrikam.com';
export const asOperator = { ...omar, as: 'operator' } as const;
export const asOwner = { ...olga, as: 'owner' } as const;
export const asRequester = { ...alex, as: 'requester' } as const;

/** Dependencies with which `tellHeldByHand` reaches people, and whom it told, with the button or without. */
export async function telling(shop: Workshop, operators: readonly string[]) {
  const places = new Map<number, string>();
  const reachPerson = async (_tenant: string, person: string) => {
    const chat = { tenantId, kind: 'person', key: person, teamId: null } as const;
    const unsaid = { reference: {}, locale: null, timeZone: null, name: null };
    const { id } = await learnPlace(shop.db, { ...chat, ...unsaid }, shop.clock.now());
    places.set(id, person);
    return id;
  };
  const peopleIn = async () => operators;
  const deps = { ...shop, operatorsGroup: 'operators', peopleIn, announcer: { reachPerson } };
  const told = async () => {
    const cards = await all(shop.db)<{ placeId: number; button: boolean }>`
      select place_id, detail ? 'requestId' as button from shown_card where kind = 'notice' and topic like 'held %' order by id`;
    return cards.map(({ placeId, button }) => [places.get(placeId), button]);
  };
  return { deps, told };
}

/** A confirmed request that waits for owners. */
export async function waiting(shop: Workshop) {
  await applyRule(shop.db, { owners: [olga.personId], approval: asksOwners() });
  const id = await makeDraft(shop.db, { addresses: [sue] });
  await confirmEnd(shop, alex, id);
  return id;
}
