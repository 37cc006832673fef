import assert from 'node:assert/strict';
import type { PersonKey } from '../sandbox/seed.ts';
import type { Where } from '../sandbox/teams/ids.ts';
import type { Clicked } from '../sandbox/teams/invoke.ts';
import type { Inputs } from '../sandbox/teams/person-chat.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { hasVerb, type Shown, shown, wordsOf } from './shown.ts';
import type { Journey } from './start.ts';

type Reader = { person: PersonKey; where?: Where };
type Wanted = (message: SeenMessage) => boolean;
/**
 * Any answer but the greeting of a new chat, the word that reading has begun or is over, and what operators hear of
 * the projects.
 */
export const anything: Wanted = (message) =>
  !/^\s*(?:\S )?(Hello, this is Guestlist|Reading your list|Finished reading|A project needs mending)/.test(
    wordsOf(message),
  );

/** What the bot says to somebody after something was done. */
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

/** The bot's answer to something typed. */
export const say = (
  journey: Pick<Journey, 'teams'>,
  person: PersonKey,
  text: string,
  wanted?: Wanted,
) => answerTo(journey, { person }, () => journey.teams.say(person, text), wanted);

export const hasReview = (message: SeenMessage) => hasVerb(message, 'request.review');

/** Something typed that begins a request, and its review card. */
export const ask = (journey: Pick<Journey, 'teams'>, person: PersonKey, text: string) =>
  say(journey, person, text, hasReview);

/** A file dropped into the chat, and the bot's answer: the review card unless told otherwise. */
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

/** The card that asks this owner about a request. */
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

/** What was written in Graph so far; the bot's own subscription aside. */
export const writes = ({ tenant }: Pick<Journey, 'tenant'>) =>
  tenant
    .requests()
    .filter(
      ({ method, path }) =>
        method !== 'GET' && !/checkMemberGroups|subscriptions|\$batch/.test(path),
    );

/** What every journey must leave behind: nothing that Graph or Teams would not have taken. */
export function assertClean({ tenant, teams }: Pick<Journey, 'tenant' | 'teams'>): void {
  assert.deepEqual(tenant.violations(), []);
  assert.deepEqual(tenant.unhandled(), []);
  assert.deepEqual(teams.faults, []);
}

export const isDone = /Request #\d+: done/;

/**
 * Waits until some card of this request says that it is done. After a crash there may be two: a send whose end the bot
 * did not live to note is repeated.
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

/** Confirms what a review card shows, as it is. */
export async function confirm(review: Shown, inputs: Inputs = {}): Promise<void> {
  const answer = await review.click('request.confirm', inputs);
  assert.equal(answer.shown, 'card', answer.text ?? '');
}

/**
 * What a client that lies would send: any verb and data, from the person's own chat. Where a click comes from, Teams
 * vouches for.
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

/** Asks for what nobody has to approve, confirms it, and waits until the request is done. */
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
