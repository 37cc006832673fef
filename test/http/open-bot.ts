import type { TestContext } from 'node:test';
import { shareDatabase } from '../journeys/share-database.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { startOpenId } from './openid-server.ts';
import { signedEnv } from './signed-env.ts';

/** No server answers at this address. */
const nowhere = 'http://127.0.0.1:9';

/** Starts the whole bot outside loopback mode: it requires tokens. Graph and Teams are away. */
export async function openBot(t: TestContext): Promise<Bot> {
  const stack = new AsyncDisposableStack();
  t.after(() => stack.disposeAsync());
  const keys = await startOpenId(t);
  const bot = await runBot({
    tenant: { url: nowhere },
    teams: { setBot: () => undefined },
    database: await shareDatabase(stack),
    env: {
      ...signedEnv(keys.url),
      AZURE_AUTHORITY_HOST: 'https://127.0.0.1:9',
    },
  });
  stack.defer(async () => void (await bot.stop()));
  return bot;
}
