import { addressSays } from '../names/address-says.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { connectors } from '../sentence/word-lists.ts';
import { type DenialScene, deny, isCapital } from './denial-scene.ts';
import { farewellAt } from './farewell-words.ts';

/** A farewell inside a line ends what is meant: `to beacon. Cheers, Alex (alex@x.example)`. */
export function denyFarewells(scene: DenialScene): void {
  const { tokens, places } = scene;
  const [first] = places;
  if (first === undefined) return;
  for (const place of places) {
    if (place <= first) continue;
    const start = goesOn(scene, place) ? place : farewellBefore(tokens, first, place);
    if (start === undefined) continue;
    const words = tokens.slice(start, place);
    if (isPartner(words, tokens[place]?.text ?? '')) continue;
    deny(scene, tokens[place], {
      before: words.filter((token) => !scene.used.has(token) && token.kind !== 'address'),
    });
  }
}

/** A second address in the same signature: `Cheers, Alex (alex@x.example, office@x.example)`. */
function goesOn({ tokens, denied }: DenialScene, place: number): boolean {
  let at = place - 1;
  while (tokens[at]?.kind === 'separator' && /^[,|:-]$/.test(tokens[at]?.text ?? '')) at -= 1;
  const before = tokens[at];
  return before?.kind === 'address' && denied.has(before);
}

/** `Cheers Pub <info@cheerspub.example>` says no goodbye. */
const isPartner = (words: readonly Token[], address: string): boolean =>
  words[1]?.kind === 'word' &&
  addressSays(address, words[0]?.text ?? '', { how: 'within', where: 'firm too' });

/** Looks back from an address to a farewell with nothing behind it but a name. */
function farewellBefore(
  tokens: readonly Token[],
  first: number,
  place: number,
): number | undefined {
  for (let at = place - 1; at > first && place - at < 14; at -= 1) {
    const token = tokens[at];
    const behind = tokens.slice(at + 1, place);
    const names = behind.filter(({ kind }) => kind !== 'separator').length;
    const said = token?.kind === 'word' ? farewellAt(tokens, at, names > 0) : undefined;
    if (said !== undefined) return isSigned(tokens, said, behind) ? said : undefined;
    if (token === undefined || !isAround(token)) return undefined;
  }
  return undefined;
}

const isAround = (token: Token) => token.kind === 'separator' || mayBeName(token);

/**
 * True when a farewell ends the text. At the beginning of a line the reader has read it before, or it may be a name.
 * Below thanks without a name a list may go on.
 */
function isSigned(tokens: readonly Token[], at: number, behind: readonly Token[]): boolean {
  if (tokens[at - 1]?.text === '\n') return false;
  const lineEnds = behind.filter(({ text }) => text === '\n').length;
  const isNamed = behind.some(({ kind }) => kind !== 'separator');
  return lineEnds === 0 || (lineEnds === 1 && isNamed);
}

const mayBeName = (token: Token): boolean =>
  token.kind !== 'address' &&
  (token.kind !== 'word' || isCapital(token)) &&
  !connectors.has(token.text.toLowerCase());
