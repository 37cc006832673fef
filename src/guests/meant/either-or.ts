import type { Token } from '../sentence/read-tokens.ts';

/** Between two addresses: one of them is meant, and only the writer knows which. */
const either =
  /^(?:or|and\/or|either|oder|und\/oder|ou|et\/ou|eller|og\/eller|och\/eller|lub|albo|tai|vagy|nebo|of|en\/of|ofwel)$/i;
/** `Lawrence of Arabia`: in Dutch alone this word is `or`, and it then stands at an address. */
const dutch = /^of$/i;
/** In tokens. */
const longest = 8;

/** Pairs of partners with `or` between them. `perhaps not meant` asks about both. `people`: whom the reader takes. */
export function eitherOr(
  tokens: readonly Token[],
  people: readonly { address: string }[],
): string[] {
  const taken = new Set(people.map(({ address }) => address));
  const found: string[] = [];
  let before: { address: Token; place: number } | undefined;
  for (const [place, token] of tokens.entries()) {
    if (token.kind !== 'address') continue;
    if (before !== undefined && taken.has(before.address.text) && taken.has(token.text)) {
      const word = wordIn(tokens.slice(before.place + 1, place));
      if (word !== undefined) found.push(`${before.address.text} ${word} ${token.text}`);
    }
    before = { address: token, place };
  }
  return found;
}

/** The word that means `or` among those between two addresses. */
function wordIn(gap: readonly Token[]): string | undefined {
  const at = gap.length > longest ? -1 : gap.findIndex(isEither);
  const [word, ahead] = [gap[at], gap.slice(0, Math.max(0, at))];
  if (word === undefined || ahead.some(isEnd)) return undefined;
  const isFirst = ahead.every(({ kind }) => kind !== 'word');
  return isFirst || !dutch.test(word.text) ? word.text : undefined;
}

const isEither = ({ kind, text }: Token): boolean => kind === 'word' && either.test(text);
const isEnd = ({ kind, text }: Token): boolean => kind === 'separator' && /^[;.\n]$/.test(text);
