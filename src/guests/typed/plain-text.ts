import { plainCards } from './card-lines.ts';
import { joinedNames } from './name-fields.ts';
import { markStruck } from './struck-text.ts';

/** Zero-width characters, direction marks, soft hyphens: nobody means them. Joiners stay, because names need them. */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const spaces = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
/** `[Jane](mailto:jane@x.example)` in Markdown. Each length has a bound, so that no text takes long. */
const markdownLink = /\[([^[\]\n]{0,300})\]\(\s*(?:mailto:)?([^()\s]{1,320})\s*\)/gi;
/** `jane@x.example<mailto:jane@x.example>`, as mail programs copy a link. */
const copiedLink = /\s?<mailto:([^<>\s]{1,320})>/gi;

/** `old@x.example > new@x.example`: an arrow, and no bracket. */
const pointed = /(@[^\s<>]{1,320}>?) >{1,2} (?=\S{0,100}[^\s<>]{0,300}@)/g;

/** `王小明（wang@x.example）`, and a note behind an address. Their spaces stand in no such sentence. */
const wideBrackets = /（ ?([^\s（）@]{1,100}@[^\s（）@]{1,250}) ?）/g;
const wideNote = /(@[^\s（）]{1,250})（([^（）\n]{0,100})）/g;
/** `王小明（微软）wang@x.example`. */
const wideAhead = /（([^（）@\n]{1,100})）/g;
/** `Jane Doe @ Fabrikam`. */
const worksAt = /(\p{L} )@(?= \p{Lu}[\p{L}\p{N}&-]{1,60}(?:[\s,;:)]|$))/gu;

/**
 * Makes plain text of a message and keeps its lines: one kind of space and of line end, nothing invisible, mail links
 * as text.
 */
export function plainText(text: string): string {
  const plain = plainCards(text)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(invisible, '')
    .replace(spaces, ' ')
    .replace(markdownLink, (_, label: string, target: string) => linkText(label, target))
    .replace(copiedLink, (_, target: string, at: number, whole: string) =>
      behind(/[^\s<>,;]*$/.exec(whole.slice(Math.max(0, at - 320), at))?.[0] ?? '', target),
    )
    .replace(/mailto:/gi, '')
    .replace(worksAt, '$1at');
  return markStruck(joinedNames(narrow(plain)))
    .replace(pointed, '$1 -> ')
    .trimEnd();
}

/** Writes the wide brackets and stops of Chinese and Japanese as others. Nearly all texts have none. */
const narrow = (text: string): string =>
  /[（。]/.test(text)
    ? text
        .replace(wideBrackets, ' <$1> ')
        .replace(wideNote, '$1 ($2) ')
        .replace(wideAhead, ' ($1) ')
        .replace(/。/g, '. ')
    : text;

/** Writes a link as what it shows. If it leads to another address, the text says so. */
export function linkText(label: string, target: string): string {
  const shown = label.trim();
  const [address = ''] = decodePercent(target.replace(/^mailto:/i, '')).split('?');
  if (!address.includes('@') || address.includes('/')) return shown;
  if (shown === '') return address;
  // Marks around the text of a link stand around its address too: `~~jane@x.example~~`.
  if (stressed(shown).toLowerCase() === address.toLowerCase()) return shown;
  return shown.includes('@') ? `${shown} (link ${address})` : `${shown} <${address}>`;
}

const stressed = (shown: string): string =>
  /^[~*_]{0,3}([^~*]*)[~*_]{0,3}$/.exec(shown)?.[1] ?? shown;

/** The text that a copied link adds to the word before it: nothing if that is its address. */
function behind(label: string, target: string): string {
  const text = linkText(label, target);
  return text.startsWith(label) ? text.slice(label.length) : ` <${target}>`;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
