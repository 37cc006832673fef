import { say } from '../words/say.ts';
import { topics } from './topics.ts';

/** A topic by its name, or all of them. `code`: the error code that somebody wrote. */
export type FoundTopic = { topic: string; code?: string };

/** The name that stands for the list of all topics. */
export const allTopics = 'all';

/** Characters. A longer text is no question; only an error code in it counts. */
const longestQuestion = 300;
/** Words. */
const longSentence = 12;

const byCode = new Map(
  [...topics].flatMap(([name, { codes }]) => codes.map((code) => [code, name])),
);
/** Topics by their names and titles, as people copy them from the list. */
const byName = new Map(
  [...topics].flatMap(([topic, { en, nl }]) =>
    [en.name, nl.name, en.title, nl.title].map((text) => [wordsOf(text).join(' '), topic] as const),
  ),
);
const phrases = [...topics].flatMap(([topic, { asked }]) =>
  [...asked.en, ...asked.nl].map((phrase) => ({ topic, terms: phrase.split(' ').map(readTerm) })),
);

/**
 * The topic that a text asks about. `asked`: the text stands behind the word `help`. `overheard`: nothing says that it
 * is a question, so one word in a longer text is not enough. `in a command`: the text begins with the word of another
 * command, so one word alone is never enough.
 */
export function findTopic(
  text: string,
  how: 'asked' | 'overheard' | 'in a command',
): FoundTopic | undefined {
  const code = errorCode(text);
  if (code !== undefined) return { topic: byCode.get(code) ?? 'other-code', code };
  if (/[@;\t]/.test(text) || text.length > longestQuestion) return undefined;
  const words = wordsOf(text);
  const isList = how !== 'in a command' && words.length === 1 && isListWord(words[0] ?? '');
  if (isList) return { topic: allTopics };
  const named = byName.get(words.join(' '));
  if (named !== undefined) return { topic: named };
  if (how === 'asked') return bestOf(words, 1);
  // In a long sentence two words prove little.
  return bestOf(words, words.length > longSentence ? 3 : isAsking(words, how) ? 1 : 2);
}

/** True where one word is enough: a few words alone, or a question, or words about a guest. */
function isAsking(words: readonly string[], how: 'overheard' | 'in a command'): boolean {
  if (how === 'overheard' && words.length <= 3) return true;
  const pattern = how === 'overheard' ? ofQuestions : ofGuests;
  return words.length >= 3 && words.length <= 15 && words.some((word) => pattern.test(word));
}

const ofGuests = /^(?:guests?|gast(?:en)?)$/;
const ofQuestions =
  /^(?:guests?|gast(?:en)?|partners?|she|he|they|zij|hij|what|wat|how|hoe|which|welke?|why|waarom|where|waar|can|kan|does|do|is)$/;

/** The topic whose longest phrase occurs. Of several, the one with the most phrases, then the first. */
function bestOf(words: readonly string[], least: number): FoundTopic | undefined {
  const found = new Map<string, { terms: number; phrases: number }>();
  for (const { topic, terms } of phrases) {
    if (terms.length < least || !terms.every((term) => words.some((word) => term.test(word))))
      continue;
    const before = found.get(topic) ?? { terms: 0, phrases: 0 };
    found.set(topic, { terms: Math.max(before.terms, terms.length), phrases: before.phrases + 1 });
  }
  const [best] = [...found].sort(([, a], [, b]) => b.terms - a.terms || b.phrases - a.phrases);
  return best && { topic: best[0] };
}

/** Entra's code in a text: with AADSTS anywhere, or a code of a topic where the text speaks of an error. */
function errorCode(text: string): string | undefined {
  const [, named] = /AADSTS[\s:-]{0,3}(\d{4,7})(?!\d)/i.exec(text) ?? [];
  if (named !== undefined) return named;
  if (text.includes('@') || text.length > longestQuestion) return undefined;
  const bare = [...text.matchAll(/(?<![#\d.,/+-]|# )\d{5,6}(?![\d/-]|[.,]\d)/g)].map(
    ([digits]) => digits,
  );
  const speaksOfError =
    /^\s*\d+\s*$/.test(text) || wordsOf(text).some((word) => ofErrors.test(word));
  return speaksOfError ? bare.find((digits) => byCode.has(digits)) : undefined;
}

const ofErrors =
  /^(?:err(?:or)?s?|codes?|fout(?:en|code|codes|melding)?|melding|message|gets?|got|getting|krijgt?|kreeg|krijgen|sees?|saw|ziet?|zag|login|signin|sign|aanmelden|inloggen|help|wat|what)$/;

function readTerm(term: string): RegExp {
  const words = term.split('|').map((word) => joined(word).replace(/\*$/, '.*'));
  return new RegExp(`^(?:${words.join('|')})$`, 'u');
}

function wordsOf(text: string): string[] {
  return joined(text.normalize('NFC').toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Without the signs inside a word: `didn't` is one word, and so are `e-mail` and `50,000`. */
function joined(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])['’.,-](?=[\p{L}\p{N}])/gu, '');
}

function isListWord(word: string): boolean {
  return (['en', 'nl'] as const).some((language) =>
    say(language)('topics.words').split(', ').includes(word),
  );
}
