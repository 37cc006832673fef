import { namesSomebody } from '../names/names-somebody.ts';
import { halfStrike } from '../names/strike-marks.ts';

/** Signs of what is not sure yet. */
const unsure = /[\u231b\u23f3\u23f8\u2753\u2754\u26a0\u{1f914}\u{1f51c}\u{1f6a7}]|[([]\?+[)\]]/u;
/** Half of a strike in chats: `~jane@x.example`. On all lines it is a list mark. */
const wave = /(?:^|[\s,;(<])~(?=[^\s~@]{1,100}@)|@[^\s~@,;]{1,300}~(?=[\s,;.)>]|$)/;
const listed = /^\s*~[^~]*$/;
const asked = /@[^\s,;@]*\?+(?:[,;]?\s|$)|@[^@]*[^@\s]\s?\?+\s*$/;
/** Words in small letters, without the words that join names. */
const words =
  /(?<![\p{L}\p{N}.@_-])(?!(?:and|or|en|of|und|et|oder|ou|van|von|de|der|den)(?!\p{L}))\p{Ll}{2,}/u;
/** `Jane Doe: jane@x.example / jane@y.example`: the addresses of one person. */
const twoOfOne =
  /^[^@:]{0,100}\p{Lu}\S* \p{Lu}[^@:]{0,100}:\s*[^\s,;@]{1,300}@[^@,;]{1,300}\s\/\s[^\s@]{1,300}@/u;
const equal = /@[^\s@]{1,300}\s+=+\s+[^\s@]{1,300}@/;
const address = /[^\s,;<>()]{1,320}@[^\s,;<>()]{1,320}/g;
/** In characters. */
const longest = 2_000;

/**
 * Lines that ask themselves whether somebody is meant: names and a question mark alone (`jane@x.example,
 * bob@y.example?`), a sign of waiting, two addresses for one person, half of a strike. A sentence with a question mark
 * may be a request.
 */
export function questioned(lines: readonly string[]): string[] {
  const named = lines.filter((line) => namesSomebody(line));
  const isList = named.length > 1 && named.every((line) => listed.test(line));
  const isHalf = (line: string) => halfStrike.test(line) || (!isList && wave.test(line));
  const found = named.filter((line) => isHalf(line) || (line.length < longest && asks(line)));
  return found.map((line) => line.replace(/\s+/g, ' ').trim());
}

const asks = (line: string): boolean =>
  unsure.test(line) ||
  equal.test(line) ||
  twoOfOne.test(line) ||
  (asked.test(line) && !words.test(line.replace(address, ' ')));
