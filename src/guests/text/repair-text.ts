import { isUtf8 } from 'node:buffer';
import { codePages, encodeWith } from './code-pages.ts';

/** Programs take UTF-8 for one of these, the likely ones first. */
const takenFor = ['Windows-1252', 'Mac Roman', 'DOS 850', 'DOS 437', 'Windows-1250'].flatMap(
  (name) => codePages.get(name) ?? [],
);
const beyondAscii = /[^\0-\x7f]/;
/** No name contains these. When decoding yields one, the text was no UTF-8. */
const unlikely = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u;
/** Programs may have mistaken a letter so many times, one after the other. */
const mostTimes = 3;

/**
 * Repairs UTF-8 that a program took for a code page and saved again (`JosÃ©` becomes `José`). Other text stays: the
 * repair needs valid UTF-8 in every character beyond ASCII, and no word is that by accident.
 */
export function repairText(text: string): string {
  let repaired = text;
  for (let time = 0; time < mostTimes && beyondAscii.test(repaired); time += 1) {
    const once = repairOnce(repaired);
    if (once === undefined) break;
    repaired = once;
  }
  return repaired;
}

function repairOnce(text: string): string | undefined {
  for (const page of takenFor) {
    const bytes = encodeWith(page, text);
    if (bytes === undefined || !isUtf8(bytes)) continue;
    const found = new TextDecoder().decode(bytes);
    if (found.length < text.length && !unlikely.test(found) && !mixesLetters(found)) return found;
  }
  return undefined;
}

const otherLetters = /[^\p{Script=Latin}\p{Script=Inherited}\p{Script=Common}]/u;

/** `Íñigo` would become a word of Latin letters with one of another script: nobody writes so. */
const mixesLetters = (text: string): boolean =>
  otherLetters.test(text) &&
  text.split(/\s+/).some((word) => otherLetters.test(word) && /\p{Script=Latin}/u.test(word));
