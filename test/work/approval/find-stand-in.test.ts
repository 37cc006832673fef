import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownNames } from '../../../bot/stand-ins/stand-in-notices.ts';
import { say } from '../../../bot/words/say.ts';
import { decidingParts } from '../../../src/guests/approval/stages.ts';
import { noteLeaver } from '../../../src/store/telling/leavers.ts';
import { anyPlace, learnPlace, markPlaceDead } from '../../../src/store/telling/places.ts';
import {
  findStandIn,
  type MeantStandIn,
  mostNamed,
} from '../../../src/work/approval/find-stand-in.ts';
import { makeProject, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { placesOf } from '../atlas-in-teams.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();

test('a name finds people who are there and can be reached, as many as a card holds', async (t) => {
  const shop = await openWorkshop(t, server);
  const now = shop.clock.now();
  const put = async (personId: string, name: string, more: { accountEnabled?: boolean } = {}) => {
    const chat = { tenantId, kind: 'person', key: personId, teamId: null, reference: {} } as const;
    await learnPlace(shop.db, { ...chat, locale: null, timeZone: null, name }, now);
    const account = { objectId: personId, userType: 'Member', displayName: name, ...more } as const;
    shop.directory.put(`${personId}@contoso.com`, account);
  };
  await put('sam1', 'Sam Baker');
  await put('sam2', 'Sam Baker', { accountEnabled: false });
  await put('sam3', 'Sam Baker');
  await noteLeaver(shop.db, { tenantId, personId: 'sam3' }, now);
  await put('sam4', 'Sam Cook');
  await put('sam5', 'Sam Dyer');
  const lost = await anyPlace(shop.db, tenantId, 'person', 'sam5');
  await markPlaceDead(shop.db, lost?.id ?? 0, now);
  await put('olga', 'Olga Samson');
  const groups: string[] = [];
  const deps = {
    ...shop,
    ...shop.directory,
    announcer: placesOf(shop),
    loopback: false,
    async peopleIn(group: string) {
      groups.push(group);
      return [];
    },
  };
  const who = { tenantId, personId: 'olga', name: 'Olga Samson' };
  const owned = Array.from({ length: 90 }, (_, n) =>
    decidingParts(makeProject(`p${n}`, { owners: ['olga'], ownersGroup: `group ${n % 60}` })),
  ).flat();
  const find = (meant: MeantStandIn) => findStandIn(deps, who, { meant, owned });
  const several = async (text: string) => {
    const found = await find({ text });
    assert.equal(found.kind, 'several');
    return found.kind === 'several' ? found : { people: [], hasMore: false };
  };
  assert.deepEqual(
    (await several('sam')).people.map(({ personId }) => personId),
    ['sam1', 'sam4'],
  );
  assert.equal(groups.length, 20, 'so many groups of owners at most');
  const baker = { kind: 'found', person: { personId: 'sam1', name: 'Sam Baker' } };
  const { kind, person } = { person: undefined, ...(await find({ text: 'sam baker' })) };
  assert.deepEqual([kind, person?.personId, person?.name], ['found', 'sam1', baker.person.name]);
  assert.equal((await find({ personId: 'sam1' })).kind, 'found');
  for (const personId of ['sam2', 'olga', 'nobody'])
    assert.equal((await find({ personId })).kind, 'unfit', personId);
  assert.equal((await find({ text: 'Dyer' })).kind, 'unknown');
  for (let n = 0; n < mostNamed + 1; n += 1) await put(`pat${n}`, `Pat ${n}`);
  const many = await several('pat');
  assert.deepEqual([many.people.length, many.hasMore], [mostNamed, true]);
});

test('the notice names a project whole, or the stages of it, where the stand-in has a vote of their own', () => {
  const part = (key: string, name: string, stage?: number) => ({
    ...{ key, name, projectKey: name },
    ...(stage !== undefined && { stage }),
  });
  const decidesIn = [
    part('atlas', 'Atlas'),
    part('atlas 1', 'Atlas', 1),
    part('atlas 2', 'Atlas', 2),
    part('atlas 2 0f3a', 'Atlas', 2),
    part('dune', 'Dune'),
  ];
  const names = (...own: number[]) =>
    ownNames({ own: own.flatMap((at) => decidesIn[at] ?? []), decidesIn }, say('en'));
  assert.deepEqual(names(0, 1, 2, 3, 4), ['Atlas', 'Dune']);
  assert.deepEqual(names(2, 3, 4), ['Atlas (stage 2)', 'Dune']);
  assert.deepEqual(names(0), ['Atlas (extensions)']);
});
