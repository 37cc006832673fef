import { createServer } from 'node:http';
import { jsonOf, readRequest, sendAnswer } from './http.ts';
import { isObject, type Json, textAt } from './json.ts';
import { startTeams, type TeamsOptions } from './start-teams.ts';
import type { Teams } from './teams.ts';

export type Called = { status: number; body: unknown; headers: Headers };

export type EchoBot = {
  /** All activities that the bot got, oldest first. */
  heard: Json[];
  /** The answer to an activity over HTTP. Without a test's own: 200 without a body. */
  answer: (activity: Json) => { status: number; body?: unknown };
  /** Calls the connector as a bot does. */
  call(method: string, path: string, body?: unknown): Promise<Called>;
  say(conversationId: string, activity: Json): Promise<Called>;
};

/** The smallest bot: it records activities, gives the answer that a test sets, and makes the calls of a test. */
export async function startWithEchoBot(
  options: TeamsOptions = {},
): Promise<{ teams: Teams; bot: EchoBot; [Symbol.asyncDispose](): Promise<void> }> {
  const heard: Json[] = [];
  const teams = await startTeams(options);
  const bot: EchoBot = {
    heard,
    answer: () => ({ status: 200 }),
    call: (method, path, body) => call(teams.serviceUrl + path, method, body),
    say: (conversationId, activity) =>
      bot.call('POST', `v3/conversations/${encodeURIComponent(conversationId)}/activities`, {
        type: 'message',
        ...activity,
      }),
  };
  const server = createServer(async (req, res) => {
    const activity = jsonOf(await readRequest(req));
    if (isObject(activity)) heard.push(activity);
    sendAnswer(res, bot.answer(isObject(activity) ? activity : {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The echo bot has no port');
  teams.setBot(`http://127.0.0.1:${address.port}/api/messages`);
  return {
    teams,
    bot,
    async [Symbol.asyncDispose]() {
      await teams.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function call(url: string, method: string, body: unknown): Promise<Called> {
  const res = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await res.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: res.status, body: parsed, headers: res.headers };
}

export const codeOf = (called: Called) => textAt(called.body, 'error', 'code');

/** A message with one card. */
export const withCard = (card: Json): Json => ({
  summary: 'A card',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.5', ...card },
    },
  ],
});
