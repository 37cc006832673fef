import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRights } from '../../../src/work/rights/read-rights.ts';

const who = { personId: 'alex' };
const groups = { inviters: 'inviters', bulkInviters: undefined, operators: 'operators' };
const nobody = async () => undefined;

test("the bot reads the person while the projects load, and then the owners' groups", async () => {
  const listed = Promise.withResolvers<{ owners: string[]; ownersGroup: string }[]>();
  const read = Promise.withResolvers<void>();
  const asked: (readonly string[])[] = [];
  const rights = readRights(
    {
      groups,
      loopback: false,
      async readPerson() {
        read.resolve();
        return undefined;
      },
      memberGroups: async (_, groupIds) => {
        asked.push(groupIds);
        return new Set(groupIds);
      },
    },
    who,
    listed.promise,
  );
  await read.promise;
  assert.deepEqual(asked, []);
  listed.resolve([{ owners: [], ownersGroup: 'owners' }]);
  // A person whom the directory does not know owns nothing, whatever groups say.
  assert.equal((await rights).owns({ owners: ['alex'], ownersGroup: 'owners' }), false);
  assert.deepEqual(asked, [['inviters', 'operators', 'owners']]);
});

test('nobody has rights when the bot cannot read the projects', async () => {
  const deps = {
    groups,
    loopback: false,
    readPerson: nobody,
    memberGroups: async () => new Set(['inviters']),
  };
  const listed = Promise.reject(new Error('no database'));
  await assert.rejects(readRights(deps, who, listed), /no database/);
});
