import { holdsStates } from './mark-headings.ts';

/** Nouns below which a nought without a one may count hours or people. */
const ofAttendance =
  /^(?:attendance|aanwezigheid|anwesenheit|pr[ée]sence|asistencia|participation)(?!\p{L})/iu;
const aboveOne = /^(?:[2-9]|[1-9]\d+)$/;

/** Of the headings for a state or an answer, the ones whose first cells count something: there a nought is no no. */
export function countedHeadings(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): ReadonlySet<string> {
  const counted = header.filter((heading, index) => {
    if (!holdsStates(heading)) return false;
    const cells = rows.map((row) => (row[index] ?? '').trim());
    return (
      cells.some((cell) => aboveOne.test(cell)) ||
      (ofAttendance.test(heading.trim()) && !cells.includes('1'))
    );
  });
  return new Set(counted);
}
