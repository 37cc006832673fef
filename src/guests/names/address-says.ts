/**
 * How an address must say a text before its `@`. `whole`: as a word of its own. `initial too`: also as the only word
 * there, beside one more letter or before a number (`gbest`, `bestg`, `best2`), as firms write families. `within`: a word
 * of three letters or more may also be part of a longer one. `firm too`: the words behind the `@` count as well, without
 * the last.
 */
export type Saying = {
  how: 'whole' | 'initial too' | 'within';
  where?: 'local' | 'firm too';
  /** `joined`: all words of the text together, three letters or more. Otherwise one of the words is enough. */
  words?: 'any' | 'joined';
};

/** Shorter words are part of too many others: `cc` stands in `lucca`. */
const least = 3;

/**
 * True when the address says the text: `jane.doe@x.example` says `Jane` as a whole word, and `jdoe@x.example` says
 * `Doe` within one. Case, accents and marks make no difference.
 */
export function addressSays(
  address: string,
  text: string,
  { how, where = 'local', words = 'any' }: Saying,
): boolean {
  // Nearly all questions about whole lists end here.
  if (how === 'within' && isPlainWord(text) && localOf(address).includes(text.toLowerCase())) {
    return true;
  }
  const { local, firm } = saidBy(address);
  const said = where === 'local' ? local : [...local, ...firm];
  if (words === 'joined') {
    const letters = plainLetters(text);
    return letters.length >= least && said.join('').includes(letters);
  }
  const all = how === 'within' ? said.join('') : '';
  const each = text.split(/\s+/).map(plainLetters);
  // Of `La Poste` the small word says nothing.
  const shortest = each.some((word) => word.length >= least) ? least : 1;
  return each.some((letters) => {
    if (letters.length < shortest) return false;
    if ((letters.length >= least && all.includes(letters)) || said.includes(letters)) return true;
    return how === 'initial too' && letters.length >= least && isBesideInitial(local, letters);
  });
}

function isBesideInitial(local: readonly string[], letters: string): boolean {
  const bare = local.map((word) => word.replace(/\d+$/, ''));
  if (bare.includes(letters)) return true;
  const [only = '', ...others] = bare;
  const isOneMore = only.length === letters.length + 1;
  return others.length === 0 && isOneMore && (only.startsWith(letters) || only.endsWith(letters));
}

/** True for text with a word of three letters or more. Fewer, as of `IT`, tell no person from a desk. */
export const mayTell = (text: string): boolean => /\p{L}{3}/u.test(text);

const isPlainWord = (text: string): boolean => /^[A-Za-z\d]{3,}$/.test(text);

function localOf(address: string): string {
  const at = address.indexOf('@');
  return (at < 0 ? address : address.slice(0, at)).toLowerCase();
}

type Said = { local: readonly string[]; firm: readonly string[] };
let last = { address: '', said: { local: [], firm: [] } as Said };

/** Several questions about one address follow each other, so its words are kept until the next address. */
function saidBy(address: string): Said {
  if (last.address === address) return last.said;
  const at = address.indexOf('@');
  const local = wordsOf(at < 0 ? address : address.slice(0, at));
  const firm = at < 0 ? [] : wordsOf(address.slice(at).replace(/\.[^.]*$/, ''));
  last = { address, said: { local, firm } };
  return last.said;
}

const wordsOf = (text: string): readonly string[] =>
  bare(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** The letters and digits of a text, small and without accents, as addresses have them. */
const plainLetters = (text: string): string => {
  const small = bare(text);
  return /^[a-z0-9]*$/.test(small) ? small : small.replace(/[^\p{L}\p{N}]+/gu, '');
};

function bare(text: string): string {
  const small = text.toLowerCase();
  // Nearly all words: no letter of theirs can have an accent.
  if (/^[\x20-\x7e]*$/.test(small)) return small;
  return small
    .normalize('NFD')
    .replace(/[\p{M}\p{Lm}]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l');
}
