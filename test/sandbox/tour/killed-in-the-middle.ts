import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { assertAccess, assertMailsTo } from './effects.ts';
import { beaconAccess } from './practice-access.ts';
import type { Scene } from './scene.ts';

const guestsAlready = ['jane.doe@fabrikam.example', 'li.wei@fabrikam.example'];
const fresh = [
  'sofia.rossi@litware.example',
  'omar.haddad@litware.example',
  'zoe.o.brien@tailspin.example',
];

/** The bot dies after Graph has sent mails and before the bot has read Graph's answers. */
export async function killedInTheMiddle(scene: Scene): Promise<void> {
  const { step, drops, presses, sees, tell, tenant, bot } = scene;
  await step(
    'The tour kills the bot (kill -9) between the mails and their answers',
    'It went on by itself: five partners have their access, and Microsoft sent three new mails, none of them twice.',
    async () => {
      const bytes = await readFile(new URL('../samples/clean.csv', import.meta.url));
      const file = { name: 'five-more.csv', bytes, text: 'to beacon' };
      const review = await drops('alex', file, { button: 'request.confirm', lines: 6 });
      tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held after', times: 2 });
      await presses('alex', review, { verb: 'request.confirm' });
      const sent = () => fresh.every((address) => tenant.mails(address).length > 0);
      await tenant.until(sent);
      tell.happens(
        'Microsoft has sent three mails. Two of the answers are still under way when the bot dies.',
      );
      await bot.kill();
      tenant.release();
      await bot.restart();
      tell.happens('The bot starts again, with the same database.');
      const finished = { id: review.id, button: 'request.results', lines: 6 };
      await sees('alex', finished);
      assertMailsTo(tenant, [...fresh, ...guestsAlready], 1);
      assertAccess(tenant, [...fresh, ...guestsAlready], beaconAccess);
      assert.ok(bot.log().some((line) => line.event === 'database adopted'));
    },
  );
}
