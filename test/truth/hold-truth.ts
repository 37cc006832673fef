import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Teams } from '../sandbox/teams/teams.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';
import { cardsOnScreen } from './cards-on-screen.ts';
import { liesIn } from './compare.ts';
import { readState, type State } from './read-state.ts';

/** A card rests three seconds between two updates. Within that time and a bit the bot has caught up, if it can. */
const restMs = 4_500;
/** What Graph knows the bot learns within a poll or two, later on a busy machine. */
const patienceMs = 30_000;

/**
 * Holds that what the cards state is what the rows and Graph hold. The bot gets the time to show what it knows to be
 * behind. A card that stays behind is not judged: the bot knows that it is, and has not given it up.
 */
export async function holdTruth(on: { teams: Teams; tenant: Tenant }, url: string): Promise<void> {
  const began = Date.now();
  let found = await look(on, url);
  while (isWorthAnotherLook(found, Date.now() - began)) {
    await pause(150);
    const before = found.lies;
    found = await look(on, url);
    // A card may have been sent between the look at the rows and the look at Teams.
    if (Date.now() - began > patienceMs)
      found.lies = found.lies.filter((lie) => before.includes(lie));
  }
  assert.deepEqual(found.lies, [], 'a card states what is not so');
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
