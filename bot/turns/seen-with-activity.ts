import type { TurnContext } from 'botbuilder';
import type { KnownPlace } from '../../src/store/telling/activities.ts';
import type { Seen } from '../activities/receive-activity.ts';

/** The row of a person when the bot recorded their activity. */
export type SeenPerson = Seen<KnownPlace | undefined>;

const key = Symbol('seen');

/** Hands the handlers what the bot read together with the activity. */
export function keepSeen(context: TurnContext, seen: SeenPerson | undefined): void {
  context.turnState.set(key, seen);
}

/** The rows that the bot read together with this activity. Undefined where it read nothing. */
export function seenWith(context: TurnContext): SeenPerson | undefined {
  return context.turnState.get<SeenPerson | undefined>(key);
}
