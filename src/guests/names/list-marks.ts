/** The beginning of a line in a list: a dash, a bullet, a number. */
const listMark =
  /^(?:[-\u2013\u2014*\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u2610-\u2612\u2713\u2714\u2192\u27a4>+]{1,3}|\(?\d{1,4}[.):]\)?|[a-z][).]|\[[ xX]?\]|#\d{1,4}\.?)(?=\s)/i;

/** True when the lines have letters for numbers: `A. Jane Doe`, `B. Bob Roe`. `M. Dupont` alone has an initial. */
export function areLettered(lines: readonly string[]): boolean {
  const marked = lines.filter((line) => /^\s*[A-Z]\.\s+/.test(line));
  const isNext = (line: string, at: number) =>
    line.trim().charCodeAt(0) === 65 + at && !/^\S+\s+\S+\s+<?\S+@/.test(line.trim());
  return marked.length > 1 && marked.every(isNext);
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
