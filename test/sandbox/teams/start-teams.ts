import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { streamEvents } from '../stream-events.ts';
import { createLimits } from './connector.ts';
import { answerFiles } from './files.ts';
import { type Request, readRequest, sendAnswer } from './http.ts';
import { autoRefresh } from './invoke.ts';
import { createOneShots } from './one-shots.ts';
import { answerPage, type PageDeps, type TurnClock } from './page-routes.ts';
import * as people from './people-do.ts';
import { serveConnector } from './serve-connector.ts';
import { type Teams, teamsFor } from './teams.ts';
import { createWorld, findMessage, type World } from './world.ts';

export type TeamsOptions = {
  /** The bot's address for activities, such as http://127.0.0.1:3978/api/messages. */
  botUrl?: string;
  port?: number;
  /** The practice tenant. The page shows its mailbox. */
  tenantUrl?: string;
  clock?: () => Date;
  /** Turns the clocks of the tenant and the bot when a person turns the clock on the page. */
  turnClock?: TurnClock;
};

/** Starts a practice Teams on 127.0.0.1: the Bot Framework connector, the people, their files, and a page. */
export async function startTeams(options: TeamsOptions = {}): Promise<Teams> {
  const world = createWorld(options);
  const shots = createOneShots();
  const { tenantUrl, turnClock } = options;
  const way = { limits: createLimits(), shots, shown: (id: string) => refreshOpen(world, id) };
  const server = createServer((req, res) => {
    serve(world, { ...way, tenantUrl, turnClock }, req, res).catch((error: Error) => {
      world.fault('the practice Teams itself failed', error.stack);
      if (!res.headersSent) sendAnswer(res, { status: 500, body: { error: error.message } });
    });
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port ?? 0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The practice Teams has no port');
  world.url = `http://127.0.0.1:${address.port}`;
  return {
    ...teamsFor(world, shots),
    async close() {
      shots.release();
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Way = Parameters<typeof serveConnector>[1] & Omit<PageDeps, 'world'>;

async function serve(world: World, way: Way, req: IncomingMessage, res: ServerResponse) {
  const request: Request = await readRequest(req);
  if (request.path.startsWith('/teams/')) {
    const path = request.path.slice('/teams'.length);
    return serveConnector(world, way, { ...request, path }, res);
  }
  if (request.path === '/events') return streamEvents(res, world.onChange);
  const answer = answerFiles(world, request) ??
    (await answerPage({ ...way, world }, request)) ?? { status: 404 };
  sendAnswer(res, answer);
}

function refreshOpen(world: World, messageId: string): void {
  const message = findMessage(world, messageId);
  if (!message || !world.knobs.autoRefresh) return;
  for (const [person, place] of world.openChats) {
    if (!people.sameRoom(place, message.place)) continue;
    autoRefresh(world, person, message).catch((error: Error) =>
      world.fault('a refresh failed', error.message),
    );
  }
}
