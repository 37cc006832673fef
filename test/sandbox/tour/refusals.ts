import assert from 'node:assert/strict';
import { assertMailsTo } from './effects.ts';
import type { Scene } from './scene.ts';

const nadia = 'nadia@litware.example';
const reason = 'Litware comes in through Beacon';

/** Checks that the bot says the reason and the remedy each time it refuses. */
export async function refusals(scene: Scene): Promise<void> {
  await rejectWithReason(scene);
  await refuseStrangers(scene);
  await answerHelpAndNonsense(scene);
  await refuseFilesInChannels(scene);
}

async function rejectWithReason({ step, says, presses, sees, tenant }: Scene): Promise<void> {
  await step(
    'Adele says no, and why',
    'Alex reads the reason. Nadia got no invitation.',
    async () => {
      const line = `invite Nadia Karim <${nadia}> to atlas`;
      const review = await says('alex', line, { button: 'request.confirm', lines: 3 });
      await presses('alex', review, { verb: 'request.confirm' });
      const asked = await sees('adele', { button: 'approval.reject', lines: 3 });
      await presses('adele', asked, { verb: 'approval.reject', inputs: { reason } });
      const ended = { id: review.id, words: /rejected/, lines: 8 };
      const card = await sees('alex', ended);
      assert.ok(JSON.stringify(card).includes(reason), 'The reason is not on the card');
      assertMailsTo(tenant, [nadia], 0);
      assert.equal(tenant.user(nadia), undefined, 'Nadia is a guest');
    },
  );
}

async function refuseStrangers({ step, says, tenant }: Scene): Promise<void> {
  await step(
    'Isaiah may not invite, and Alex cannot spell',
    'The bot tells both what to do instead, and invites nobody.',
    async () => {
      const before = tenant.mails().length;
      await says('isaiah', 'invite eve@fabrikam.example to atlas', { words: /may not invite/ });
      const typo = 'invite eve@fabrikam.example to atlsa';
      await says('alex', typo, { words: /Did you mean atlas\?/ });
      assert.equal(tenant.mails().length, before);
    },
  );
}

async function answerHelpAndNonsense({ step, says }: Scene): Promise<void> {
  await step(
    'Alex asks for help, and for a sandwich',
    'Help names the commands. The answer to nonsense points to help.',
    async () => {
      await says('alex', 'help', { words: /invite.*status.*projects/s, lines: 12 });
      await says('alex', 'make me a sandwich', { words: /did not understand.*help/s });
    },
  );
}

async function refuseFilesInChannels({ step, sees, tell, teams }: Scene): Promise<void> {
  await step(
    'Megan drops a file into the channel',
    'The bot tells her how to send it instead, and names no partner in the channel.',
    async () => {
      const bytes = Buffer.from('email,name\r\nyuki@fabrikam.example,Yuki Tanaka\r\n');
      const text = 'our new partners';
      tell.says('Megan', `@Guestlist ${text} [partners.csv]`);
      const file = { name: 'partners.csv', bytes };
      const said = await teams.sayInChannel('megan', 'atlas', text, { file });
      const answer = { where: 'atlas', after: said.messageId, words: /private chat/ } as const;
      const card = await sees('megan', answer);
      assert.doesNotMatch(JSON.stringify(card), /yuki/i);
    },
  );
}
