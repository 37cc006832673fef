import assert from 'node:assert/strict';
import type { PersonKey } from '../sandbox/seed.ts';
import type { Where } from '../sandbox/teams/ids.ts';
import type { Clicked } from '../sandbox/teams/invoke.ts';
import type { Inputs } from '../sandbox/teams/person-chat.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { hasVerb, type Shown, shown, wordsOf } from './shown.ts';
import type { Journey } from './start.ts';
import { isUnprompted } from './unprompted.ts';

type Reader = { person: PersonKey; where?: Where };
type Wanted = (message: SeenMessage) => boolean;
/** Matches any answer. Not what comes by itself, nor the message at the end of a request. */
export const anything: Wanted = (message) => !isEndMessage(message) && !isUnprompted(message);

/**
 * The card of a request that has ended. As a new message it comes by itself, and answers nothing. The answer to
 * `status` has numbers in its title.
 */
export const isEndMessage: Wanted = (message) =>
  /^(?:\S )?(?:Request #\d+: (?:done|stopped)|Aanvraag #\d+: (?:klaar|gestopt))(?:, \D*)?$/m.test(
    wordsOf(message),
  );

/** The cards of a request that say that it has ended, the oldest message first: its own card, then the end messages. */
export const endsOf = (
  { teams }: Pick<Journey, 'teams'>,
  person: PersonKey,
  requestId: number,
): SeenMessage[] =>
  teams
    .messages(person)
    .filter((message) => isEndMessage(message) && wordsOf(message).includes(`#${requestId}:`));

/** Acts, then waits for the bot's next fitting message to this person. */
export async function answerTo(
  journey: Pick<Journey, 'teams'>,
  { person, where = 'personal' }: Reader,
  act: () => Promise<unknown>,
  wanted: Wanted = anything,
): Promise<Shown> {
  const { teams } = journey;
  const before = new Set(teams.messages(person, where).map(({ id }) => id));
  await act();
  const found = await teams.until(
    () =>
      teams
        .messages(person, where)
        .find((message) => !before.has(message.id) && message.from === 'bot' && wanted(message)),
    { what: `an answer to ${person}` },
  );
  return shown(journey, person, found, where);
}

/** Types a line to the bot. Resolves with the bot's answer. */
export const say = (
  journey: Pick<Journey, 'teams'>,
  person: PersonKey,
  text: string,
  wanted?: Wanted,
) => answerTo(journey, { person }, () => journey.teams.say(person, text), wanted);

export const hasReview = (message: SeenMessage) => hasVerb(message, 'request.review');

/** Types a line that begins a request. Resolves with its review card. */
export const ask = (journey: Pick<Journey, 'teams'>, person: PersonKey, text: string) =>
  say(journey, person, text, hasReview);

/** Drops a file into the chat. Resolves with the bot's answer: the review card, unless `wanted` is another. */
export const drop = (
  journey: Pick<Journey, 'teams'>,
  person: PersonKey,
  file: { content: string | Uint8Array; name?: string; text?: string },
  wanted: Wanted = hasReview,
) => answerTo(journey, { person }, () => journey.teams.sendFile(person, csv(file)), wanted);

function csv({ content, name = 'partners.csv', text }: Parameters<typeof drop>[2]) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, bytes, ...(text === undefined ? {} : { text }) };
}

/** Waits for the card that asks this owner about a request. */
export async function approvalFor(
  journey: Pick<Journey, 'teams'>,
  owner: PersonKey,
  requestId: number,
  where: Where = 'personal',
): Promise<Shown> {
  const { teams } = journey;
  const found = await teams.until(
    () =>
      teams
        .messages(owner, where)
        .find(
          (message) =>
            (hasVerb(message, 'approval.approve') || hasVerb(message, 'approval.view')) &&
            wordsOf(message).includes(`#${requestId}`),
        ),
    { what: `an approval card for ${owner}` },
  );
  return shown(journey, owner, found, where);
}

/** The bot's writes to Graph so far, without its subscription and reads by POST. */
export const writes = ({ tenant }: Pick<Journey, 'tenant'>) =>
  tenant
    .requests()
    .filter(
      ({ method, path }) =>
        method !== 'GET' && !/checkMemberGroups|subscriptions|\$batch/.test(path),
    );

/** Checks that the bot made no call that the real Graph or Teams would refuse. */
export function assertClean({ tenant, teams }: Pick<Journey, 'tenant' | 'teams'>): void {
  assert.deepEqual(tenant.violations(), []);
  assert.deepEqual(tenant.unhandled(), []);
  assert.deepEqual(teams.faults, []);
}

export const isDone = /Request #\d+: done/;

/**
 * Waits until a card of this request says that it is done. After a crash there may be two cards: the bot repeats a send
 * whose end it could not record.
 */
export async function doneInTheEnd(
  { teams }: Pick<Journey, 'teams'>,
  person: PersonKey,
  requestId: number,
): Promise<void> {
  const done = new RegExp(`Request #${requestId}: done`);
  await teams.until(() => teams.messages(person).some((message) => done.test(wordsOf(message))), {
    what: `the end of request ${requestId}`,
  });
}

/** Clicks Confirm on a review card. The bot must answer with a card. */
export async function confirm(review: Shown, inputs: Inputs = {}): Promise<void> {
  const answer = await review.click('request.confirm', inputs);
  assert.equal(answer.shown, 'card', answer.text ?? '');
}

/**
 * Acts as a lying client: sends any verb and data, from the person's own chat. A client cannot forge the chat, because
 * Teams sets it.
 */
export async function forge(
  { teams }: Pick<Journey, 'teams'>,
  person: PersonKey,
  verb: string,
  data: Record<string, unknown>,
): Promise<Clicked> {
  await teams.installPersonal(person);
  const own = await teams.until(() => teams.messages(person).find(({ from }) => from === 'bot'));
  return await teams.as(person).forge(own.id, verb, { ...data, verb });
}

/** Types a line for a project without approval, confirms, and waits until the request is done. */
export async function askToTheEnd(
  journey: Pick<Journey, 'teams'>,
  person: PersonKey,
  line: string,
): Promise<Shown> {
  const review = await ask(journey, person, line);
  await confirm(review);
  await review.says(isDone);
  return review;
}
