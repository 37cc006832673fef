import assert from 'node:assert/strict';
import { type PersonKey, people } from '../sandbox/seed.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';
import { answerClaims } from './answer-truth.ts';
import { liesAmong } from './claim.ts';
import { readState, type State } from './read-state.ts';

/** If the bot learns something between the question and the look at the rows, the check asks again. */
const tries = 4;

/**
 * Asks the bot, at the end of a journey, for everything that it answers with facts, or for these words alone, and holds
 * the answers to be so.
 */
export async function holdAnswers(
  { teams, tenant }: { teams: Teams; tenant: Tenant },
  url: string,
  person: PersonKey,
  words?: readonly string[],
): Promise<void> {
  const { objectId } = people[person];
  for (const word of words ?? wordsFor(await readState(url, tenant), objectId)) {
    let lies: string[] = [];
    for (let tried = 0; tried < tries; tried += 1) {
      const { card } = await answerOf(teams, person, word);
      lies = liesAmong(answerClaims(card, await readState(url, tenant), objectId));
      if (lies.length === 0) break;
    }
    assert.deepEqual(lies, [], `the answer to "${word}" states what is not so`);
  }
}

/** Each kind of answer once; of requests, guests and projects the newest. */
function wordsFor({ requests, invitations, projects }: State, personId: string): string[] {
  const own = requests.findLast(
    ({ requesterId, kind, state }) =>
      requesterId === personId && kind === 'invite' && state !== 'draft',
  );
  const begun = invitations.findLast(
    ({ kind, guestId, state }) => kind === 'invite' && guestId !== null && state !== 'draft',
  );
  const project = projects.findLast(({ active }) => active);
  return [
    'help',
    'status',
    'approvals',
    'pending',
    'projects',
    ...(own === undefined ? [] : [`status #${own.id}`]),
    ...(begun === undefined ? [] : [`guest ${begun.address}`]),
    ...(project === undefined ? [] : [`project ${project.key}`]),
  ];
}

async function answerOf(teams: Teams, person: PersonKey, word: string): Promise<SeenMessage> {
  const known = new Set(teams.messages(person).map(({ id }) => id));
  const isNew = ({ id, from, card }: SeenMessage) =>
    !known.has(id) && from === 'bot' && card !== undefined;
  await teams.say(person, word);
  return await teams.until(() => teams.messages(person).find(isNew), {
    what: `an answer to ${word}`,
  });
}
