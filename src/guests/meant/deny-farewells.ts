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
    const start = farewellBefore(tokens, first, place);
    if (start === undefined) continue;
    const words = tokens.slice(start, place);
    deny(scene, tokens[place], {
      before: words.filter((token) => !scene.used.has(token) && token.kind !== 'address'),
    });
  }
}

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
 * Whether a farewell ends the text. At the beginning of a line it has been read before, or may be a name. Below thanks
 * without a name a list may go on.
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
