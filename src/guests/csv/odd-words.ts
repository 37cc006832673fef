/** Letters of two scripts in one word. */
const mixed =
  /[a-z].*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}].*[a-z]/iu;
const signBetween =
  /\p{L}(?![’‘´`·\u00a0\u00ad])[^\p{L}\p{M}\0-\x7f]|(?![’‘´`“„«¿¡\u00a0]|(?<=l)·l)[^\p{L}\p{M}\0-\x7f]\p{L}/iu;
/** `OíBrien` is `O’Brien` in a wrong code page. */
const capitalInside = /\p{Ll}(?![A-Z])\p{Lu}|\p{Lu}(?![A-Z])\p{Lu}\p{Ll}|(?![a-z])\p{Ll}[A-Z]/u;
/** An apostrophe where names have one: `D’Amico`, `Dell’`, `Sa’d`. In `Mart’nez` it was another letter. */
const apostrophe =
  /^(?:[A-Za-z]|dell|dall|nell|all|coll|sant)[’‘](?![^A-Za-z])|^[A-Za-z]*[aeiou][’‘]/i;
const beforeCapital = /[’‘][A-Z][a-z]/;

/**
 * Patterns that no word of a script has. A text in a wrong code page of the same script has them in every other word.
 */
const never: readonly RegExp[] = [
  // Cyrillic: a soft or hard sign first or behind a vowel, й behind a consonant, no vowel at all.
  /^[ьъы]|[аеёиоуыэюяіїє][ьъ]|[бвгджзклмнпрстфхцчшщьъ]й|[бвгджзклмнпрстфхцчшщ]{5}/iu,
  /^[бвгджзйклмнпрстфхцчшщьђѓѕјљњћќџґ]{3,}$/iu,
  // Greek: the sigma of the end inside, the other one at the end, two accents, no vowel at all.
  /ς\p{L}|\p{Ll}σ$/u,
  /[άέήίόύώΐΰ].*[άέήίόύώΐΰ]|^[βγδζθκλμνξπρσςτφχψ]{3,}$/iu,
  // Icelandic, which Turkish looks like: two letters that never end, or never begin a word.
  /þ$|^ð/iu,
  // Hebrew and Arabic: the form of the end inside.
  /[ךםןףץ]\p{L}|[ةى]\p{Script=Arabic}/u,
  // Thai: a sign that follows a letter first, a vowel that comes before one last.
  /^[\p{M}ะาำๅ]|[เแโใไ](?![ก-ฮ])|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{3}/u,
];

/** True for a word that no language writes so: read in a wrong code page, most likely. */
export function isOddWord(text: string): boolean {
  if (/[\p{Cc}\p{Co}\ufffd]/u.test(text)) return true;
  if (signBetween.test(text) || capitalInside.test(text) || mixed.test(text)) return true;
  return never.some((pattern) => pattern.test(text));
}

/** True for a word whose only sign beyond ASCII is an apostrophe that names have there. */
export const hasApostrophe = (text: string): boolean =>
  /^[’‘][nst]$/i.test(text) ||
  (/^[A-Za-z]+(?:[’‘][A-Za-z]*)+$/.test(text) &&
    (apostrophe.test(text) || beforeCapital.test(text)));

/** True for a word of a script with capitals that begins with none. Names rarely do. */
export const isSmall = (text: string): boolean =>
  /^\p{Ll}/u.test(text) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text);
