import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { patienceMs } from '../sandbox/patience.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';
import { cardsOnScreen } from './cards-on-screen.ts';
import { liesIn } from './compare.ts';
import { readState, type State } from './read-state.ts';

/** The bot waits three seconds between two updates of a card. After this time it has caught up, if it can. */
const restMs = 4_500;

/**
 * Checks that the cards state what the rows and Graph hold. Gives the bot time to update cards that it knows to be
 * behind. Does not judge a card that stays behind: the bot knows it, and still tries.
 */
export async function holdTruth(on: { teams: Teams; tenant: Tenant }, url: string): Promise<void> {
  const began = Date.now();
  let found = await look(on, url);
  while (isWorthAnotherLook(found, Date.now() - began)) {
    await pause(150);
    const before = found.lies;
    found = await look(on, url);
    // The bot may have sent a card between the read of the rows and the read of Teams.
    if (Date.now() - began > patienceMs)
      found.lies = found.lies.filter((lie) => before.includes(lie));
  }
  assert.deepEqual(found.lies, [], 'a card states something false');
}

type Found = { lies: string[]; state: State };

async function look(
  { teams, tenant }: { teams: Teams; tenant: Tenant },
  url: string,
): Promise<Found> {
  const state = await readState(url, tenant);
  return { state, lies: liesIn(cardsOnScreen(teams, state), state) };
}

const isWorthAnotherLook = ({ lies, state }: Found, tookMs: number) =>
  lies.length > 0 ? tookMs < patienceMs : isBehind(state) && tookMs < restMs;

const isBehind = ({ cards }: State) =>
  cards.some(({ wanted, shown, deadAt }) => wanted > shown && deadAt === null);
