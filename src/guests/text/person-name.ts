import { decodeEntities } from './entities.ts';
import { holdsAddress } from './find-addresses.ts';
import { repairText } from './repair-text.ts';

/** What a cell says about a name, and what had to be done to it. */
export type NameRead = {
  /** Absent where the cell is nobody's name. */
  name?: string;
  /** `none`: something stands there that is no name. `broken`: letters are lost. */
  said?: 'none' | 'broken' | 'repaired' | 'cleaned';
};

/** Names without anything to look at twice: nearly all of them. */
const plain = /^[a-z][a-z\d]*(?:[ .,'-]{1,2}[a-z\d]+)*\.?$/i;
const words =
  'null nil none na nan nv nb undefined unknown empty blank true false nvt onbekend unbekannt inconnu desconocido';
const nothing: ReadonlySet<string> = new Set(words.split(' '));
const letter = /\p{L}/u;
/** What stands for a letter that was lost, or comes of one that was read in a wrong code page. */
const strange =
  '\\u0080-\\u009f\\u00a1-\\u00a9\\u00ac-\\u00b1\\u00b2\\u00b3\\u00b5\\u00b6\\u00b8\\u00b9\\u00bc-\\u00bf×÷†‡ˆ‰‹›€ƒ„…‚™˜√∂∑∏π∫Ω≈∆◊≤≥∞⌐\\u2500-\\u25ff\\uf8ff';
const lost = new RegExp(
  `\\ufffd|\\?\\p{L}|\\p{L}\\?|\\?\\?|\\p{L}[${strange}]|[${strange}]\\p{L}|(?:^|[\\p{Ll}\\s])[ÃÂ](?:[^\\p{L}]|$)|\\p{Ll}(?![A-Z])\\p{Lu}`,
  'u',
);
/** Capitals inside a word that are right: McÉwan, O’Ávila. */
const inside = /(?:Mc|Mac|Fitz|De|Di|Le|La|Van|O['’])(?=\p{Lu})/gu;

/** Reads a cell of names as a person would: without marks of lists, tags and formulas, its letters mended. */
export function readName(cell: string): NameRead {
  const text = cell.trim();
  if (text === '') return {};
  if (plain.test(text)) return nothing.has(text.toLowerCase()) ? { said: 'none' } : { name: text };
  const repaired = repairText(cell).trim();
  const bare = withoutMarks(repaired);
  if (isNothing(bare)) return { said: 'none' };
  if (lost.test(bare.replace(inside, ''))) return { name: bare, said: 'broken' };
  if (repaired !== text) return { name: bare, said: 'repaired' };
  return bare === text ? { name: bare } : { name: bare, said: 'cleaned' };
}

/** Whether a cell might be somebody's name: letters in a few words, no number, no address. */
export function looksLikeName(cell: string): boolean {
  const text = cell.trim();
  if (text.length > 60 || /[\d@/_!?;:\n]/.test(text)) return false;
  const parts = text.split(/[\s,]+/).filter(Boolean);
  if (parts.length > 6) return false;
  return /^\p{L}/u.test(text) && parts.some((part) => /^[\p{Lu}\p{Lo}]/u.test(part));
}

function isNothing(text: string): boolean {
  if (!letter.test(text) || holdsAddress(text)) return true;
  // A formula, an error of a spreadsheet in any language, a web address.
  if (/^[=@]|^#[^\s]*[!?/]|^https?:/i.test(text)) return true;
  const word = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  return nothing.has(word) && !/\s/.test(text);
}

/** Quotes around the whole, marks of lists before it, and what web pages and spreadsheets put there. */
function withoutMarks(text: string): string {
  let bare = decodeEntities(text)
    .replace(/^="([^"]*)"$/, '$1')
    .replace(/<[/a-z][^<>]*>/gi, ' ')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\s]+/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replaceAll('\\"', '"')
    .trim();
  bare = bare.replace(/^(?:[-–—*•·‣▪●○>+]|\(?\d{1,4}[.)])\s+/u, '').replace(/^[•·‣▪●○]/u, '');
  // Meeting programs say so of whoever comes from outside.
  bare = bare.replace(
    /\s*\((?:guest|gast|invité|invitado|ospite|external|extern|unverified)\)$/i,
    '',
  );
  bare = withoutQuotes(bare.replace(/[,;:|]+$/, '').trim());
  return bare.replace(/\\([,;])/g, '$1').trim();
}

const opening = '"\'“”„‘’‚«»‹›`´';

function withoutQuotes(text: string): string {
  const [first = '', last = ''] = [text.charAt(0), text.charAt(text.length - 1)];
  const inner = text.slice(1, -1);
  if (text.length > 2 && opening.includes(first) && opening.includes(last)) {
    if (!inner.includes(first) && !inner.includes(last)) return inner.trim();
  }
  // A quote without its other one is a slip; `'t Hart` and `'s Graven` begin with an apostrophe.
  if (text.split('"').length === 2) return text.replace('"', '').trim();
  return /^['’](?!\p{Ll}{1,2}[ -])\p{Lu}/u.test(text) ? text.slice(1) : text;
}
