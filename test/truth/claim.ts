import { isDeepStrictEqual } from 'node:util';

/** One statement of a card, beside the truth. */
export type Claim = { what: string; said: unknown; true: unknown };

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const plain = (text: string) =>
  text.normalize('NFC').replace(/\s+/g, ' ').replace(invisible, '').replace(/ {2,}/g, ' ').trim();

/**
 * Returns the truth when the card's text is a shown form of it: on one line, without invisible characters, cut at its
 * end or in its middle. Otherwise returns the card's text.
 */
export function asShown(said: string | undefined, truth: string): string | undefined {
  if (said === undefined) return undefined;
  const [shown, whole] = [plain(said), plain(truth)];
  if (shown === whole) return truth;
  const [head = '', tail] = shown.split('\u2026', 2);
  const fits = tail !== undefined && whole.startsWith(head) && whole.endsWith(tail);
  return fits && head.length + tail.length >= Math.min(whole.length, 10) ? truth : said;
}

/** Does the same for lists, entry by entry. */
export const listAsShown = (said: readonly string[], truth: readonly string[]) =>
  said.map((each, index) => asShown(each, truth[index] ?? '\0'));

/** One sentence for each claim that is not so. */
export const liesAmong = (claims: readonly Claim[]): string[] =>
  claims
    .filter((claim) => !isDeepStrictEqual(claim.said, claim.true))
    .map(
      ({ what, said, true: truth }) =>
        `It states ${what}: ${JSON.stringify(said)}. True is: ${JSON.stringify(truth)}.`,
    );
