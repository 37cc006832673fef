import type { TestContext } from 'node:test';
import type { TurnContext } from 'botbuilder';
import { INVOKE_RESPONSE_KEY } from 'botbuilder';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { receiveActivity } from '../../bot/activities/receive-activity.ts';
import type { SeenActivities } from '../../bot/activities/seen-activities.ts';
import { quietConsole } from '../../bot/start/quiet-console.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { seenInMemory } from './seen-in-memory.ts';
import { serve } from './serve.ts';

export const appId = '00000000-0000-4000-8000-0000000000a1';
export const tenantId = '00000000-0000-4000-8000-0000000000b1';

type Options = {
  channelOpenIdUrl?: string;
  run?: (context: TurnContext) => Promise<void>;
  seen?: SeenActivities<undefined>;
};

/**
 * The bot's HTTP side before a handler that only counts. With an OpenID address it checks tokens. `logged` has the
 * warnings.
 */
export async function standIn(t: TestContext, { channelOpenIdUrl, run, seen }: Options = {}) {
  const loopback = channelOpenIdUrl === undefined;
  const registration = loopback
    ? undefined
    : {
        type: 'SingleTenant' as const,
        appId,
        tenantId,
        password: { kind: 'text' as const, text: 'unused' },
      };
  const logged: { event: string; fields: unknown }[] = [];
  const warn = (event: string, fields: unknown) => void logged.push({ event, fields });
  const log = { info: () => {}, warn, error: () => {} };
  const channel = await createChannel(
    { loopback, registration, channelOpenIdUrl },
    { log, managedIdentity },
  );
  const handled: string[] = [];
  const written: string[] = [];
  t.after(quietConsole({ debug: (event) => void written.push(event) }));
  let served: string | undefined = loopback ? undefined : tenantId;
  const messages = receiveActivity({
    channel,
    run: async (context) => {
      handled.push(context.activity.id ?? '');
      await run?.(context);
    },
    loopback,
    serviceUrlHosts: ['smba.example', '127.0.0.1'],
    servedTenant: async (offered) => {
      served ??= offered;
      return served;
    },
    seen: seen ?? seenInMemory(),
    answersAtOnce: () => false,
    log,
  });
  const { url } = await serve(t, { routes: { messages }, loopback });
  return { url: `${url}/api/messages`, handled, written, logged };
}

/** Answers an invoke as teams-ai does. */
export function answerInvoke(context: TurnContext, body: unknown): void {
  const value = { status: 200, body };
  context.turnState.set(INVOKE_RESPONSE_KEY, { type: 'invokeResponse', value });
}

const serviceUrl = 'https://smba.example/teams/';

export const activity = (changes: Record<string, unknown> = {}) => ({
  type: 'message',
  id: 'a-1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:1', aadObjectId: '00000000-0000-4000-8000-0000000000c1' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:1', tenantId },
  channelData: { tenant: { id: tenantId } },
  text: 'help',
  ...changes,
});

/** The claims of a good token. */
export const claims = (changes: Record<string, unknown> = {}) => {
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl };
  return { ...good, nbf: now - 60, exp: now + 600, ...changes };
};
