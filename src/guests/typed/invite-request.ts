import { isCapitalWord } from '../names/capital-word.ts';
import { isSmallOfNames } from '../names/particles.ts';
import { isPolite } from '../sentence/read-pieces.ts';
import { readTokens, type Token } from '../sentence/read-tokens.ts';

const verbs = /(?<![\p{L}\p{N}@.-])(?:invite|uitnodigen|nodig|uit te nodigen)(?![\p{L}\p{N}@.-])/iu;
const denial =
  /\b(?:not|don['\u2019]?t|never|niet|geen|nooit|did|was|who|when|why|how|wie|wanneer|waarom|hoe)\b/iu;

/**
 * The text after the word `invite`, if only polite words come before it: `Hi, could you please invite jane@x.example`,
 * `wil je jane@x.example uitnodigen voor atlas`. Undefined for any other message.
 */
export function readInviteRequest(text: string): string | undefined {
  const verb = verbs.exec(text.slice(0, 2000));
  if (verb === null) return undefined;
  const before = text.slice(0, verb.index);
  const rest = text.slice(verb.index + verb[0].length).replace(/^[\s:,.!]+/, '');
  // `Could you invite ...?` is a request, and no question about somebody.
  const behind = before.trim() === '' ? rest : rest.replace(/\s*\?\s*$/, '');
  const firstAddress = readTokens(before).findIndex(({ kind }) => kind === 'address');
  const lead = readTokens(before);
  const opening = openingOf(lead, firstAddress, /^invite$/i.test(verb[0]));
  const isPlain = opening.every(
    (token) => token.kind === 'separator' || isPolite({ ...token, text: token.text.toLowerCase() }),
  );
  if (!isPlain || denial.test(before)) return undefined;
  if (firstAddress < 0) return behind;
  // In Dutch the verb comes last. Between two addresses it tells who asks from who is meant.
  return (behind.includes('@') ? `${before}${verb[0]} ${behind}` : `${before} ${behind}`).trim();
}

/** The words before the first partner. Only the Dutch verbs come behind the partners. */
function openingOf(lead: readonly Token[], firstAddress: number, isEnglish: boolean) {
  if (firstAddress < 0) return lead;
  const words = lead.slice(0, firstAddress);
  return isEnglish ? words : withoutName(words);
}

/**
 * The words before the name that stands directly before the address: `kun je Jane Doe <jane@x.example> uitnodigen`. A
 * name alone may be who asks.
 */
function withoutName(words: readonly Token[]): readonly Token[] {
  const isName = ({ kind, text }: Token) =>
    kind === 'quoted' || (kind === 'word' && (isCapitalWord(text) || isSmallOfNames(text)));
  const before = words.slice(0, words.findLastIndex((word) => !isName(word)) + 1);
  return before.at(-1)?.kind === 'word' ? before : words;
}
