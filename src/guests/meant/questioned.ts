import { namesSomebody } from './names-somebody.ts';

/** Signs of what is not sure yet. */
const unsure = /[\u231b\u23f3\u23f8\u2753\u2754\u26a0\u{1f914}\u{1f51c}\u{1f6a7}]|[([]\?+[)\]]/u;
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
 * bob@y.example?`), a sign of waiting, two addresses for one person. A sentence with a question mark may be a request.
 */
export function questioned(lines: readonly string[]): string[] {
  const found = lines.filter((line) => namesSomebody(line) && line.length < longest && asks(line));
  return found.map((line) => line.replace(/\s+/g, ' ').trim());
}

const asks = (line: string): boolean =>
  unsure.test(line) ||
  equal.test(line) ||
  twoOfOne.test(line) ||
  (asked.test(line) && !words.test(line.replace(address, ' ')));
