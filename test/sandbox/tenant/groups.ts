import { askedIds } from './asked-addresses.ts';
import { logDeed } from './audit-log.ts';
import type { Deed, Group, User } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, denied, listIn, notFound, referencedId, textIn } from './graph-call.ts';
import { isRecord } from './knobs.ts';
import { groupRules, smallRules, userRules } from './list-rules.ts';
import { enter, leave, settledSince, shownMembers } from './membership-lags.ts';
import { parseFilter } from './odata-filter.ts';
import type { Item } from './odata-list.ts';
import { listReply, selected } from './odata-list.ts';
import { groupItem, groupJson, typed, userItem } from './render-objects.ts';
import { addGroup } from './seed-directory.ts';
import { alreadyThere } from './users.ts';
import type { World } from './world.ts';
import { arrived, happened, nowOf } from './world.ts';

const bindKey = 'members@odata.bind';

function groupOf(world: World, call: Call): Group {
  const id = call.segments[1] ?? '';
  const group = world.directory.groups.get(id.toLowerCase());
  if (!group) throw notFound(id);
  return group;
}

export function listGroups(world: World, call: Call): Reply {
  return listReply(world, call, [...world.directory.groups.values()].map(groupItem), groupRules);
}

export function getGroup(world: World, call: Call): Reply {
  const body = selected(groupJson(groupOf(world, call)), call.query.get('$select'));
  return { status: 200, body };
}

export function listMembers(world: World, call: Call): Reply {
  const shown = shownMembers(world, groupOf(world, call), soughtMembers(call));
  const items = shown.flatMap((id) => memberItem(world, id));
  return listReply(world, call, items, { ...userRules, resource: 'DirectoryObject' });
}

/** The members that the filter names. A group of thousands is asked about one person at a time. */
function soughtMembers(call: Call): string[] | undefined {
  const text = call.query.get('$filter');
  return text === null ? undefined : askedIds(parseFilter(text));
}

function memberItem(world: World, id: string): Item[] {
  const user = world.directory.users.get(id);
  const group = world.directory.groups.get(id);
  if (group) return [typed(groupItem(group), 'group')];
  return user && user.deletedAt === null ? [typed(userItem(user), 'user')] : [];
}

/** Makes a security group. */
export function createGroup(world: World, call: Call): Reply {
  const displayName = textIn(call.body, 'displayName');
  const nickname = textIn(call.body, 'mailNickname') ?? '';
  if (displayName === undefined || !/^[\x21-\x7e]{1,64}$/.test(nickname))
    throw badRequest("Invalid value specified for property 'mailNickname' of resource 'Group'.");
  const description = textIn(call.body, 'description') ?? null;
  const group = addGroup(world.directory, { displayName, description });
  happened(world);
  return { status: 201, body: groupJson(group) };
}

export function deleteGroup(world: World, call: Call): Reply {
  world.directory.groups.delete(groupOf(world, call).id);
  happened(world);
  return { status: 204 };
}

export function addMember(world: World, call: Call): Reply {
  const group = writableGroup(world, call);
  join(world, group, [referencedId(call.body)]);
  return { status: 204 };
}

/** Adds up to twenty members in one call: all of them or none. */
export function patchGroup(world: World, call: Call): Reply {
  const group = writableGroup(world, call);
  const given = listIn(call.body, bindKey);
  if (!given || !isRecord(call.body) || Object.keys(call.body).length !== 1) {
    throw badRequest(`The practice tenant changes '${bindKey}' of a group and nothing else.`);
  }
  if (given.length === 0 || given.length > 20) {
    throw badRequest("The maximum number of members that can be added in one request is '20'.");
  }
  join(world, group, given.map(referencedId));
  return { status: 204 };
}

/** Checks all of them before the first one joins. */
function join(world: World, group: Group, ids: string[]): void {
  const users = ids.map((id) => referencedUser(world, id));
  const closed = group.unified && (group.refusesGuests || world.knobs.groupsRefuseGuests);
  if (closed && users.some((user) => user.userType === 'Guest')) {
    throw denied('Guests users are not allowed to join this Unified Group due to policy setting.');
  }
  if (new Set(ids).size < ids.length || ids.some((id) => group.members.has(id))) {
    throw alreadyThere('members');
  }
  for (const user of users) {
    enter(group, user, nowOf(world));
    logMember(world, group, { activity: 'Add member to group', userId: user.id });
  }
  happened(world);
}

/** Graph's answer about an object that does not exist, or that it does not show here yet. */
export function referencedUser(world: World, id: string): User {
  const user = world.directory.users.get(id);
  if (!user || user.deletedAt !== null) throw notFound(id);
  if (arrived(world, user, 'references')) return user;
  const { freshReference } = world.knobs;
  const mixed = world.freshRefusals++ % 2 === 0 ? '400' : '404';
  if ((freshReference === 'mixed' ? mixed : freshReference) === '404') throw notFound(id);
  throw badRequest(
    'The source resource object or one of the objects being referenced do not exist',
  );
}

const logMember = (
  world: World,
  { id, displayName: name }: Group,
  deed: Pick<Deed, 'activity' | 'userId'>,
) => logDeed(world, { ...deed, by: null, group: { id, name } });

function writableGroup(world: World, call: Call): Group {
  const group = groupOf(world, call);
  const distribution = group.mailEnabled && !group.unified;
  if (group.dynamic || group.synced || distribution || group.roleAssignable) throw denied();
  return group;
}

export function removeMember(world: World, call: Call): Reply {
  const group = writableGroup(world, call);
  const id = (call.segments[3] ?? '').toLowerCase();
  const joined = group.members.get(id);
  // The answer is the same for an absent membership and an unseen one.
  if (joined === undefined || joined > settledSince(world)) throw notFound(id);
  leave(world, group, id);
  group.left.set(id, nowOf(world));
  logMember(world, group, { activity: 'Remove member from group', userId: id });
  happened(world);
  return { status: 204 };
}

const settingTemplates = {
  'Group.Unified': '62375ab9-6b52-47ed-826b-58e47e0e304b',
  'Group.Unified.Guest': '08d542b9-071f-4e16-94b0-74abb372e3d9',
};

/** A group has settings only if somebody made some. Without any it takes guests. */
function settingsReply(
  world: World,
  call: Call,
  { name, closed }: { name: keyof typeof settingTemplates; closed: boolean },
): Reply {
  const json = {
    id: '5e000000-0000-4000-8000-000000000001',
    displayName: name,
    templateId: settingTemplates[name],
    values: [{ name: 'AllowToAddGuests', value: 'False' }],
  };
  return listReply(world, call, closed ? [{ seq: 1, json }] : [], smallRules);
}

export const listTenantSettings = (world: World, call: Call): Reply =>
  settingsReply(world, call, { name: 'Group.Unified', closed: world.knobs.groupsRefuseGuests });

export const listGroupSettings = (world: World, call: Call): Reply =>
  settingsReply(world, call, {
    name: 'Group.Unified.Guest',
    closed: groupOf(world, call).refusesGuests,
  });
