import { isFamilyName } from '../names/family-name.ts';

/** The beginning of a line in a list: a dash, a bullet, a number. */
const listMark =
  /^(?:[-\u2013\u2014*\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u2610-\u2612\u2713\u2714\u2192\u27a4>+]{1,3}|\(?\d{1,4}[.):]\)?|[a-z][).]|\[[ xX]?\]|#\d{1,4}\.?)(?=\s)/i;

/**
 * True when the lines have letters for numbers: `A. Jane Doe`, `B. Bob Roe`. `M. Dupont` alone has an initial, and
 * `A. de Vries` above `B. van Dam` has one too.
 */
export function areLettered(lines: readonly string[]): boolean {
  const marked = lines.filter((line) => /^\s*[A-Z]\.\s+/.test(line));
  const isNext = (line: string, at: number) =>
    line.trim().charCodeAt(0) === 65 + at && !hasInitial(line.trim().slice(0, longest));
  return marked.length > 1 && marked.every(isNext);
}

/** In characters. A longer line is a sentence. */
const longest = 400;

/** True where the letter is part of the name: only a family stands behind it, or the address says both. */
function hasInitial(line: string): boolean {
  const [, letter = '', rest = ''] = /^([A-Z])\.\s+(.*)$/s.exec(line) ?? [];
  const name = rest.replace(/\s*(?:[,;|<(\t]|\S+@).*$/s, '').trim();
  if (name === '') return false;
  const [first = ''] = name.split(' ');
  const local = /([^\s,;|<>()\t]+)@/.exec(rest)?.[1]?.toLowerCase() ?? '';
  const isSaid = local.replace(/[._-]/, '').startsWith((letter + first).toLowerCase());
  return isSaid || !name.includes(' ') || isFamilyName(name);
}

/** A line without the marks of a list before it. `isLettered`: a capital with a stop is such a mark. */
export function withoutListMarks(line: string, isLettered: boolean): string {
  if (!isLettered && /^\s*\p{Lu}\.\s/u.test(line)) return line.trim();
  let rest = line.trim();
  for (let times = 0; times < 3; times += 1) {
    const mark = listMark.exec(rest);
    if (mark === null) break;
    rest = rest.slice(mark[0].length).trimStart();
  }
  return rest;
}
