import type { TestContext } from 'node:test';
import { shareDatabase } from '../journeys/share-database.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { tenantId } from '../sandbox/seed.ts';
import { appId } from './bot-stand-in.ts';
import { startOpenId } from './openid-server.ts';

/** Nobody answers there. */
const nowhere = 'http://127.0.0.1:9';

/** The whole bot as it runs outside loopback mode: it asks for tokens. Graph and Teams are away. */
export async function openBot(t: TestContext): Promise<Bot> {
  const stack = new AsyncDisposableStack();
  t.after(() => stack.disposeAsync());
  const keys = await startOpenId(t);
  const bot = await runBot({
    tenant: { url: nowhere },
    teams: { setBot: () => undefined },
    database: await shareDatabase(stack),
    env: {
      LOOPBACK: '',
      PUBLIC_URL: '',
      HOST: '127.0.0.1',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'unused',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      CHANNEL_OPENID_URL: keys.url,
      SHAREPOINT_HOSTS: '127.0.0.1',
      SERVICE_URL_HOSTS: '127.0.0.1',
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: appId,
      AZURE_CLIENT_SECRET: 'unused',
      AZURE_AUTHORITY_HOST: 'https://127.0.0.1:9',
    },
  });
  stack.defer(async () => void (await bot.stop()));
  return bot;
}
