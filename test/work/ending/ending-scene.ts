import { readRequest } from '../../../src/store/requests/requests.ts';
import { askEnding } from '../../../src/work/drafting/ask-ending.ts';
import type { EndingWish } from '../../../src/work/drafting/ending-wish.ts';
import { reviewEnding } from '../../../src/work/ending/review-ending.ts';
import type { Confirmed } from '../../../src/work/request/confirm-outcome.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import type { Rights } from '../../../src/work/rights/read-rights.ts';
import { requesterId, tenantId } from '../../store/make-request.ts';
import type { Workshop } from '../workshop.ts';

const member: Rights = {
  tenantOk: true,
  member: true,
  inviter: false,
  bulkInviter: false,
  operator: false,
  owns: () => false,
};

const person = (personId: string, name: string, rights: Partial<Rights>) => ({
  tenantId,
  personId,
  name,
  rights: { ...member, ...rights },
});
export type Person = ReturnType<typeof person>;

export const olga = person('b0000000-0000-4000-8000-000000000001', 'Olga', { owns: () => true });
export const omar = person('b0000000-0000-4000-8000-000000000002', 'Omar', { operator: true });
export const sam = person('b0000000-0000-4000-8000-000000000003', 'Sam', {});
/** Made the requests of the shop, and may still invite. */
export const alex = person(requesterId, 'Alex', { inviter: true });
/** The same person, who may no longer invite and owns another project by now. */
export const alexLater = person(requesterId, 'Alex', {
  owns: ({ owners }) => owners.includes('of another project'),
});

/** The dependencies of a review of ends, from the fake tenant. */
export const reviewDeps = (shop: Workshop) => ({
  ...shop,
  ...shop.directory,
  readGroup: async (id: string) => ({ id, name: `Group ${id.slice(-1)}`, unified: false }),
  readApplication: async () => undefined,
  readLicenceStock: async () => [],
  peopleIn: async () => [],
  operatorsGroup: undefined,
  announcer: { reachPerson: async () => undefined, reachChannel: async () => undefined },
});

/** The limit of one list, far above all lists here. */
export const maxRows = 1_000;

/** Asks for an end and reviews it. Undefined when there is nothing to end. */
export async function askAndReview(
  shop: Workshop,
  who: Person,
  wish: EndingWish,
): Promise<number | undefined> {
  const asked = await askEnding({ ...shop, maxRows }, who, wish);
  if (asked.kind !== 'asked') return undefined;
  await reviewEnding(reviewDeps(shop), asked.requestId);
  return asked.requestId;
}

/** Asks for an end, reviews it and confirms it. */
export async function askAndConfirm(
  shop: Workshop,
  who: Person,
  wish: EndingWish,
): Promise<number> {
  const requestId = (await askAndReview(shop, who, wish)) ?? 0;
  await confirmEnd(shop, who, requestId);
  return requestId;
}

/** Confirms a reviewed end, with the person's present rights. */
export async function confirmEnd(
  shop: Workshop,
  who: Person,
  requestId: number,
  more: { typed?: number; onlyValid?: boolean } = {},
): Promise<Confirmed['kind']> {
  const { version = 0 } = (await readRequest(shop.db, requestId)) ?? {};
  const click = { requestId, version, onlyValid: false, rights: who.rights, ...more };
  return (await confirmRequest(shop, who, click)).kind;
}
