import { randomBytes, randomUUID } from 'node:crypto';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, GraphRefusal, listIn, notFound, textIn } from './graph-call.ts';
import { isRecord } from './knobs.ts';
import { smallRules } from './list-rules.ts';
import type { MadeApplication } from './made-by-setup.ts';
import { type Item, listReply, selected } from './odata-list.ts';
import type { World } from './world.ts';
import { happened, iso, isSeen, nowOf } from './world.ts';

const applicationJson = (application: MadeApplication): Record<string, unknown> => ({
  id: application.id,
  appId: application.appId,
  displayName: application.displayName,
  signInAudience: 'AzureADMyOrg',
  tags: application.tags,
  keyCredentials: application.keys,
  passwordCredentials: application.passwords.map((password) => ({ ...password, secretText: null })),
});

/** Lists show a new application after the lag. */
export const madeApplications = (world: World): Item[] =>
  [...world.made.applications.values()]
    .filter((application) => isSeen(world, application))
    .map((application) => ({ seq: application.seq, json: applicationJson(application) }));

function applicationOf(world: World, call: Call): MadeApplication {
  const id = call.segments[1] ?? '';
  const application = world.made.applications.get(id);
  if (!application) throw notFound(id);
  return application;
}

export function createApplication(world: World, call: Call): Reply {
  const displayName = textIn(call.body, 'displayName');
  if (displayName === undefined)
    throw badRequest('Property displayName value is required but is empty or missing.');
  const application = {
    id: randomUUID(),
    seq: world.directory.nextSeq++,
    appId: randomUUID(),
    displayName,
    tags: listIn(call.body, 'tags') ?? [],
    createdAt: nowOf(world),
    passwords: [],
    keys: listIn(call.body, 'keyCredentials') ?? [],
    federated: [],
  };
  world.made.applications.set(application.id, application);
  happened(world);
  return { status: 201, body: applicationJson(application) };
}

export const getApplication = (world: World, call: Call): Reply => ({
  status: 200,
  body: selected(applicationJson(applicationOf(world, call)), call.query.get('$select')),
});

export function patchApplication(world: World, call: Call): Reply {
  const application = applicationOf(world, call);
  application.keys = listIn(call.body, 'keyCredentials') ?? application.keys;
  happened(world);
  return { status: 204 };
}

/** The service principal goes with it. */
export function deleteApplication(world: World, call: Call): Reply {
  const { id, appId } = applicationOf(world, call);
  world.made.applications.delete(id);
  for (const principal of world.made.principals.values())
    if (principal.appId === appId) world.made.principals.delete(principal.id);
  happened(world);
  return { status: 204 };
}

export function addPassword(world: World, call: Call): Reply {
  const given = isRecord(call.body) ? call.body.passwordCredential : undefined;
  const secretText = `${randomBytes(3).toString('hex')}~${randomBytes(24).toString('base64url')}`;
  const password = {
    keyId: randomUUID(),
    displayName: textIn(given, 'displayName') ?? null,
    hint: secretText.slice(0, 3),
    endDateTime: textIn(given, 'endDateTime') ?? iso(nowOf(world)),
  };
  applicationOf(world, call).passwords.push(password);
  happened(world);
  return { status: 200, body: { ...password, secretText } };
}

export function listFederated(world: World, call: Call): Reply {
  const items = applicationOf(world, call).federated.map((json, at) => ({ seq: at + 1, json }));
  return listReply(world, call, items, smallRules);
}

/** Names, and pairs of issuer and subject, are unique within an application. */
export function addFederated(world: World, call: Call): Reply {
  const { federated } = applicationOf(world, call);
  const of = (name: string) => textIn(call.body, name) ?? '';
  const made = { name: of('name'), issuer: of('issuer'), subject: of('subject') };
  const isUrlFriendly = /^[\w-]{3,120}$/.test(made.name);
  if (!isUrlFriendly || made.subject === '' || !made.issuer.startsWith('https://'))
    throw badRequest('The federated identity credential is not valid.');
  const twin = federated.some(
    ({ name, issuer, subject }) =>
      name === made.name || (issuer === made.issuer && subject === made.subject),
  );
  if (twin)
    throw new GraphRefusal(409, 'Request_MultipleObjectsWithSameKeyValue', 'It exists already.');
  const credential = { id: randomUUID(), ...made, audiences: listIn(call.body, 'audiences') ?? [] };
  federated.push(credential);
  happened(world);
  return { status: 201, body: credential };
}

/** Graph does not see a new application at once, and says that there is none. */
export function createPrincipal(world: World, call: Call): Reply {
  const appId = textIn(call.body, 'appId') ?? '';
  const application = [...world.made.applications.values()].find((each) => each.appId === appId);
  if (application === undefined || !isSeen(world, application)) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    );
  }
  const principal = {
    id: randomUUID(),
    seq: world.directory.nextSeq++,
    appId,
    displayName: application.displayName,
    createdAt: nowOf(world),
    granted: new Set<string>(),
  };
  world.made.principals.set(principal.id, principal);
  happened(world);
  const { id, displayName } = principal;
  return { status: 201, body: { id, appId, displayName, servicePrincipalType: 'Application' } };
}

/** Grants an application permission of Graph, with consent. */
export function grantPermission(world: World, call: Call): Reply {
  const [, resourceId = ''] = call.segments;
  const principalId = textIn(call.body, 'principalId') ?? '';
  const appRoleId = textIn(call.body, 'appRoleId') ?? '';
  const principal = world.made.principals.get(principalId);
  if (principal === undefined || !isSeen(world, principal)) throw notFound(principalId);
  if (principal.granted.has(appRoleId))
    throw badRequest('Permission being assigned already exists on the object');
  principal.granted.add(appRoleId);
  happened(world);
  return { status: 201, body: { id: `grant-${appRoleId}`, principalId, resourceId, appRoleId } };
}

/** The permissions that a principal of set-up was granted. */
export function grantsOf(world: World, principalId: string, resourceId: string): Item[] {
  const principal = world.made.principals.get(principalId);
  if (principal === undefined || !isSeen(world, principal)) throw notFound(principalId);
  return [...principal.granted].map((appRoleId, at) => ({
    seq: at + 1,
    json: { id: `grant-${appRoleId}`, principalId, resourceId, appRoleId },
  }));
}
