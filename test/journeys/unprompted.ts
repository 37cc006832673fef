import { newsTitles, severalNewsTitles } from '../../bot/cards/news-titles.ts';
import type { NoticeCode } from '../../bot/cards/notice-codes.ts';
import type { Key } from '../../bot/words/say.ts';
import en from '../../cards/strings/en.json' with { type: 'json' };
import nl from '../../cards/strings/nl.json' with { type: 'json' };
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { hasVerb, wordsOf } from './shown.ts';

/** Messages while the bot works on an answer, and news of an earlier request or of a project. */
const notices: ReadonlySet<NoticeCode> = new Set([
  ...(['reading', 'read', 'checking', 'checked'] as const),
  ...Object.values(newsTitles),
  ...Object.values(severalNewsTitles),
  ...(['stop over', 'day told', 'news'] as const),
]);
/** The bot says this to a person too who asks it to go on. */
const answersToo: NoticeCode = 'all stopped';

const noticeKeys = [...notices]
  .filter((code) => code !== answersToo)
  .map((code): Key => `notice.${code}.title`);
const cardKeys: readonly Key[] = [
  'welcome.title',
  'notice of end.title.day',
  'notice of end.title.soon',
  'alert.heading',
];

/** Verbs of cards that never answer a typed line. */
const verbs = ['ending.let', 'pending.keep', 'approval.approve', 'alert.view'];

/** Matches the words of a message, whatever its values are. */
function patternOf(words: string): string {
  let depth = 0;
  let pattern = '';
  for (const each of words) {
    if (each === '{' && depth === 0) pattern += '.+';
    depth += each === '{' ? 1 : each === '}' ? -1 : 0;
    if (depth === 0 && each !== '}') pattern += each.replace(/\W/, '\\$&');
  }
  return pattern;
}

const anyOf = (keys: readonly Key[]) =>
  keys.flatMap((key) => [en[key], nl[key]].map(patternOf)).join('|');
const titles = new RegExp(`^\\s*(?:\\S )?(?:${anyOf([...noticeKeys, ...cardKeys])})(?:\n|$)`);
/** The list of what waits for somebody looks the same as an answer, but for these words. */
const reminds = new RegExp(
  `^(?:${anyOf(['approvals.why reminder', 'approvals.why returned'])})$`,
  'm',
);

/**
 * True for a message that comes by itself and answers nothing: the greeting in a new chat, what the bot says while it
 * reads, news, notices of ends, questions to owners, reminders.
 */
export const isUnprompted = (message: SeenMessage): boolean => {
  const words = wordsOf(message);
  return verbs.some((verb) => hasVerb(message, verb)) || titles.test(words) || reminds.test(words);
};
