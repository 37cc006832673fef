import assert from 'node:assert/strict';
import { assertAccess, assertMailsTo } from './effects.ts';
import { beaconAccess } from './practice-access.ts';
import type { Scene } from './scene.ts';

const tom = 'tom@tailspin.example';

/** The requester invites one partner to a project without approval: one line, one click. */
export async function oneLine({ step, says, presses, sees, tell, tenant, teams }: Scene) {
  await step(
    'One line is enough, and Beacon needs no approval',
    'Tom is a guest with access after one line and one click. His mail is in Dutch, the language of Beacon. No owner had to approve.',
    async () => {
      const line = `invite Tom Berg <${tom}> to beacon`;
      const review = await says('alex', line, { button: 'request.confirm', lines: 7 });
      await presses('alex', review, { verb: 'request.confirm' });
      await sees('alex', { id: review.id, button: 'request.results', lines: 5 });
      assertMailsTo(tenant, [tom], 1);
      assertAccess(tenant, [tom], beaconAccess);
      const [mail] = tenant.mails(tom);
      tell.says('Microsoft', `To ${tom}: ${mail?.subject}`);
      assert.match(mail?.language ?? '', /^nl/);
      const asked = teams.messages('adele').filter((m) => JSON.stringify(m).includes(tom));
      assert.deepEqual(asked, [], "Adele, Beacon's owner, was asked");
    },
  );
}
