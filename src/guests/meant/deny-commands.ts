import type { Token } from '../sentence/read-tokens.ts';
import { connectors } from '../sentence/word-lists.ts';
import { type DenialScene, deny } from './denial-scene.ts';

/** `extend an invitation to jane@x.example` invites her. */
const invites = /^(?:invit|uitnod|welcome|welkom|access|toegang)/i;
/** In tokens. */
const longest = 12;

/**
 * Denies the addresses behind the verb of another command: `Revoke cleo@x.example please`, `, delete bob@y.example`.
 * The verb is no name, and the text does not ask to invite the people behind it. `verbs`: in small letters.
 */
export function denyCommands(scene: DenialScene, verbs: ReadonlySet<string>): void {
  if (verbs.size === 0) return;
  const { tokens, places } = scene;
  for (const [index, place] of places.entries()) {
    if (index === 0) continue;
    const from = beginning(tokens, place);
    const words = tokens.slice(from, place);
    if (!isCommand(words, tokens[place], verbs)) continue;
    const isSentence = endsSentence(tokens[from - 1]);
    deny(scene, tokens[place], { before: words, behind: behindIt(scene, index, isSentence) });
    denyJoined(scene, index);
  }
}

/** Where the words before an address begin: behind a mark, or behind `and`. */
function beginning(tokens: readonly Token[], place: number): number {
  let from = place;
  while (from > 0 && place - from < longest && !isBetween(tokens[from - 1])) from -= 1;
  return from;
}

const isJoiner = (token: Token | undefined) =>
  token?.kind === 'word' && connectors.has(token.text) && token.text !== 'of';
const isBetween = (token: Token | undefined) =>
  token === undefined || token.kind === 'separator' || token.kind === 'address' || isJoiner(token);
const endsSentence = (token: Token | undefined) =>
  token?.kind === 'separator' && /^[.;\n]$/.test(token.text);

function isCommand(
  words: readonly Token[],
  address: Token | undefined,
  verbs: ReadonlySet<string>,
): boolean {
  const texts = words.filter(({ kind }) => kind === 'word').map(({ text }) => text.toLowerCase());
  const [first = '', second = ''] = texts[0] === 'please' ? texts.slice(1) : texts;
  const verb = [`${first} ${second}`, first].find((each) => verbs.has(each));
  if (verb === undefined || texts.some((text) => invites.test(text))) return false;
  // `Herstel Zorg <info@herstel.example>` is a firm.
  return address?.text.toLowerCase().includes(first) !== true;
}

/** The rest of a sentence of its own: its last day and its project are not those of the invitation. */
function behindIt(
  { tokens, places }: DenialScene,
  index: number,
  isSentence: boolean,
): readonly Token[] {
  if (!isSentence) return [];
  const from = (places[index] ?? 0) + 1;
  const to = places[index + 1] ?? tokens.length;
  const gap = tokens.slice(from, to);
  const end = gap.findIndex(endsSentence);
  if (end < 0) return places[index + 1] === undefined ? gap : [];
  return gap.slice(0, end);
}

/** `revoke bob@x.example and cleo@y.example`: with nothing but a mark or `and` between. */
function denyJoined(scene: DenialScene, index: number): void {
  const { tokens, places } = scene;
  for (let at = index; at + 1 < places.length; at += 1) {
    const gap = tokens.slice((places[at] ?? 0) + 1, places[at + 1]);
    const isJoined = gap.length > 0 && gap.every((token) => isJoiner(token) || token.text === ',');
    if (!isJoined) return;
    deny(scene, tokens[places[at + 1] ?? 0], {});
  }
}
