import { decodeEntities } from './entities.ts';
import { hasAddress } from './find-addresses.ts';
import { repairText } from './repair-text.ts';

/** The name in a cell, and what the reader did to it. */
export type NameRead = {
  /** Absent when the cell contains no name. */
  name?: string;
  /**
   * `none`: the cell contains something that is no name. `broken`: letters are lost. `repaired`: the reader decoded the
   * letters anew. `cleaned`: it removed signs around the name.
   */
  said?: 'none' | 'broken' | 'repaired' | 'cleaned';
};

/** Names that need no cleaning: nearly all. */
const plain = /^[a-z][a-z\d]*(?:[ .,'-]{1,2}[a-z\d]+)*\.?$/i;
const words =
  'null nil none na nan nv nb undefined unknown empty blank true false nvt onbekend unbekannt inconnu desconocido';
const nothing: ReadonlySet<string> = new Set(words.split(' '));
const letter = /\p{L}/u;
/** Signs that replace a lost letter, or that a wrong code page makes of a letter. */
const strange =
  '\\u0080-\\u009f\\u00a1-\\u00a9\\u00ac-\\u00b1\\u00b2\\u00b3\\u00b5\\u00b6\\u00b8\\u00b9\\u00bc-\\u00bf×÷†‡ˆ‰‹›€ƒ„…‚™˜√∂∑∏π∫Ω≈∆◊≤≥∞⌐\\u2500-\\u25ff\\uf8ff';
const lost = new RegExp(
  `\\ufffd|\\?\\p{L}|\\p{L}\\?|\\?\\?|\\p{L}[${strange}]|[${strange}]\\p{L}|(?:^|[\\p{Ll}\\s])[ÃÂ](?:[^\\p{L}]|$)|\\p{Ll}(?![A-Z])\\p{Lu}`,
  'u',
);
/** Prefixes after which a capital inside a word is right: McÉwan, O’Ávila. */
const inside = /(?:Mc|Mac|Fitz|De|Di|Le|La|Van|O['’])(?=\p{Lu})/gu;

/** Reads a name as a person would: drops list marks, tags and formulas, and repairs letters. */
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

/** True when a cell may be a name: letters in a few words, no number, no address. */
export function looksLikeName(cell: string): boolean {
  const text = cell.trim();
  if (text.length > 60 || /[\d@/_!?;:\n]/.test(text)) return false;
  const parts = text.split(/[\s,]+/).filter(Boolean);
  if (parts.length > 6) return false;
  return /^\p{L}/u.test(text) && parts.some((part) => /^[\p{Lu}\p{Lo}]/u.test(part));
}

function isNothing(text: string): boolean {
  if (!letter.test(text) || hasAddress(text)) return true;
  // A formula, a spreadsheet's error in any language, a web address.
  if (/^[=@]|^#[^\s]*[!?/]|^https?:/i.test(text)) return true;
  const word = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  return nothing.has(word) && !/\s/.test(text);
}

/** Removes quotes around the whole, list marks before it, and what web pages and spreadsheets add. */
function withoutMarks(text: string): string {
  let bare = decodeEntities(text)
    .replace(/^="([^"]*)"$/, '$1')
    .replace(/<[/a-z][^<>]*>/gi, ' ')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\s]+/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replaceAll('\\"', '"')
    .trim();
  bare = bare.replace(/^(?:[-–—*•·‣▪●○>+]|\(?\d{1,4}[.)])\s+/u, '').replace(/^[•·‣▪●○]/u, '');
  // Meeting programs add this to the name of somebody from outside.
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
  // A single quotation mark is a slip; `'t Hart` and `'s Graven` begin with an apostrophe.
  if (text.split('"').length === 2) return text.replace('"', '').trim();
  return /^['’](?!\p{Ll}{1,2}[ -])\p{Lu}/u.test(text) ? text.slice(1) : text;
}
