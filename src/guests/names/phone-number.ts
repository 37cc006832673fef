const label =
  /^(?:tel|telephone|telefoon|telefon|téléphone|teléfono|telefono|phone|mob|mobile|mobiel|mobil|handy|gsm|cell|cel|portable|móvil)\.?:?$/iu;
/** Behind one word it may be an initial: `Max T.`. */
const shortLabel = /^[tm]\.?:?$/iu;
const digits = /^\+?[\d()./-]+$/;
/** Fewer digits are a year, a number of somebody's, a place. */
const fewest = 7;

/** The number may stand behind a colon or in brackets, apart from these words. */
const bareLabel =
  /^(?:tel|telefoon|telefon|téléphone|teléfono|telefono|phone|mobile|mobiel|gsm)\.?:?$/;

/** The index of the word where a telephone number at the end begins, with the word before it that says so. -1: none. */
export function phoneFrom(words: readonly string[]): number {
  const last = words.findLastIndex((word) => !digits.test(word));
  const count = words
    .slice(last + 1)
    .join('')
    .replace(/\D/g, '').length;
  if (count === 0) return bareLabel.test(words[last] ?? '') ? last : -1;
  if (count < fewest) return -1;
  const before = words[last] ?? '';
  return label.test(before) || (last > 1 && shortLabel.test(before)) ? last : last + 1;
}
