import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { appId } from '../http/bot-stand-in.ts';
import { signed, startOpenId } from '../http/openid-server.ts';
import { signedEnv } from '../http/signed-env.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { tenantId } from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { startOwn } from './own-process.ts';

export type SignedScene = AsyncDisposable & { teams: Teams; bot: Bot };

/**
 * Starts the bot outside loopback mode, where it requires tokens. This process signs Teams' activities on their way,
 * and plays Microsoft's login, from which the bot gets its own tokens.
 */
export async function openSignedScene(): Promise<SignedScene> {
  await using stack = new AsyncDisposableStack();
  const after = (end: unknown) => void stack.defer(async () => typeof end === 'function' && end());
  const keys = await startOpenId({ after });
  const login = await serve(stack, createServer(answerLogin));
  const tenant = await startOwn(new URL('practice-tenant.ts', import.meta.url), ['1']);
  stack.defer(() => tenant.stop());
  const teams = await startTeams({ tenantUrl: tenant.url });
  stack.defer(() => teams.close());
  let botUrl = '';
  const signer = await serve(
    stack,
    createServer((req, res) => {
      const token = signed({
        ...times(),
        iss: 'https://api.botframework.com',
        aud: appId,
        serviceurl: teams.serviceUrl,
      });
      const headers = { ...req.headers, authorization: `Bearer ${token}` };
      const on = request(botUrl + (req.url ?? ''), { method: 'POST', headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      });
      on.on('error', () => res.destroy());
      req.pipe(on);
    }),
  );
  const bot = await runBot({
    tenant,
    teams: { setBot: () => teams.setBot(`${signer}/api/messages`) },
    env: {
      ...signedEnv(keys.url),
      LOGIN_STAND_IN: login,
      NODE_OPTIONS: `--import ${new URL('login-stand-in.ts', import.meta.url).href}`,
    },
  });
  botUrl = bot.url;
  stack.defer(async () => void (await bot.stop()));
  await teams.installPersonal('alex');
  const all = stack.move();
  return { teams, bot, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

function times() {
  const now = Math.floor(Date.now() / 1000);
  return { nbf: now - 60, exp: now + 3600 };
}

async function answerLogin(req: IncomingMessage, res: ServerResponse): Promise<void> {
  await text(req);
  const base = `https://login.microsoftonline.com/${tenantId}`;
  const document = {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  };
  const token = { token_type: 'Bearer', expires_in: 3600, access_token: 'practice' };
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify(req.url?.includes('openid-configuration') ? document : token));
}

async function serve(stack: AsyncDisposableStack, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
