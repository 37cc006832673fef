import assert from 'node:assert/strict';
import type { Teams } from '../sandbox/teams/teams.ts';

type InTeams = Pick<Teams, 'messages' | 'click'>;

/** The alerts and digests of the channel. */
export const tellings = ({ messages }: Pick<Teams, 'messages'>) =>
  messages('megan', 'atlas').filter(({ summary }) => /accepted the invitation/.test(summary ?? ''));

const sizeOf = (summary: string | undefined) =>
  Number(/^(\d+) partners/.exec(summary ?? '')?.[1] ?? 1);
const isMarked = (summary: string | undefined) => /sent again/.test(summary ?? '');

/** The number of partners in alerts and digests, by their own words. */
export const countTold = (teams: Pick<Teams, 'messages'>): number =>
  tellings(teams).reduce((sum, { summary }) => sum + sizeOf(summary), 0);

/** All names in one message. Pages through its whole list. */
async function namesOf(teams: InTeams, message: { id: string; summary?: string }, name: RegExp) {
  const read = () =>
    JSON.stringify(teams.messages('megan', 'atlas').find(({ id }) => id === message.id)?.card);
  const names: string[] = read().match(name) ?? [];
  const size = sizeOf(message.summary);
  for (let from = 1; from <= size && size > 10; from += 50) {
    const clicked = await teams.click('megan', message.id, 'alert.view', { from: String(from) });
    assert.equal(clicked.shown, 'card', clicked.text ?? '');
    names.push(...(read().match(name) ?? []));
  }
  return [...new Set(names)];
}

/** The names in all messages, the names in two of them, and the number of messages marked as sent again. */
export async function readTold(teams: InTeams, name: RegExp) {
  const all: string[] = [];
  const twice: string[] = [];
  let marked = 0;
  for (const message of tellings(teams)) {
    if (isMarked(message.summary)) marked += 1;
    const names = await namesOf(teams, message, name);
    twice.push(...names.filter((each) => all.includes(each)));
    all.push(...names);
  }
  return { names: new Set(all), twice, marked };
}
