import { bot, groups, people, tenantId } from '../sandbox/seed.ts';
import type { Connector } from './connector.ts';

export type Somebody = { objectId: string; name: string; conversationId: string; userId: string };

/** People beside those of the practice company, each with a chat of their own. */
export const crowd: readonly Somebody[] = Array.from({ length: 100 }, (_, n) => ({
  objectId: `be000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: `Person ${n}`,
  conversationId: `a:chat-${n}`,
  userId: `29:person-${n}`,
}));

/** The practice company with the crowd in it. All of them may invite. */
export const crowdSeed = {
  people: {
    ...people,
    ...Object.fromEntries(
      crowd.map(({ objectId, name }, n) => [
        objectId,
        { objectId, name, mail: `person-${n}@contoso.example`, userType: 'Member' },
      ]),
    ),
  },
  groups: {
    ...groups,
    inviters: { ...groups.inviters, members: crowd.map(({ objectId }) => objectId) },
  },
};

/** Teams' activity for a message to the bot. */
const written = (by: Somebody, message: { id: string; text: string; serviceUrl: string }) => ({
  type: 'message',
  ...message,
  timestamp: new Date().toISOString(),
  channelId: 'msteams',
  from: { id: by.userId, name: by.name, aadObjectId: by.objectId },
  recipient: bot,
  conversation: { conversationType: 'personal', id: by.conversationId, tenantId },
  channelData: { tenant: { id: tenantId } },
  textFormat: 'plain',
  locale: 'en-US',
  entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', timezone: 'Europe/Amsterdam' }],
});

/** Writes to the bot. Resolves with the time to its reply, in ms. */
export async function replyMs(
  connector: Connector,
  url: string,
  writer: Somebody,
  said: { id: string; text: string },
): Promise<number> {
  const activity = written(writer, { ...said, serviceUrl: connector.serviceUrl });
  const reply = connector.reply(writer.conversationId);
  const sent = performance.now();
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The bot answered ${answer.status}`);
  return (await reply) - sent;
}
