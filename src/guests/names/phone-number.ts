/** Words before a telephone number, in the languages of the headings. */
const labels = `telephone|telefoon|telefoonnummer|telefon|telefonnummer|t\u00e9l\u00e9phone|tel\u00e9fono|telefono|telefone|tel|t\u00e9l|tel[ne]r|tlfn?|tfno|tfn|tf|phone|ph|fon|mob|mobile|mobiel|mobil|mobilnummer|m\u00f3vil|movil|cellulare|cellular|celular|cellphone|cell|cel|handy|gsm|natel|portable|fax|direct|direkt|office|work|kantoor|werk|b\u00fcro|bureau|oficina|ufficio|thuis|privat|priv\u00e9|whatsapp|festnetz|mobilfunk|mobilnr|mobiltelefon|handynummer|rufnummer|landline|phone number|vaste lijn|vast|fixe|fijo|fisso|trabajo|casa|lavoro|numéro|número|numero|nummer|number|nr`;
/** They are families too: without a sign behind them they say nothing of a number. */
const families = 'casa|vast|werk|cell|handy|fixe|fijo|fisso|direct|bureau|kantoor|lavoro|natel';
const mayBeFamily = new RegExp(`^(?:${families})$`, 'iu');
const label = new RegExp(`^(?:${labels})\\.?:?$`, 'iu');
/** Behind one word it may be an initial: `Max T.`. */
const shortLabel = /^[tmpgfcw]\.?:?$/iu;
const digits = /^\+?[\d()./-]+$/;
/** Fewer digits are a year, a number of somebody's, a place. */
const fewest = 7;

/** The number may stand behind a colon or in brackets, apart from these words. */
const bareLabel =
  /^(?:tel|t\u00e9l|telefoon|telefon|t\u00e9l\u00e9phone|tel\u00e9fono|telefono|phone|mobile|mobiel|gsm|m\u00f3vil|cellulare|handynummer)\.?:?$/iu;

const number = (fewestDigits: number) =>
  `\\(?\\d(?:[ ()./\u00a0-]{0,3}\\d){${fewestDigits - 1},14}\\)?`;
const end = '(?!\\.?[\\p{L}\\p{N}@_-])';
const extension =
  '(?:(?:ext|extn|extension|extensi\u00f3n|toestel|tst|durchwahl|dw|nebenstelle|klappe|poste|interno|int|anexo|apparaat)[.:]{0,2} ?[-#]?\\d{1,6}|[x#]\\d{2,6})';
/**
 * A telephone number or an extension that its label or its plus sign shows, as a part of a pattern with the flags `iu`.
 * The first group is the number without the label.
 */
export const phonePattern = [
  "(?<![\\p{L}\\p{N}@._+'\u2019-])(?:",
  `(?:(?:${families})(?:[.:\uff1a] ?){1,3}|(?!(?:${families})[ .])(?:${labels})[ .:\uff1a]{1,4}|[tmpgfcw][.]?[:\uff1a] {0,3})(?:nr|no|n\u00b0|number)?[.:]? ?`,
  `(\\+?${number(6)}(?:[ ,]{1,2}${extension})?)${end}`,
  `|((?:\\+${number(7)}|${number(7)}(?=[ ,]{1,2}${extension}${end}))(?:[ ,]{1,2}${extension})?|${extension})${end}`,
  ')',
].join('');

const written = new RegExp(`^(?:${phonePattern})$`, 'iu');

/** True when a text is nothing but a telephone number or an extension, in brackets too. */
export const isPhone = (text: string): boolean => {
  if (text.length > 60 || !/\d/.test(text)) return false;
  const bare = text.replace(/^\(\s*|\s*\)$/g, '');
  return written.test(bare) || (/^[\d ()./+-]+$/.test(bare) && countDigits(bare) >= fewest);
};

/** True when a number with its label, or an extension, stands behind a name. */
export const endsInPhone = (name: string): boolean =>
  /\d\)?$/.test(name) && name.length < 300 && atEnd.test(name);
const atEnd = new RegExp(`\\s\\(?(?:${phonePattern})\\)?$`, 'iu');

const countDigits = (text: string): number => text.replace(/\D/g, '').length;

/** The index of the word where a telephone number at the end begins, with the word before it that says so. -1: none. */
export function phoneFrom(words: readonly string[]): number {
  const last = words.findLastIndex((word) => !digits.test(word) && !isPhone(word));
  const numbers = words.slice(last + 1).join(' ');
  const before = words[last] ?? '';
  if (numbers === '') return isBareLabel(words, last) ? last : -1;
  if (!isPhone(numbers) && countDigits(numbers) < fewest) return -1;
  const isLabel = label.test(before) && !(last < 2 && mayBeFamily.test(before));
  return isLabel || (last > 1 && shortLabel.test(before)) ? last : last + 1;
}

/** `Jane Mobile` may be called so; behind a whole name it is a label. */
const isBareLabel = (words: readonly string[], last: number): boolean => {
  const word = words[last] ?? '';
  return bareLabel.test(word) && (last > 1 || word === word.toLowerCase());
};
