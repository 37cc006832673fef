import { readFileSync } from 'node:fs';
import type { Route } from './request-and-reply.ts';

/**
 * The pages behind the links of the Teams app package and of `help`. They say nothing about the organisation that runs
 * the bot.
 */
const pages: Readonly<Record<string, string>> = {
  '/': `Guestlist

A Teams bot that brings partners into an organisation as guests. This address is the bot's own: Microsoft Teams and
Microsoft Graph call it. People use the bot in Teams: write "help" to it there.

How it reads lists: /lists
What it keeps about people: /privacy
Terms of use: /terms
`,
  '/privacy': `Guestlist: privacy

The organisation that runs this bot is responsible for it. Ask its administrators.

The bot keeps names and addresses of invited partners, and names of the people who ask and decide, until the retention
period after a request has ended is over. It keeps counts and the ids of those who acted for longer. Its log holds ids
only. It reads people, groups and applications of the organisation from Microsoft Graph, and gives what it keeps to
nobody else. Cards and files that it sent stay in Teams as long as the organisation's own rules say.
`,
  '/lists': readFileSync(new URL('../../docs/lists.md', import.meta.url), 'utf8'),
  '/terms': `Guestlist: terms of use

The bot is for members of the organisation that runs it; its administrators say who may use it, and how. The program is
free software under the MIT licence and comes without any warranty.
`,
};

/** The paths of the pages. */
export const aboutPaths = Object.keys(pages);

/** The route for one of these pages. */
export const about =
  (path: string): Route =>
  async () => ({ status: 200, text: pages[path] ?? '' });

/** Answers 503 once only a new process can help. */
export const liveness =
  (alive: () => boolean): Route =>
  async () =>
    alive() ? { status: 200, body: { status: 'alive' } } : { status: 503, error: 'stuck' };

export const readiness =
  (ready: () => Promise<boolean>): Route =>
  async () =>
    (await ready().catch(() => false))
      ? { status: 200, body: { status: 'ready' } }
      : { status: 503, error: 'not ready' };
