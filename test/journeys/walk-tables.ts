import { verbs } from '../../bot/clicks/verbs.ts';
import { commandNames } from '../../bot/commands/commands.ts';
import { commandWords } from '../../bot/words/command-words.ts';
import type { PersonKey } from '../sandbox/seed.ts';
import { wordsOf } from './shown.ts';
import type { Journey } from './start.ts';

/** The ids and the address for the data of clicks and the words of commands. */
export type Named = { requestIds: readonly number[]; approvalId: number; address: string };

/**
 * Presses every button with all data that a card could hold, and types every command with a number and an address.
 * Returns the bot's answers, without its earlier messages.
 */
export async function walkTables(
  { teams }: Pick<Journey, 'teams'>,
  person: PersonKey,
  { requestIds, approvalId, address }: Named,
): Promise<{ by: string; answer: string }[]> {
  const before = new Set(teams.messages(person).map(({ id }) => id));
  const [own] = teams.messages(person).filter(({ from }) => from === 'bot');
  const answers: { by: string; answer: string }[] = [];
  for (const requestId of requestIds) {
    const list = `review ${requestId}`;
    const ids = { requestId, approvalId, alertId: 1, noticeId: 1, guestId: 1, list };
    const rest = { version: 1, cursor: 1, from: '1', rows: '1', comment: 'x', reason: 'x' };
    for (const verb of Object.keys(verbs)) {
      const { text = '', body } = await teams
        .as(person)
        .forge(own?.id ?? '', verb, { verb, ...ids, ...rest });
      answers.push({ by: `${verb} #${requestId}`, answer: `${text} ${JSON.stringify(body)}` });
    }
  }
  const typed = commandNames.flatMap((name) => {
    const [word = name] = commandWords(name, 'en');
    return [`${word} #${requestIds[0]}`, `${word} ${address}`];
  });
  for (const text of ['status', 'pending', ...typed]) await teams.say(person, text);
  await Promise.all(
    teams
      .messages(person)
      .flatMap(({ id, from, consent }) =>
        from === 'bot' && consent !== undefined ? [teams.acceptFile(person, id)] : [],
      ),
  );
  const said = teams.messages(person).filter(({ id, from }) => from === 'bot' && !before.has(id));
  return [
    ...answers,
    ...said.map((message) => ({
      by: 'said',
      answer: `${wordsOf(message)} ${message.file?.name ?? ''}`,
    })),
  ];
}
