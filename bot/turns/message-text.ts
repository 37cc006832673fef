import type { Activity } from 'botbuilder';
import * as v from 'valibot';
import { htmlText, withoutMarks } from '../../src/guests/typed/html-text.ts';
import { readEntities } from './read-entities.ts';

/** An entity of a mention. Names with `&` come without `text`, some clients leave `mentioned` out. */
const mentionShape = v.object({
  type: v.literal('mention'),
  text: v.nullish(v.string()),
  mentioned: v.nullish(v.object({ id: v.nullish(v.string()), name: v.nullish(v.string()) })),
});

/**
 * Characters. Teams takes about 28 KB in one message: what is longer did not come from a person, and would cost others
 * time.
 */
const longestMessage = 32_768;

/** Prose that fills a message has fewer words; the reader needs time for each. Cells between tabs are one word. */
const mostWords = 6_000;
/** Characters of the HTML beside the text: its tags and links are longer than what they show. */
const longestHtml = 131_072;

/** Why the bot does not read a message, and the most that it would read. `html`: characters of the HTML beside it. */
export type TooLong = { unit: 'characters' | 'words' | 'html'; limit: number };

/** Set for a message that is longer than any list that people type. */
export function tooLong(
  activity: Pick<Activity, 'attachments'>,
  text: string,
): TooLong | undefined {
  if (text.length > longestMessage) return { unit: 'characters', limit: longestMessage };
  if ((text.match(/[^ \r\n,;|/:=]+/g)?.length ?? 0) > mostWords)
    return { unit: 'words', limit: mostWords };
  const html = htmlOf(activity)?.length ?? 0;
  return html > longestHtml ? { unit: 'html', limit: longestHtml } : undefined;
}

/** The parts of a message that hold what somebody wrote. */
type Written = Pick<Activity, 'text' | 'attachments' | 'entities'> & {
  recipient: Pick<Activity['recipient'], 'id'>;
};

/**
 * The person's own words, without mentions and quoted messages. Teams sends HTML beside the text, and the text may have
 * lost line breaks, cells and everything in angle brackets: the HTML counts where it holds all of the text.
 */
export function messageText(activity: Written): string {
  const text = withoutMarks(withoutMentions(activity));
  const html = htmlOf(activity) ?? '';
  const shown = html.length > longestHtml ? '' : htmlText(html);
  // Some clients escape the marks too.
  return withPlainSpaces(holds(shown, text) ? withoutMarks(shown) : text);
}

/** Removes mentions. A mention's entity names its words; others stand in marks of their own. */
function withoutMentions(activity: Written): string {
  const own = readEntities(activity, mentionShape)
    .filter(({ mentioned }) => mentioned?.id === activity.recipient.id)
    .flatMap(({ text }) => text || []);
  return own.reduce((text, said) => text.replaceAll(said, ' '), activity.text ?? '');
}

/** The HTML that Teams sends beside what is typed. */
export function htmlOf({ attachments }: Pick<Activity, 'attachments'>): string | undefined {
  const contents = (attachments ?? []).map(({ contentType, content }) =>
    contentType === 'text/html' ? content : undefined,
  );
  return contents.find((content): content is string => typeof content === 'string');
}

/** True where a message in a channel or a group mentions the bot. */
export function mentionsBot(activity: Activity): boolean {
  const { id, name } = activity.recipient;
  const mentions = readEntities(activity, mentionShape);
  if (mentions.some(({ mentioned }) => mentioned?.id === id)) return true;
  // A mention that does not say whom counts where its words, or those of the message, name the bot.
  const unnamed = mentions.filter(({ mentioned }) => !mentioned?.id);
  if (unnamed.length === 0 || !name) return false;
  const words = unnamed.flatMap(({ text, mentioned }) => [text ?? '', mentioned?.name ?? '']);
  return [...words, activity.text ?? '', htmlOf(activity) ?? ''].some((said) =>
    plainLetters(said).includes(plainLetters(name)),
  );
}

/** Makes every kind of space a plain one: pasted text brings many kinds. */
function withPlainSpaces(text: string): string {
  return text.replace(/[ \u00a0\u200b]+/g, ' ').trim();
}

/** True where every letter of the text stands in the other, in the same order. */
function holds(whole: string, part: string): boolean {
  const [there, wanted] = [plainLetters(whole), plainLetters(part)];
  let at = 0;
  for (const letter of wanted) {
    at = there.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const plainLetters = (text: string) =>
  text
    .replace(/&amp;/g, '&')
    .replace(/[^\p{L}\p{N}@]/gu, '')
    .toLowerCase();
