import { askedAddresses, askedIds } from './asked-addresses.ts';
import type { Directory, User } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, listIn, notFound, referencedId, tooManyLinks } from './graph-call.ts';
import { smallRules, userRules } from './list-rules.ts';
import { groupsOf, removedSince } from './membership-lags.ts';
import { parseFilter } from './odata-filter.ts';
import { type Item, listReply, selected } from './odata-list.ts';
import { groupItem, typed, userItem, userJson } from './render-objects.ts';
import { signInActivity } from './sign-ins.ts';
import type { World } from './world.ts';
import { arrived, happened } from './world.ts';

/** Finds a user by object id or user principal name. This kind of call may not see a fresh guest yet. */
export function liveUser(world: World, id: string, kind: Parameters<typeof arrived>[2]): User {
  const wanted = id.toLowerCase();
  const user =
    world.directory.users.get(wanted) ??
    [...world.directory.users.values()].find((u) => u.userPrincipalName.toLowerCase() === wanted);
  const there = user && (user.deletedAt === null || (kind === 'reads' && isFading(world, user)));
  if (!there || !arrived(world, user, kind)) throw notFound(id);
  return user;
}

/** True for an account that a call deleted so lately that reads still show it, and not yet among the deleted. */
export const isFading = (world: World, { deletedAt, fading }: User): boolean =>
  fading && deletedAt !== null && deletedAt > removedSince(world);

export function listUsers(world: World, call: Call): Reply {
  const kind = call.query.has('$filter') ? 'filters' : 'lists';
  function* usersAfter(after: number): Generator<Item> {
    for (const user of candidates(world, call)) {
      const living = user.deletedAt === null || isFading(world, user);
      if (user.seq > after && living && arrived(world, user, kind)) yield userItem(user);
    }
  }
  return listReply(world, call, usersAfter, userRules);
}

/** Everybody who may match the filter, in the order of their creation. */
function candidates({ directory }: World, call: Call): Iterable<User> {
  const text = call.query.get('$filter');
  const filter = text === null ? undefined : parseFilter(text);
  if (filter === undefined) return directory.users.values();
  const ids = askedIds(filter) ?? idsUnder(directory, askedAddresses(filter));
  if (ids === undefined) return directory.users.values();
  const users = [...new Set(ids)].flatMap((id) => directory.users.get(id) ?? []);
  return users.sort((a, b) => a.seq - b.seq);
}

const idsUnder = (directory: Directory, addresses: readonly string[] | undefined) =>
  addresses?.flatMap((address) => [...(directory.byAddress.get(address) ?? [])]);

export function getUser(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'reads');
  const select = call.query.get('$select');
  const asksSignIns = select?.split(',').includes('signInActivity') === true;
  const signIns = asksSignIns ? signInActivity(world, user) : {};
  const body = selected({ ...userJson(user), ...signIns }, select, userRules.defaults);
  return { status: 200, body };
}

export function checkMemberGroups(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'memberships');
  const wanted = listIn(call.body, 'groupIds') ?? [];
  if (wanted.length === 0 || wanted.length > 20) {
    throw badRequest('The number of group ids must be between 1 and 20.');
  }
  const held = groupsOf(world, user.id).map((group) => group.id);
  const value = held.filter((id) => wanted.includes(id));
  return { status: 200, body: { value } };
}

export function transitiveMemberOf(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'memberships');
  const items = groupsOf(world, user.id).map((group) => typed(groupItem(group), 'group'));
  return listReply(world, call, items, smallRules);
}

export function listSponsors(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'reads');
  const items = user.sponsors.flatMap((id) => {
    const sponsor = world.directory.users.get(id);
    const group = world.directory.groups.get(id);
    if (sponsor) return [typed(userItem(sponsor), 'user')];
    return group ? [typed(groupItem(group), 'group')] : [];
  });
  return listReply(world, call, items, smallRules);
}

export function addSponsor(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'references');
  const id = referencedId(call.body);
  if (!world.directory.users.has(id) && !world.directory.groups.has(id)) throw notFound(id);
  if (user.sponsors.includes(id)) throw alreadyThere('sponsors');
  if (user.sponsors.length >= 5) throw tooManyLinks('sponsors', 5);
  user.sponsors.push(id);
  happened(world);
  return { status: 204 };
}

export const alreadyThere = (property: string): Error =>
  badRequest(
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  );
